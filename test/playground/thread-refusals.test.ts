import type { Client, PublicThreadChannel, TextChannel } from 'discord.js'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Local, openLocal } from './local.ts'

let local: Local
let client: Client<true>
let channel: TextChannel
beforeAll(async () => {
  local = await openLocal()
  await local.control('/limits', { mode: 'off' })
  client = await local.client()
  channel = await local.channel(client)
})
beforeEach(async () => {
  await local.control('/permissions', {
    channel: channel.id,
    allow: ['ViewChannel', 'CreatePublicThreads', 'SendMessagesInThreads'],
    deny: ['ManageThreads'],
  })
})
afterAll(() => local.close())

const permissions = (change: object) =>
  local.control('/permissions', { channel: channel.id, ...change })
const begin = async () => {
  const message = await channel.send('question')
  const thread = (await message.startThread({ name: 'thread' })) as PublicThreadChannel<false>
  return { message, thread }
}
const post = (body: object) => local.rest('POST', `/channels/${channel.id}/threads`, body)

test.each<[string, object]>([
  ['no name', { type: 11 }],
  ['an empty name', { type: 11, name: '' }],
  ['a name of spaces', { type: 11, name: '  ' }],
  ['a name of 101', { type: 11, name: 'x'.repeat(101) }],
  ['another duration', { type: 11, name: 'x', auto_archive_duration: 61 }],
  ['more than six hours between messages', { type: 11, name: 'x', rate_limit_per_user: 21_601 }],
  ['another type', { type: 0, name: 'x' }],
  ['an unknown field', { type: 11, name: 'x', topic: 'y' }],
])('%s is refused with 50035', async (_, body) => {
  const { status, body: answer } = await post(body)
  expect([status, answer.code]).toEqual([400, 50035])
})

