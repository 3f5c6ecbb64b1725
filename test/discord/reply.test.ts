// Reply: answers to messages: staged, once, and no longer than what they answer.

import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { panelOf, type Reply } from '#core/reply.ts'
import { say } from './commands.ts'
import { english, type Hand, handOf, korean, owner } from './hand.ts'
import { eventually, type Local, openLocal, textOf } from './local.ts'

let local: Local
let hand: Hand
beforeEach(async () => {
  local = await openLocal()
  hand = handOf(local)
})
afterEach(() => local.stop())

const question = async (member = english): Promise<string> => {
  const body = { as: hand.memberAt(member), channel: hand.channel, content: 'why?' }
  return String((await local.control('/message', body))['id'])
}
const remove = (message: string, member = owner) =>
  local.control('/delete', { as: hand.memberAt(member), message })
const seen = async () => (await local.seen(hand.channel)).map(textOf)

async function* stagesOf(...words: string[]): AsyncGenerator<Reply> {
  for (const word of words) {
    yield say(word)
    await delay(30)
  }
}

/** Stages that go on until they are told to end. */
function writing() {
  const state = { ended: false }
  async function* stages(): AsyncGenerator<Reply> {
    try {
      for (let draft = 1; ; draft += 1) {
        yield say(`draft ${draft}`)
        await delay(10)
      }
    } finally {
      state.ended = true
    }
  }
  return { state, stages: stages() }
}

test('the stages are one message that replies, and the last one stands exactly', async () => {
  const { chat } = (await local.connected()).discord
  const message = await question()
  await local.asked()
  const told = await chat.reply(hand.channel, stagesOf('searching', 'draft', '<@1> @everyone'), {
    message,
    nonce: message,
  })
  const [, answer] = await local.seen(hand.channel)
  expect(told).toEqual({ ok: true, value: { message: answer?.id } })
  expect(answer).toMatchObject({
    type: 19,
    mentions: [],
    message_reference: { message_id: message },
  })
  expect(textOf(answer)).toBe('<@1> @everyone')
  const asked = (await local.asked()).filter(({ route }) => !route.endsWith('typing'))
  expect(asked[0]).toMatchObject({
    method: 'POST',
    body: {
      nonce: message,
      enforce_nonce: true,
      message_reference: { message_id: message, fail_if_not_exists: false },
    },
  })
  expect(asked.slice(1).every(({ method }) => method === 'PATCH')).toBe(true)
  for (const { body, problems } of asked) {
    expect(body).toMatchObject({ allowed_mentions: { parse: [], replied_user: false } })
    expect(problems).toEqual([])
  }
})

test('a reply without stages needs no message to answer, and shows nobody typing', async () => {
  const { chat } = (await local.connected()).discord
  await local.asked()
  expect(await chat.reply(hand.channel, say('hello'), { nonce: 'n' })).toMatchObject({ ok: true })
  expect(await seen()).toEqual(['hello'])
  expect(await local.asked()).toHaveLength(1)
})

test('someone types until the first stage is there', async () => {
  const gate = Promise.withResolvers<void>()
  async function* stages() {
    await gate.promise
    yield say('there')
  }
  const { chat } = (await local.connected()).discord
  await local.asked()
  const told = chat.reply(hand.channel, stages(), { nonce: 'n' })
  await delay(100)
  expect(await local.asked()).toMatchObject([{ method: 'POST', status: 204 }])
  gate.resolve()
  expect(await told).toMatchObject({ ok: true })
})

test('typing that fails does not hold the answer', async () => {
  const { chat } = (await local.connected()).discord
  await local.control('/faults', { status: 500, route: '/typing' })
  expect(await chat.reply(hand.channel, stagesOf('there'), { nonce: 'n' })).toMatchObject({
    ok: true,
  })
})

