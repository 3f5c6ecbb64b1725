// Pace: the replicas of one bot together stay below Discord's limit, whenever they ask, and lose no time.
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Post, panelOf } from '#core/reply.ts'
import { createPace, type Pace } from '#discord/pace.ts'
import { askCommand } from './commands.ts'
import { handOf } from './hand.ts'
import { eventually, openLocal } from './local.ts'

const limit = 50
const say = (text: string): Post => ({ kind: 'panel', panel: panelOf('board', text) })

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** The most of these instants within one second. */
const mostInASecond = (instants: readonly number[]) =>
  Math.max(
    0,
    ...instants.map((from) => instants.filter((at) => at >= from && at < from + 1000).length),
  )

/** Asks for turns at these milliseconds and gives when each was had, once all were. */
async function ask(paces: readonly Pace[], asked: readonly number[]): Promise<number[]> {
  const began = performance.now()
  const had: number[] = []
  const turns: Promise<unknown>[] = []
  for (const at of asked.toSorted((one, other) => one - other)) {
    await vi.advanceTimersByTimeAsync(at - (performance.now() - began))
    const pace = paces[turns.length % paces.length]
    turns.push(pace?.turn().then(() => had.push(performance.now() - began)) ?? Promise.resolve())
  }
  await vi.runAllTimersAsync()
  await Promise.all(turns)
  return had
}

test('replicas that share the pace stay below the limit in every second', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 8 }),
      fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 100, maxLength: 300 }),
      async (replicas, asked) => {
        const paces = Array.from({ length: replicas }, () => createPace(() => replicas))
        const had = await ask(paces, asked)
        expect(had).toHaveLength(asked.length)
        expect(mostInASecond(had)).toBeLessThanOrEqual(limit)
      },
    ),
    { numRuns: 40 },
  )
})

test('where there is always something to send, nearly all of the limit is used', async () => {
  for (const replicas of [1, 2, 3, 5]) {
    const paces = Array.from({ length: replicas }, () => createPace(() => replicas))
    const had = await ask(paces, new Array(470).fill(0))
    // Milliseconds: ten seconds' worth, of which the first may go out at once.
    expect(Math.max(...had)).toBeLessThanOrEqual(10_100)
  }
})

test('who has been quiet may send several at once, and they go out in the order of asking', async () => {
  const pace = createPace(() => 1)
  const order: number[] = []
  const turns = Array.from({ length: 60 }, (_, place) => pace.turn().then(() => order.push(place)))
  await vi.advanceTimersByTimeAsync(0)
  expect(order.length).toBeGreaterThan(20)
  await vi.runAllTimersAsync()
  await Promise.all(turns)
  expect(order).toEqual(turns.map((_, place) => place))
})

test('what is given up leaves the queue and its turn to the next', async () => {
  const pace = createPace(() => 1)
  const giveUp = new AbortController()
  const had: string[] = []
  for (let first = 0; first < 24; first += 1) await pace.turn()
  const given = pace.turn(giveUp.signal).catch((reason: Error) => had.push(reason.name))
  void pace.turn().then(() => had.push('next'))
  giveUp.abort()
  await vi.advanceTimersByTimeAsync(30) // one turn at 47 a second, not two
  await given
  expect(had).toEqual(['AbortError', 'next'])
})

test('a replica that comes or goes changes the pace of the others at once', async () => {
  let replicas = 1
  const pace = createPace(() => replicas)
  await ask([pace], new Array(100).fill(0))
  replicas = 2
  const had = await ask([pace], new Array(100).fill(0))
  expect(mostInASecond(had)).toBeLessThanOrEqual(24)
})

/** How many requests are refused as too many when three bots of one token send at once. */
async function refusals(replicas: number): Promise<number> {
  const local = await openLocal()
  try {
    const bots = Array.from({ length: 3 }, () => local.bot({ replicas: () => replicas }))
    const posts = bots.flatMap(({ discord: { chat } }, bot) =>
      Array.from({ length: 50 }, (_, place) =>
        chat.send(`9000000000000${bot}${String(place).padStart(4, '0')}`, say('hello')),
      ),
    )
    // Those channels are nowhere, but the requests count like any.
    const sent = await Promise.all(posts)
    expect(sent.map((one) => one.ok || one.fault.kind)).toEqual(sent.map(() => 'missing'))
    return (await local.asked()).filter(({ status }) => status === 429).length
  } finally {
    await local.stop()
  }
}

test('three replicas that know of each other are hardly ever refused', async () => {
  vi.useRealTimers()
  const [alone, together] = [await refusals(1), await refusals(3)]
  expect(alone).toBeGreaterThan(20)
  // None in quiet; on a busy machine requests wait on their way, and a few arrive together.
  expect(together).toBeLessThan(alone / 4)
})

test('the answer to a command waits for nothing that the bot has to send', async () => {
  vi.useRealTimers()
  const local = await openLocal()
  try {
    const { discord } = await local.connected({ commands: [askCommand] })
    const { chat } = discord
    const posts = Array.from({ length: 100 }, (_, place) =>
      chat.send(`9000000000000${String(place).padStart(5, '0')}`, say('hello')),
    )
    const hand = handOf(local)
    await hand.command('ask', { question: 'what is SQS?' })
    await Promise.all(posts)
    await eventually(() => hand.shown()).toContain('what is SQS?')
    const asked = (await local.asked()).map(({ method, route }) => `${method} ${route}`)
    for (const answer of ['POST /interactions', 'PATCH /webhooks']) {
      const place = asked.findIndex((one) => one.startsWith(answer))
      expect(place).toBeGreaterThan(-1)
      expect(asked.slice(place).length).toBeGreaterThan(30)
    }
  } finally {
    await local.stop()
  }
})
