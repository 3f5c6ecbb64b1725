import { ApplicationCommandType, type Client, Events, type Interaction } from 'discord.js'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Local, openLocal } from './local.ts'

let local: Local
let client: Client<true>
let handle: (interaction: Interaction) => Promise<unknown> = async () => undefined
beforeAll(async () => {
  local = await openLocal()
  await local.control('/limits', { mode: 'off' })
  client = await local.client()
  client.on(Events.InteractionCreate, (one) => void handle(one).catch(() => undefined))
})
beforeEach(async () => {
  handle = async () => undefined
  await client.application.commands.set([
    { name: 'Explain this', type: ApplicationCommandType.Message },
    { name: 'Progress of', type: ApplicationCommandType.User },
    { name: 'explain', description: 'Explain' },
    { name: 'For owners', type: ApplicationCommandType.Message, defaultMemberPermissions: '32' },
  ])
})
afterAll(() => local.close())

const path = () => `/applications/${local.playground.applicationId}/commands`
const study = () => local.playground.channels.study
const say = async (content: string): Promise<string> =>
  (await local.control('/message', { as: local.people.doyun, channel: study(), content })).id

test('a message menu brings the whole message, words and all', async () => {
  const heard: unknown[] = []
  handle = async (interaction) => {
    if (!interaction.isMessageContextMenuCommand()) return
    const { targetId, targetMessage, commandName } = interaction
    heard.push([commandName, targetId, targetMessage.content, targetMessage.author.username])
    await interaction.reply('explained')
  }
  const message = await say('visibility timeout?')
  const menu = { as: local.people.sofia, name: 'Explain this', message }
  expect(await local.control('/menu', menu)).toEqual({ id: expect.any(String) })
  expect(heard).toEqual([['Explain this', message, 'visibility timeout?', 'doyun']])
  expect((await local.seen()).at(-1)).toMatchObject({
    content: 'explained',
    type: 23,
    message_reference: { message_id: message },
    interaction_metadata: { type: 2, target_message_id: message },
    interaction: { name: 'Explain this' },
  })
})

test('a member menu brings the member', async () => {
  const heard: unknown[] = []
  handle = async (interaction) => {
    if (!interaction.isUserContextMenuCommand()) return
    heard.push([interaction.targetUser.username, interaction.inCachedGuild()])
    heard.push(interaction.targetMember !== null)
    await interaction.reply('progress')
  }
  const menu = { as: local.people.sofia, name: 'Progress of', channel: study() }
  await local.control('/menu', { ...menu, user: local.people.doyun })
  expect(heard).toEqual([['doyun', true], true])
  const { interaction_metadata } = (await local.seen()).at(-1) ?? {}
  expect(interaction_metadata).toMatchObject({ target_user: { id: local.people.doyun } })
  expect(await local.control('/menu', { ...menu, user: '1' })).toHaveProperty('error')
})

test('menus stand apart from slash commands, and are offered to those who may', async () => {
  const offered = async (as: string) => {
    const { commands, menus } = await local.look(`/state?as=${as}`)
    const names = (list: { name: string }[]) => list.map(({ name }) => name).sort()
    return [names(commands), names(menus)]
  }
  expect(await offered(local.people.minjun)).toEqual([
    ['explain'],
    ['Explain this', 'For owners', 'Progress of'],
  ])
  expect(await offered(local.people.sofia)).toEqual([['explain'], ['Explain this', 'Progress of']])
  const message = await say('x')
  const use = (more: object) => local.control('/menu', { as: local.people.sofia, message, ...more })
  expect((await use({ name: 'For owners' })).error).toMatch(/offered no message menu/)
  expect((await use({ name: 'Progress of' })).error).toMatch(/offered no message menu/)
  expect((await use({ name: 'explain' })).error).toMatch(/offered no message menu/)
  const named = await local.control('/command', { channel: study(), name: 'Explain' })
  expect(named.error).toMatch(/offered no command/)
  const deny = ['SendMessages']
  await local.control('/permissions', { channel: study(), target: local.people.sofia, deny })
  expect((await use({ name: 'Explain this' })).error).toMatch(/may not write/)
  await local.control('/permissions', { channel: study(), target: local.people.sofia, allow: deny })
})

