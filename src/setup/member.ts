// /settings: what members choose for themselves: language, a place on the boards, reminders.

import type { Chat } from '#core/chat.ts'
import type { Action, Command, Invocation, Option } from '#core/command.ts'
import type { Clock, Db } from '#core/deps.ts'
import { type Language, languages } from '#core/language.ts'
import { type Block, panelOf, type Reply, sayIn } from '#core/reply.ts'
import { oweReminder } from '#daily/remind.ts'
import { remindAt, type When } from '#daily/remind-time.ts'
import { dayIn } from '#lib/day.ts'
import { nameInLine } from '#lib/text.ts'
import { quizHours } from '#schedule/calendar.ts'
import { defaults, type GuildSettings } from '#settings/settings.ts'
import {
  changeMember,
  guildSettings,
  type MemberSettings,
  memberSettings,
} from '#settings/store.ts'
import { memberTextsIn, type Reminding } from './member-texts.ts'

type MemberDeps = { readonly db: Db; readonly clock: Clock; readonly chat: Chat }

const undoAction = 'settings-undo'
const ways = ['off', 'dm', 'mention'] as const

/** A choice among words that stand in the texts of both languages. */
function choice<Value extends string>(
  name: 'language' | 'hide' | 'reminders',
  labels: (language: Language) => Readonly<Record<Value, string>>,
): Option {
  const [ko, en] = [labels('ko'), labels('en')]
  return {
    kind: 'choice',
    name,
    about: { ko: memberTextsIn('ko')[name], en: memberTextsIn('en')[name] },
    required: false,
    choices: (Object.keys(en) as Value[]).map((value) => ({
      value,
      label: { ko: ko[value], en: en[value] },
    })),
  }
}

/** Shows what a member has chosen; options given change it first. */
export const settingsCommand = (deps: MemberDeps): Command => ({
  name: 'settings',
  about: { ko: memberTextsIn('ko').about, en: memberTextsIn('en').about },
  options: [
    choice('language', (language) => memberTextsIn(language).languages),
    choice('hide', (language) => memberTextsIn(language).hides),
    choice('reminders', (language) => memberTextsIn(language).ways),
  ],
  ownersOnly: false,
  isPrivate: () => true,
  async run(call) {
    const before = await memberSettings(deps.db, call.guild, call.member.id)
    const asked = changeFrom(call.options)
    if (Object.keys(asked).length === 0) {
      return stateReply(memberTextsIn(call.language).heading, before, call.language)
    }
    const change = differing(asked, before)
    const isRefused = change.reminders === 'dm' && !(await greet(deps, call, asked.language))
    if (isRefused) delete change.reminders
    const coming = await apply(deps, call, change)
    const after = { ...before, ...change }
    // Who has just chosen a language is answered in it.
    const language = after.language ?? call.language
    const say = memberTextsIn(language)
    if (isRefused) return sayIn('problem', say.refused)
    if (Object.keys(change).length === 0) return stateReply(say.same, after, language)
    return changedReply(deps, call.guild, { before, change, coming }, language)
  },
})

/** The button that makes the changed settings what they were before. */
export const undoButton = (deps: MemberDeps): Action => ({
  name: undoAction,
  answers: 'replace',
  async run(call, { subject }) {
    await apply(deps, call, changeFrom(Object.fromEntries(new URLSearchParams(subject))))
    const after = await memberSettings(deps.db, call.guild, call.member.id)
    const language = after.language ?? call.language
    return stateReply(memberTextsIn(language).undone, after, language)
  },
})

type Change = { -readonly [Name in keyof MemberSettings]?: MemberSettings[Name] }

/** What options, or the subject of an undo, ask for. */
function changeFrom({ language, hide, reminders }: Invocation['options']): Change {
  const change: Change = {}
  const spoken = languages.find((known) => known === language)
  if (spoken || language === 'auto') change.language = spoken ?? null
  if (hide === 'yes' || hide === 'no') change.hidden = hide === 'yes'
  const way = ways.find((known) => known === reminders)
  if (way) change.reminders = way === 'off' ? null : way
  return change
}

/** The options that would make these settings what they are. */
const optionsOf = ({ language, hidden, reminders }: Change): Record<string, string> => ({
  ...(language !== undefined && { language: language ?? 'auto' }),
  ...(hidden !== undefined && { hide: hidden ? 'yes' : 'no' }),
  // Direct messages that were refused were off.
  ...(reminders !== undefined && {
    reminders: reminders === 'dm' || reminders === 'mention' ? reminders : 'off',
  }),
})

