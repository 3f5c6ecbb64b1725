import { type Client, DiscordAPIError, HTTPError } from 'discord.js'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Local, openLocal } from './local.ts'

let local: Local
let client: Client<true>
beforeAll(async () => {
  local = await openLocal()
  client = await local.client()
})
afterEach(() => local.clearFaults())
afterAll(() => local.close())

const contents = async (channel: 'study' | 'quiz' | 'board') =>
  (await local.seen(channel)).map(({ content }) => content)

test('every answer tells its limit, and the sixth message of a burst gets a real 429', async () => {
  const path = `/channels/${local.playground.channels.board}/messages`
  const answers = []
  for (let n = 0; n < 6; n += 1) answers.push(await local.rest('POST', path, { content: `${n}` }))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429])
  const [first, , , , , last] = answers
  expect(first?.headers.get('x-ratelimit-limit')).toBe('5')
  expect(first?.headers.get('x-ratelimit-remaining')).toBe('4')
  expect(first?.headers.get('x-ratelimit-bucket')).toBeTruthy()
  expect(last?.headers.get('x-ratelimit-scope')).toBe('user')
  expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(last?.body).toMatchObject({ global: false, retry_after: expect.any(Number) })
})

test('discord.js obeys the limits: a burst arrives whole and in order, with no 429 more than its first', async () => {
  const channel = await local.channel(client, 'quiz')
  const before = (await local.requests()).length
  await Promise.all(Array.from({ length: 7 }, (_, n) => channel.send(`${n}`)))
  expect(await contents('quiz')).toEqual(['0', '1', '2', '3', '4', '5', '6'])
  const refused = (await local.requests()).slice(before).filter(({ status }) => status === 429)
  expect(refused.length).toBeLessThanOrEqual(1)
}, 20_000)

test('the global limit counts all routes together and not interactions', async () => {
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, n) =>
      local.rest('GET', n % 2 ? '/users/@me' : `/users/${local.people.sofia}`),
    ),
  )
  const scopes = answers.map(({ headers }) => headers.get('x-ratelimit-scope')).filter(Boolean)
  expect(scopes).not.toEqual([])
  await local.control('/limits', { mode: 'off' })
  const free = await Promise.all(Array.from({ length: 60 }, () => local.rest('GET', '/users/@me')))
  expect(new Set(free.map(({ status }) => status))).toEqual(new Set([200]))
})

test('an injected 429 is waited for and the message sent once', async () => {
  const channel = await local.channel(client)
  await local.control('/faults', {
    status: 429,
    retry_after: 0.1,
    count: 2,
    method: 'POST',
    route: 'messages',
  })
  await channel.send('after two refusals')
  expect((await contents('study')).filter((one) => one === 'after two refusals')).toHaveLength(1)
})

test('a 500 before the effect loses nothing; after the effect a nonce keeps it from being doubled', async () => {
  const channel = await local.channel(client)
  await local.control('/faults', { status: 500, when: 'before', count: 1, method: 'POST' })
  await channel.send('before')
  await local.control('/faults', { status: 500, when: 'after', count: 1, method: 'POST' })
  await channel.send('after, plain')
  await local.control('/faults', { status: 500, when: 'after', count: 1, method: 'POST' })
  await channel.send({ content: 'after, with a nonce', nonce: 'once', enforceNonce: true })
  const all = await contents('study')
  const times = (text: string) => all.filter((one) => one === text).length
  expect([times('before'), times('after, plain'), times('after, with a nonce')]).toEqual([1, 2, 1])
})

test('faults name a route by part or by pattern, end after their count, and are cleared', async () => {
  const get = async () => (await local.rest('GET', `/guilds/${local.playground.guildId}`)).status
  await local.control('/faults', { status: 503, route: '/^\\/guilds\\/\\d+$/', count: 1 })
  expect([await get(), await get()]).toEqual([503, 200])
  await local.control('/faults', { status: 502, route: '/guilds/' })
  expect([await get(), await get()]).toEqual([502, 502])
  await local.clearFaults()
  expect(await get()).toBe(200)
  expect(await local.control('/faults', { route: '/(/' })).toEqual({
    error: 'route: /(/ is no regular expression.',
  })
  expect(await local.control('/faults', { status: 200 })).toHaveProperty('error')
})

test('a cut connection and an answer that never comes end as errors, not as silence', async () => {
  const rest = { retries: 0, timeout: 300 }
  const quick = await local.client({ rest: rest as never })
  const channel = await local.channel(quick)
  await local.control('/faults', { connection: 'reset', method: 'POST', count: 1 })
  await expect(channel.send('cut')).rejects.toThrow()
  await local.control('/faults', { connection: 'hang', method: 'POST', count: 1 })
  await expect(channel.send('hung')).rejects.toMatchObject({ name: 'AbortError' })
  await local.control('/faults', { status: 500, method: 'POST', count: 1 })
  await expect(channel.send('broken')).rejects.toBeInstanceOf(HTTPError)
  await local.control('/faults', { status: 403, method: 'POST', count: 1 })
  await expect(channel.send('barred')).rejects.toBeInstanceOf(DiscordAPIError)
})
