// Gateway: logging in, staying connected, events, and leaving, against the local Discord.

import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocketServer } from 'ws'
import type { Vote } from '#core/event.ts'
import { createDiscord } from '#discord/gateway.ts'
import { askCommand, setupCommand } from './commands.ts'
import { eventually, type Local, nobody, openLocal } from './local.ts'
import { recordingLog } from './recording-log.ts'

let local: Local
beforeEach(async () => {
  local = await openLocal()
})
afterEach(() => local.stop())

/** Opens a server on loopback and gives its port. */
async function portOf(server: Server): Promise<number> {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

const poll = {
  kind: 'poll' as const,
  text: 'Round Q-1',
  poll: { question: 'Which?', answers: [{ text: 'A' }, { text: 'B' }], hours: 12, several: false },
}

test('connecting gives who we are, the guild, mentions that click, and an invite', async () => {
  const { playground } = local
  const before = local.bot()
  expect(before.discord.mention('ask')).toBe('`/ask`')
  expect(before.discord.health()).toEqual({ connected: false, ping: -1, sessionLost: 0 })

  const made = await local.connected({ commands: [askCommand] })
  expect(made.discord.mention('ask')).toMatch(/^<\/ask:\d{17,20}>$/u)
  expect(made.discord.mention('gone')).toBe('`/gone`')
  expect(made.discord.health()).toMatchObject({ connected: true, sessionLost: 0 })
  expect(made.identity?.botId).toBe(playground.applicationId)
  const invite = new URL(made.identity?.invite ?? '').searchParams
  expect(invite.get('client_id')).toBe(playground.applicationId)
  expect(invite.get('scope')).toBe('bot applications.commands')
  // ViewChannel, SendMessages, EmbedLinks, ReadMessageHistory, CreatePublicThreads,
  // SendMessagesInThreads and SendPolls.
  const asked = [10n, 11n, 14n, 16n, 35n, 38n, 49n].reduce((sum, bit) => sum | (1n << bit), 0n)
  expect(invite.get('permissions')).toBe(String(asked))
  expect(made.guilds).toMatchObject([{ guild: playground.guildId, isNew: false }])
})

test.each(['', '/', '/v10', '/v10/'])('the REST base may end in "%s"', async (end) => {
  const { api } = local.playground
  const { discord } = await local.connected({}, { api: `${api}${end}` })
  expect(discord.health().connected).toBe(true)
})

test('registering the same commands again writes nothing; a changed one is written', async () => {
  await local.connected({ commands: [askCommand, setupCommand] })
  const writes = async () => (await local.asked()).filter(({ method }) => method === 'PUT')
  expect(await writes()).toHaveLength(1)

  const again = await local.connected({ commands: [setupCommand, askCommand] })
  expect(await writes()).toEqual([])
  expect(again.discord.mention('setup')).toMatch(/^<\/setup:\d+>$/u)

  const about = { ...askCommand.about, ko: '노트에 묻기' }
  await local.connected({ commands: [{ ...askCommand, about }, setupCommand] })
  expect(await writes()).toHaveLength(1)

  await local.connected({ commands: [{ ...askCommand, about }] })
  expect(await writes()).toHaveLength(1)
})

test('a refused token is a value, and the token is never written', async () => {
  const right = local.playground.token
  const wrong = `${right.slice(0, -6)}secret`
  for (const token of [wrong, 'has a space', 'line\nbreak', '한글']) {
    const { discord, lines } = local.bot({ token })
    const outcome = await discord.connect(nobody)
    expect(outcome).toMatchObject({ ok: false, fault: { kind: 'token' } })
    expect(JSON.stringify([outcome, lines])).not.toContain(token)
  }
})

test.each([
  [4004, 'token'],
  [4013, 'intents'],
  [4014, 'intents'],
] as const)('a gateway that closes with %i is the value %s', async (code, kind) => {
  const sockets = new WebSocketServer({ noServer: true })
  sockets.on('connection', (socket) => {
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 41_250 } }))
    socket.on('message', () => socket.close(code))
  })
  const server = createServer((_, answer) => {
    const session_start_limit = { total: 1, remaining: 1, reset_after: 0, max_concurrency: 1 }
    answer.setHeader('content-type', 'application/json')
    answer.end(JSON.stringify({ url: `ws://127.0.0.1:${port}`, shards: 1, session_start_limit }))
  })
  server.on('upgrade', (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', client))
  })
  const port = await portOf(server)
  const { discord } = local.bot({ token: 'x.y.z', api: `http://127.0.0.1:${port}/api` })
  expect(await discord.connect(nobody)).toMatchObject({ ok: false, fault: { kind } })
  sockets.close()
  server.close()
})

