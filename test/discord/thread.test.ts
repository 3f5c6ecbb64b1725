// Thread: the thread under a message is opened once, and told when it cannot be.

import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { say } from './commands.ts'
import { type Local, openLocal, textOf } from './local.ts'

let local: Local
let channel: string
beforeEach(async () => {
  local = await openLocal()
  channel = local.playground.channels.study
})
afterEach(() => local.stop())

const message = async (): Promise<string> =>
  String((await local.control('/message', { channel, content: 'why?' }))['id'])

test('a thread opens under the message and takes answers; asking again gives the same', async () => {
  const { chat } = (await local.connected()).discord
  const from = await message()
  const opened = await chat.thread(channel, from, 'Why is that?')
  expect(opened).toEqual({ ok: true, value: { thread: from } })
  expect(await local.bot().discord.chat.thread(channel, from, 'Another name')).toEqual(opened)

  expect(await chat.reply(from, say('because'), { nonce: 'n' })).toMatchObject({ ok: true })
  expect((await local.seen(from)).map(textOf)).toContain('because')
  expect((await local.asked()).flatMap(({ problems }) => problems)).toEqual([])
})

test('a message that stands in a thread goes on there', async () => {
  const { chat } = (await local.connected()).discord
  const thread = await message()
  await chat.thread(channel, thread, 'Why?')
  const said = await local.control('/message', { channel: thread, content: 'and then?' })
  expect(await chat.thread(thread, String(said['id']), 'And then?')).toEqual({
    ok: true,
    value: { thread },
  })
})

test('an opening whose answer was lost is the thread all the same', async () => {
  const { chat } = (await local.connected()).discord
  const from = await message()
  await local.control('/faults', { status: 502, when: 'after', count: 1, route: '/threads' })
  expect(await chat.thread(channel, from, 'Why?')).toEqual({ ok: true, value: { thread: from } })
})

test('a missing permission is forbidden, a deleted message missing', async () => {
  const { chat } = (await local.connected()).discord
  const from = await message()
  await local.control('/permissions', { channel, deny: ['CreatePublicThreads'] })
  expect(await chat.thread(channel, from, 'Why?')).toMatchObject({ fault: { kind: 'forbidden' } })
  await local.control('/permissions', { channel, allow: ['CreatePublicThreads'] })
  await local.control('/delete', { message: from })
  expect(await chat.thread(channel, from, 'Why?')).toMatchObject({ fault: { kind: 'missing' } })
})

test('any name is one line that Discord takes, cut between characters people see', async () => {
  await local.control('/limits', { mode: 'off' })
  const { chat } = (await local.connected()).discord
  const names = [
    ...fc.sample(fc.string({ unit: 'grapheme', maxLength: 200 }), { numRuns: 12, seed: 7 }),
    '',
    ' \n\u200b ',
    'one\nline\tonly',
    '👨‍👩‍👧‍👦'.repeat(40),
  ]
  await local.asked()
  for (const name of names) {
    const from = await message()
    expect(await chat.thread(channel, from, name)).toEqual({ ok: true, value: { thread: from } })
  }
  const given = (await local.asked()).map(({ body }) => (body as { name: string }).name)
  expect(given.slice(-3)).toEqual(['…', 'one line only', `${'👨‍👩‍👧‍👦'.repeat(9)}…`])
})
