import {
  ChannelType,
  type Client,
  Events,
  GatewayIntentBits,
  type Message,
  MessageFlags,
  MessageType,
  type PublicThreadChannel,
  ThreadAutoArchiveDuration,
} from 'discord.js'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { intents, type Local, openLocal, until } from './local.ts'

let local: Local
let client: Client<true>
const heard: Message[] = []
beforeAll(async () => {
  local = await openLocal()
  await local.control('/limits', { mode: 'off' })
  client = await local.client()
  client.on(Events.MessageCreate, (message) => heard.push(message))
})
beforeEach(() => {
  heard.length = 0
})
afterAll(() => local.close())

const raw = (event: string) => {
  const seen: { t: string; d: Record<string, unknown> }[] = []
  client.ws.on(event as never, (data: Record<string, unknown>) => seen.push({ t: event, d: data }))
  return seen
}
const begin = async (name = '가시성 제한 시간') => {
  const channel = await local.channel(client)
  const message = await channel.send('question')
  const thread = (await message.startThread({ name })) as PublicThreadChannel<false>
  return { channel, message, thread }
}
const say = (channel: string, content: string, as = local.people.sofia, more: object = {}) =>
  local.control('/message', { as, channel, content, ...more })

test('a thread started from a message has its id, and the message says so to everyone', async () => {
  const updates: Message[] = []
  client.on(Events.MessageUpdate, (_, message) => updates.push(message as Message))
  const created = new Promise((done) =>
    client.once(Events.ThreadCreate, (thread, fresh) => done([thread.id, fresh])),
  )
  const { channel, message, thread } = await begin()
  expect(thread).toMatchObject({
    id: message.id,
    parentId: channel.id,
    type: ChannelType.PublicThread,
    ownerId: client.user.id,
    archived: false,
    locked: false,
    name: '가시성 제한 시간',
    joined: true,
  })
  expect(await created).toEqual([thread.id, true])
  const update = await until(() => updates.find(({ id }) => id === message.id))
  expect([update.hasThread, update.thread?.id]).toEqual([true, thread.id])
  const again = await channel.messages.fetch({ message: message.id, force: true })
  expect(again.flags.has(MessageFlags.HasThread)).toBe(true)
  // The thread begins by pointing at the message it came from.
  const starter = await until(() => heard.find(({ channelId }) => channelId === thread.id))
  expect(starter).toMatchObject({ type: MessageType.ThreadStarterMessage, content: '' })
  expect(starter.reference).toMatchObject({ messageId: message.id, channelId: channel.id })
  expect((await thread.fetchStarterMessage())?.id).toBe(message.id)
})

test('a thread by itself is announced in its channel', async () => {
  const channel = await local.channel(client, 'board')
  const thread = await channel.threads.create({
    name: 'Week 12',
    autoArchiveDuration: ThreadAutoArchiveDuration.OneDay,
    rateLimitPerUser: 5,
  })
  expect(thread).toMatchObject({ autoArchiveDuration: 1440, rateLimitPerUser: 5 })
  const [news] = await local.seen('board')
  expect(news).toMatchObject({
    type: MessageType.ThreadCreated,
    content: 'Week 12',
    message_reference: { channel_id: thread.id, guild_id: channel.guildId },
  })
  expect(news?.id).not.toBe(thread.id)
})

test('members and the bot talk in it, and it counts what they say', async () => {
  const { thread } = await begin()
  await thread.send('one')
  const two = await say(thread.id, `<@${client.user.id}> two`)
  const mine = await until(() => heard.find(({ id }) => id === two.id))
  expect([mine.content, mine.channel.isThread()]).toEqual([`<@${client.user.id}> two`, true])
  await mine.reply('three')
  await local.control('/delete', { as: local.people.sofia, message: two.id })
  const { body } = await local.rest('GET', `/channels/${thread.id}`)
  expect(body).toMatchObject({ message_count: 2, total_message_sent: 3, member_count: 2 })
  expect(body.member).toMatchObject({ user_id: client.user.id, id: thread.id })
  const messages = await thread.messages.fetch()
  expect(messages.map(({ content }) => content)).toEqual(['three', 'one', ''])
})

test('who is mentioned joins; those who may know the members hear of it', async () => {
  await local.control('/intents', { privileged: ['GuildMembers'] })
  const knowing = await local.client({ intents: intents | GatewayIntentBits.GuildMembers })
  const joined = new Promise<string[]>((done) =>
    knowing.on(Events.ThreadMembersUpdate, (added) => {
      if (added.has(local.people.doyun)) done([...added.keys()])
    }),
  )
  const blind = raw('THREAD_MEMBERS_UPDATE')
  const { thread } = await begin()
  await thread.send({
    content: `<@${local.people.doyun}>`,
    allowedMentions: { users: [local.people.doyun] },
  })
  expect(await joined).toEqual([local.people.doyun])
  expect(blind.flatMap(({ d }) => d['added_members']).length).toBe(1)
  await knowing.destroy()
})