test('a closed port and a page that is not Discord are unreachable', async () => {
  const server = createServer((_, answer) => answer.end('<h1>hello</h1>'))
  const port = await portOf(server)
  for (const api of ['http://127.0.0.1:1/api', `http://127.0.0.1:${port}/api`]) {
    const { log } = recordingLog()
    const { clock } = local.playground
    const outcome = await createDiscord({ token: 'x.y.z', api, log, clock }).connect(nobody)
    expect(outcome).toMatchObject({ ok: false, fault: { kind: 'unreachable' } })
  }
  server.close()
})

test('a failed connect can be tried again', async () => {
  await local.control('/faults', { status: 503, route: '/gateway/bot' })
  const { discord } = local.bot()
  expect(await discord.connect(nobody)).toMatchObject({ fault: { kind: 'unreachable' } })
  await local.deleteFaults()
  expect(await discord.connect(nobody)).toMatchObject({ ok: true })
  expect(discord.health().connected).toBe(true)
})

test('votes arrive in order although the poll was posted by an earlier process', async () => {
  const { channels, guildId, members } = local.playground
  const [, voter] = members
  const first = await local.connected()
  const sent = await first.discord.chat.send(channels.quiz, poll)
  await first.discord.stop()
  if (!sent.ok || voter === undefined) throw new Error('not sent')
  const { message } = sent.value

  const second = await local.connected()
  for (const answers of [[1], [2], []]) {
    await local.control('/vote', { as: voter.id, message, answers })
  }
  const common = { guild: guildId, channel: channels.quiz, message, member: voter.id }
  await eventually(() => second.votes).toEqual([
    { ...common, kind: 'cast', answer: 1 },
    { ...common, kind: 'withdrawn', answer: 1 },
    { ...common, kind: 'cast', answer: 2 },
    { ...common, kind: 'withdrawn', answer: 2 },
  ] satisfies Vote[])
})

test("a member's votes are handled one at a time, other members' meanwhile", async () => {
  const { channels, members } = local.playground
  const [, slow, quick] = members
  if (slow === undefined || quick === undefined) throw new Error('no members')
  const gate = Promise.withResolvers<void>()
  const begun: string[] = []
  const { discord } = await local.connected({
    async voted({ member, kind, answer }) {
      begun.push(`${member === slow.id ? 'slow' : 'quick'} ${kind} ${answer}`)
      if (member === slow.id) await gate.promise
    },
  })
  const sent = await discord.chat.send(channels.quiz, poll)
  if (!sent.ok) throw new Error('not sent')
  const { message } = sent.value
  await local.control('/vote', { as: slow.id, message, answers: [1] })
  await local.control('/vote', { as: slow.id, message, answers: [2] })
  await local.control('/vote', { as: quick.id, message, answers: [2] })
  await eventually(() => begun).toEqual(['slow cast 1', 'quick cast 2'])
  gate.resolve()
  await eventually(() => begun.slice(2)).toEqual(['slow withdrawn 1', 'slow cast 2'])
})

test('a vote that could not be handled is logged and counts as missed', async () => {
  const { channels, members } = local.playground
  const { discord, lines } = await local.connected({
    voted: () => Promise.reject(new Error('the database is gone')),
  })
  const sent = await discord.chat.send(channels.quiz, poll)
  if (!sent.ok) throw new Error('not sent')
  await local.control('/vote', { as: members[1]?.id, message: sent.value.message, answers: [1] })
  await eventually(() => discord.health().sessionLost).toBe(1)
  expect(lines).toMatchObject([{}, { level: 'error', message: 'handling failed' }])
})

test('a dropped connection is resumed without loss; a lost session is counted', async () => {
  const { channels, members } = local.playground
  const made = await local.connected()
  const { discord, votes, guilds } = made
  const sent = await discord.chat.send(channels.quiz, poll)
  if (!sent.ok) throw new Error('not sent')
  const { message } = sent.value

  await local.control('/gateway', { drop: true })
  await eventually(() => discord.health().connected).toBe(false)
  await local.control('/vote', { as: members[1]?.id, message, answers: [1] })
  await eventually(() => discord.health().connected).toBe(true)
  await eventually(() => votes.length).toBe(1)
  expect(discord.health().sessionLost).toBe(0)

  await local.control('/gateway', { invalidate: true })
  await eventually(() => discord.health().sessionLost).toBe(1)
  expect(discord.health().connected).toBe(true)
  expect(guilds.map(({ isNew }) => isNew)).toEqual([false, false])
})
