// Correction notice: one word to the group about a corrected round, under its reveal.

import { itemAt } from '#bank/store.ts'
import type { Db } from '#core/deps.ts'
import type { Language } from '#core/language.ts'
import { panelOf } from '#core/reply.ts'
import { isBefore } from '#lib/day.ts'
import { ok } from '#lib/result.ts'
import { isRight } from '#progress/points.ts'
import { type Audit, auditOf, auditsOf } from '#record/audit-store.ts'
import { type Ballots, ballotsOf, type Round, roundOf } from '#record/store.ts'
import { lookFor, outcomeOf, silent } from '#schedule/post.ts'
import type { SlotHandler } from '#schedule/slot.ts'
import { type StoredSlot, slotsBetween } from '#schedule/store.ts'
import { guildSettings } from '#settings/store.ts'
import { isSame, keptRuling, type Ruling, rulingOf } from './correct.ts'
import { areUnderWay, postsOf, retell } from './correct-posts.ts'
import { correctTextsIn } from './correct-texts.ts'
import type { RoundDeps } from './deps.ts'
import { codeMark, keysShown, nonceOf, optionName } from './round.ts'

/** How the notice of a correction shows its round's code. */
const correctionMark = (code: string, audit: string): string =>
  `${codeMark(code)}-C${nonceOf('correction', audit).slice(0, 4).toUpperCase()}`

/**
 * Carries out a `notice` slot, whose subject is the audit row of a correction: a reply to the reveal,
 * or to the quiz while there is none. Of several corrections only the last is told, and only when it
 * differs from what the group knows. The reveal and the mini-lesson are made to say what holds in any
 * case, since an edit may have reached them without its notice. Safe to repeat from any point.
 */
export function noticeHandler(deps: RoundDeps): SlotHandler {
  const { db, clock, chat } = deps
  return async (slot) => {
    const { guild, localDate, subject, due, until } = slot
    const audit = await auditOf(db, subject)
    const round = audit && (await roundOf(db, audit.subject))
    const settings = await guildSettings(db, guild)
    if (!round || !settings) return { kind: 'failed', reason: 'the round is gone' }
    const posts = await postsOf(db, round)
    const mark = correctionMark(round.code, subject)
    // What an earlier attempt told counts below, so it is looked for first.
    const found = slot.attempts > 1 ? await lookFor(chat, round.channel, mark, due) : ok(undefined)
    const isTold = posts.isTold || (found.ok && found.value !== undefined)
    if (!areUnderWay(posts)) await retell(deps, settings, round, { ...posts, isTold }, until)
    if (!found.ok) return outcomeOf(found.fault, round.channel)
    if (found.value) return { kind: 'done', message: found.value.message }
    if (until !== null && isBefore(until, clock())) {
      return { kind: 'missed', reason: 'the correction is old news' }
    }
    const all = await auditsOf(db, round)
    if (all[0]?.id !== subject) return silent('a later correction is told instead')
    const notices = await slotsBetween(db, guild, ['notice'], localDate, localDate)
    const others = notices.filter((other) => other.subject !== subject)
    const unfinished = (other: StoredSlot) => other.state === 'sent'
    if (others.some(unfinished) || posts.reveal?.state === 'planned' || areUnderWay(posts)) {
      return { kind: 'later', due: clock().add({ seconds: 10 }) }
    }
    const told = toldOf(round, all.toReversed(), others)
    const now = rulingOf(round)
    if (now.isOpen ? told.isVoided === now.isVoided : isSame(told, now)) {
      return silent('the group knows what holds')
    }
    const text = await noticeText(db, round, told, settings.language)
    const replyTo = posts.reveal?.message ?? round.message
    const panel = panelOf('reveal', text, `-# ${mark}`)
    const sent = await chat.send(
      round.channel,
      { kind: 'panel', panel, ...(replyTo && { replyTo }) },
      nonceOf('correction', subject),
    )
    if (!sent.ok) return outcomeOf(sent.fault, round.channel)
    // Only now may the lesson send its readers to the notice; killed before, the next attempt does it.
    if (!posts.isTold && posts.lesson?.message) {
      await retell(deps, settings, round, { ...posts, reveal: undefined, isTold: true }, until)
    }
    return { kind: 'done', message: sent.value.message, channel: round.channel }
  }
}

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
  const keys = keysShown(round).map((id) => optionName(round, item, id, language))
  const ballots = await ballotsOf(db, round.id)
  return `${say.keys(keys)} ${say.right(countRight(round, ballots), ballots.size)}`
}

const countRight = ({ keys }: Round, ballots: Ballots): number =>
  [...ballots.values()].filter((held) => isRight(keys, held)).length
