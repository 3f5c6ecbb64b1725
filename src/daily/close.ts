// Close: ends a round, counts everyone's ballot once and settles what it is worth.

import type { Db } from '#core/deps.ts'
import { isBefore } from '#lib/day.ts'
import { settleRound } from '#progress/settle.ts'
import { forgetPresses, replaceBallots } from '#record/ballot-store.ts'
import { type Ballots, ballotsOf, closeRound, type Round, roundOf } from '#record/store.ts'
import type { Slot } from '#schedule/calendar.ts'
import type { SlotHandler } from '#schedule/slot.ts'
import { owe } from '#schedule/store.ts'
import { checkHandler, firstCheck } from './check.ts'
import type { RoundDeps } from './deps.ts'
import { lessonsOwed } from './lesson.ts'
import { lessonHandler } from './lesson-post.ts'
import { countVoters } from './voters.ts'

const revealHours = 48 // after that an answer is old news

/** How long a round waits for counts that Discord has not finished, and the least wait between looks. */
const patience = { minutes: 10 }
const lookSeconds = 5

/**
 * Carries out `close` slots, and what they owe: the `check` where Discord had not finished counting,
 * the `lesson` where many were misled.
 */
export const closeHandlers = (deps: RoundDeps) => ({
  close: closeHandler(deps, firstCheck),
  check: checkHandler(deps),
  lesson: lessonHandler(deps),
})

/**
 * Carries out a `close` slot. The guard in the database lets one of any number of attempts count. A
 * count that may be inexact is owed the `check`, when whoever asks has a handler for it.
 */
export function closeHandler(
  { db, clock, chat, log }: RoundDeps,
  check?: typeof firstCheck,
): SlotHandler {
  return async ({ subject }) => {
    const round = await roundOf(db, subject)
    if (!round) return { kind: 'failed', reason: 'the round is gone' }
    if (round.state === 'closed') return { kind: 'done' }
    if (isBefore(clock(), round.closes)) return { kind: 'later', due: round.closes }
    if (round.mode === 'private') {
      await settle(db, round.id, { now: clock() })
      return { kind: 'done' }
    }

    const count = await countVoters(chat, round)
    const now = clock()
    switch (count.kind) {
      case 'voters':
        await settle(db, round.id, {
          now,
          voters: count.ballots,
          check: count.isFinal ? undefined : check,
        })
        return { kind: 'done' }
      case 'unsettled':
        if (isBefore(now, round.closes.add(patience))) {
          return { kind: 'later', due: nextLook(round.closes, now) }
        }
        log.warn({ round: round.id }, 'Discord has not finished counting; its voters are scored')
        await settle(db, round.id, { now, voters: count.ballots, check })
        return { kind: 'done' }
      case 'unreadable': {
        const { kind, reason } = count.fault
        if (kind === 'unreachable') throw new Error(`chat unreachable: ${reason}`)
        // The post or our sight of it is gone: the votes that reached us while it stood still count.
        log.warn({ round: round.id, kind, reason }, 'voters unreadable; recorded votes are scored')
        const isWorthLooking = count.isEnded && kind !== 'missing'
        await settle(db, round.id, { now, check: isWorthLooking ? check : undefined })
        return { kind: 'done' }
      }
    }
  }
}

/** Twice as far from the close each time, and at the end of the wait at the latest. */
function nextLook(closes: Temporal.Instant, now: Temporal.Instant): Temporal.Instant {
  const waited = Math.ceil(closes.until(now).total('seconds'))
  const next = now.add({ seconds: Math.max(lookSeconds, waited) })
  const last = closes.add(patience)
  return isBefore(next, last) ? next : last
}

/**
 * One transaction: the guard, the ballots, points, streaks, totals, and what is owed next. The ballots
 * are the `voters`; left out, those on record when the round closes. False when the round is not open
 * any more: nothing has changed then.
 */
export function settle(
  db: Db,
  id: string,
  count: {
    readonly now: Temporal.Instant
    readonly voters?: Ballots
    readonly check?: typeof firstCheck | undefined
  },
): Promise<boolean> {
  const { now, voters, check } = count
  return db.transaction(async (tx) => {
    const round = await closeRound(tx, id)
    if (!round) return false
    if (voters) await replaceBallots(tx, id, voters)
    if (round.mode === 'private') await forgetPresses(tx, id)
    const held = voters ?? (await ballotsOf(tx, id))
    await settleRound(tx, round, held)
    const lessons = await lessonsOwed(tx, round, held, now)
    await owe(tx, [revealOf(round, now), ...(check ? [check(round, now)] : []), ...lessons])
    return true
  })
}

const revealOf = ({ guild, localDate, id: subject }: Round, now: Temporal.Instant): Slot => {
  return {
    guild,
    kind: 'reveal',
    localDate,
    subject,
    due: now,
    until: now.add({ hours: revealHours }),
  }
}
