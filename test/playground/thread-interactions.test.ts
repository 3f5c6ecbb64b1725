import { type Client, Events, type Interaction, MessageFlags } from 'discord.js'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Local, openLocal, until } from './local.ts'

let local: Local
let client: Client<true>
let thread: string
let handle: (interaction: Interaction) => Promise<unknown> = async () => undefined
beforeAll(async () => {
  local = await openLocal()
  await local.control('/limits', { mode: 'off' })
  client = await local.client()
  client.on(Events.InteractionCreate, (one) => void handle(one).catch(() => undefined))
  await client.application.commands.set([{ name: 'ask', description: 'Ask' }])
})
beforeEach(async () => {
  handle = async () => undefined
  const channel = await local.channel(client)
  thread = (await channel.threads.create({ name: 'x' })).id
})
afterAll(() => local.close())

const ask = () =>
  local.control('/command', { as: local.people.sofia, channel: thread, name: 'ask' })
const change = (body: object) => local.control('/thread/change', { thread, ...body })
const messages = async () =>
  (await local.look(`/messages?as=${local.people.sofia}&channel=${thread}`)).messages
const code = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { code: unknown }) => error.code,
  )

test('a command in a thread is answered there', async () => {
  handle = async (interaction) => {
    if (!interaction.isChatInputCommand()) return
    expect(interaction.channel?.isThread()).toBe(true)
    expect(interaction.appPermissions.has('SendMessagesInThreads')).toBe(true)
    await interaction.reply('here')
    await interaction.followUp('and more')
  }
  expect(await ask()).not.toHaveProperty('error')
  const said = await until(async () => {
    const all: { content: string; channel_id: string }[] = await messages()
    return all.some(({ content }) => content === 'and more') ? all : undefined
  })
  expect(said.map(({ content }) => content)).toEqual(['here', 'and more'])
  expect(said.every(({ channel_id }) => channel_id === thread)).toBe(true)
})

test('nobody uses commands in an archived thread until somebody wakes it', async () => {
  handle = async (interaction) => interaction.isChatInputCommand() && interaction.reply('here')
  await change({ archived: true })
  expect((await ask()).error).toMatch(/archived: write in it first/)
  await local.control('/message', { as: local.people.sofia, channel: thread, content: 'wake' })
  expect(await ask()).not.toHaveProperty('error')
})

test('a locked thread refuses the bot’s answer, except one for the member alone', async () => {
  await change({ locked: true })
  const refused = new Promise((done) => {
    handle = async (interaction) => {
      if (!interaction.isChatInputCommand()) return
      done(await code(interaction.reply('for all')))
      await interaction.reply({ content: 'for you', flags: MessageFlags.Ephemeral })
      await interaction.editReply('for you alone')
    }
  })
  expect(await ask()).not.toHaveProperty('error')
  expect(await refused).toBe(50083)
  await until(async () => (await messages()).at(-1)?.content === 'for you alone')
})

test('a deferred answer cannot be filled in an archived thread; a new message wakes it', async () => {
  const { promise: goOn, resolve: release } = Promise.withResolvers<void>()
  const { promise: codes, resolve: done } = Promise.withResolvers<unknown[]>()
  handle = async (interaction) => {
    if (!interaction.isChatInputCommand()) return
    await interaction.deferReply()
    await goOn
    const edited = await code(interaction.editReply('late'))
    const followed = await code(interaction.followUp('later'))
    done([edited, followed])
  }
  await ask()
  await change({ archived: true })
  release()
  expect(await codes).toEqual([50083, 50083])
  expect((await change({ archived: false })).thread.thread_metadata.archived).toBe(false)
  const { promise: replied, resolve: answered } = Promise.withResolvers<{
    followUp: (text: string) => Promise<unknown>
  }>()
  handle = async (interaction) => {
    if (!interaction.isChatInputCommand()) return
    await interaction.reply('first')
    answered(interaction)
  }
  await ask()
  const interaction = await replied
  await change({ archived: true })
  await interaction.followUp('second')
  expect((await local.rest('GET', `/channels/${thread}`)).body.thread_metadata.archived).toBe(false)
})

test('a button in an archived thread still reaches the bot: its message wakes, its edit is refused', async () => {
  const row = { type: 1, components: [{ type: 2, style: 1, label: 'More', custom_id: 'more' }] }
  const path = `/channels/${thread}/messages`
  const { body } = await local.rest('POST', path, { content: 'x', components: [row] })
  await change({ archived: true })
  const refused = new Promise((done) => {
    handle = async (interaction) => {
      if (!interaction.isButton()) return
      done(await code(interaction.update('changed')))
      await interaction.reply('more')
    }
  })
  const press = { as: local.people.sofia, message: body.id, custom_id: 'more' }
  expect(await local.control('/button', press)).not.toHaveProperty('error')
  expect(await refused).toBe(50083)
  expect((await local.rest('GET', `/channels/${thread}`)).body.thread_metadata.archived).toBe(false)
})

test('a channel goes with its threads', async () => {
  const { quiz } = local.playground.channels
  const gone: string[] = []
  client.on(Events.ThreadDelete, ({ id }) => gone.push(id))
  const channel = await local.channel(client, 'quiz')
  const inside = await channel.threads.create({ name: 'inside' })
  const said = await inside.send('x')
  await local.control('/channels', { delete: quiz })
  await until(() => gone.includes(inside.id))
  await expect(inside.send('y')).rejects.toMatchObject({ code: 10003 })
  expect(local.playground.world.messages.has(said.id)).toBe(false)
  expect((await local.control('/channels', { delete: thread })).error).toBeUndefined()
  await until(() => gone.includes(thread))
})