const differing = (asked: Change, before: MemberSettings): Change =>
  Object.fromEntries(
    Object.entries(asked).filter(([name, value]) => before[name as keyof Change] !== value),
  )

/** Gives when the reminder of the quiz that is open comes, if reminders were chosen. */
async function apply(
  { db, clock }: MemberDeps,
  { guild, member }: Invocation,
  change: Change,
): Promise<When | undefined> {
  if (Object.keys(change).length === 0) return undefined
  await changeMember(db, guild, member.id, change)
  return change.reminders ? oweReminder(db, guild, clock(), member.id) : undefined
}

/**
 * A word by direct message to who has chosen that way: it shows now, and not when a streak breaks, that
 * Discord lets nothing through. False then.
 */
async function greet(
  { db, chat }: MemberDeps,
  { id, guild, member, language: spoken }: Invocation,
  chosen: Language | null | undefined,
): Promise<boolean> {
  const language = chosen ?? spoken
  const name = nameInLine((await guildSettings(db, guild))?.name ?? '')
  const opened = await chat.direct(member.id)
  if (!opened.ok) return opened.fault.kind !== 'forbidden'
  const panel = panelOf('setup', memberTextsIn(language).greeting(name || guild))
  const sent = await chat.send(opened.value.channel, { kind: 'panel', panel }, `hi${id}`)
  return sent.ok || sent.fault.kind !== 'forbidden'
}

/** What is chosen now, in words. */
function stateReply(heading: string, settings: MemberSettings, language: Language): Reply {
  const say = memberTextsIn(language)
  const state = [
    say.stateLanguage(settings.language),
    say.stateHidden(settings.hidden),
    say.stateReminders[settings.reminders ?? 'off'],
  ]
  return sayIn('setup', heading, state.join('\n'), say.hint)
}

/** What will happen from now on, and a button that takes it back. */
async function changedReply(
  { db, clock }: MemberDeps,
  guild: string,
  {
    before,
    change,
    coming,
  }: {
    readonly before: MemberSettings
    readonly change: Change
    readonly coming: When | undefined
  },
  language: Language,
): Promise<Reply> {
  const say = memberTextsIn(language)
  const settings = await guildSettings(db, guild)
  const { reminders } = change
  const isAutomatic = { ...before, ...change }.language === null
  const lines = [
    ...(change.language === undefined ? [] : [say.willSpeak(change.language)]),
    ...(change.hidden === undefined ? [] : [say.willHide(change.hidden)]),
    ...(reminders === null ? [say.willNotRemind] : []),
    ...(reminders === 'dm' || reminders === 'mention'
      ? [
          say.willRemind(
            reminders,
            remindingOf(settings ?? defaults(guild, '', language), clock(), coming),
          ),
        ]
      : []),
    ...(reminders === 'dm' && isAutomatic && settings?.language !== language
      ? [say.inGuildLanguage]
      : []),
    ...(reminders && !settings?.since ? [say.notSetUp] : []),
  ]
  const { panel } = sayIn('setup', say.changed, lines.join('\n'))
  const former = Object.keys(change).map((name) => [name, before[name as keyof Change]])
  const subject = new URLSearchParams(optionsOf(Object.fromEntries(former))).toString()
  const undo: Block = {
    kind: 'buttons',
    buttons: [
      {
        kind: 'button',
        does: { action: undoAction, subject },
        label: say.undo,
        look: 'secondary',
      },
    ],
  }
  return { panel: { ...panel, blocks: [...panel.blocks, undo] } }
}

/**
 * When a reminder comes by the guild's present times: of today's quiz, whether there is one or not; and
 * the one of the quiz that is open, where that comes at another time.
 */
function remindingOf(
  settings: GuildSettings,
  now: Temporal.Instant,
  coming: When | undefined,
): Reminding {
  const { quizChannel: channel, zone, wakeTime, sleepTime } = settings
  const timeOf = (at: Temporal.Instant) =>
    at.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' })
  const round = quizHours(settings, dayIn(zone, now))
  const at = remindAt(round, settings)
  const usual = at && {
    time: timeOf(at),
    minutesLeft: Math.round(at.until(round.closes).total('minutes')),
  }
  const bounds = { channel, zone, wakeTime, sleepTime, usual }
  if (coming?.kind !== 'later') return { ...bounds, today: coming?.kind }
  const time = timeOf(coming.due)
  return { ...bounds, today: time === usual?.time ? undefined : { time } }
}
