// Send: what Chat promises the features, kept by the local Discord.

import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Panel, Post } from '#core/reply.ts'
import { eventually, type Local, openLocal, textOf } from './local.ts'

let local: Local
beforeEach(async () => {
  local = await openLocal()
})
afterEach(() => local.stop())

const panel = (text: string): Panel => ({ tone: 'board', blocks: [{ kind: 'text', text }] })
const post = (text: string): Post => ({ kind: 'panel', panel: panel(text) })
const poll = (text: string): Post => ({
  kind: 'poll',
  text,
  poll: {
    question: 'Which service?',
    answers: [{ text: 'A', emoji: '🅰️' }, { text: 'B' }],
    hours: 12,
    several: true,
  },
})

test('the same nonce gives the same message, in this process or the next', async () => {
  const { quiz } = local.playground.channels
  const first = await local.bot().discord.chat.send(quiz, poll('Round Q-7'), 'round-7')
  const again = await local.bot().discord.chat.send(quiz, poll('Round Q-7'), 'round-7')
  expect(first.ok).toBe(true)
  expect(again).toEqual(first)
  expect(await local.seen(quiz)).toHaveLength(1)
})

test('sends without a nonce are messages of their own, even when Discord fails midway', async () => {
  const { quiz } = local.playground.channels
  const { chat } = local.bot().discord
  await local.control('/faults', { status: 502, when: 'after', count: 1, route: '/messages' })
  const first = await chat.send(quiz, post('same'))
  const second = await chat.send(quiz, post('same'))
  expect(first.ok && second.ok && first.value.message !== second.value.message).toBe(true)
  expect(await local.seen(quiz)).toHaveLength(2)
})

test('every send carries a nonce and mentions nobody, and fits the schema', async () => {
  const { board, quiz } = local.playground.channels
  const { chat } = local.bot().discord
  const sent = await chat.send(board, post('@everyone <@1>'))
  if (!sent.ok) throw new Error(sent.fault.reason)
  await chat.send(board, { kind: 'panel', panel: panel('reply'), replyTo: sent.value.message })
  await chat.send(quiz, poll('@here'), 'given')
  const asked = await local.asked()
  expect(asked.map(({ status }) => status)).toEqual([200, 200, 200])
  for (const { body, problems } of asked) {
    expect(body).toMatchObject({
      nonce: expect.stringMatching(/^.{1,25}$/u),
      enforce_nonce: true,
      allowed_mentions: { parse: [] },
    })
    expect(problems).toEqual([])
  }
})

test('a missing permission is forbidden, an unknown channel or message missing', async () => {
  const { quiz, board } = local.playground.channels
  const { chat } = local.bot().discord
  await local.control('/permissions', { channel: quiz, deny: ['SendMessages'] })
  await local.control('/permissions', { channel: board, deny: ['ViewChannel'] })
  const kind = (outcome: { ok: boolean; fault?: { kind: string } }) => outcome.fault?.kind
  expect(kind(await chat.send(quiz, post('x')))).toBe('forbidden')
  expect(kind(await chat.send(board, post('x')))).toBe('forbidden')
  expect(kind(await chat.send('1309000000000000001', post('x')))).toBe('missing')
  expect(kind(await chat.endPoll(quiz, '1309000000000000001'))).toBe('missing')
})

test('an outage that outlasts the retries is unreachable', async () => {
  const { quiz } = local.playground.channels
  const { chat } = local.bot().discord
  await local.control('/faults', { status: 503 })
  expect(await chat.send(quiz, post('x'))).toMatchObject({ fault: { kind: 'unreachable' } })
  await local.deleteFaults()
  await local.control('/faults', { status: 429, retry_after: null })
  expect(await chat.send(quiz, post('x'))).toMatchObject({ fault: { kind: 'unreachable' } })
})

