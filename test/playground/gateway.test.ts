import { request } from 'node:http'
import { type Client, Events, GatewayIntentBits, Status } from 'discord.js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { intents, type Local, openLocal, until } from './local.ts'

let local: Local
beforeEach(async () => {
  local = await openLocal()
  await local.control('/limits', { mode: 'off' })
})
afterEach(() => local.close())

const write = (content: string, as = local.people.sofia) =>
  local.control('/message', { as, channel: local.playground.channels.study, content })

function listen(client: Client) {
  const ids: string[] = []
  client.on(Events.MessageCreate, ({ id }) => ids.push(id))
  return ids
}

test('login gives the guild, its channels, its members and the bot’s own permissions', async () => {
  const client = await local.client()
  const guild = client.guilds.cache.get(local.playground.guildId)
  expect(guild).toMatchObject({
    name: 'AWS DVA-C02 스터디',
    ownerId: local.people.minjun,
    available: true,
  })
  expect(guild?.channels.cache.map(({ name }) => name)).toEqual([
    '스터디',
    '오늘의-퀴즈',
    '주간-리더보드',
  ])
  const quiz = guild?.channels.cache.get(local.playground.channels.quiz)
  expect(quiz?.permissionsFor(client.user.id)?.has(['SendPolls', 'ManageMessages'])).toBe(true)
  expect(local.playground.token).toMatch(/^[\w-]{20,}\.[\w-]{6}\.[\w-]{38}$/)
  expect(Object.values(local.people).every((id) => /^\d{17,19}$/.test(id))).toBe(true)
})

test.each([
  ['a dropped connection', { drop: true }],
  ['close 4000', { close: 4000 }],
  ['a request to reconnect', { reconnect: true }],
  ['a resumable invalid session', { invalidate: 'resumable' }],
])(
  'after %s every event arrives exactly once',
  async (_, trouble) => {
    const client = await local.client()
    const heard = listen(client)
    const sent = [(await write('before')).id]
    const resumed = new Promise((done) => client.once(Events.ShardResume, done))
    await local.control('/gateway', trouble)
    for (let n = 0; n < 5; n += 1) sent.push((await write(`while away ${n}`)).id)
    await resumed
    sent.push((await write('after')).id)
    await until(() => heard.length >= sent.length)
    expect(heard).toEqual(sent)
  },
  20_000,
)

test('a forgotten session is begun anew', async () => {
  const client = await local.client()
  const ready = new Promise((done) => client.once(Events.ShardReady, done))
  await local.control('/gateway', { invalidate: true })
  await ready
  const heard = listen(client)
  const { id } = await write('hello')
  await until(() => heard.includes(id))
}, 20_000)

test('held events wait and arrive in order', async () => {
  const client = await local.client()
  const heard = listen(client)
  await local.control('/gateway', { hold: true })
  const sent = [(await write('one')).id, (await write('two')).id]
  await local.rest('GET', '/users/@me')
  expect(heard).toEqual([])
  await local.control('/gateway', { hold: false })
  await until(() => heard.length === 2)
  expect(heard).toEqual(sent)
})

test('events without their intent stay away; interactions always come', async () => {
  const bare = await local.client({ intents: [GatewayIntentBits.Guilds] })
  const full = await local.client()
  const heard = listen(bare)
  const all = listen(full)
  const { id } = await write('x')
  await until(() => all.includes(id))
  bare.on(Events.InteractionCreate, (one) => {
    if (one.isChatInputCommand()) void one.reply('y')
  })
  await full.application.commands.set([{ name: 'go', description: 'Go' }])
  const channel = local.playground.channels.study
  expect(await local.control('/command', { channel, name: 'go' })).not.toHaveProperty('error')
  expect(heard).toEqual([])
})

test('others’ words are withheld without the privileged intent, except mentions and direct messages', async () => {
  const client = await local.client({
    intents: intents | GatewayIntentBits.DirectMessages,
  })
  const contents: string[] = []
  client.on(Events.MessageCreate, ({ content }) => contents.push(content))
  const mention = `<@${client.user.id}> hello`
  await write('secret')
  await write(mention)
  const direct = await client.users.createDM(local.people.sofia)
  await local.control('/message', {
    as: local.people.sofia,
    channel: direct.id,
    content: 'just us',
  })
  await until(() => contents.length === 3)
  expect(contents).toEqual(['', mention, 'just us'])
})

