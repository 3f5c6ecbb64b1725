import { type ChatInputCommandInteraction, type Client, Events } from 'discord.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Local, openLocal, until } from './local.ts'

let local: Local
let client: Client<true>
let waiting: ChatInputCommandInteraction | undefined
beforeAll(async () => {
  local = await openLocal({ openapi: undefined as never })
  await local.control('/limits', { mode: 'off' })
  client = await local.client()
  client.on(Events.InteractionCreate, (one) => {
    if (one.isChatInputCommand()) waiting = one
  })
  await client.application.commands.set([{ name: 'go', description: 'Go' }])
})
afterAll(() => local.close())

/** Answers a fresh command with a modal; without the OpenAPI file, so by our own rules alone. */
const answer = async (data: object) => {
  waiting = undefined
  const done = local.control('/command', { channel: local.playground.channels.study, name: 'go' })
  const { id, token } = await until(() => waiting)
  const path = `/interactions/${id}/${token}/callback`
  const refused = await local.rest('POST', path, { type: 9, data })
  // A refusal does not use the answer up.
  if (refused.status >= 400) await local.rest('POST', path, { type: 4, data: { content: 'x' } })
  expect(await done).not.toHaveProperty('error')
  return refused
}
const text = (more: object = {}) => ({ type: 4, custom_id: 'a', style: 1, ...more })
const label = (component: object = text(), more: object = {}) => ({
  type: 18,
  label: 'l',
  component,
  ...more,
})
const form = (more: object = {}) => ({
  custom_id: 'm',
  title: 't',
  components: [label()],
  ...more,
})
const field = (more: object) => form({ components: [label(text(more))] })
const option = (value: string, more: object = {}) => ({ label: value, value, ...more })
const select = (more: object) =>
  form({ components: [label({ type: 3, custom_id: 'a', options: [option('x')], ...more })] })
const row = (...components: object[]) => ({ type: 1, components })

test.each<[string, object]>([
  ['no title', form({ title: '' })],
  ['a title of 46', form({ title: 'x'.repeat(46) })],
  ['a custom id of 101', form({ custom_id: 'x'.repeat(101) })],
  ['no custom id', form({ custom_id: '' })],
  ['no components', form({ components: [] })],
  [
    'six components',
    form({ components: Array.from({ length: 6 }, (_, n) => label(text({ custom_id: `${n}` }))) }),
  ],
  ['a bare text input', form({ components: [text()] })],
  ['a button', form({ components: [row({ type: 2, style: 1, label: 'x', custom_id: 'x' })] })],
  ['a label of 46', form({ components: [label(text(), { label: 'x'.repeat(46) })] })],
  ['a description of 101', form({ components: [label(text(), { description: 'x'.repeat(101) })] })],
  ['a label inside a label', field({ label: 'x' })],
  ['another style', field({ style: 3 })],
  ['a field without custom id', field({ custom_id: '' })],
  ['the same custom id twice', form({ components: [label(), label()] })],
  ['a maximum of 4001', field({ max_length: 4001 })],
  ['a maximum of 0', field({ max_length: 0 })],
  ['a minimum above the maximum', field({ min_length: 5, max_length: 4 })],
  ['a value above the maximum', field({ max_length: 4, value: 'xxxxx' })],
  ['a placeholder of 101', field({ placeholder: 'x'.repeat(101) })],
  ['an unknown field', field({ multiline: true })],
  ['a disabled select', select({ disabled: true })],
  ['a required select that may stay empty', select({ min_values: 0 })],
  ['more to choose than there is', select({ max_values: 2 })],
  ['a row without labels of its own', form({ components: [row(text())] })],
  [
    'two inputs in a row',
    form({ components: [row(text({ label: 'x' }), text({ label: 'y', custom_id: 'b' }))] }),
  ],
])('%s is refused with 50035', async (_, data) => {
  const { status, body } = await answer(data)
  expect([status, body.code]).toEqual([400, 50035])
})

test.each([5, 6, 7, 8, 19, 21, 22, 23])('a field of type %i answers 501 by name', async (type) => {
  const { status, body } = await answer(form({ components: [label({ type, custom_id: 'a' })] }))
  expect([status, body.message]).toEqual([
    501,
    `Component of type ${type} in a modal is not supported by the local Discord`,
  ])
})

test('rows of old are still taken, as are texts to read and selects that may stay empty', async () => {
  const { status } = await answer(
    form({
      components: [
        { type: 10, content: 'read this first' },
        row(text({ label: 'old', value: 'as before' })),
        label({ type: 3, custom_id: 'b', required: false, min_values: 0, options: [option('x')] }),
        label({ type: 3, custom_id: 'c', options: [option('x', { default: true }), option('y')] }),
      ],
    }),
  )
  expect(status).toBe(204)
  const submitted = new Promise<object>((done) =>
    client.once(Events.InteractionCreate, (one) => {
      if (!one.isModalSubmit()) return
      done(one.components)
      void one.reply('ok')
    }),
  )
  const { id } = (await local.look('/state')).modal
  expect(await local.control('/modal', { id })).not.toHaveProperty('error')
  // What nobody touched is sent as it was.
  expect(await submitted).toMatchObject([
    { type: 10, id: 1 },
    { type: 1, components: [{ type: 4, customId: 'a', value: 'as before' }] },
    { type: 18, component: { type: 3, customId: 'b', values: [] } },
    { type: 18, component: { type: 3, customId: 'c', values: ['x'] } },
  ])
})
