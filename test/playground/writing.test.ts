import { type Client, Events, type Message, MessageType, type PartialMessage } from 'discord.js'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Local, openLocal, until } from './local.ts'

let local: Local
let client: Client<true>
const heard: Message[] = []
const changed: (Message | PartialMessage)[] = []
const gone: string[] = []
beforeAll(async () => {
  local = await openLocal()
  await local.control('/limits', { mode: 'off' })
  client = await local.client()
  client.on(Events.MessageCreate, (message) => heard.push(message))
  client.on(Events.MessageUpdate, (_, message) => changed.push(message))
  client.on(Events.MessageDelete, ({ id }) => gone.push(id))
  client.on(Events.InteractionCreate, (one) => {
    if (one.isChatInputCommand()) void one.deferReply()
  })
  await client.application.commands.set([{ name: 'ask', description: 'Ask' }])
})
beforeEach(() => {
  for (const list of [heard, changed, gone]) list.length = 0
})
afterAll(() => local.close())

const study = () => local.playground.channels.study
const say = async (content: string, more: object = {}): Promise<string> =>
  (
    await local.control('/message', {
      as: local.people.sofia,
      channel: study(),
      content,
      ...more,
    })
  ).id
const hear = (id: string) => until(() => heard.find((message) => message.id === id))
const read = async (id: string) =>
  (await local.rest('GET', `/channels/${study()}/messages/${id}`)).body

test('others’ words are withheld, in events and in routes, until they mention the bot', async () => {
  const secret = await say('secret')
  expect((await hear(secret)).content).toBe('')
  expect(await read(secret)).toMatchObject({ content: '', author: { username: 'sofia' } })
  const mention = await say(`<@${client.user.id}> why 12 hours?`)
  const message = await hear(mention)
  expect(message.content).toBe(`<@${client.user.id}> why 12 hours?`)
  expect(message.mentions.has(client.user)).toBe(true)
  expect((await read(mention)).content).toBe(message.content)
  await local.control('/intents', { privileged: ['MessageContent'] })
  expect((await read(secret)).content).toBe('secret')
  await local.control('/intents', { privileged: [] })
})

test('a reply to the bot is a mention when it pings, and only then', async () => {
  const channel = await local.channel(client)
  const mine = await channel.send('an answer')
  const pinged = await hear(await say('and in Seoul?', { reply_to: mine.id }))
  expect(pinged).toMatchObject({ type: MessageType.Reply, content: 'and in Seoul?' })
  expect(pinged.mentions.repliedUser?.id).toBe(client.user.id)
  expect((await pinged.fetchReference()).content).toBe('an answer')
  const quiet = await hear(await say('hm', { reply_to: mine.id, ping: false }))
  expect([quiet.content, quiet.mentions.users.size]).toEqual(['', 0])
  expect(quiet.reference?.messageId).toBe(mine.id)
})

test('the words a mention replies to stay withheld when they are another member’s', async () => {
  const packets: { id: string; referenced_message?: { content: string } }[] = []
  client.ws.on('MESSAGE_CREATE' as never, (data: (typeof packets)[number]) => packets.push(data))
  const secret = await say('secret')
  const mention = await say(`<@${client.user.id}> is that so?`, {
    as: local.people.doyun,
    reply_to: secret,
  })
  const packet = await until(() => packets.find(({ id }) => id === mention))
  expect(packet.referenced_message).toMatchObject({ id: secret, content: '' })
  expect((await read(mention)).referenced_message.content).toBe('')
  const seen = (await local.seen()).find(({ id }) => id === mention)
  expect(seen?.referenced_message?.content).toBe('secret')
})

test('a member edits what is theirs, and the bot hears of it', async () => {
  const id = await say(`<@${client.user.id}> frist`)
  await hear(id)
  const edit = (as: string, content: string) => local.control('/edit', { as, message: id, content })
  expect(await edit(local.people.sofia, `<@${client.user.id}> first`)).toEqual({})
  const update = await until(() => changed.find((message) => message.id === id))
  expect(update.content).toBe(`<@${client.user.id}> first`)
  expect(update.editedTimestamp).not.toBe(null)
  expect((await edit(local.people.minjun, 'x')).error).toMatch(/Only whoever wrote/)
  expect((await edit(local.people.sofia, '  ')).code).toBe(50006)
  // A mention that is edited away takes the words with it.
  changed.length = 0
  await edit(local.people.sofia, 'never mind')
  expect((await until(() => changed.find((message) => message.id === id))).content).toBe('')
})

test('an edited reply still pings whom it answers', async () => {
  const mine = await (await local.channel(client)).send('an answer')
  const id = await say('adn?', { reply_to: mine.id })
  await hear(id)
  await local.control('/edit', { as: local.people.sofia, message: id, content: 'and?' })
  expect((await until(() => changed.find((message) => message.id === id))).content).toBe('and?')
})

test('members delete their own messages, whoever manages messages any', async () => {
  const remove = (as: string, message: string) => local.control('/delete', { as, message })
  const first = await say('first')
  expect((await remove(local.people.doyun, first)).error).toMatch(/of their own/)
  expect(await remove(local.people.sofia, first)).toEqual({})
  const second = await say('second')
  expect(await remove(local.people.minjun, second)).toEqual({})
  await until(() => gone.includes(first) && gone.includes(second))
  expect((await remove(local.people.sofia, first)).error).toMatch(/sees no message/)
})

test('editing what a moderator deleted gets 10008, the deferred reply too', async () => {
  const mine = await (await local.channel(client)).send('an answer')
  await local.control('/delete', { message: mine.id })
  await expect(mine.edit('more')).rejects.toMatchObject({ code: 10008 })
  await expect(mine.startThread({ name: 'x' })).rejects.toMatchObject({ code: 10008 })
  const asked = new Promise<{ editReply: (text: string) => Promise<unknown> }>((done) =>
    client.once(Events.InteractionCreate, (one) => one.isChatInputCommand() && done(one)),
  )
  await local.control('/command', { as: local.people.sofia, channel: study(), name: 'ask' })
  const interaction = await asked
  const draft = (await local.seen()).at(-1)
  expect(draft?.pending).toBe(true)
  await local.control('/delete', { message: draft?.id })
  await expect(interaction.editReply('late')).rejects.toMatchObject({ code: 10008 })
})

test('what is shown to one member alone is dismissed, not deleted; what nobody sees cannot be answered', async () => {
  expect((await local.control('/delete', { message: '1' })).error).toMatch(/sees no message/)
  expect(
    await local.control('/message', { channel: study(), content: 'x', reply_to: '1' }),
  ).toMatchObject({ code: 50035 })
  const deny = ['SendMessages']
  await local.control('/permissions', { channel: study(), target: local.people.sofia, deny })
  const said = { as: local.people.sofia, channel: study(), content: 'x' }
  expect((await local.control('/message', said)).code).toBe(50013)
  await local.control('/permissions', { channel: study(), target: local.people.sofia, allow: deny })
})
