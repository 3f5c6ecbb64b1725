import { type Client, Events } from 'discord.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Local, openLocal, until } from './local.ts'

let local: Local
let client: Client<true>
beforeAll(async () => {
  local = await openLocal()
  await local.control('/limits', { mode: 'off' })
  client = await local.client()
})
afterAll(() => local.close())

test('a page hears of threads as they begin, grow, change and go', async () => {
  const heard = await local.hear(local.people.sofia)
  const threads = () =>
    heard.filter(({ event }) => event === 'thread').map(({ data }) => data.thread)
  const channel = await local.channel(client)
  const message = await channel.send('question')
  const thread = await message.startThread({ name: 'one' })
  await until(() => threads().find(({ id }) => id === thread.id))
  // The message it came from tells of it in the usual event.
  const parent = await until(() =>
    heard.find(({ event, data }) => event === undefined && data.message?.thread),
  )
  expect(parent.data.message).toMatchObject({ id: message.id, thread: { id: thread.id } })
  await local.control('/message', { as: local.people.sofia, channel: thread.id, content: 'two' })
  const grown = await until(() => threads().find((one) => one.message_count === 1 && one.member))
  expect(grown).toMatchObject({
    id: thread.id,
    parent_id: channel.id,
    type: 11,
    name: 'one',
    member_count: 2,
    member: { user_id: local.people.sofia },
    thread_metadata: { archived: false, locked: false },
    permissions: expect.stringMatching(/^\d+$/),
  })
  await thread.setName('renamed')
  await until(() => threads().find(({ name }) => name === 'renamed'))
  const state = () => local.look(`/state?as=${local.people.sofia}`)
  const { threads: listed, channels, messages } = await state()
  expect(listed).toMatchObject([{ id: thread.id, name: 'renamed', message_count: 2 }])
  expect(channels.some(({ id }: { id: string }) => id === thread.id)).toBe(false)
  expect(messages[thread.id].map(({ type }: { type: number }) => type)).toEqual([21, 0, 4])
  await thread.setArchived(true)
  await until(() => threads().find((one) => one.thread_metadata.archived))
  expect((await state()).messages).not.toHaveProperty(thread.id)
  const asked = await local.look(`/messages?as=${local.people.sofia}&channel=${thread.id}`)
  const ids = (list: { id: string }[]) => list.map(({ id }) => id)
  expect(ids(asked.messages)).toEqual(ids(messages[thread.id]))
  await local.control('/thread/delete', { thread: thread.id })
  const last = await until(() => heard.find(({ event }) => event === 'thread-deleted'))
  expect(last.data).toEqual({ type: 'thread-deleted', id: thread.id, parent: channel.id })
})

test('a page hears the bot typing, and its own modal open and close, not another’s', async () => {
  await client.application.commands.set([
    { name: 'form', description: 'd' },
    { name: 'Use', type: 3 },
  ])
  client.on(Events.InteractionCreate, (one) => {
    if (!one.isChatInputCommand()) return
    const input = { type: 4, custom_id: 'a', style: 1 }
    const components = [{ type: 18, label: 'l', component: input }]
    void one.showModal({ custom_id: 'm', title: 't', components } as never)
  })
  const mine = await local.hear(local.people.sofia)
  const theirs = await local.hear(local.people.doyun)
  const channel = await local.channel(client)
  await channel.sendTyping()
  const typing = await until(() => mine.find(({ event }) => event === 'typing'))
  expect(typing.data).toEqual({ type: 'typing', channel: channel.id, user: client.user.id })
  const as = local.people.sofia
  const { id } = await local.control('/command', { as, channel: channel.id, name: 'form' })
  await until(() => mine.find(({ event, data }) => event === 'modal' && data.modal?.id === id))
  await local.control('/modal/dismiss', { as, id })
  await until(() => mine.find(({ event, data }) => event === 'modal' && data.modal === null))
  await client.application.commands.set([{ name: 'Use', type: 3 }])
  const commands = await until(() =>
    mine.findLast(({ data }) => data.type === 'commands' && data.commands.length === 0),
  )
  expect(commands.data.menus).toMatchObject([{ name: 'Use', type: 3 }])
  await until(() => theirs.find(({ data }) => data.menus?.length === 1 && !data.commands.length))
  expect(theirs.some(({ event }) => event === 'modal')).toBe(false)
})

test('nothing of a hidden channel’s threads reaches a page', async () => {
  const channel = await local.channel(client, 'quiz')
  const deny = ['ViewChannel']
  await local.control('/permissions', { channel: channel.id, target: local.people.doyun, deny })
  const heard = await local.hear(local.people.doyun)
  const thread = await channel.threads.create({ name: 'hidden' })
  await thread.sendTyping()
  const { threads } = await local.look(`/state?as=${local.people.doyun}`)
  expect(threads).toEqual([])
  const sign = await (await local.channel(client)).send('for all')
  await until(() => heard.find(({ data }) => data.message?.id === sign.id))
  expect(heard.some(({ event }) => event !== undefined)).toBe(false)
  const join = { as: local.people.doyun, thread: thread.id }
  expect((await local.control('/thread/join', join)).error).toMatch(/sees no channel/)
})
