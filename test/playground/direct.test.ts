import { type Client, Events, GatewayIntentBits, type Interaction, Partials } from 'discord.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { intents, type Local, openLocal, until } from './local.ts'

let local: Local
let client: Client<true>
let handle: (interaction: Interaction) => Promise<unknown> = async () => undefined
beforeAll(async () => {
  local = await openLocal()
  await local.control('/limits', { mode: 'off' })
  client = await local.client({
    intents: intents | GatewayIntentBits.DirectMessages,
    partials: [Partials.Channel, Partials.Message],
  })
  client.on(Events.InteractionCreate, (one) => void handle(one).catch(() => undefined))
  await client.application.commands.set([
    { name: 'everywhere', description: 'd' },
    { name: 'direct', description: 'd', contexts: [1] },
    { name: 'guild', description: 'd', contexts: [0] },
    { name: 'older', description: 'd', dmPermission: false },
    { name: 'Explain', type: 3, contexts: [0, 1] },
  ])
  await client.application.commands.set(
    [{ name: 'own', description: 'd' }],
    local.playground.guildId,
  )
})
afterAll(() => local.close())

test('a member begins a conversation, and the bot reads and answers it', async () => {
  const heard = new Promise<string>((done) =>
    client.once(Events.MessageCreate, async (message) => {
      await message.reply('hello back')
      done(message.content)
    }),
  )
  const { channel } = await local.control('/direct', { as: local.people.doyun })
  expect(await local.control('/direct', { as: local.people.doyun })).toEqual({ channel })
  await local.control('/message', { as: local.people.doyun, channel, content: 'hello' })
  expect(await heard).toBe('hello')
  const state = await local.look(`/state?as=${local.people.doyun}`)
  expect(state.messages[channel].map(({ content }: { content: string }) => content)).toEqual([
    'hello',
    'hello back',
  ])
  expect((await client.users.createDM(local.people.doyun)).id).toBe(channel)
})

test('without the intent nothing of it is heard', async () => {
  const other = await local.client({ partials: [Partials.Channel] })
  const heard: string[] = []
  other.on(Events.MessageCreate, ({ content }) => heard.push(content))
  const { channel } = await local.control('/direct', { as: local.people.doyun })
  const say = (place: string, content: string) =>
    local.control('/message', { as: local.people.doyun, channel: place, content })
  await say(channel, 'private')
  await say(local.playground.channels.study, `<@${client.user.id}>`)
  await until(() => heard.length === 1)
  expect(heard).toEqual([`<@${client.user.id}>`])
  await other.destroy()
})

test('buttons work in direct messages', async () => {
  const user = await client.users.fetch(local.people.sofia)
  const button = { type: 2, style: 1, label: 'Stop reminders', custom_id: 'stop' }
  const message = await user.send({
    content: 'Time to review',
    components: [{ type: 1, components: [button] }] as never,
  })
  handle = async (interaction) => {
    if (!interaction.isButton()) return
    expect([interaction.inGuild(), interaction.member]).toEqual([false, null])
    await interaction.update({ content: 'Stopped', components: [] })
  }
  const press = { as: local.people.sofia, message: message.id, custom_id: 'stop' }
  expect(await local.control('/button', press)).not.toHaveProperty('error')
  expect((await message.channel.messages.fetch({ message: message.id, force: true })).content).toBe(
    'Stopped',
  )
  const foreign = { ...press, as: local.people.doyun }
  expect((await local.control('/button', foreign)).error).toMatch(/sees no message/)
})

test('commands are offered there only where their contexts allow', async () => {
  const contexts: unknown[] = []
  handle = async (interaction) => {
    if (!interaction.isCommand()) return
    contexts.push([interaction.commandName, interaction.context, interaction.user.username])
    await interaction.reply('ok')
  }
  const { channel } = await local.control('/direct', { as: local.people.sofia })
  const use = (name: string, place = channel) =>
    local.control('/command', { as: local.people.sofia, channel: place, name })
  await use('everywhere')
  await use('direct')
  const { id } = await local.control('/message', {
    as: local.people.sofia,
    channel,
    content: 'what?',
  })
  await local.control('/menu', { as: local.people.sofia, name: 'Explain', message: id })
  expect(contexts).toEqual([
    ['everywhere', 1, 'sofia'],
    ['direct', 1, 'sofia'],
    ['Explain', 1, 'sofia'],
  ])
  for (const name of ['guild', 'older', 'own']) {
    expect((await use(name)).error).toBe(`/${name} is not offered in this channel.`)
  }
  const { study } = local.playground.channels
  expect((await use('direct', study)).error).toBe('/direct is not offered in this channel.')
  expect(await use('guild', study)).not.toHaveProperty('error')
})

test('a member who closed their direct messages gets none: 50007', async () => {
  const user = await client.users.fetch(local.people.seoyeon)
  const before = await user.send('one')
  const set = (direct_messages: string) =>
    local.control('/members', { member: local.people.seoyeon, direct_messages })
  expect((await set('closed')).members[0]).toMatchObject({ direct_messages: 'closed' })
  await expect(user.send('two')).rejects.toMatchObject({ code: 50007, status: 403 })
  // What was sent before can still be changed.
  await before.edit('uno')
  await set('open')
  await user.send('three')
  await local.control('/members', { leave: local.people.seoyeon })
  await expect(user.send('four')).rejects.toMatchObject({ code: 50278 })
  await expect(client.user.send('to myself')).rejects.toThrow()
})
