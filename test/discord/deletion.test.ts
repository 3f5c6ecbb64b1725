// Deletion: an answer whose message is deleted ends: the work behind it too, and nothing more is sent.

import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { panelOf, type Reply } from '#core/reply.ts'
import { openWritings } from '#discord/writing.ts'
import { plain, pressing, say } from './commands.ts'
import { english, type Hand, handOf, owner } from './hand.ts'
import { eventually, type Local, openLocal } from './local.ts'

let local: Local
let hand: Hand
beforeEach(async () => {
  local = await openLocal()
  hand = handOf(local)
})
afterEach(() => local.stop())

/** Stages that go on until they are told to end, as a model's answer does. */
function writing(every = 10) {
  const state = { drafts: 0, ended: false }
  async function* stages(): AsyncGenerator<Reply> {
    try {
      for (;;) {
        state.drafts += 1
        yield say(`draft ${state.drafts}`)
        await delay(every)
      }
    } finally {
      state.ended = true
    }
  }
  return { state, stages }
}

/** The newest message of the channel, once it shows a draft. */
async function drafted(): Promise<string> {
  await eventually(() => hand.shown()).toContain('draft')
  return (await local.seen(hand.channel)).at(-1)?.id ?? ''
}

const remove = (message: string, member = owner) =>
  local.control('/delete', { as: hand.memberAt(member), message })

async function expectSilence(): Promise<void> {
  // What was under way when the message went.
  await delay(150)
  await local.asked()
  await delay(300)
  expect(await local.asked()).toEqual([])
}

test('a public reply that is deleted ends its stages, and nothing more is sent', async () => {
  const { state, stages } = writing()
  const { lines } = await local.connected({ commands: [plain('ask', async () => stages())] })
  await hand.command('ask', {}, english)
  await remove(await drafted())
  await eventually(() => state.ended).toBe(true)
  await expectSilence()
  expect(await local.seen(hand.channel)).toEqual([])
  expect(lines.filter(({ level }) => level === 'error')).toEqual([])
})

test('the work ends with the event, also while no edit is due', async () => {
  const { state, stages } = writing()
  const command = plain('ask', async () => stages())
  await local.connected({ commands: [command] }, { staged: { gap: 24_000 } })
  await hand.command('ask', {}, english)
  await remove(await drafted())
  await eventually(() => state.ended).toBe(true)
}, 40_000)

test('a private reply that is dismissed ends too: the next edit says so', async () => {
  const { state, stages } = writing()
  const command = plain('ask', async () => stages(), { isPrivate: () => true })
  const { lines } = await local.connected({ commands: [command] })
  await hand.command('ask')
  await local.control('/dismiss', { message: await drafted() })
  await eventually(() => state.ended).toBe(true)
  await expectSilence()
  expect(await local.seen(hand.channel)).toEqual([])
  expect(lines.filter(({ level }) => level === 'error')).toEqual([])
})

test('a message that is being replaced and is deleted ends what replaces it', async () => {
  const { state, stages } = writing()
  await local.connected({
    commands: [plain('ask', async () => pressing('turn'))],
    actions: [{ name: 'turn', answers: 'replace', run: async () => stages() }],
  })
  await hand.command('ask')
  await eventually(() => hand.shown()).toBe('choose')
  await hand.press('turn')
  await remove(await drafted())
  await eventually(() => state.ended).toBe(true)
  await expectSilence()
})

test('after fifteen minutes a deleted reply is not posted again', async () => {
  const { state, stages } = writing()
  await local.connected({ commands: [plain('ask', async () => stages())] })
  await hand.command('ask')
  const message = await drafted()
  await local.control('/clock', { advance: 'PT16M', skip: true })
  await remove(message)
  await eventually(() => state.ended).toBe(true)
  await expectSilence()
  expect(await local.seen(hand.channel)).toEqual([])
})

test('a reply that is complete ends with nothing, whatever is deleted later', async () => {
  const further = [panelOf('answer', 'two')]
  await local.connected({ commands: [plain('ask', async () => ({ ...say('one'), further }))] })
  await hand.command('ask')
  await eventually(() => hand.shown()).toBe('two')
  for (const { id } of await local.seen(hand.channel)) await remove(id)
  await expectSilence()
})

test('a deletion ends what watches it, earlier or later, and nothing that is closed', () => {
  const writings = openWritings()
  const [one, two, closed] = [writings.begin(), writings.begin(), writings.begin()]
  one.watch('1')
  one.watch('2')
  closed.watch('1')
  closed.close()
  writings.deleted('1')
  writings.deleted('3')
  two.watch('3')
  expect([one, two, closed].map(({ ended }) => ended.aborted)).toEqual([true, true, false])
  expect([one.ended.reason, two.ended.reason]).toEqual(['1', '3'])
})
