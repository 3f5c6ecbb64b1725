// Further: what one message cannot hold goes on in the next ones: in order, once, within the limits.

import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Panel, panelOf, type Reply } from '#core/reply.ts'
import { furtherNonce, furtherOver } from '#discord/further.ts'
import { texts } from '#discord/texts.ts'
import { fail, ok } from '#lib/result.ts'
import { plain, say } from './commands.ts'
import { english, type Hand, handOf, korean } from './hand.ts'
import { eventually, type Local, openLocal, textOf } from './local.ts'

let local: Local
let hand: Hand
beforeEach(async () => {
  local = await openLocal()
  hand = handOf(local)
})
afterEach(() => local.stop())

const panels = (...words: string[]): Panel[] => words.map((text) => panelOf('answer', text))
const long: Reply = { ...say('one'), further: panels('two', 'three', 'four') }
const whole = ['one', 'two', 'three', 'four']

async function* staged(): AsyncGenerator<Reply> {
  yield say('searching')
  yield say('draft')
  yield long
}

const seenBy = async (member: number) =>
  (await local.seen(hand.channel, hand.memberAt(member))).map(textOf)

test('whatever fails on the way, each message is posted once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(5), fc.array(fc.boolean(), { maxLength: 20 }), async (size, fates) => {
      const bodies = Array.from({ length: size }, (_, index) => index)
      const posted: number[] = []
      const repeats: boolean[] = []
      const failing = fates.values()
      const show = furtherOver<number>(async (body, place, isRepeat) => {
        expect(place).toBe(body + 1)
        repeats.push(isRepeat)
        if (failing.next().value === true) return fail({ kind: 'unreachable', reason: 'down' })
        posted.push(body)
        return ok(undefined)
      }, new AbortController().signal)
      let calls = 0
      while (!(await show(bodies)).ok) calls += 1
      expect(posted).toEqual(bodies)
      expect(repeats.filter(Boolean)).toHaveLength(calls)
    }),
  )
})

test('nonces differ by reply and by place, and fit', () => {
  const ids = ['1309000000000000001', '1309000000000000002']
  const nonces = ids.flatMap((id) => [1, 2, 3].map((place) => furtherNonce(id, place)))
  expect(new Set(nonces).size).toBe(6)
  expect(nonces.every((nonce) => nonce.length <= 25)).toBe(true)
})

test('a long reply stands in messages one below the other, with the asker’s eyes only if private', async () => {
  await local.connected({
    commands: [
      plain('open', async () => staged()),
      plain('shut', async () => staged(), { isPrivate: () => true }),
    ],
  })
  await local.asked()
  await hand.command('shut', {}, english)
  await eventually(() => seenBy(english)).toEqual(whole)
  expect(await seenBy(korean)).toEqual([])
  await hand.command('open', {}, korean)
  await eventually(() => seenBy(korean)).toEqual(whole)
  const asked = await local.asked()
  expect(asked.flatMap(({ problems }) => problems)).toEqual([])
  for (const { body } of asked.filter(({ route }) => !route.endsWith('callback'))) {
    expect(body).toMatchObject({ allowed_mentions: { parse: [], replied_user: false } })
  }
})

test.each(['before', 'after'] as const)(
  'a message whose post failed %s its effect is there once',
  async (when) => {
    await local.connected({ commands: [plain('ask', async () => long)] })
    await local.control('/limits', { mode: 'off' })
    const route = '/^\\/webhooks\\/[^/]+\\/[^/]+$/'
    await local.control('/faults', { status: 503, when, count: 1, method: 'POST', route })
    await hand.command('ask')
    await eventually(() => seenBy(korean)).toEqual(whole)
  },
)

test('an outage in the middle ends with the first message as it was, and words to the asker', async () => {
  const { lines } = await local.connected({ commands: [plain('ask', async () => long)] })
  const route = '/^\\/webhooks\\/[^/]+\\/[^/]+$/'
  // The message and the three times it is tried again.
  await local.control('/faults', { status: 503, count: 4, method: 'POST', route })
  await hand.command('ask', {}, english)
  await eventually(() => hand.shown(english)).toContain(texts.en.broken('').slice(0, 20))
  expect(await seenBy(korean)).toEqual(['one'])
  expect(lines.filter(({ level }) => level === 'error')).toHaveLength(1)
}, 30_000)

test('after fifteen minutes the further messages are posted by the bot itself', async () => {
  const gate = Promise.withResolvers<void>()
  async function* stages() {
    yield say('searching')
    await gate.promise
    yield long
  }
  await local.connected({ commands: [plain('ask', async () => stages())] })
  await hand.command('ask')
  await eventually(() => hand.shown()).toBe('searching')
  await local.control('/clock', { advance: 'PT16M', skip: true })
  await local.control('/faults', { status: 502, when: 'after', count: 1, route: '/messages' })
  gate.resolve()
  await eventually(() => seenBy(korean)).toEqual(whole)
})

test('a reply with one message that breaks a limit is an apology, not half an answer', async () => {
  const broken: Reply = {
    ...say('one'),
    further: [...panels('two'), { tone: 'answer', blocks: [] }],
  }
  await local.connected({ commands: [plain('ask', async () => broken)] })
  await hand.command('ask', {}, english)
  await eventually(() => hand.shown(english)).toContain(texts.en.broken('').slice(0, 20))
  expect(await seenBy(english)).toHaveLength(1)
})
