import {
  ActionRowBuilder,
  ButtonBuilder,
  type ButtonInteraction,
  ButtonStyle,
  type ChatInputCommandInteraction,
  type Client,
  Events,
  type Interaction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Local, openLocal, until } from './local.ts'
import { reportModal, values } from './report-modal.ts'

let local: Local
let client: Client<true>
type Handle = (interaction: Interaction) => Promise<unknown>
let handle: Handle = async () => undefined

beforeAll(async () => {
  local = await openLocal()
  await local.control('/limits', { mode: 'off' })
  client = await local.client()
  client.on(Events.InteractionCreate, (one) => void handle(one).catch(() => undefined))
  await client.application.commands.set([
    { name: 'report', description: 'Report an answer' },
    { name: 'Report answer', type: 3 },
  ])
})
beforeEach(() => {
  handle = async () => undefined
})
afterAll(() => local.close())

const report = (as = local.people.sofia) =>
  local.control('/command', { as, channel: local.playground.channels.study, name: 'report' })
const send = (id: string, values: object, as = local.people.sofia) =>
  local.control('/modal', { as, id, values })

/** Opens a modal by the command; the bot then does `then` with what is sent. */
const open = async (then: (submit: ModalSubmitInteraction) => Promise<unknown>) => {
  handle = async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.showModal(reportModal())
    else if (interaction.isModalSubmit()) await then(interaction)
  }
  return report()
}
const code = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { code: unknown }) => error.code,
  )

test('a command opens a modal, and what the member fills in reaches the bot', async () => {
  const { promise, resolve } = Promise.withResolvers<ModalSubmitInteraction>()
  const opened = await open(async (submit) => {
    resolve(submit)
    await submit.reply({ content: '고마워요', flags: MessageFlags.Ephemeral })
  })
  expect(opened.modal).toMatchObject({
    id: opened.id,
    channel: local.playground.channels.study,
    command: 'report',
    custom_id: 'report:1',
    title: '무엇이 잘못됐나요?',
  })
  expect(opened.modal.components[0]).toEqual({
    type: 18,
    id: 1,
    label: '이유',
    description: '한 줄로',
    component: { type: 4, id: 2, custom_id: 'why', style: 1, min_length: 3, max_length: 10 },
  })
  const state = () => local.look(`/state?as=${local.people.sofia}`)
  expect((await state()).modal).toEqual(opened.modal)
  expect((await local.look('/state')).modal).toBe(null)
  const sent = await send(opened.id, values)
  expect(sent).toEqual({ id: expect.any(String) })
  const submit = await promise
  expect(submit).toMatchObject({ customId: 'report:1', message: null })
  expect(submit.isFromMessage()).toBe(false)
  expect(submit.fields.getTextInputValue('why')).toBe('숫자가 틀림')
  expect(submit.fields.getTextInputValue('more')).toBe('')
  expect(submit.fields.getStringSelectValues('kind')).toEqual(['wrong'])
  expect((await state()).modal).toBe(null)
  expect(await send(opened.id, values)).toHaveProperty('error')
  const reply = (await local.seen('study', local.people.sofia)).at(-1)
  expect(reply).toMatchObject({
    content: '고마워요',
    interaction_metadata: {
      type: 5,
      triggering_interaction_metadata: { id: opened.id, type: 2 },
    },
  })
})

test('a modal from a button comes with its message, which the answer may change', async () => {
  const row = new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder().setCustomId('flag').setLabel('신고').setStyle(ButtonStyle.Danger),
  )
  const message = await (await local.channel(client)).send({ content: 'a', components: [row] })
  const answers: ((submit: ModalSubmitInteraction) => Promise<unknown>)[] = [
    async (submit) => submit.isFromMessage() && submit.update('changed'),
    async (submit) => {
      await submit.deferUpdate()
      await submit.editReply('edited')
    },
    async (submit) => {
      await submit.deferReply()
      await submit.editReply('said')
    },
  ]
  const seen: unknown[] = []
  handle = async (interaction) => {
    if (interaction.isButton()) await (interaction as ButtonInteraction).showModal(reportModal())
    if (!interaction.isModalSubmit()) return
    seen.push(interaction.message?.id)
    await answers[seen.length - 1]?.(interaction)
  }
  const press = { as: local.people.sofia, message: message.id, custom_id: 'flag' }
  for (const content of ['changed', 'edited']) {
    const { id, modal } = await local.control('/button', press)
    expect(modal.source).toBe(message.id)
    await send(id, values)
    await until(async () => (await local.seen()).find((one) => one.content === content))
  }
  const { id } = await local.control('/button', press)
  await send(id, values)
  const said = await until(async () => (await local.seen()).find((one) => one.content === 'said'))
  expect(said).toMatchObject({ type: 19, message_reference: { message_id: message.id } })
  expect(seen).toEqual([message.id, message.id, message.id])
})

test('a modal from a command closes without a word by type 6, and cannot change a message', async () => {
  const refused = new Promise((done) => {
    void open(async (submit) => {
      done(await code((submit as unknown as ButtonInteraction).update('x')))
      submit.replied = false
      await submit.deferUpdate()
    }).then(async ({ id }) => send(id, values))
  })
  expect(await refused).toBe(50035)
  await until(async () => (await local.look(`/state?as=${local.people.sofia}`)).modal === null)
})

test('a modal is the first answer or none, and never answers a modal', async () => {
  const codes: unknown[] = []
  const { id } = await open(async (submit) => {
    const again = submit as unknown as ChatInputCommandInteraction
    codes.push(
      (
        await local.rest('POST', `/interactions/${again.id}/${again.token}/callback`, {
          type: 9,
          data: reportModal().toJSON(),
        })
      ).body.code,
    )
    await submit.reply('ok')
  })
  await send(id, values)
  expect(codes).toEqual([50035])
  const late = new Promise((done) => {
    handle = async (interaction) => {
      if (!interaction.isChatInputCommand()) return
      await interaction.deferReply()
      interaction.deferred = false
      done(await code(interaction.showModal(reportModal())))
    }
  })
  await report()
  expect(await late).toBe(40060)
})

test('a modal from a message menu answers as that menu', async () => {
  const { id: target } = await local.control('/message', {
    as: local.people.doyun,
    channel: local.playground.channels.study,
    content: 'look at this',
  })
  handle = async (interaction) => {
    if (interaction.isMessageContextMenuCommand()) {
      await (interaction as MessageContextMenuCommandInteraction).showModal(reportModal())
    } else if (interaction.isModalSubmit()) await interaction.reply('noted')
  }
  const menu = { as: local.people.sofia, name: 'Report answer', message: target }
  const { id, modal: opened } = await local.control('/menu', menu)
  expect(opened.target).toEqual({ kind: 'message', id: target })
  await send(id, values)
  expect((await local.seen()).at(-1)).toMatchObject({
    type: 23,
    message_reference: { message_id: target },
    referenced_message: { content: 'look at this' },
    interaction_metadata: { triggering_interaction_metadata: { target_message_id: target } },
  })
})
