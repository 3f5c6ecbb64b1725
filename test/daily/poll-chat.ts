// A poll as Discord keeps it, for tests: who holds what, what was told of it, and how it is counted.

import { eq } from 'drizzle-orm'
import type { Chat, ChatFault } from '#core/chat.ts'
import type { Vote } from '#core/event.ts'
import { closeHandlers } from '#daily/close.ts'
import type { RoundDeps } from '#daily/deps.ts'
import type { Database } from '#db/database.ts'
import { fail, ok } from '#lib/result.ts'
import { type Ballots, ballotsOf, roundOf } from '#record/store.ts'
import type { StoredSlot } from '#schedule/store.ts'
import { slots } from '#schedule/tables.ts'
import { openTestRound, type TestRound } from '../progress/support.ts'
import { keepingLog } from '../support/quiet.ts'

/** One poll; `vote` gives the events that Discord sends, withdrawals first unless said otherwise. */
export function discordPoll(message: string) {
  const held = new Map<string, ReadonlySet<number>>()
  const poll = {
    isEnded: false,
    isFinal: true,
    /** Answers and members that Discord's page of voters does not list yet. */
    unlisted: new Set<string>(),
    /** Why it cannot be read; ending it is possible all the same. */
    fault: undefined as ChatFault | undefined,
    asked: 0,
    held,
    vote(member: string, answers: readonly number[], addedFirst = false): readonly Vote[] {
      if (poll.isEnded) throw new Error('the poll is over')
      const before = held.get(member) ?? new Set()
      const after = new Set(answers)
      held.set(member, after)
      const tell = (kind: Vote['kind'], list: Iterable<number>): Vote[] =>
        [...list].map((answer) => ({ kind, guild: 'g', channel: 'c', message, member, answer }))
      const added = tell('cast', after.difference(before))
      const removed = tell('withdrawn', before.difference(after))
      return addedFirst ? [...added, ...removed] : [...removed, ...added]
    },
    /** The ballots Discord would show: options by the places a to d. */
    ballots: (): Record<string, string> =>
      Object.fromEntries(
        [...held]
          .filter(([, answers]) => answers.size > 0)
          .map(([member, answers]) => [member, [...answers].toSorted().map(optionOf).join('')]),
      ),
  }
  const never = async () => {
    throw new Error('not asked for here')
  }
  const answered = <Value>(value: Value) => (poll.fault ? fail(poll.fault) : ok(value))
  const chat: Chat = {
    send: never,
    reply: never,
    thread: never,
    direct: never,
    home: never,
    edit: never,
    find: never,
    lacks: never,
    member: never,
    async endPoll() {
      poll.isEnded = true
      return ok(undefined)
    },
    async voters(_, __, answer) {
      poll.asked += 1
      return answered(
        [...held].flatMap(([member, answers]) =>
          answers.has(answer) && !poll.unlisted.has(member) ? [member] : [],
        ),
      )
    },
    async tally() {
      const counts = [1, 2, 3, 4].map(
        (answer) => [...held.values()].filter((answers) => answers.has(answer)).length,
      )
      return answered({ isFinal: poll.isFinal, counts })
    },
  }
  return { poll, chat }
}

const optionOf = (answer: number): string => 'abcd'[answer - 1] ?? ''

export const shownBallots = (ballots: Ballots): Record<string, string> =>
  Object.fromEntries([...ballots].map(([member, held]) => [member, [...held].sort().join('')]))

/** An open round in the record with its poll on a Discord in memory, and a clock to move. */
export async function openPolledRound({ db }: Database, round: TestRound) {
  const id = `${round.guild}-${round.day}`
  await openTestRound(db, round)
  const opened = await roundOf(db, id)
  if (!opened) throw new Error('the round was not opened')
  const { poll, chat } = discordPoll(opened.message ?? '')
  const { log, kept } = keepingLog()
  let now = opened.closes
  const clock = () => now
  const none = () => {
    throw new Error('not needed here')
  }
  const deps: RoundDeps = { db, clock, chat, log, materialOf: none, linkTo: none }
  return {
    id,
    db,
    guild: round.guild,
    poll,
    deps,
    handlers: closeHandlers(deps),
    /** The kinds of what the guild is owed. */
    owed: async () =>
      (await db.select().from(slots).where(eq(slots.guild, round.guild))).map(({ kind }) => kind),
    kept,
    closes: opened.closes,
    moveTo: (instant: Temporal.Instant) => {
      now = instant
    },
    stored: async () => shownBallots(await ballotsOf(db, id)),
    state: async () => (await roundOf(db, id))?.state,
    slotOf: (kind: string, until: Temporal.Instant | null = null): StoredSlot => ({
      guild: round.guild,
      kind,
      localDate: opened.localDate,
      subject: id,
      due: opened.closes,
      until,
      closes: null,
      attempts: 1,
      state: 'sent',
      reason: null,
      message: null,
      channel: null,
    }),
  }
}
