// Response: a reply reaches its place through outages, other replicas and expired tokens.

import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { plain, say } from './commands.ts'
import { english, type Hand, handOf } from './hand.ts'
import { eventually, type Local, openLocal, textOf } from './local.ts'

let local: Local
let hand: Hand
beforeEach(async () => {
  local = await openLocal()
  hand = handOf(local)
})
afterEach(() => local.stop())

test('stages coalesce and the last one stands exactly', async () => {
  async function* stages() {
    yield say('searching')
    await delay(40)
    for (let draft = 0; draft < 200; draft += 1) {
      yield say(`draft ${draft}`)
      await delay(1)
    }
    yield say('final')
  }
  await local.control('/limits', { mode: 'off' })
  await local.connected({ commands: [plain('ask', async () => stages())] })
  await local.asked()
  await hand.command('ask')
  await eventually(() => hand.shown()).toBe('final')
  const edits = (await local.asked()).filter(({ method }) => method === 'PATCH')
  const [first, last] = [edits.at(0), edits.at(-1)].map((edit) => textOf(edit?.body))
  expect([first, last]).toEqual(['searching', 'final'])
  expect(edits.length).toBeLessThan(200)
})

test('a reply survives an outage of a second', async () => {
  await local.connected({ commands: [plain('ask', async () => say('there'))] })
  await local.control('/faults', { status: 503, method: 'PATCH', count: 6 })
  await hand.command('ask')
  await eventually(() => hand.shown()).toBe('there')
})

test('an acknowledgement whose answer was lost is not taken for another replica’s', async () => {
  await local.connected({ commands: [plain('ask', async () => say('there'))] })
  await local.control('/faults', { status: 502, when: 'after', count: 1, route: '/callback' })
  await hand.command('ask')
  await eventually(() => hand.shown()).toBe('there')
})

test('what was acknowledged too late is not begun', async () => {
  let runs = 0
  const run = async () => {
    runs += 1
    return say('never')
  }
  const { lines } = await local.connected({ commands: [plain('ask', run)] })
  await local.control('/faults', { latency: 3200, route: '/callback' })
  await hand.command('ask')
  await eventually(() => lines.map(({ message }) => message)).toContain(
    'Discord took no acknowledgement',
  )
  expect(runs).toBe(0)
})

test('of two replicas one answers', async () => {
  let runs = 0
  const run = async () => {
    runs += 1
    return say('there')
  }
  const replicas = [
    await local.connected({ commands: [plain('ask', run)] }),
    await local.connected({ commands: [plain('ask', run)] }),
  ]
  await hand.command('ask')
  await eventually(() => hand.shown()).toBe('there')
  const taken = () => replicas.flatMap(({ lines }) => lines.map(({ message }) => message))
  await eventually(taken).toContain('another replica answers this interaction')
  expect(runs).toBe(1)
})

test('after fifteen minutes a public reply is edited by the bot itself, a private one is not', async () => {
  const gate = Promise.withResolvers<void>()
  async function* stages() {
    yield say('searching')
    await gate.promise
    yield say('late answer')
  }
  const { lines } = await local.connected({
    commands: [
      plain('open', async () => stages()),
      plain('shut', async () => stages(), { isPrivate: () => true }),
    ],
  })
  await hand.command('shut')
  await eventually(() => hand.shown()).toBe('searching')
  await hand.command('open', {}, english)
  await eventually(() => hand.shown(english)).toBe('searching')
  await local.control('/clock', { advance: 'PT16M', skip: true })
  gate.resolve()
  await eventually(() => hand.shown(english)).toBe('late answer')
  expect(await local.seen(hand.channel, hand.memberAt(english))).toHaveLength(1)
  await eventually(() =>
    lines.filter(({ message }) => message === 'a reply was not shown'),
  ).toHaveLength(1)
})

test('a reply that first comes after fifteen minutes is posted in the channel', async () => {
  const gate = Promise.withResolvers<void>()
  const run = async () => {
    await gate.promise
    return say('very late')
  }
  await local.connected({ commands: [plain('ask', run)] })
  await hand.command('ask')
  await local.control('/clock', { advance: 'PT16M', skip: true })
  gate.resolve()
  await eventually(() => hand.shown()).toBe('very late')
})
