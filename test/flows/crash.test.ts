// Crashes and races: whatever is repeated or happens at once, each thing happens once.
import { eq } from 'drizzle-orm'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { closeHandler } from '#daily/close.ts'
import { reconcileRound } from '#daily/reconcile.ts'
import { differences } from '#progress/recount.ts'
import { streaks, totals } from '#progress/tables.ts'
import { castVote } from '#record/ballot-store.ts'
import { ballots, rounds } from '#record/tables.ts'
import { slotOf } from '#schedule/store.ts'
import { slots } from '#schedule/tables.ts'
import { freshDatabase, postgresMissing } from '../support/database.ts'
import { type Evening, openEvening, textOf } from '../support/evening.ts'

let evening: Evening
afterEach(() => evening.stop())
const open = async (...given: Parameters<typeof openEvening>) => {
  evening = await openEvening(...given)
  await evening.setUp()
}

const db = () => evening.database.db
const shown = async (channel: 'quiz' | 'board', mark: string) =>
  (await evening.messages(channel)).filter((message) => textOf(message).includes(mark))
const poll = async () => (await evening.messages('quiz')).find((message) => message.poll)?.id ?? ''

/** As if the process had been killed after posting and before writing it down, minutes ago. */
async function forget(kind: string) {
  await db().update(slots).set({ state: 'planned', message: null }).where(eq(slots.kind, kind))
  await evening.pass('PT20M') // longer than Discord remembers a nonce
}

/** Discord answers every post with 503 and keeps none. */
const refusePosts = () =>
  evening.control('faults', { status: 503, when: 'before', method: 'POST', route: '/messages' })

/** Discord is well again; waits until the retries have brought the channel to so many polls. */
async function takePostsAgain(polls: number) {
  await fetch(`${evening.playground.control}/faults`, { method: 'DELETE' })
  await expect
    .poll(
      async () => {
        await evening.app.tick()
        return (await evening.messages('quiz')).filter((message) => message.poll).length
      },
      { timeout: 25_000, interval: 500 },
    )
    .toBe(polls)
}

test('killed between post and record: reveal and board are found again, not posted again', async () => {
  await open()
  await evening.pass('PT13H') // Monday's round is closed and revealed
  const [round] = await db().select().from(rounds)
  const mark = `#${round?.code}-A`
  expect(await shown('quiz', mark)).toHaveLength(1)
  await forget('reveal')
  expect(await shown('quiz', mark)).toHaveLength(1)
  for (let day = 0; day < 7; day += 1) await evening.pass('P1D')
  expect(await shown('board', '주간 순위')).toHaveLength(1)
  await forget('board')
  expect(await shown('board', '주간 순위')).toHaveLength(1)
  const unfinished = await db().select().from(slots).where(eq(slots.state, 'sent'))
  expect(unfinished).toEqual([])
})

test('killed after the claim and before the post: the same item is posted, once', async () => {
  await open()
  await evening.pass('PT2H')
  await refusePosts()
  await db().delete(slots).where(eq(slots.kind, 'close'))
  await evening.control('clock', { advance: 'PT23H30M', skip: true })
  await evening.app.tick()
  await expect.poll(async () => (await db().select().from(rounds)).length).toBe(2)
  await takePostsAgain(2)
  const all = await db().select().from(rounds)
  expect(all).toHaveLength(2)
  expect(all.filter(({ message }) => message !== null)).toHaveLength(2)
}, 60_000)

test('a post whose answer never came and whose nonce is forgotten is found again by its code', async () => {
  await open()
  // Every answer to a post is lost, so the job fails while the poll stands in the channel.
  await evening.control('faults', {
    connection: 'reset',
    when: 'after',
    method: 'POST',
    route: '/messages',
  })
  await evening.control('clock', { advance: 'PT1H1M', skip: true })
  await evening.app.tick()
  const failed = async () => evening.kept.some(({ message }) => message === 'job failed')
  await expect.poll(failed, { timeout: 25_000 }).toBe(true)
  expect((await db().select().from(rounds))[0]?.state).toBe('claimed')
  await evening.control('clock', { advance: 'PT20M', skip: true }) // Discord forgets nonces in minutes
  await takePostsAgain(1)
  const opened = async () => (await db().select().from(rounds))[0]
  await expect.poll(async () => (await opened())?.state, { timeout: 25_000 }).toBe('open')
  expect((await opened())?.message).toBe(await poll())
  const owed = await db().select().from(slots).where(eq(slots.kind, 'close'))
  expect(owed).toHaveLength(1)
}, 60_000)

test('a post that cannot be looked for keeps its claim until it can', async () => {
  await open()
  await evening.pass('PT2H')
  const { quiz } = evening.playground.channels
  await db().update(rounds).set({ state: 'claimed', message: null })
  await evening.control('permissions', { channel: quiz, deny: ['ReadMessageHistory'] })
  await forget('quiz')
  expect((await db().select().from(rounds))[0]?.state).toBe('claimed')
  await evening.control('permissions', { channel: quiz, allow: ['ReadMessageHistory'] })
  await evening.command(evening.people.owner, 'setup', {})
  await evening.app.settled()
  expect((await db().select().from(rounds))[0]?.state).toBe('open')
  expect((await evening.messages('quiz')).filter((message) => message.poll)).toHaveLength(1)
})

