// Votes: whatever reaches us, in whatever order and however often, the close counts Discord's voters.
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Vote } from '#core/event.ts'
import { recordVote } from '#daily/ballot.ts'
import { closeHandler } from '#daily/close.ts'
import { reconcileRound } from '#daily/reconcile.ts'
import { seeded, shuffled } from '#lib/random.ts'
import { differences } from '#progress/recount.ts'
import { castVote, setBallot } from '#record/ballot-store.ts'
import { roundOf } from '#record/store.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { openPolledRound } from './poll-chat.ts'

const members = ['ana', 'bo', 'cem']

/** What members do to the poll: an empty list takes the vote back. */
const acts = (several: boolean) =>
  fc.array(
    fc.record({
      member: fc.constantFrom(...members),
      answers: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: several ? 3 : 1 }),
      addedFirst: fc.boolean(),
      /** How often each of its events arrives: not at all while the bot is down. */
      copies: fc.nat(2),
    }),
    { maxLength: 12 },
  )

let rounds = 0
const nextRound = (several: boolean) => {
  rounds += 1
  return { guild: `guild ${rounds}`, day: 0, keys: several ? ['a', 'c'] : ['a'] }
}

describeOnBothEngines('votes', (open, { engine }) => {
  beforeAll(async () => {
    await open() // the first opening of an engine takes longer than a test may
  })
  const numRuns = engine === 'pglite' ? 10 : 40

  test('in any order, lost or repeated: the ballots at close are what Discord holds', async () => {
    const database = await open()
    await fc.assert(
      fc.asyncProperty(
        fc.boolean().chain((several) => fc.tuple(fc.constant(several), acts(several))),
        fc.string(),
        fc.boolean(),
        async ([several, done], order, isRead) => {
          const round = await openPolledRound(database, nextRound(several))
          const arriving: Vote[] = done.flatMap(({ member, answers, addedFirst, copies }) => {
            const events = round.poll.vote(member, answers, addedFirst)
            return Array.from({ length: copies }, () => events).flat()
          })
          const shuffledVotes = shuffled(arriving, seeded(order))
          const half = Math.floor(shuffledVotes.length / 2)
          for (const vote of shuffledVotes.slice(0, half)) await recordVote(database.db, vote)
          const opened = await roundOf(database.db, round.id)
          if (isRead && opened) await reconcileRound(round.deps, opened)
          for (const vote of shuffledVotes.slice(half)) await recordVote(database.db, vote)

          const outcome = await closeHandler(round.deps)(round.slotOf('close'))
          expect(outcome).toEqual({ kind: 'done' })
          expect(await round.stored()).toEqual(round.poll.ballots())
          for (const vote of arriving) await recordVote(database.db, vote) // too late
          expect(await round.stored()).toEqual(round.poll.ballots())
          expect(await differences(database.db, round.guild)).toEqual([])
        },
      ),
      { numRuns },
    )
  })

  test('change by change, in either order of its events: /today knows the vote at once', async () => {
    const database = await open()
    await fc.assert(
      fc.asyncProperty(acts(false), async (done) => {
        const round = await openPolledRound(database, nextRound(false))
        for (const { member, answers, addedFirst, copies } of done) {
          const events = round.poll.vote(member, answers, addedFirst)
          for (const vote of events) {
            for (let copy = 0; copy <= copies; copy += 1) await recordVote(database.db, vote)
          }
        }
        expect(await round.stored()).toEqual(round.poll.ballots())
      }),
      { numRuns },
    )
  })

  test('several replicas that hear the same votes at once leave one vote a member', async () => {
    const database = await open()
    const round = await openPolledRound(database, nextRound(false))
    const events = [1, 2, 3, 4, 1, 3].flatMap((answer) => round.poll.vote('ana', [answer], true))
    const replica = async () => {
      for (const vote of events) await recordVote(database.db, vote)
    }
    await Promise.all([replica(), replica(), replica()])
    expect(await round.stored()).toEqual({ ana: 'c' })
  })

  test('votes of one member that replicas write at once never add up', async () => {
    const database = await open()
    for (let time = 0; time < 8; time += 1) {
      const round = await openPolledRound(database, nextRound(false))
      const row = (option: string) => ({ round: round.id, member: 'ana', option })
      const votes = ['a', 'b', 'c', 'd'].map((option) => castVote(database.db, row(option), true))
      await Promise.all(votes)
      expect((await round.stored())['ana']).toHaveLength(1)
      const press = (option: string, at: number) =>
        setBallot(database.db, { round: round.id, member: 'bo', press: String(at) }, [option])
      await Promise.all(['a', 'b', 'c', 'd'].map(press))
      expect((await round.stored())['bo']).toBe('d')
    }
  })

  test('a poll that cannot be read counts every vote heard until the very close', async () => {
    const database = await open()
    const round = await openPolledRound(database, nextRound(false))
    const [vote] = round.poll.vote('ana', [2])
    const endPoll: typeof round.deps.chat.endPoll = async () => {
      if (vote) await recordVote(database.db, vote) // arrives while the round is being closed
      return { ok: false, fault: { kind: 'missing', reason: 'deleted' } }
    }
    const chat = { ...round.deps.chat, endPoll }
    await closeHandler({ ...round.deps, chat })(round.slotOf('close'))
    expect(await round.stored()).toEqual({ ana: 'b' })
  })
})