test('members come and go for those who may know, and cannot be listed by others', async () => {
  const listed = () => local.rest('GET', `/guilds/${local.playground.guildId}/members?limit=100`)
  expect(await listed()).toMatchObject({ status: 403, body: { code: 50001 } })
  await local.control('/intents', { privileged: ['GuildMembers'] })
  expect((await listed()).body).toHaveLength(5)
  const client = await local.client({ intents: intents | GatewayIntentBits.GuildMembers })
  const gone = new Promise((done) => client.once(Events.GuildMemberRemove, ({ id }) => done(id)))
  await local.control('/members', { leave: local.people.sofia })
  expect(await gone).toBe(local.people.sofia)
  const one = await local.rest(
    'GET',
    `/guilds/${local.playground.guildId}/members/${local.people.sofia}`,
  )
  expect(one.body.code).toBe(10007)
  expect(await write('x')).toEqual({ error: 'Sofia has left the guild.' })
  await local.control('/members', { join: local.people.sofia })
  expect((await client.guilds.cache.first()?.members.fetch(local.people.sofia))?.displayName).toBe(
    'Sofia',
  )
})

/** What the gateway closes a raw connection with. */
const closed = (frames: unknown[], query = '?v=10&encoding=json', headers = {}) =>
  new Promise<number | string>((done) => {
    const socket = new WebSocket(`${local.playground.gateway}${query}`, { headers })
    socket.on('open', () => {
      for (const frame of frames)
        socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
    })
    socket.on('close', (code) => done(code))
    socket.on('error', ({ message }) => done(message))
  })
const identify = (more: object) => ({
  op: 2,
  d: { token: local.playground.token, intents: 1, properties: {}, ...more },
})

test('what Discord’s gateway refuses is refused with its close code', async () => {
  expect(await closed([identify({ token: 'no' })])).toBe(4004)
  expect(await closed([identify({ intents: 1 << 15 })])).toBe(4014)
  expect(await closed([identify({ intents: 1 << 30 })])).toBe(4013)
  expect(await closed([identify({}), identify({})])).toBe(4005)
  expect(await closed(['{'])).toBe(4002)
  expect(await closed([{ op: 77 }])).toBe(4001)
  expect(await closed([{ op: 3, d: {} }])).toBe(4003)
  expect(await closed([], '?v=9&encoding=json')).toBe(4012)
  await local.control('/limits', { mode: 'on' })
  expect(
    await closed([identify({}), ...Array.from({ length: 121 }, () => ({ op: 1, d: null }))]),
  ).toBe(4008)
})

test('a resume further than anything sent is refused, one of an unknown session asks to identify', async () => {
  const { token } = local.playground
  const frames: { op: number; d: unknown; t: string }[] = []
  const socket = new WebSocket(local.playground.gateway)
  socket.on('message', (data) => frames.push(JSON.parse(String(data))))
  socket.on('open', () =>
    socket.send(JSON.stringify({ op: 6, d: { token, session_id: 'none', seq: 1 } })),
  )
  await until(() => frames.some(({ op, d }) => op === 9 && d === false))
  // Some libraries send the header's prefix along.
  socket.send(JSON.stringify(identify({ token: `Bot ${token}` })))
  const ready = await until(() => frames.find(({ t }) => t === 'READY'))
  const { session_id } = ready.d as { session_id: string }
  socket.terminate()
  expect(await closed([{ op: 6, d: { token, session_id, seq: 99 } }])).toBe(4007)
})

test('a guild’s events go to its shard, direct messages to shard 0', async () => {
  const first = await local.client({
    shards: [0],
    shardCount: 2,
    intents: intents | GatewayIntentBits.DirectMessages,
  })
  const second = await local.client({ shards: [1], shardCount: 2, intents })
  const home = (BigInt(local.playground.guildId) >> 22n) % 2n === 0n ? first : second
  const other = home === first ? second : first
  expect([home.guilds.cache.size, other.guilds.cache.size]).toEqual([1, 0])
  expect(other.ws.status).toBe(Status.Ready)
}, 30_000)

test('a foreign host or origin is turned away everywhere', async () => {
  const port = Number(new URL(local.playground.api).port)
  const status = (path: string, headers: Record<string, string>) =>
    new Promise((done) => {
      request({ port, host: '127.0.0.1', path, headers }, (answer) => {
        answer.resume()
        done(answer.statusCode)
      }).end()
    })
  for (const path of ['/control/state', '/api/v10/gateway', '/', '/attachments/1/2/x']) {
    expect(await status(path, { host: 'evil.example' })).toBe(403)
    expect(await status(path, { origin: 'https://evil.example' })).toBe(403)
    expect(await status(path, { origin: 'null' })).toBe(403)
  }
  const own = `http://localhost:${port}`
  expect(await status('/control/state', { host: `localhost:${port}`, origin: own })).toBe(200)
  expect(await closed([], '', { origin: 'https://evil.example' })).toMatch(/403/)
  expect(await closed([], '', { host: 'evil.example' })).toMatch(/403/)
  // A page elsewhere can send plain text without asking first; it is not taken for JSON.
  const plain = await fetch(`${local.playground.control}/clock`, {
    method: 'POST',
    body: '{"advance":"PT1H"}',
  })
  expect(plain.status).toBe(400)
})
