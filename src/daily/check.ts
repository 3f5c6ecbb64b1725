// Check: looks again, once Discord has finished counting, whether a closed round was counted right.

import type { Db } from '#core/deps.ts'
import { isBefore } from '#lib/day.ts'
import { resettleRound } from '#progress/resettle.ts'
import { reviseWeek } from '#progress/snapshot-store.ts'
import { replaceBallots, whileIn } from '#record/ballot-store.ts'
import { type Ballots, ballotsOf, type Round, roundOf } from '#record/store.ts'
import type { Slot } from '#schedule/calendar.ts'
import type { SlotHandler, SlotOutcome } from '#schedule/slot.ts'
import type { RoundDeps } from './deps.ts'
import { isSame, readVoters } from './voters.ts'

const first = { minutes: 10 }
const checkHours = 48 // Discord has been seen to take sixteen to finish a count

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
 * and where they differ from the ballots of the close the guild's totals and streaks are recounted and
 * a board that was posted gets a revision.
 */
export function checkHandler({ db, clock, chat, log }: RoundDeps): SlotHandler {
  return async ({ subject, until }) => {
    const round = await roundOf(db, subject)
    if (!round?.message) return { kind: 'failed', reason: 'the round is gone' }
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
      if (await recount(db, round, voters.value, clock())) {
        log.warn({ round: round.id }, 'a closed round was counted anew from its final voters')
      }
      return { kind: 'done' }
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

/**
 * Makes a closed round's ballots exactly these, and the guild's totals, streaks and posted board what
 * all facts then say. False when they were so already.
 */
async function recount(
  db: Db,
  { id, guild, localDate }: Round,
  voters: Ballots,
  now: Temporal.Instant,
): Promise<boolean> {
  let isChanged = false
  const replace = async (tx: Db) => {
    const [round, ballots] = [await roundOf(tx, id), await ballotsOf(tx, id)]
    if (!round || isSame(voters, ballots)) return
    await replaceBallots(tx, id, voters)
    await resettleRound(tx, round, { ...round, ballots }, { ...round, ballots: voters })
    await reviseWeek(tx, guild, localDate, now)
    isChanged = true
  }
  // A correction of the same round takes the round first and the guild second: so does this.
  await whileIn(['closed'], db, id, replace, 'update')
  return isChanged
}
