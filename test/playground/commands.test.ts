import { type Client, Events, type Interaction, MessageFlags } from 'discord.js'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Local, openLocal } from './local.ts'

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
  await client.application.commands.set([
    {
      name: 'ask',
      description: 'Ask the notes',
      nameLocalizations: { ko: '질문' },
      options: [
        {
          type: 3,
          name: 'q',
          description: 'Question',
          required: true,
          autocomplete: true,
          maxLength: 20,
        },
        { type: 4, name: 'n', description: 'Number', minValue: 1, maxValue: 3 },
        { type: 6, name: 'who', description: 'Member' },
      ],
    },
    {
      name: 'setup',
      description: 'Set up',
      defaultMemberPermissions: '32',
      options: [
        {
          type: 1,
          name: 'channel',
          description: 'Where',
          options: [{ type: 7, name: 'where', description: 'Channel', required: true }],
        },
      ],
    },
  ])
})
beforeEach(() => {
  handle = async () => undefined
})
afterAll(() => local.close())

const ask = (options: object = { q: 'sqs' }, as = local.people.minjun) =>
  local.control('/command', { as, channel: local.playground.channels.study, name: 'ask', options })

test('a reply is seen by everyone, an ephemeral one by its member alone', async () => {
  handle = async (interaction) => {
    if (!interaction.isChatInputCommand()) return
    const flags = interaction.options.getInteger('n') ? MessageFlags.Ephemeral : undefined
    await interaction.reply({
      content: `${interaction.options.getString('q')} ${interaction.locale}`,
      ...(flags && { flags }),
    })
  }
  await ask({ q: 'open' }, local.people.sofia)
  await ask({ q: 'secret', n: 1 }, local.people.sofia)
  expect((await local.seen()).at(-1)).toMatchObject({
    content: 'open en-US',
    interaction: { name: 'ask' },
    pending: false,
  })
  expect((await local.seen('study', local.people.sofia)).at(-1)).toMatchObject({
    content: 'secret en-US',
    flags: 64,
  })
  const history = await (await local.channel(client)).messages.fetch({ limit: 1 })
  expect(history.first()?.content).toBe('open en-US')
})

test('defer, edit, follow up, fetch and delete work as one conversation', async () => {
  const { promise: goOn, resolve: release } = Promise.withResolvers<void>()
  const { promise: done, resolve: finish } = Promise.withResolvers<string>()
  handle = async (interaction) => {
    if (!interaction.isChatInputCommand()) return
    await interaction.deferReply()
    await goOn
    await interaction.editReply('first')
    const more = await interaction.followUp({ content: 'more', flags: MessageFlags.Ephemeral })
    const fetched = await interaction.fetchReply()
    await interaction.deleteReply(more)
    finish(fetched.content)
  }
  const { id } = await ask()
  expect((await local.seen()).at(-1)).toMatchObject({
    content: '',
    pending: true,
    flags: MessageFlags.Loading,
  })
  release()
  expect(await done).toBe('first')
  expect((await local.seen()).at(-1)).toMatchObject({
    content: 'first',
    pending: false,
    flags: 0,
    edited_timestamp: null,
  })
  expect(await local.look(`/interactions/${id}`)).toMatchObject({
    state: 'answered',
    name: 'ask',
  })
})

test('autocomplete gives the bot what is typed and the member its choices', async () => {
  handle = async (interaction) => {
    if (!interaction.isAutocomplete()) return
    await interaction.respond([{ name: `${interaction.options.getFocused()}!`, value: 'v' }])
  }
  const typed = {
    channel: local.playground.channels.study,
    name: 'ask',
    options: { q: 'sq' },
    focused: 'q',
  }
  expect(await local.control('/autocomplete', typed)).toEqual({
    choices: [{ name: 'sq!', value: 'v' }],
  })
})

test('sub-commands, members and channels arrive resolved', async () => {
  const heard: unknown[] = []
  handle = async (interaction) => {
    if (!interaction.isChatInputCommand()) return
    heard.push(
      interaction.commandName === 'ask'
        ? interaction.options.getUser('who', true).displayName
        : [interaction.options.getSubcommand(), interaction.options.getChannel('where', true).name],
    )
    await interaction.reply({ content: 'ok', flags: MessageFlags.Ephemeral })
  }
  const channel = local.playground.channels.quiz
  await ask({ q: 'x', who: local.people.doyun })
  await local.control('/command', { channel, name: 'setup channel', options: { where: channel } })
  await local.control('/command', {
    channel,
    name: 'setup',
    options: [{ name: 'channel', type: 1, options: [{ name: 'where', type: 7, value: channel }] }],
  })
  expect(heard).toEqual(['박도윤', ['channel', '오늘의-퀴즈'], ['channel', '오늘의-퀴즈']])
})

test.each([
  ['a required option left out', {}],
  ['text above its length', { q: 'x'.repeat(21) }],
  ['a number out of range', { q: 'x', n: 4 }],
  ['a fraction for a whole number', { q: 'x', n: 1.5 }],
  ['a member nobody knows', { q: 'x', who: '1' }],
  ['an option that does not exist', { q: 'x', z: 1 }],
])('%s never reaches the bot', async (_, options) => {
  const { error, id } = await ask(options)
  expect(error).toMatch(/option/i)
  expect(id).toBeUndefined()
})

test('a command for managers is not offered to other members', async () => {
  const names = async (as: string) =>
    (await local.look(`/state?as=${as}`)).commands.map(({ name }: { name: string }) => name)
  expect(await names(local.people.minjun)).toContain('setup')
  expect(await names(local.people.sofia)).not.toContain('setup')
})
