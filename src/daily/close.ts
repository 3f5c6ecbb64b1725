// Close: ends a round, counts everyone's ballot once and settles what it is worth.

import type { Chat, ChatFault } from '#core/chat.ts'
import type { Db } from '#core/deps.ts'
import { isBefore } from '#lib/day.ts'
import type { Result } from '#lib/result.ts'
import { fail, ok } from '#lib/result.ts'
import { settleRound } from '#progress/settle.ts'
import {
  type Ballots,
  ballotsOf,
  closeRound,
  type Round,
  replaceBallots,
  roundOf,
} from '#record/store.ts'
import type { SlotHandler } from '#schedule/slot.ts'
import { owe } from '#schedule/store.ts'
import type { RoundDeps } from './deps.ts'

const revealHours = 48 // after that an answer is old news

/** Carries out a `close` slot. The guard in the database lets one of any number of attempts count. */
export function closeHandler({ db, clock, chat, log }: RoundDeps): SlotHandler {
  return async ({ subject }) => {
    const round = await roundOf(db, subject)
    if (!round) return { kind: 'failed', reason: 'the round is gone' }
    if (round.state === 'closed') return { kind: 'done' }
    if (isBefore(clock(), round.closes)) return { kind: 'later', due: round.closes }

    const counted = await countVoters(chat, round)
    if (!counted.ok) {
      if (counted.fault.kind === 'unreachable') {
        throw new Error(`chat unreachable: ${counted.fault.reason}`)
      }
      // The post or our sight of it is gone: the votes that reached us while it stood still count.
      log.warn({ round: round.id, ...counted.fault }, 'voters unreadable; counting recorded votes')
    }
    const ballots = counted.ok ? counted.value : await ballotsOf(db, round.id)
    await settle(db, round, ballots, clock())
    return { kind: 'done' }
  }
}

/** Everyone's ballot once the poll is over to further votes. */
async function countVoters(chat: Chat, round: Round): Promise<Result<Ballots, ChatFault>> {
  if (round.message === null) return fail({ kind: 'missing', reason: 'the round has no post' })
  const ended = await chat.endPoll(round.channel, round.message)
  return ended.ok ? readVoters(chat, round, round.message) : ended
}

/** Everyone Discord lists as a voter, all pages of every answer. */
export async function readVoters(
  chat: Chat,
  round: Round,
  message: string,
): Promise<Result<Ballots, ChatFault>> {
  const ballots = new Map<string, string[]>()
  for (const [place, option] of round.shown.entries()) {
    const voters = await chat.voters(round.channel, message, place + 1)
    if (!voters.ok) return voters
    for (const member of voters.value) {
      ballots.set(member, [...(ballots.get(member) ?? []), option])
    }
  }
  return ok(ballots)
}

/** One transaction: the guard, the ballots, points, streaks, totals, and the reveal that is owed. */
async function settle(
  db: Db,
  round: Round,
  ballots: Ballots,
  now: Temporal.Instant,
): Promise<void> {
  await db.transaction(async (tx) => {
    if (!(await closeRound(tx, round.id))) return
    await replaceBallots(tx, round.id, ballots)
    await settleRound(tx, round, ballots)
    const { guild, localDate, id: subject } = round
    const until = now.add({ hours: revealHours })
    await owe(tx, [{ guild, kind: 'reveal', localDate, subject, due: now, until }])
  })
}
