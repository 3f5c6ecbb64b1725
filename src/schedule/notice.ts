// Notice: tells a group of pauses and missed days, and its owners of what keeps a post away. Each once.

import { createHash } from 'node:crypto'
import { type Chat, permissionsNeeded } from '#core/chat.ts'
import type { Clock, Db } from '#core/deps.ts'
import { panelOf } from '#core/reply.ts'
import { type Day, dayIn, isBefore } from '#lib/day.ts'
import type { GuildSettings } from '#settings/settings.ts'
import { guildSettings } from '#settings/store.ts'
import { isPaused, type Slot } from './calendar.ts'
import { postOnce } from './post.ts'
import type { SlotHandler, SlotOutcome } from './slot.ts'
import { type StoredSlot, slotBefore, slotsBetween } from './store.ts'
import { type Trouble, textsIn } from './texts.ts'

export type NoticeDeps = {
  readonly db: Db
  readonly clock: Clock
  readonly chat: Chat
  /** Writes a command so that a click runs it. */
  readonly mention: (command: string) => string
}

const tooOld: SlotOutcome = { kind: 'missed', reason: 'it is no news any more' }
const silent = (reason: string): SlotOutcome => ({ kind: 'done', reason })
const troubleLasts = { hours: 48 }

/** The handlers of the slots `pause`, `resume`, `away` and `trouble`: list them beside the others. */
export const noticeHandlers = (deps: NoticeDeps): Readonly<Record<string, SlotHandler>> => ({
  pause: notice(deps, async ({ localDate }, settings) => {
    const { pauseFrom, pauseTo } = settings
    const isOn = pauseFrom?.equals(localDate) && isPaused(settings, todayOf(deps, settings))
    if (!isOn) return silent('the pause was taken back')
    return {
      channel: settings.quizChannel,
      text: textsIn(settings.language).pause(localDate, pauseTo),
    }
  }),

  resume: notice(deps, async ({ guild, localDate, subject }, settings) => {
    if (isPaused(settings, todayOf(deps, settings))) return silent('there is another pause')
    const began = Temporal.PlainDate.from(subject)
    const announced = await slotsBetween(deps.db, guild, ['pause'], began, began)
    if (announced.some(({ state }) => state === 'sent')) {
      return { kind: 'later', due: deps.clock().add({ seconds: 10 }) }
    }
    if (!announced.some(({ message }) => message)) return silent('the pause was never announced')
    // Today's own quiz, which is due at this moment too, or the first one after it.
    const ahead = await slotsBetween(
      deps.db,
      guild,
      ['quiz'],
      localDate,
      localDate.add({ days: 8 }),
    )
    const text = textsIn(settings.language).resume(ahead[0]?.due)
    return { channel: settings.quizChannel, text }
  }),

  away: notice(deps, async (slot, settings) => {
    const missed = await missedBefore(deps.db, slot, deps.clock())
    if (!missed) return silent('no day was missed')
    return { channel: settings.quizChannel, text: textsIn(settings.language).away(missed) }
  }),

  trouble: notice(deps, async ({ guild, localDate, subject: kind }, settings) => {
    const { ownerChannel, quizChannel, boardChannel, language } = settings
    if (ownerChannel === null) return silent("there is no owners' channel")
    const slots = await slotsBetween(deps.db, guild, [kind], localDate, localDate)
    const failed = slots.find(({ state }) => state === 'failed')
    if (!failed) return silent('it is mended')
    const usual = kind === 'board' ? (boardChannel ?? quizChannel) : quizChannel
    const channel = kind === 'gaps' ? ownerChannel : usual
    const trouble = await troubleIn(deps.chat, channel, failed.reason ?? '')
    const text = textsIn(language).trouble(kind, channel, trouble, deps.mention)
    return { channel: ownerChannel, text }
  }),
})

type Said = { readonly channel: string | null; readonly text: string }

