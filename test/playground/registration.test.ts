import type { Client } from 'discord.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Local, openLocal } from './local.ts'

let local: Local
let client: Client<true>
beforeAll(async () => {
  local = await openLocal()
  await local.control('/limits', { mode: 'off' })
  client = await local.client()
})
afterAll(() => local.close())

test('registering the same commands again keeps ids and versions; a changed one keeps its id', async () => {
  const command = (description: string) => [{ name: 'same', description }]
  const scope = local.playground.guildId
  // discord.js patches its cached command in place, so what matters is taken at once.
  const put = async (description: string) => {
    const made = (await client.application.commands.set(command(description), scope)).first()
    return { id: made?.id, version: made?.version }
  }
  const first = await put('one')
  expect(await put('one')).toEqual(first)
  const changed = await put('two')
  expect(changed.id).toBe(first.id)
  expect(changed.version).not.toBe(first.version)
  expect((await client.application.commands.set([], scope)).size).toBe(0)
})

test('a fetched command equals the data it was made of', async () => {
  const data = { name: 'equal', description: 'Equal', contexts: [0], integrationTypes: [0] }
  const made = await client.application.commands.create(data)
  const fetched = await client.application.commands.fetch(made.id)
  expect(fetched.equals(data)).toBe(true)
  await fetched.edit({ description: 'Other' })
  expect((await client.application.commands.fetch(made.id, { force: true })).description).toBe(
    'Other',
  )
  await fetched.delete()
  await expect(client.application.commands.fetch(made.id, { force: true })).rejects.toMatchObject({
    code: 10063,
  })
})

const path = () => `/applications/${local.playground.applicationId}/commands`
const option = (name: string, more: object = {}) => ({ type: 3, name, description: 'd', ...more })
test.each([
  ['an upper-case name', { name: 'Ask' }],
  ['a name with a space', { name: 'a b' }],
  ['33 letters', { name: 'a'.repeat(33) }],
  ['an empty description', { description: '' }],
  ['a description of 101', { description: 'd'.repeat(101) }],
  ['26 options', { options: Array.from({ length: 26 }, (_, n) => option(`o${n}`)) }],
  [
    '26 choices',
    {
      options: [
        option('o', {
          choices: Array.from({ length: 26 }, (_, n) => ({ name: `${n}`, value: `${n}` })),
        }),
      ],
    },
  ],
  ['a required option after another', { options: [option('a'), option('b', { required: true })] }],
  ['an option twice', { options: [option('a'), option('a')] }],
  [
    'choices beside autocomplete',
    { options: [option('a', { autocomplete: true, choices: [{ name: 'x', value: 'x' }] })] },
  ],
  ['an unknown locale', { name_localizations: { kr: 'x' } }],
  [
    'more than 8000 letters',
    {
      options: Array.from({ length: 20 }, (_, n) =>
        option(`o${n}`, {
          choices: Array.from({ length: 5 }, (_, m) => ({
            name: `${m}`.padEnd(50, 'x'),
            value: `${m}`.padEnd(50, 'y'),
          })),
        }),
      ),
    },
  ],
  ['an unknown field', { descripton: 'x' }],
])('%s is refused with 50035', async (_, more) => {
  const { status, body } = await local.rest('POST', path(), {
    name: 'x',
    description: 'd',
    ...more,
  })
  expect([status, body.code]).toEqual([400, 50035])
})