test('what is lacking says its name: private threads, fields of forums, other channels', async () => {
  for (const [body, words] of [
    [{ name: 'x' }, /^Private thread \(what Discord makes/],
    [{ name: 'x', type: 12 }, /^Private thread is/],
    [{ name: 'x', type: 10 }, /^Announcement thread/],
  ] as const) {
    const { status, body: answer } = await post(body)
    expect([status, answer.message]).toEqual([501, expect.stringMatching(words)])
  }
  const { thread } = await begin()
  const tags = await local.rest('PATCH', `/channels/${thread.id}`, { applied_tags: [] })
  expect([tags.status, tags.body.message]).toEqual([501, expect.stringMatching(/^applied_tags/)])
  expect((await local.rest('PATCH', `/channels/${channel.id}`, { name: 'x' })).status).toBe(501)
  expect((await local.rest('DELETE', `/channels/${channel.id}`)).status).toBe(501)
  const other = `/channels/${thread.id}/thread-members/${local.people.sofia}`
  expect((await local.rest('PUT', other)).body.message).toMatch(/^Adding another member/)
})

test('one message begins one thread: the second gets 160004', async () => {
  const { message } = await begin()
  const path = `/channels/${channel.id}/messages/${message.id}/threads`
  const { status, body } = await local.rest('POST', path, { name: 'again' })
  expect([status, body.code]).toEqual([400, 160004])
})

test('threads begin in text channels alone, from what somebody wrote', async () => {
  const { thread } = await begin()
  const inside = await thread.send('inside')
  const start = (place: string, message: string) =>
    local.rest('POST', `/channels/${place}/messages/${message}/threads`, { name: 'x' })
  expect((await start(thread.id, inside.id)).body.code).toBe(50024)
  const direct = await client.users.createDM(local.people.sofia)
  const note = await direct.send('note')
  expect((await start(direct.id, note.id)).body.code).toBe(50024)
  expect((await start(channel.id, inside.id)).body.code).toBe(10008)
  expect((await start(channel.id, '10000000000000000')).body.code).toBe(10008)
  await channel.threads.create({ name: 'announced' })
  const news = (await local.seen()).at(-1)
  expect((await start(channel.id, news?.id ?? '')).body.code).toBe(50021)
  const members = (place: string) => local.rest('PUT', `/channels/${place}/thread-members/@me`)
  expect((await members(channel.id)).body.code).toBe(50024)
})

test('without the rights nothing begins and nothing is said', async () => {
  const { thread } = await begin()
  const message = await channel.send('x')
  await permissions({ deny: ['CreatePublicThreads'] })
  await expect(message.startThread({ name: 'x' })).rejects.toMatchObject({ code: 50013 })
  // Send Messages counts for nothing in a thread.
  await permissions({ deny: ['SendMessagesInThreads'], allow: ['SendMessages'] })
  await expect(thread.send('x')).rejects.toMatchObject({ code: 50013 })
  expect((await local.rest('POST', `/channels/${thread.id}/typing`)).body.code).toBe(50013)
  await permissions({ deny: ['SendMessages'], allow: ['SendMessagesInThreads'] })
  await thread.send('x')
  await permissions({ allow: ['SendMessages'], deny: ['ViewChannel'] })
  await expect(thread.send('x')).rejects.toMatchObject({ code: 50001 })
  await expect(message.startThread({ name: 'x' })).rejects.toMatchObject({ code: 50001 })
  expect((await local.rest('GET', `/channels/${thread.id}`)).body.code).toBe(50001)
})

test('an archived thread refuses changes, edits and newcomers, and wakes for a message', async () => {
  const { thread } = await begin()
  const sent = await thread.send('x')
  await thread.setArchived(true)
  await expect(thread.setName('y')).rejects.toMatchObject({ code: 50083 })
  await expect(thread.setArchived(true)).rejects.toMatchObject({ code: 50083 })
  await expect(sent.edit('y')).rejects.toMatchObject({ code: 50083 })
  await expect(thread.join()).rejects.toMatchObject({ code: 50083 })
  await expect(thread.leave()).rejects.toMatchObject({ code: 50083 })
  await sent.delete()
  await thread.send('awake')
  expect((await local.rest('GET', `/channels/${thread.id}`)).body.thread_metadata.archived).toBe(
    false,
  )
  await thread.setArchived(true)
  await thread.edit({ archived: false, name: 'both at once' })
})

test('a locked thread is for those with Manage Threads', async () => {
  const { thread } = await begin()
  const sent = await thread.send('x')
  await expect(thread.setLocked(true)).rejects.toMatchObject({ code: 50013 })
  await expect(thread.setRateLimitPerUser(5)).rejects.toMatchObject({ code: 50013 })
  const change = (body: object, as = local.people.minjun) =>
    local.control('/thread/change', { as, thread: thread.id, ...body })
  expect(await change({ locked: true }, local.people.sofia)).toMatchObject({ code: 50013 })
  expect((await change({ locked: true, archived: true })).thread.thread_metadata).toMatchObject({
    locked: true,
    archived: true,
  })
  await expect(thread.send('y')).rejects.toMatchObject({ code: 50083 })
  await expect(sent.delete()).rejects.toMatchObject({ code: 50083 })
  await expect(thread.setArchived(false)).rejects.toMatchObject({ code: 50013 })
  const say = { as: local.people.sofia, channel: thread.id, content: 'y' }
  expect(await local.control('/message', say)).toMatchObject({ code: 50083 })
  // Whoever manages threads wakes it by writing; it stays locked.
  await local.control('/message', { ...say, as: local.people.minjun })
  await expect(thread.send('y')).rejects.toMatchObject({ code: 50083 })
  await expect(sent.edit('y')).rejects.toMatchObject({ code: 50083 })
  await sent.delete()
  await permissions({ allow: ['ManageThreads'] })
  await thread.send('y')
  await thread.setLocked(false)
})

test('whoever did not begin a thread can wake it and change nothing else', async () => {
  const { thread } = await local.control('/thread', {
    as: local.people.sofia,
    channel: channel.id,
    name: 'hers',
  })
  const patch = (body: object) => local.rest('PATCH', `/channels/${thread.id}`, body)
  expect((await patch({ name: 'mine' })).body.code).toBe(50013)
  expect((await patch({ archived: true })).body.code).toBe(50013)
  await local.control('/thread/change', {
    as: local.people.sofia,
    thread: thread.id,
    archived: true,
  })
  expect((await patch({ archived: false, name: 'mine' })).body.code).toBe(50013)
  const woken = await patch({ archived: false })
  expect([woken.status, woken.body.thread_metadata.archived]).toEqual([200, false])
})

test('slow mode holds members back by the clock, not the bot', async () => {
  const thread = await channel.threads.create({ name: 'slow', rateLimitPerUser: 60 })
  const say = () =>
    local.control('/message', { as: local.people.sofia, channel: thread.id, content: 'x' })
  expect(await say()).toHaveProperty('id')
  expect(await say()).toEqual({ error: expect.stringMatching(/^Slow mode: Sofia waits \d+ s/) })
  await thread.send('1')
  await thread.send('2')
  await local.control('/clock', { advance: 'PT1M' })
  expect(await say()).toHaveProperty('id')
})