test('a long answer goes on below; a repeat of it, in this process or the next, adds nothing', async () => {
  const long = { ...say('one'), further: [panelOf('answer', 'two'), panelOf('answer', 'three')] }
  const whole = ['why?', 'one', 'two', 'three']
  const message = await question()
  const to = { message, nonce: message }
  const { chat } = (await local.connected()).discord
  await local.control('/faults', { status: 502, when: 'after', count: 3, route: '/messages' })
  const first = await chat.reply(hand.channel, long, to)
  expect(await seen()).toEqual(whole)
  expect(await local.bot().discord.chat.reply(hand.channel, long, to)).toEqual(first)
  expect(await seen()).toEqual(whole)
})

test('nothing to say sends nothing', async () => {
  const { chat } = (await local.connected()).discord
  const told = await chat.reply(hand.channel, stagesOf(), { nonce: 'n' })
  expect(told).toMatchObject({ ok: false, fault: { kind: 'missing' } })
  expect(await seen()).toEqual([])
})

test('when the answer is deleted it ends, and nothing more is sent', async () => {
  const { state, stages } = writing()
  const { chat } = (await local.connected()).discord
  const message = await question()
  const told = chat.reply(hand.channel, stages, { message, nonce: message })
  await eventually(async () => (await seen()).at(-1)).toContain('draft')
  await remove((await local.seen(hand.channel)).at(-1)?.id ?? '')
  expect(await told).toMatchObject({ ok: false, fault: { kind: 'missing' } })
  await eventually(() => state.ended).toBe(true)
  await delay(100)
  await local.asked()
  await delay(200)
  expect(await local.asked()).toEqual([])
  expect(await seen()).toEqual(['why?'])
})

test('when the question is deleted the unfinished answer goes with it', async () => {
  const { state, stages } = writing()
  const { chat } = (await local.connected()).discord
  const message = await question()
  const told = chat.reply(hand.channel, stages, { message, nonce: message })
  await eventually(async () => (await seen()).at(-1)).toContain('draft')
  await remove(message, english)
  expect(await told).toMatchObject({ ok: false, fault: { kind: 'missing' } })
  await eventually(() => state.ended).toBe(true)
  expect(await seen()).toEqual([])
})

test('a question that is deleted before its answer begins gets none', async () => {
  const { stages } = writing()
  const { chat } = (await local.connected()).discord
  const message = await question()
  await remove(message, english)
  await delay(100)
  const told = await chat.reply(hand.channel, stages, { message, nonce: message })
  expect(told).toMatchObject({ ok: false, fault: { kind: 'missing' } })
  expect(await seen()).toEqual([])
})

test('stages that break leave no draft behind, and the error is passed on', async () => {
  async function* stages() {
    yield say('draft')
    await delay(400)
    throw new Error('planned')
  }
  const { chat } = (await local.connected()).discord
  await expect(chat.reply(hand.channel, stages(), { nonce: 'n' })).rejects.toThrow('planned')
  expect(await seen()).toEqual([])
})

test('where the bot may not write, the work behind the answer ends', async () => {
  const { state, stages } = writing()
  const { chat } = (await local.connected()).discord
  await local.control('/permissions', { channel: hand.channel, deny: ['SendMessages'] })
  const told = await chat.reply(hand.channel, stages, { nonce: 'n' })
  expect(told).toMatchObject({ ok: false, fault: { kind: 'forbidden' } })
  await eventually(() => state.ended).toBe(true)
})

test('the last stage outlasts a short outage, a long one is unreachable', async () => {
  const { chat } = (await local.connected()).discord
  await local.control('/faults', { status: 503, count: 6, method: 'POST' })
  expect(await chat.reply(hand.channel, say('there'), { nonce: 'n' })).toMatchObject({ ok: true })
  await local.control('/faults', { status: 503, method: 'POST' })
  expect(await chat.reply(hand.channel, say('gone'), { nonce: 'm' })).toMatchObject({
    fault: { kind: 'unreachable' },
  })
  expect(await seen()).toEqual(['there'])
  expect(await local.seen(hand.channel, hand.memberAt(korean))).toHaveLength(1)
}, 30_000)