test('a vote that arrives after the close changes nothing that was counted', async () => {
  await open()
  await evening.pass('PT2H')
  await evening.vote(evening.people.seoyeon, await poll(), 1)
  await evening.pass('PT12H')
  const [round] = await db().select().from(rounds)
  const before = await db().select().from(ballots)
  const option = round?.shown[1] ?? ''
  await castVote(db(), { round: round?.id ?? '', member: evening.people.seoyeon, option }, true)
  expect(await db().select().from(ballots)).toEqual(before)
  expect(await differences(db())).toEqual([])
})

test.skipIf(postgresMissing)(
  'many closes at once on PostgreSQL count every ballot once',
  async () => {
    const database = await freshDatabase('postgres')
    onTestFinished(() => database.close()) // runs after the evening has stopped
    await open({ database })
    await evening.pass('PT2H')
    const { seoyeon, doyun } = evening.people
    await evening.vote(seoyeon, await poll(), 1)
    await evening.vote(doyun, await poll(), 2)
    const [round] = await db().select().from(rounds)
    // By the bot's own clock the round is still open, so only the closes below are at work.
    const deps = { ...evening.round, clock: () => Temporal.Instant.from('2026-11-16T12:00:01Z') }
    const key = { kind: 'close', subject: round?.id ?? '', guild: round?.guild ?? '' }
    const slot = await slotOf(db(), { ...key, localDate: Temporal.PlainDate.from('2026-11-16') })
    if (!slot) throw new Error('no close is owed')
    const close = closeHandler(deps)
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => close(slot)))
    expect(outcomes.every(({ kind }) => kind === 'done')).toBe(true)
    const all = (await db().select().from(totals)).filter(
      ({ period, domain }) => period === 'all' && domain === '',
    )
    expect(all.map(({ answered }) => answered)).toEqual([1, 1])
    expect((await db().select().from(streaks)).map(({ length }) => length)).toEqual([1, 1])
    expect(await differences(db())).toEqual([])
  },
  60_000,
)

test('a change of the time while the quiz is being posted keeps the hours it was owed with', async () => {
  await open({ start: '2026-11-16T20:30:00+09:00' })
  await evening.command(evening.people.owner, 'setup', { time: '21:00' })
  await refusePosts()
  await evening.control('clock', { advance: 'PT31M', skip: true })
  await evening.app.tick()
  await evening.command(evening.people.owner, 'setup', { time: '06:00' })
  await takePostsAgain(1)
  const [round] = await db().select().from(rounds)
  expect(round?.closes.toString()).toBe('2026-11-17T00:00:00Z') // twelve hours after 21:00 in Seoul
}, 60_000)

test('a round of last night is still shown by /today after midnight', async () => {
  await open({ start: '2026-11-16T21:00:00+09:00' })
  await evening.command(evening.people.owner, 'setup', { time: '21:30' })
  await evening.pass('PT4H') // 01:00
  const text = textOf(await evening.command(evening.people.seoyeon, 'today'))
  expect(text).toContain('아직 투표하지 않았어요')
})

test('votes cast while the bot was down are known to /today as soon as it is back', async () => {
  await open()
  await evening.pass('PT2H')
  await evening.sleep()
  await evening.vote(evening.people.seoyeon, await poll(), 3)
  await evening.wake()
  await expect
    .poll(async () => textOf(await evening.command(evening.people.seoyeon, 'today')))
    .toContain('내 선택: C')
})

test('a vote that arrives while Discord is being read stands', async () => {
  await open()
  await evening.pass('PT2H')
  const { seoyeon } = evening.people
  await evening.vote(seoyeon, await poll(), 1)
  await expect.poll(async () => (await db().select().from(ballots)).length).toBe(1)
  const [round] = await db().select().from(rounds)
  if (!round) throw new Error('there is no round')
  const option = round.shown[1] ?? ''
  const { chat } = evening.round
  const voters: typeof chat.voters = async (...asked) => {
    const read = await chat.voters(...asked)
    await castVote(db(), { round: round.id, member: seoyeon, option }, true)
    return read
  }
  await reconcileRound({ ...evening.round, chat: { ...chat, voters } }, round)
  expect((await db().select().from(ballots)).map((row) => row.option)).toEqual([option])
})

test('a claim that was never posted does not hold the board back', async () => {
  await open()
  await evening.pass('PT2H')
  await db().update(rounds).set({ state: 'claimed', message: null })
  await db().delete(slots).where(eq(slots.kind, 'close'))
  for (let day = 0; day < 7; day += 1) await evening.pass('P1D')
  expect(await shown('board', '주간 순위')).toHaveLength(1)
})