test('find gives our message that shows the mark, in its content or its panel', async () => {
  const { quiz, study } = local.playground.channels
  const { discord } = local.bot()
  const since = local.playground.clock().subtract({ minutes: 5 })
  expect(await discord.chat.find(quiz, 'Q-8', since)).toMatchObject({
    fault: { kind: 'unreachable' },
  })
  const { chat } = (await local.connected()).discord
  const [one, two] = [await chat.send(quiz, poll('Round Q-8')), await chat.send(quiz, post('Q-9'))]
  await local.control('/message', { channel: quiz, content: 'someone else writes Q-8 and Q-10' })
  expect(await chat.find(quiz, 'Q-8', since)).toEqual(one)
  expect(await chat.find(quiz, 'Q-9', since)).toEqual(two)
  expect(await chat.find(quiz, 'Q-10', since)).toEqual({ ok: true, value: undefined })
  expect(await chat.find(study, 'Q-8', since)).toEqual({ ok: true, value: undefined })
})

test('find looks back behind whatever was written since, takes the oldest, and no further', async () => {
  const { quiz } = local.playground.channels
  const { chat } = (await local.connected()).discord
  const early = local.playground.clock()
  const first = await chat.send(quiz, post('Round Q-8'))
  await chat.send(quiz, post('Round Q-8 again'))
  await local.control('/clock', { advance: 'PT1H', skip: true })
  const later = local.playground.clock()
  for (let count = 0; count < 230; count += 1) {
    await local.control('/message', { channel: quiz, content: `chat ${count}` })
  }
  await local.asked()
  expect(await chat.find(quiz, 'Q-8', early)).toEqual(first)
  expect(await local.asked()).toHaveLength(3)
  expect(await chat.find(quiz, 'Q-8', later)).toEqual({ ok: true, value: undefined })
})

test('ending a poll twice is fine, also when Discord has finalised it', async () => {
  const { quiz } = local.playground.channels
  const { chat } = local.bot().discord
  const sent = await chat.send(quiz, poll('Round'))
  if (!sent.ok) throw new Error(sent.fault.reason)
  expect(await chat.endPoll(quiz, sent.value.message)).toEqual({ ok: true, value: undefined })
  expect(await chat.endPoll(quiz, sent.value.message)).toEqual({ ok: true, value: undefined })
  await local.control('/polls', { finalise: 'now' })
  expect(await chat.endPoll(quiz, sent.value.message)).toEqual({ ok: true, value: undefined })
})

test('a poll that ended by the clock can be ended too', async () => {
  const { quiz } = local.playground.channels
  const { chat } = local.bot().discord
  const sent = await chat.send(quiz, poll('Round'))
  if (!sent.ok) throw new Error(sent.fault.reason)
  await local.control('/clock', { advance: 'PT13H', skip: true })
  expect(await chat.endPoll(quiz, sent.value.message)).toEqual({ ok: true, value: undefined })
})

test('a tally counts every answer, also one without votes, and says when it is final', async () => {
  const { quiz } = local.playground.channels
  const { chat } = local.bot().discord
  const sent = await chat.send(quiz, poll('Round'))
  if (!sent.ok) throw new Error(sent.fault.reason)
  const { message } = sent.value
  const [one, other] = local.playground.members
  for (const member of [one, other])
    await local.control('/vote', { as: member?.id, message, answers: [2] })
  const counts = (await chat.tally(quiz, message)) as { value?: { counts?: readonly number[] } }
  expect(counts).toMatchObject({ ok: true, value: { isFinal: false } })
  expect(counts.value?.counts?.slice(0, 2)).toEqual([0, 2])
  await local.control('/polls', { finalise: 'never' })
  await chat.endPoll(quiz, message)
  expect(await chat.tally(quiz, message)).toMatchObject({ ok: true, value: { isFinal: false } })
  await local.control('/polls', { finalise: 'now' })
  expect(await chat.tally(quiz, message)).toMatchObject({ ok: true, value: { isFinal: true } })
  const words = await chat.send(quiz, post('no poll'))
  if (!words.ok) throw new Error(words.fault.reason)
  expect(await chat.tally(quiz, words.value.message)).toMatchObject({ fault: { kind: 'missing' } })
})