/** Posts what `say` gives, once; an outcome instead of words ends the slot without a post. */
function notice(
  { db, clock, chat }: NoticeDeps,
  say: (slot: StoredSlot, settings: GuildSettings) => Promise<Said | SlotOutcome>,
): SlotHandler {
  return async (slot) => {
    const settings = await guildSettings(db, slot.guild)
    if (!settings) return silent('the guild is unknown')
    if (slot.until !== null && isBefore(slot.until, clock())) return tooOld
    const said = await say(slot, settings)
    if ('kind' in said) return said
    if (said.channel === null) return { kind: 'failed', reason: 'no channel is set' }
    const { guild, kind, localDate, subject } = slot
    const id = createHash('sha256')
      .update([guild, kind, localDate, subject].join(' '))
      .digest('hex')
    const mark = `#${id.slice(0, 6).toUpperCase()}`
    const sent = await postOnce(chat, slot, said.channel, {
      post: { kind: 'panel', panel: panelOf('setup', said.text, `-# ${mark}`) },
      mark,
      nonce: id.slice(0, 25),
    })
    return sent.ok ? { kind: 'done', message: sent.value } : sent.fault
  }
}

const todayOf = ({ clock }: NoticeDeps, { zone }: GuildSettings): Day => dayIn(zone, clock())

/** Asks Discord what is wrong with a channel, in terms a person can act on. */
async function troubleIn(chat: Chat, channel: string | null, reason: string): Promise<Trouble> {
  if (channel === null) return { kind: 'other', reason }
  const lacking = await chat.lacks(channel, permissionsNeeded)
  if (lacking.ok) {
    return lacking.value.length > 0
      ? { kind: 'lacking', permissions: lacking.value }
      : { kind: 'other', reason }
  }
  const isGone = lacking.fault.kind === 'missing' || lacking.fault.kind === 'forbidden'
  return isGone ? { kind: 'unseen' } : { kind: 'other', reason }
}

/** The first quiz day since the last one posted that went by without its quiz; undefined for none. */
async function missedBefore(
  db: Db,
  { guild, localDate }: Pick<Slot, 'guild' | 'localDate'>,
  now: Temporal.Instant,
): Promise<Day | undefined> {
  const posted = await slotBefore(db, { guild, kind: 'quiz', localDate }, ['done'])
  const first = posted?.localDate.add({ days: 1 }) ?? localDate.subtract({ days: 31 })
  const between = await slotsBetween(db, guild, ['quiz'], first, localDate.subtract({ days: 1 }))
  return between.find(
    ({ state, until }) =>
      state === 'missed' || state === 'failed' || (until !== null && isBefore(until, now)),
  )?.localDate
}

/**
 * What the end of a slot owes besides: after days on which no quiz could be posted, the first quiz is
 * followed by word that streaks are safe; the first failure in a row is told to the owners. The keys
 * follow from the slot, so that an end that is reached again owes nothing new.
 */
export async function noticesAfter(
  db: Db,
  slot: StoredSlot,
  outcome: SlotOutcome,
): Promise<readonly Slot[]> {
  const { guild, kind, localDate, due } = slot
  const owed = { guild, localDate, due, until: due.add(troubleLasts) }
  if (kind === 'quiz' && outcome.kind === 'done') {
    // A quiz that was posted is as far as its own hours: earlier ones that were not are over by then.
    const missed = await missedBefore(db, slot, due)
    return missed ? [{ ...owed, kind: 'away', subject: '' }] : []
  }
  if (outcome.kind !== 'failed' || kind in quiet) return []
  const before = await slotBefore(db, slot, ['done', 'missed', 'failed'])
  return before?.state === 'failed' ? [] : [{ ...owed, kind: 'trouble', subject: kind }]
}

/** Kinds whose failure is not told: the owners' own channel, or what only repeats another's fault. */
const quiet: Readonly<Record<string, true>> = {
  trouble: true,
  pause: true,
  resume: true,
  away: true,
  gaps: true,
}
