// Votes through the local Discord: the ballots stored at close are the voters it holds, day after day.
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seeded } from '#lib/random.ts'
import { differences } from '#progress/recount.ts'
import { ballotsOf, roundOfMessage } from '#record/store.ts'
import { ballots } from '#record/tables.ts'
import { slots } from '#schedule/tables.ts'
import { type Evening, openEvening } from '../support/evening.ts'

let evening: Evening
beforeAll(async () => {
  evening = await openEvening({ knowledge: 'test/knowledge/bakery' })
  await evening.setUp()
})
afterAll(() => evening.stop())

const db = () => evening.database.db
const toQuiz = async (): Promise<string> => {
  const now = evening.playground.clock().toZonedDateTimeISO('Asia/Seoul')
  const at = now.withPlainTime('09:00')
  const next = Temporal.ZonedDateTime.compare(at, now) > 0 ? at : at.add({ days: 1 })
  await evening.pass(now.until(next).toString())
  return (await evening.messages('quiz')).findLast(({ poll }) => poll)?.id ?? ''
}

/** What Discord holds for a poll, as options of its round. */
async function held(message: string) {
  const round = await roundOfMessage(db(), message)
  const votes = evening.playground.world.votes.get(message) ?? new Map()
  return new Map(
    [...votes].map(([member, answers]) => [
      member,
      answers.map((answer: number) => round?.shown[answer - 1]).toSorted(),
    ]),
  )
}

async function expectCounted(message: string) {
  const round = await roundOfMessage(db(), message)
  expect(round?.state).toBe('closed')
  expect(new Map(await ballotsOf(db(), round?.id ?? ''))).toEqual(await held(message))
  expect(await differences(db())).toEqual([])
}

/** Members vote, change and take back, as chance has it. */
async function act(message: string, seed: string, times: number) {
  const random = seeded(seed)
  const people = Object.values(evening.people)
  for (let time = 0; time < times; time += 1) {
    const as = people[Math.floor(random() * people.length)] ?? ''
    const answer = Math.floor(random() * 5) // 0 takes the vote back
    await evening.vote(as, message, ...(answer === 0 ? [] : [answer]))
  }
}

test.each(['removed-first', 'added-first'])(
  'heard with %s, through a cut connection and until the last moment',
  async (recast) => {
    await evening.control('polls', { recast })
    const message = await toQuiz()
    await act(message, `before ${recast}`, 12)
    await evening.control('gateway', { drop: true })
    await act(message, `cut ${recast}`, 12)
    await evening.pass('PT11H59M30S') // the clock ticks on while they vote
    await act(message, `last ${recast}`, 12)
    await evening.pass('PT30S')
    await expectCounted(message)
  },
  60_000,
)

test('swapped by two members while the bot was down, and closed while it was down', async () => {
  const message = await toQuiz()
  const { seoyeon, doyun, sofia } = evening.people
  await evening.vote(seoyeon, message, 1)
  await evening.vote(doyun, message, 2)
  await evening.vote(sofia, message, 3)
  await evening.sleep()
  await evening.vote(seoyeon, message, 2)
  await evening.vote(doyun, message, 1)
  await evening.vote(sofia, message)
  await evening.pass('PT13H')
  await evening.wake()
  await expectCounted(message)
}, 60_000)

test('held back by Discord until after the close, by a member who then left', async () => {
  const message = await toQuiz()
  const { seoyeon, sofia } = evening.people
  await evening.vote(seoyeon, message, 1)
  await evening.control('gateway', { hold: true })
  await evening.vote(seoyeon, message, 4)
  await evening.vote(sofia, message, 2)
  await evening.control('members', { leave: sofia })
  await evening.pass('PT12H')
  await expectCounted(message)
  await evening.control('gateway', { hold: false })
  await evening.pass('PT1M')
  await expectCounted(message)
}, 60_000)

test('a count that Discord never finishes closes on time, and is looked at again when it is finished', async () => {
  const message = await toQuiz()
  const { seoyeon, doyun } = evening.people
  await evening.vote(seoyeon, message, 1)
  await evening.vote(doyun, message, 3)
  await evening.control('polls', { finalise: 'never' })
  await evening.pass('PT12H')
  await expectCounted(message)
  const round = await roundOfMessage(db(), message)
  const check = async () => {
    const owed = await db()
      .select()
      .from(slots)
      .where(eq(slots.subject, round?.id ?? ''))
    return owed.find(({ kind }) => kind === 'check')?.state
  }
  await evening.pass('PT11M')
  expect(await check()).toBe('planned')
  await db().delete(ballots) // as if Discord had listed nobody at first
  await evening.control('polls', { finalise: 'now' })
  await evening.pass('PT30M') // it waits twice as long each time
  expect(await check()).toBe('done')
  expect(new Map(await ballotsOf(db(), round?.id ?? ''))).toEqual(await held(message))
  await evening.control('polls', { finalise: 'PT1S' })
}, 60_000)
