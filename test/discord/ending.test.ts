// Ending: how a connection ends, by Discord's will or ours, and what is still done.

import { Events, type Guild } from 'discord.js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { clientFor } from '#discord/client.ts'
import { openIntake, takeIn } from '#discord/intake.ts'
import { openWritings } from '#discord/writing.ts'
import { type Local, nobody, openLocal } from './local.ts'
import { recordingLog } from './recording-log.ts'

let local: Local
beforeEach(async () => {
  local = await openLocal()
})
afterEach(() => local.stop())

const poll = {
  kind: 'poll' as const,
  text: 'Round Q-1',
  poll: { question: 'Which?', answers: [{ text: 'A' }, { text: 'B' }], hours: 12, several: false },
}

test.each([
  [4004, 'token'],
  [4014, 'intents'],
  [4011, 'unreachable'],
] as const)('a connection that Discord ends with %i says so: %s', async (close, kind) => {
  const { discord } = await local.connected()
  await local.control('/gateway', { close })
  expect(await discord.failed).toMatchObject({ kind })
  expect(discord.health().connected).toBe(false)
})

test('a token revoked while running says so with the next request, which is unreachable', async () => {
  const { discord } = await local.connected()
  await local.control('/faults', { status: 401, route: '/messages' })
  const sent = await discord.chat.send(local.playground.channels.quiz, poll)
  expect(sent).toMatchObject({ fault: { kind: 'unreachable' } })
  expect(await discord.failed).toMatchObject({ kind: 'token' })
})

test('many guilds wait for the connection with one listener', () => {
  const client = clientFor({ token: 'x.y.z' })
  const { log } = recordingLog()
  const writings = openWritings()
  const chat = local.bot().discord.chat
  takeIn(client, nobody, { log, gap: 1, intake: openIntake(), writings, chat })
  for (let id = 0; id < 50; id += 1) client.emit(Events.GuildAvailable, { id: `${id}` } as Guild)
  expect(client.listenerCount(Events.ClientReady)).toBe(1)
})

test('stopping leaves although something runs on for ever', async () => {
  const { channels, members } = local.playground
  const begun = Promise.withResolvers<void>()
  const { discord } = await local.connected({
    voted() {
      begun.resolve()
      return new Promise(() => {})
    },
  })
  const sent = await discord.chat.send(channels.quiz, poll)
  if (!sent.ok) throw new Error('not sent')
  await local.control('/vote', { as: members[1]?.id, message: sent.value.message, answers: [1] })
  await begun.promise
  await discord.stop()
  expect(discord.health().connected).toBe(false)
})

test('stopping waits for what is running, takes nothing new, and ends chat', async () => {
  const { channels, members } = local.playground
  const gate = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  const handled: number[] = []
  const { discord, lines } = await local.connected({
    async voted({ answer }) {
      begun.resolve()
      await gate.promise
      handled.push(answer)
    },
  })
  const sent = await discord.chat.send(channels.quiz, poll)
  if (!sent.ok) throw new Error('not sent')
  const { message } = sent.value
  await local.control('/vote', { as: members[1]?.id, message, answers: [1] })
  await begun.promise
  const stopping = discord.stop()
  await local.control('/vote', { as: members[2]?.id, message, answers: [2] })
  gate.resolve()
  await stopping
  expect(handled).toEqual([1])
  expect(lines.filter(({ level }) => level !== 'info')).toEqual([])
  expect(await discord.chat.send(channels.quiz, poll)).toMatchObject({
    ok: false,
    fault: { kind: 'unreachable' },
  })
})
