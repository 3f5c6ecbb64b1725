// Check: looks again, once Discord has finished counting, whether a closed round was counted right.

import type { Db } from '#core/deps.ts'
import { isBefore } from '#lib/day.ts'
import { resettleRound } from '#progress/resettle.ts'
import { reviseWeek } from '#progress/snapshot-store.ts'
import { replaceBallots, whileIn } from '#record/ballot-store.ts'
import { type Ballots, ballotsOf, type Round, roundOf } from '#record/store.ts'
import type { Slot } from '#schedule/calendar.ts'
import type { SlotHandler, SlotOutcome } from '#schedule/slot.ts'
import { owe, type SlotKey, type StoredSlot, settleSlot } from '#schedule/store.ts'
import { guildSettings } from '#settings/store.ts'
import { areUnderWay, postsOf, retell } from './correct-posts.ts'
import type { RoundDeps } from './deps.ts'
import { lessonsOwed } from './lesson.ts'
import { isSame, readVoters } from './voters.ts'

const first = { minutes: 10 }
const checkHours = 48 // Discord has been seen to take sixteen to finish a count
/** Why a slot is not over whose ballots were replaced: its group may not have been told yet. */
const recounted = 'counted anew'

/** The check that a round is owed when it was closed before its count was final. */
export const firstCheck = (
  { guild, localDate, id: subject }: Round,
  now: Temporal.Instant,
): Slot => ({
  guild,
  kind: 'check',
  localDate,
  subject,
  due: now.add(first),
  until: now.add({ hours: checkHours }),
})

/**
 * Carries out a `check` slot: once Discord's count of the poll is final, its voters are read again,
 * and where they differ from the ballots of the close the guild's totals and streaks are recounted, a
 * board that was posted gets a revision, reveal and lesson are told anew, and a lesson is owed if many
 * turn out to have been misled.
 */
export function checkHandler(deps: RoundDeps): SlotHandler {
  const { db, clock, chat, log } = deps
  return async (slot) => {
    const { subject, until } = slot
    const round = await roundOf(db, subject)
    if (!round?.message) return { kind: 'failed', reason: 'the round is gone' }
    // An earlier attempt was killed or put off in between.
    if (slot.reason === recounted) return tellAnew(deps, slot)
    const again = (): SlotOutcome => {
      const now = clock()
      if (until !== null && isBefore(until, now)) {
        log.warn({ round: round.id }, 'Discord never finished counting; the first count stands')
        return { kind: 'done', reason: 'the count never became final' }
      }
      return { kind: 'later', due: nextCheck(round.closes, now) }
    }
    const tally = await chat.tally(round.channel, round.message)
    if (tally.ok && !tally.value.isFinal) return again()
    const voters = tally.ok ? await readVoters(chat, round) : tally
    if (voters.ok) {
      if (!(await recount(db, slot, voters.value, clock()))) return { kind: 'done' }
      log.warn({ round: round.id }, 'a closed round was counted anew from its final voters')
      return tellAnew(deps, slot)
    }
    const { kind, reason } = voters.fault
    if (kind === 'unreachable') throw new Error(`chat unreachable: ${reason}`)
    // A permission may be given back; a poll that is gone stays as it was counted.
    return kind === 'forbidden' ? again() : { kind: 'done', reason }
  }
}

/** Twice as far from the close each time. */
function nextCheck(closes: Temporal.Instant, now: Temporal.Instant): Temporal.Instant {
  const waited = Math.ceil(closes.until(now).total('seconds'))
  return now.add({ seconds: Math.max(600, waited) })
}

/** Makes what a group has read of a round say what the new count does; past the slot's `until` in one try. */
async function tellAnew(deps: RoundDeps, { subject, until }: StoredSlot): Promise<SlotOutcome> {
  const round = await roundOf(deps.db, subject)
  const settings = round && (await guildSettings(deps.db, round.guild))
  if (!round || !settings) return { kind: 'done' }
  const posts = await postsOf(deps.db, round)
  const now = deps.clock()
  const isOver = until !== null && isBefore(until, now)
  if (areUnderWay(posts) && !isOver) return { kind: 'later', due: now.add({ seconds: 30 }) }
  await retell(deps, settings, round, posts, until)
  return { kind: 'done' }
}

/**
 * Makes the ballots of a check's round exactly these, and the guild's totals, streaks and posted board
 * what all facts then say; a lesson may be owed then. False when they were so already.
 */
async function recount(
  db: Db,
  slot: SlotKey,
  voters: Ballots,
  now: Temporal.Instant,
): Promise<boolean> {
  const { guild, localDate, subject: id } = slot
  let isChanged = false
  const replace = async (tx: Db) => {
    const [round, ballots] = [await roundOf(tx, id), await ballotsOf(tx, id)]
    if (!round || isSame(voters, ballots)) return
    await replaceBallots(tx, id, voters)
    await resettleRound(tx, round, { ...round, ballots }, { ...round, ballots: voters })
    await reviseWeek(tx, guild, localDate, now)
    await owe(tx, await lessonsOwed(tx, round, voters, now))
    await settleSlot(tx, slot, { state: 'sent', reason: recounted })
    isChanged = true
  }
  // A correction of the same round takes the round first and the guild second: so does this.
  await whileIn(['closed'], db, id, replace, 'update')
  return isChanged
}