test('an ephemeral message has no menu', async () => {
  handle = async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.reply({ content: 'x', flags: 64 })
  }
  const as = local.people.sofia
  await local.control('/command', { as, channel: study(), name: 'explain' })
  const message = (await local.seen('study', as)).at(-1)?.id
  const used = await local.control('/menu', { as, name: 'Explain this', message })
  expect(used.error).toMatch(/has no menu/)
})

test('the same name may be a menu and a slash command; registering again changes nothing', async () => {
  const all = [
    { name: 'ask', description: 'Ask' },
    { name: 'ask', type: 3 },
    { name: 'ask', type: 2 },
  ]
  const first = await local.rest('PUT', path(), all)
  expect(first.body.map(({ type }: { type: number }) => type)).toEqual([1, 3, 2])
  expect(first.body[1]).toMatchObject({ description: '', name: 'ask' })
  expect(first.body[1]).not.toHaveProperty('options')
  expect((await local.rest('PUT', path(), all)).body).toEqual(first.body)
  const fetched = await client.application.commands.fetch(first.body[1].id as string)
  const data = { name: 'ask', type: ApplicationCommandType.Message, integrationTypes: [0] } as const
  expect(fetched.equals(data as never)).toBe(true)
  await fetched.edit({ name: 'Ask about this' })
  expect(
    (await local.rest('GET', path())).body.map(({ name }: { name: string }) => name),
  ).toContain('Ask about this')
  expect((await local.rest('PUT', path(), [all[1], all[1]])).body.code).toBe(50035)
})

test.each<[string, object, string]>([
  ['a description', { description: 'x' }, 'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID'],
  [
    'options',
    { options: [{ type: 3, name: 'q', description: 'd' }] },
    'APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_INVALID',
  ],
  ['a name of 33', { name: 'x'.repeat(33) }, 'BASE_TYPE_MAX_LENGTH'],
  ['no name', { name: '' }, 'BASE_TYPE_MIN_LENGTH'],
  ['a name of spaces', { name: '   ' }, 'APPLICATION_COMMAND_INVALID_NAME'],
  ['an unknown field', { target: 'x' }, 'UNKNOWN_FIELD'],
])('a menu with %s is refused', async (_, more, fault) => {
  const bare = await openLocal({ openapi: undefined as never })
  const commands = `/applications/${bare.playground.applicationId}/commands`
  const { status, body } = await bare.rest('POST', commands, { name: 'Menu', type: 3, ...more })
  expect([status, body.code]).toEqual([400, 50035])
  expect(JSON.stringify(body.errors)).toContain(fault)
  await bare.close()
})

test('a scope holds fifteen menus of each kind, beside its slash commands', async () => {
  const menus = (type: number, count: number) =>
    Array.from({ length: count }, (_, n) => ({ name: `Menu ${n}`, type }))
  const { status } = await local.rest('PUT', path(), [...menus(2, 15), ...menus(3, 15)])
  expect(status).toBe(200)
  const more = await local.rest('POST', path(), { name: 'One more', type: 3 })
  expect([more.status, more.body]).toEqual([
    400,
    { code: 30032, message: 'Maximum number of application commands reached (15)' },
  ])
  expect((await local.rest('PUT', path(), menus(2, 16))).body.code).toBe(30032)
  const slash = await local.rest('POST', path(), { name: 'slash', description: 'd' })
  expect(slash.status).toBe(201)
  const lacking = await local.rest('POST', path(), { name: 'x', type: 4, description: '' })
  expect(lacking.status).toBe(501)
})
