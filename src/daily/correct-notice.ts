// Correction notice: one word to the group about a corrected round, under its reveal.

import type { Item } from '#bank/item.ts'
import { letterOf } from '#bank/letter.ts'
import { itemAt } from '#bank/store.ts'
import type { Db } from '#core/deps.ts'
import type { Language } from '#core/language.ts'
import { panelOf } from '#core/reply.ts'
import { isBefore } from '#lib/day.ts'
import { escapeMarkdown } from '#lib/text.ts'
import { isRight } from '#progress/points.ts'
import { type Audit, auditOf, auditsOf } from '#record/audit-store.ts'
import { type Ballots, ballotsOf, type Round, roundOf } from '#record/store.ts'
import { lookFor, outcomeOf } from '#schedule/post.ts'
import type { SlotHandler, SlotOutcome } from '#schedule/slot.ts'
import { type StoredSlot, slotOf, slotsBetween } from '#schedule/store.ts'
import type { GuildSettings } from '#settings/settings.ts'
import { guildSettings } from '#settings/store.ts'
import { isSame, keptRuling, type Ruling, rulingOf } from './correct.ts'
import { correctTextsIn } from './correct-texts.ts'
import type { RoundDeps } from './deps.ts'
import { panelOfReveal } from './reveal.ts'
import { codeMark, nonceOf } from './round.ts'

/** How the notice of a correction shows its round's code. */
const correctionMark = (code: string, audit: string): string =>
  `${codeMark(code)}-C${nonceOf('correction', audit).slice(0, 4).toUpperCase()}`

/**
 * Carries out a `notice` slot, whose subject is the audit row of a correction: a reply to the reveal,
 * or to the quiz while there is none. Of several corrections only the last is told, and only when it
 * differs from what the group knows; the reveal then says the same. Safe to repeat from any point.
 */
export function noticeHandler(deps: RoundDeps): SlotHandler {
  const { db, clock, chat } = deps
  return async (slot) => {
    const { guild, localDate, subject, due, until } = slot
    const audit = await auditOf(db, subject)
    const round = audit && (await roundOf(db, audit.subject))
    const settings = await guildSettings(db, guild)
    if (!round || !settings) return { kind: 'failed', reason: 'the round is gone' }
    const mark = correctionMark(round.code, subject)
    // What an earlier attempt told counts below, so it is looked for before anything else.
    if (slot.attempts > 1) {
      const found = await lookFor(chat, round.channel, mark, due)
      if (!found.ok) return outcomeOf(found.fault)
      if (found.value) return { kind: 'done', message: found.value.message }
    }
    if (until !== null && isBefore(until, clock())) {
      return { kind: 'missed', reason: 'the correction is old news' }
    }
    const all = await auditsOf(db, round)
    if (all[0]?.id !== subject) return silent('a later correction is told instead')
    const notices = await slotsBetween(db, guild, ['notice'], localDate, localDate)
    const reveal = await slotOf(db, { guild, kind: 'reveal', localDate, subject: round.id })
    const others = notices.filter((other) => other.subject !== subject)
    const unfinished = (other: StoredSlot) => other.state === 'sent'
    if (others.some(unfinished) || (reveal && ['planned', 'sent'].includes(reveal.state))) {
      return { kind: 'later', due: clock().add({ seconds: 10 }) }
    }
    const told = toldOf(round, all.toReversed(), others)
    const now = rulingOf(round)
    if (now.isOpen ? told.isVoided === now.isVoided : isSame(told, now)) {
      return silent('the group knows what holds')
    }
    if (reveal?.message) await markReveal(deps, settings, round, reveal.message)
    const text = await noticeText(db, round, told, settings.language)
    const replyTo = reveal?.message ?? round.message
    const panel = panelOf('reveal', text, `-# ${mark}`)
    const sent = await chat.send(
      round.channel,
      { kind: 'panel', panel, ...(replyTo && { replyTo }) },
      nonceOf('correction', subject),
    )
    return sent.ok ? { kind: 'done', message: sent.value.message } : outcomeOf(sent.fault)
  }
}

/** Makes the reveal say what holds now. One that is gone or may not be edited stays: the notice tells it. */
async function markReveal(
  deps: RoundDeps,
  settings: GuildSettings,
  round: Round,
  message: string,
): Promise<void> {
  const edited = await deps.chat.edit(
    round.channel,
    message,
    await panelOfReveal(deps, settings, round),
  )
  if (edited.ok) return
  outcomeOf(edited.fault) // throws what is worth trying again
  deps.log.info({ round: round.id, ...edited.fault }, 'the reveal of a corrected round stays')
}

const silent = (reason: string): SlotOutcome => ({ kind: 'done', reason })

/** What the group knows of a round: from its post, its reveal and the notices that were posted. */
function toldOf(round: Round, audits: readonly Audit[], notices: readonly StoredSlot[]): Ruling {
  const posted = new Set(notices.flatMap(({ subject, message }) => (message ? [subject] : [])))
  const isRevealed = round.state === 'closed'
  const last = audits.findLast(
    ({ id, after }) => posted.has(id) || (isRevealed && keptRuling(after).isOpen),
  )
  const [first] = audits
  if (last) return keptRuling(last.after)
  return first ? keptRuling(first.before) : rulingOf(round)
}

async function noticeText(db: Db, round: Round, told: Ruling, language: Language): Promise<string> {
  const say = correctTextsIn(language)
  const { isVoided, isOpen } = rulingOf(round)
  const heading = say.heading(round.localDate)
  if (isOpen) {
    return [heading, ...(isVoided ? [say.voided, say.stillOpen] : [say.countsAgain])].join('\n')
  }
  if (isVoided) return [heading, say.voided, say.counted].join('\n')
  const again = told.isVoided ? [say.countsAgain] : []
  return [heading, ...again, await scoredText(db, round, language), say.counted].join('\n')
}

/** Which options are right, and how many of those who answered had them. */
export async function scoredText(db: Db, round: Round, language: Language): Promise<string> {
  const say = correctTextsIn(language)
  const item = await itemAt(db, round.item, round.revision)
  const keys = round.keys.map((id) => optionName(round, item, id, language))
  const ballots = await ballotsOf(db, round.id)
  return `${say.keys(keys)} ${say.right(countRight(round, ballots), ballots.size)}`
}

const countRight = ({ keys }: Round, ballots: Ballots): number =>
  [...ballots.values()].filter((held) => isRight(keys, held)).length

/** An option as members read it: its letter as shown and its text. */
export function optionName(
  { shown }: Pick<Round, 'shown'>,
  item: Item,
  id: string,
  language: Language,
): string {
  const text = item.options.find((option) => option.id === id)?.text[language] ?? id
  return `${letterOf(shown.indexOf(id))}. ${escapeMarkdown(text)}`
}
