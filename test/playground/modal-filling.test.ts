import { type Client, Events, type Interaction, type ModalSubmitInteraction } from 'discord.js'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Local, openLocal } from './local.ts'
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
  await client.application.commands.set([{ name: 'report', description: 'Report an answer' }])
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
test.each<[string, object, RegExp]>([
  ['a required text left out', { kind: ['old'] }, /Field why: is required/],
  ['spaces for a required text', { ...values, why: '    ' }, /Field why: is required/],
  ['a text too short', { ...values, why: 'ab' }, /at least 3/],
  ['a text too long', { ...values, why: 'x'.repeat(11) }, /at most 10/],
  ['two lines in one', { ...values, why: 'one\ntwo' }, /one line/],
  ['more than 4000 letters', { ...values, more: 'x'.repeat(4001) }, /at most 4000/],
  ['nothing chosen', { why: 'abc' }, /Field kind: choose 1/],
  ['too much chosen', { ...values, kind: ['wrong', 'old'] }, /Field kind: choose 1/],
  ['what is not offered', { ...values, kind: ['new'] }, /does not offer new/],
  ['a text for a list', { ...values, kind: 'wrong' }, /must be a list/],
  ['a field nobody asked for', { ...values, what: 'x' }, /no field what/],
])('%s never reaches the bot, and the modal stays open', async (_, given, words) => {
  let heard = 0
  const { id } = await open(async (submit) => {
    heard += 1
    await submit.reply('ok')
  })
  expect(await send(id, given)).toEqual({ error: expect.stringMatching(words) })
  expect(heard).toBe(0)
  expect(await send(id, values, local.people.doyun)).toHaveProperty('error')
  expect(await send(id, values)).not.toHaveProperty('error')
})

test('a modal that is not answered stays open; a dismissed one is gone without the bot hearing', async () => {
  let silent = true
  const { id } = await open(async (submit) => silent || submit.reply('at last'))
  expect(await send(id, values)).toHaveProperty('error')
  expect((await local.look(`/state?as=${local.people.sofia}`)).modal.id).toBe(id)
  silent = false
  expect(await send(id, values)).not.toHaveProperty('error')
  const second = await report()
  expect(await local.control('/modal/dismiss', { as: local.people.doyun, id: second.id })).toEqual({
    error: expect.any(String),
  })
  await local.control('/modal/dismiss', { as: local.people.sofia, id: second.id })
  expect(await send(second.id, values)).toHaveProperty('error')
  // Only one is open at a time.
  const third = await report()
  const fourth = await report()
  expect(await send(third.id, values)).toHaveProperty('error')
  // A day later it can still be sent.
  await local.control('/clock', { advance: 'P1D' })
  await report(local.people.doyun)
  expect(await send(fourth.id, values)).not.toHaveProperty('error')
}, 20_000)