test('voters are everyone of every page, exactly', async () => {
  const { quiz } = local.playground.channels
  const { chat } = local.bot().discord
  const sent = await chat.send(quiz, poll('Round'))
  if (!sent.ok) throw new Error(sent.fault.reason)
  const { message } = sent.value
  const { members } = (await local.control('/members', { create: 230 })) as {
    members: { id: string }[]
  }
  const ids = members.map(({ id }) => id)
  for (const [index, as] of ids.entries()) {
    await local.control('/vote', { as, message, answers: index < 200 ? [1] : [2] })
  }
  const voters = async (answer: number) => {
    const found = await chat.voters(quiz, message, answer)
    return found.ok ? found.value.toSorted() : found.fault
  }
  expect(await voters(1)).toEqual(ids.slice(0, 200).toSorted())
  expect(await voters(2)).toEqual(ids.slice(200).toSorted())
  const pages = (await local.asked()).filter(({ route }) => route.includes('answers'))
  expect(pages).toHaveLength(4)
})

test("a member's name is asked once an hour; who left has none", async () => {
  const { guildId, members } = local.playground
  const [, member] = members
  if (member === undefined) throw new Error('no member')
  const { chat } = local.bot().discord
  const named = { id: member.id, name: member.name }
  expect(await chat.member(guildId, member.id)).toEqual(named)
  await local.control('/members', { leave: member.id })
  expect(await chat.member(guildId, member.id)).toEqual(named)
  expect(await local.asked()).toHaveLength(1)
  await local.control('/clock', { advance: 'PT61M', skip: true })
  expect(await chat.member(guildId, member.id)).toBeUndefined()
})

test('a name that cannot be asked for is an error, not a member who left', async () => {
  const { guildId, members } = local.playground
  await local.control('/faults', { status: 500 })
  const { chat } = local.bot().discord
  await expect(chat.member(guildId, members[0]?.id ?? '')).rejects.toThrow('500')
})

test('a server the bot is not in, or is shut out of, has not lost its members, only their names', async () => {
  const { guildId, members } = local.playground
  const [, member = { id: '', name: '' }] = members
  const { chat } = local.bot().discord
  const nameless = { id: member.id, name: undefined }
  expect(await chat.member('100000000000000001', member.id)).toEqual(nameless)
  await local.control('/faults', { status: 403, route: '/members/' })
  expect(await chat.member(guildId, member.id)).toEqual(nameless)
  await local.deleteFaults()
  expect(await chat.member(guildId, member.id)).toEqual({ id: member.id, name: member.name })
  expect(await chat.member(guildId, '100000000000000002')).toBeUndefined()
})

test('home says that the bot is out of a server only when Discord says so', async () => {
  const { guildId } = local.playground
  const { chat } = local.bot().discord
  expect(await chat.home(guildId)).toMatchObject({ ok: true })
  expect(await chat.home('100000000000000001')).toMatchObject({ fault: { kind: 'missing' } })
  for (const status of [403, 404]) {
    await local.control('/faults', { status, route: '/guilds/' })
    expect(await chat.home(guildId)).toMatchObject({ fault: { kind: 'unreachable' } })
    await local.deleteFaults()
  }
  await local.control('/faults', { status: 403, code: 50001, route: '/guilds/' })
  expect(await chat.home(guildId)).toMatchObject({ fault: { kind: 'forbidden' } })
})

test('lacks names what is missing in a channel, as it changes', async () => {
  const { quiz } = local.playground.channels
  const { chat } = (await local.connected()).discord
  const needed = ['ViewChannel', 'SendMessages', 'SendPolls'] as const
  expect(await chat.lacks(quiz, needed)).toEqual({ ok: true, value: [] })
  await local.control('/permissions', { channel: quiz, deny: ['SendPolls', 'SendMessages'] })
  await eventually(() => chat.lacks(quiz, needed)).toEqual({
    ok: true,
    value: ['SendMessages', 'SendPolls'],
  })
  await local.control('/channels', { delete: quiz })
  await eventually(() => chat.lacks(quiz, needed)).toMatchObject({ fault: { kind: 'missing' } })
})

test('what is seen is what was sent', async () => {
  const { board } = local.playground.channels
  await local.bot().discord.chat.send(board, post('**Week 12**'))
  expect(textOf((await local.seen(board))[0])).toContain('**Week 12**')
})