test('leaving and joining again is told; a poll is voted on in a thread', async () => {
  const { thread } = await begin()
  const events = raw('THREAD_MEMBERS_UPDATE')
  await thread.leave()
  await until(() => events.length === 1)
  expect(events[0]?.d).toMatchObject({
    id: thread.id,
    member_count: 0,
    removed_member_ids: [client.user.id],
  })
  await thread.join()
  await until(() => events.length === 2)
  expect(events[1]?.d).toMatchObject({ member_count: 1 })
  const poll = await thread.send({
    poll: {
      question: { text: 'q' },
      answers: [{ text: 'a' }],
      duration: 1,
      allowMultiselect: false,
    },
  })
  const voted = new Promise((done) =>
    client.once(Events.MessagePollVoteAdd, (answer, user) => done([answer.id, user])),
  )
  await local.control('/vote', { as: local.people.sofia, message: poll.id, answers: [1] })
  expect(await voted).toEqual([1, local.people.sofia])
})

test('a thread that wakes is told with the bot’s own place in it', async () => {
  const { thread } = await begin()
  const events = [...['THREAD_UPDATE', 'THREAD_MEMBER_UPDATE'].map(raw)]
  await thread.setArchived(true)
  await say(thread.id, 'wake')
  await until(() => events.every((seen) => seen.length > 0))
  expect(events.map((seen) => seen.length)).toEqual([2, 1])
  expect(events[1]?.[0]?.d).toMatchObject({
    id: thread.id,
    user_id: client.user.id,
    guild_id: local.playground.guildId,
  })
})

test('a new name is announced in the thread; deleting needs Manage Threads and frees the message', async () => {
  const { channel, message, thread } = await begin()
  const updated = new Promise((done) =>
    client.once(Events.ThreadUpdate, (_, now) => done(now.name)),
  )
  await thread.setName('renamed')
  expect(await updated).toBe('renamed')
  const [news] = (await thread.messages.fetch({ limit: 1 })).values()
  expect(news).toMatchObject({ type: MessageType.ChannelNameChange, content: 'renamed' })
  await expect(thread.delete()).rejects.toMatchObject({ code: 50013 })
  await local.control('/permissions', { channel: channel.id, allow: ['ManageThreads'] })
  const deleted = new Promise((done) => client.once(Events.ThreadDelete, ({ id }) => done(id)))
  await thread.delete()
  expect(await deleted).toBe(message.id)
  const again = await channel.messages.fetch({ message: message.id, force: true })
  expect([again.hasThread, again.thread]).toEqual([false, null])
  await expect(thread.send('x')).rejects.toMatchObject({ code: 10003 })
  await message.startThread({ name: 'a second life' })
  await local.control('/permissions', { channel: channel.id, deny: ['ManageThreads'] })
})

test('a new session knows the active threads; who comes to see a channel is told of its threads', async () => {
  const { channel, thread } = await begin()
  const other = await begin('archived')
  await other.thread.setArchived(true)
  const fresh = await local.client()
  const known = fresh.channels.cache.get(thread.id)
  expect(known?.isThread() && known.joined).toBe(true)
  expect(fresh.channels.cache.has(other.thread.id)).toBe(false)
  await local.control('/permissions', { channel: channel.id, deny: ['ViewChannel'] })
  const { id } = await say(thread.id, `<@${fresh.user.id}>`)
  await expect(thread.send('x')).rejects.toMatchObject({ code: 50001 })
  const blind = await local.client()
  expect(blind.channels.cache.has(thread.id)).toBe(false)
  const synced = new Promise<string[]>((done) =>
    blind.once(Events.ThreadListSync, (threads) => done([...threads.keys()])),
  )
  await local.control('/permissions', { channel: channel.id, allow: ['ViewChannel'] })
  const threads = await synced
  expect(threads).toContain(thread.id)
  expect(threads).not.toContain(other.thread.id)
  expect(heard.some((message) => message.id === id)).toBe(false)
  const active = await client.guilds.cache.first()?.channels.fetchActiveThreads()
  expect(active?.threads.has(thread.id)).toBe(true)
  expect(active?.threads.has(other.thread.id)).toBe(false)
  const old = await channel.threads.fetchArchived()
  expect([old.threads.has(other.thread.id), old.threads.has(thread.id)]).toEqual([true, false])
  await blind.destroy()
  await fresh.destroy()
})
