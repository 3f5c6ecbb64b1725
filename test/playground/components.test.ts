import { type Client, Events, type Interaction, MessageFlags } from 'discord.js'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Local, openLocal, until } from './local.ts'

let local: Local
let client: Client<true>
let handle: (interaction: Interaction) => Promise<unknown> = async () => undefined

beforeAll(async () => {
  local = await openLocal()
  await local.control('/limits', { mode: 'off' })
  client = await local.client()
  client.on(
    Events.InteractionCreate,
    (interaction) => void handle(interaction).catch(() => undefined),
  )
  await client.application.commands.set([{ name: 'ask', description: 'Ask the notes' }])
})
beforeEach(() => {
  handle = async () => undefined
})
afterAll(() => local.close())

const ask = (as: string) =>
  local.control('/command', { as, channel: local.playground.channels.study, name: 'ask' })

const row = (...components: object[]) => ({ type: 1, components }) as never

test('a button updates its message; a disabled one cannot be pressed', async () => {
  handle = async (interaction) => {
    if (!interaction.isButton()) return
    await interaction.update({
      content: `pressed by ${interaction.user.username}`,
      components: [row({ type: 2, style: 1, label: 'Go', custom_id: 'go', disabled: true })],
    })
  }
  const channel = await local.channel(client)
  const message = await channel.send({
    content: 'x',
    components: [row({ type: 2, style: 1, label: 'Go', custom_id: 'go' })],
  })
  const press = { as: local.people.doyun, message: message.id, custom_id: 'go' }
  expect(await local.control('/button', press)).toEqual({ id: expect.any(String) })
  await until(() => message.content === 'pressed by doyun')
  expect(await local.control('/button', press)).toEqual({
    error: 'This control is disabled: go.',
  })
  expect(await local.control('/button', { ...press, custom_id: 'no' })).toHaveProperty('error')
})

test('a select sends what was chosen, within its limits', async () => {
  handle = async (interaction) => {
    if (!interaction.isStringSelectMenu()) return
    await interaction.reply({
      content: interaction.values.join('+'),
      flags: MessageFlags.Ephemeral,
    })
  }
  const options = ['a', 'b', 'c'].map((value) => ({ label: value, value }))
  const channel = await local.channel(client)
  const message = await channel.send({
    content: 'choose',
    components: [row({ type: 3, custom_id: 'pick', min_values: 1, max_values: 2, options })],
  })
  const choose = (...values: string[]) =>
    local.control('/select', {
      as: local.people.seoyeon,
      message: message.id,
      custom_id: 'pick',
      values,
    })
  await choose('a', 'c')
  expect((await local.seen('study', local.people.seoyeon)).at(-1)).toMatchObject({
    content: 'a+c',
  })
  expect(await choose('a', 'b', 'c')).toEqual({ error: 'Choose 1 to 2.' })
  expect(await choose('z')).toEqual({ error: 'The menu does not offer z.' })
})

test('nobody else can press a button on an ephemeral message, and only its member dismisses it', async () => {
  handle = async (interaction) => {
    if (interaction.isChatInputCommand()) {
      const components = [row({ type: 2, style: 2, label: 'More', custom_id: 'more' })]
      await interaction.reply({ content: 'mine', components, flags: MessageFlags.Ephemeral })
    } else if (interaction.isButton()) {
      await interaction.deferUpdate()
      await interaction.editReply({ content: 'edited', components: [] })
    }
  }
  await ask(local.people.seoyeon)
  const mine = (await local.seen('study', local.people.seoyeon)).at(-1)
  const press = { message: mine?.id, custom_id: 'more' }
  expect(await local.control('/button', { ...press, as: local.people.doyun })).toHaveProperty(
    'error',
  )
  await local.control('/button', { ...press, as: local.people.seoyeon })
  await until(
    async () => (await local.seen('study', local.people.seoyeon)).at(-1)?.content === 'edited',
  )
  expect(
    await local.control('/dismiss', { as: local.people.doyun, message: mine?.id }),
  ).toHaveProperty('error')
  await local.control('/dismiss', { as: local.people.seoyeon, message: mine?.id })
  expect((await local.seen('study', local.people.seoyeon)).some(({ id }) => id === mine?.id)).toBe(
    false,
  )
})
