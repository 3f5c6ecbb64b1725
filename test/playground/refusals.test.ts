import { MessageFlags } from 'discord.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Local, openLocal } from './local.ts'

let local: Local
beforeAll(async () => {
  local = await openLocal()
  await local.control('/limits', { mode: 'off' })
})
afterAll(() => local.close())

const path = () => `/channels/${local.playground.channels.study}/messages`
const send = (body: unknown) => local.rest('POST', path(), body)
const v2 = MessageFlags.IsComponentsV2
const text = (content: string) => ({ type: 10, content })
const button = (custom_id: string) => ({ type: 2, style: 1, label: 'x', custom_id })

const rows = (count: number, row: (n: number) => object) =>
  Array.from({ length: count }, (_, n) => row(n))
const inRow = (...components: object[]) => ({ type: 1, components })
const options = (count: number) => rows(count, (n) => ({ label: `${n}`, value: `${n}` }))
test.each<[string, object]>([
  ['content of 2001', { content: 'x'.repeat(2001) }],
  ['11 embeds', { embeds: rows(11, () => ({ title: 'x' })) }],
  ['an embed title of 257', { embeds: [{ title: 'x'.repeat(257) }] }],
  [
    'embeds of 6001 in all',
    { embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }] },
  ],
  ['parse beside users', { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } }],
  ['an unknown field', { content: 'x', contents: 'y' }],
  ['six rows', { content: 'x', components: rows(6, (n) => inRow(button(`${n}`))) }],
  [
    'six buttons in a row',
    { content: 'x', components: [inRow(...rows(6, (n) => button(`${n}`)))] },
  ],
  [
    'a select beside a button',
    {
      content: 'x',
      components: [inRow(button('a'), { type: 3, custom_id: 'b', options: options(2) })],
    },
  ],
  [
    '26 options',
    { content: 'x', components: [inRow({ type: 3, custom_id: 'b', options: options(26) })] },
  ],
  ['a custom id twice', { content: 'x', components: [inRow(button('a'), button('a'))] }],
  ['a custom id of 101', { content: 'x', components: [inRow(button('a'.repeat(101)))] }],
  [
    'a label of 81',
    { content: 'x', components: [inRow({ ...button('a'), label: 'x'.repeat(81) })] },
  ],
  [
    'a link with a custom id',
    { content: 'x', components: [inRow({ ...button('a'), style: 5, url: 'https://x.y' })] },
  ],
  [
    'a link without address',
    { content: 'x', components: [inRow({ type: 2, style: 5, label: 'x' })] },
  ],
  ['a text display without the flag', { components: [text('x')] }],
  ['V2 with content', { flags: v2, content: 'x', components: [text('x')] }],
  ['V2 with embeds', { flags: v2, embeds: [{ title: 'x' }], components: [text('x')] }],
  ['41 components', { flags: v2, components: rows(41, () => text('x')) }],
  [
    '41 components, most nested',
    { flags: v2, components: [{ type: 17, components: rows(40, () => text('x')) }] },
  ],
  ['4001 letters of text', { flags: v2, components: [text('x'.repeat(4000)), text('x')] }],
  [
    'a section without accessory',
    { flags: v2, components: [{ type: 9, components: [text('x')] }] },
  ],
  [
    'a section of four texts',
    {
      flags: v2,
      components: [{ type: 9, components: rows(4, () => text('x')), accessory: button('a') }],
    },
  ],
  [
    'a container in a container',
    {
      flags: v2,
      components: [{ type: 17, components: [{ type: 17, components: [text('x')] }] }],
    },
  ],
  ['an empty gallery', { flags: v2, components: [{ type: 12, items: [] }] }],
  [
    'a picture that was not sent along',
    { flags: v2, components: [{ type: 12, items: [{ media: { url: 'attachment://no.png' } }] }] },
  ],
  [
    'an emoji that is none',
    { content: 'x', components: [inRow({ ...button('a'), emoji: { name: 'smile' } })] },
  ],
  ['the ephemeral flag in a channel', { content: 'x', flags: 64 }],
])('%s', async (_, body) => {
  const { status, body: answer } = await send(body)
  expect([status, answer.code]).toEqual([400, 50035])
  expect(answer.errors).toBeTypeOf('object')
})

test('an empty message, broken JSON, an unknown channel and a foreign message have their own numbers', async () => {
  expect((await send({})).body.code).toBe(50006)
  expect((await send({ content: '  ' })).body.code).toBe(50006)
  const broken = await fetch(`${local.playground.api}/v10${path()}`, {
    method: 'POST',
    headers: {
      authorization: `Bot ${local.playground.token}`,
      'content-type': 'application/json',
    },
    body: '{',
  })
  expect((await broken.json()).code).toBe(50109)
  expect(
    (await local.rest('POST', '/channels/10000000000000000/messages', { content: 'x' })).body.code,
  ).toBe(10003)
  const { id } = await local.control('/message', {
    channel: local.playground.channels.study,
    content: 'mine',
  })
  expect((await local.rest('PATCH', `${path()}/${id}`, { content: 'x' })).body.code).toBe(50005)
  expect((await local.rest('DELETE', `${path()}/${id}`)).status).toBe(204)
})

test('the V2 flag never comes off', async () => {
  const { body } = await send({ flags: v2, components: [text('x')] })
  expect(
    (await local.rest('PATCH', `${path()}/${body.id}`, { flags: 0, content: 'x' })).body.code,
  ).toBe(50035)
  expect((await local.rest('PATCH', `${path()}/${body.id}`, { content: 'x' })).body.code).toBe(
    50035,
  )
})

test('a wrong token gets 401, a route of another kind 501 naming itself', async () => {
  const wrong = await local.rest('GET', '/users/@me', undefined, 'wrong')
  expect([wrong.status, wrong.body]).toEqual([401, { message: '401: Unauthorized', code: 0 }])
  const lacking = await local.rest('PUT', `${path()}/1/reactions/x/@me`)
  expect(lacking.status).toBe(501)
  expect(lacking.body.message).toBe(
    `PUT ${path()}/1/reactions/x/@me is not supported by the local Discord`,
  )
  expect((await fetch(`${local.playground.api}/v9/gateway`)).status).toBe(501)
})
