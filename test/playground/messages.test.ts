import type { Client } from 'discord.js'
import { AttachmentBuilder, EmbedBuilder, MessageFlags } from 'discord.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Local, openLocal, until } from './local.ts'

let local: Local
let client: Client<true>
beforeAll(async () => {
  local = await openLocal()
  await local.control('/limits', { mode: 'off' })
  client = await local.client()
})
afterAll(() => local.close())

const path = () => `/channels/${local.playground.channels.study}/messages`
const send = (body: unknown) => local.rest('POST', path(), body)
const v2 = MessageFlags.IsComponentsV2
const text = (content: string) => ({ type: 10, content })
const button = (custom_id: string) => ({ type: 2, style: 1, label: 'x', custom_id })

// A picture of one by one pixel.
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe('what a bot sends is kept and given back', () => {
  test('a file is stored and served byte for byte, and an embed shows it', async () => {
    const channel = await local.channel(client)
    const message = await channel.send({
      content: 'file',
      files: [new AttachmentBuilder(pixel, { name: 'card.png', description: 'alt' })],
      embeds: [
        new EmbedBuilder({ title: 't', fields: [{ name: 'n', value: 'v' }] }).setImage(
          'attachment://card.png',
        ),
      ],
    })
    const file = message.attachments.first()
    expect(file).toMatchObject({
      name: 'card.png',
      description: 'alt',
      width: 1,
      height: 1,
      size: pixel.length,
    })
    expect(message.embeds[0]?.image?.url).toBe(file?.url)
    const answer = await fetch(file?.url ?? '')
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(pixel)
    const edited = await message.edit({
      content: 'more',
      attachments: message.attachments.toJSON(),
      files: [{ attachment: Buffer.from('b'), name: 'b.txt' }],
    })
    expect(edited.attachments.map(({ name }) => name)).toEqual(['card.png', 'b.txt'])
    expect((await message.edit({ attachments: [] })).attachments.size).toBe(0)
  })

  test('a container with sections, a gallery and buttons keeps its shape and numbers its parts', async () => {
    const channel = await local.channel(client)
    const message = await channel.send({
      flags: v2,
      files: [new AttachmentBuilder(pixel, { name: 'p.png' })],
      components: [
        {
          type: 17,
          accent_color: 0x23814a,
          components: [
            text('# 제목'),
            { type: 14, spacing: 2 },
            { type: 9, components: [text('a')], accessory: button('one') },
            {
              type: 9,
              components: [text('b')],
              accessory: { type: 11, media: { url: 'attachment://p.png' } },
            },
            { type: 12, items: [{ media: { url: 'attachment://p.png' }, description: 'alt' }] },
            { type: 13, file: { url: 'attachment://p.png' } },
            {
              type: 1,
              components: [
                button('two'),
                { type: 2, style: 5, label: 'l', url: 'https://example.com' },
              ],
            },
          ],
        },
      ] as never,
    })
    const seen = (await local.seen()).at(-1)?.components ?? []
    const container = seen[0] as { id: number; components: { id: number }[] } | undefined
    expect(container).toMatchObject({ type: 17, id: 1, accent_color: 0x23814a })
    expect(container?.components.map(({ id }) => id)).toEqual([2, 3, 4, 7, 10, 11, 12])
    expect(JSON.stringify(container)).not.toContain('attachment://')
    expect(message.flags.has(v2)).toBe(true)
    // An edit that says nothing of flags keeps Components V2.
    await message.edit({ components: [text('short')] as never })
    expect((await channel.messages.fetch(message.id)).flags.has(v2)).toBe(true)
  })

  test('reading a channel page by page gives every message once, newest first', async () => {
    const channel = await local.channel(client, 'board')
    const ids: string[] = []
    for (let n = 0; n < 7; n += 1) ids.push((await channel.send(`m${n}`)).id)
    const list = async (query: string) => {
      const { body } = await local.rest('GET', `/channels/${channel.id}/messages?${query}`)
      return body.map(({ content }: { content: string }) => content)
    }
    expect(await list('limit=3')).toEqual(['m6', 'm5', 'm4'])
    expect(await list(`limit=3&before=${ids[4]}`)).toEqual(['m3', 'm2', 'm1'])
    expect(await list(`limit=2&after=${ids[0]}`)).toEqual(['m2', 'm1'])
    expect(await list(`limit=3&around=${ids[3]}`)).toEqual(['m4', 'm3', 'm2'])
    expect((await local.rest('GET', `/channels/${channel.id}/messages?limit=101`)).body.code).toBe(
      50035,
    )
  })

  test('a reply points at its message; a deleted message is gone', async () => {
    const channel = await local.channel(client)
    const first = await channel.send('first')
    const reply = await first.reply('second')
    expect((await reply.fetchReference()).id).toBe(first.id)
    await first.delete()
    await expect(channel.messages.fetch({ message: first.id, force: true })).rejects.toMatchObject({
      code: 10008,
    })
    await expect(first.reply('third')).rejects.toMatchObject({ code: 50035 })
  })

  test('a member writes, the bot answers in a direct message', async () => {
    const member = await client.users.fetch(local.people.sofia)
    const sent = await member.send('hello')
    const state = await local.look(`/state?as=${local.people.sofia}`)
    expect(state.messages[sent.channelId]).toHaveLength(1)
    expect(Object.keys((await local.look('/state')).messages)).not.toContain(sent.channelId)
  })
})

test('a message becomes Components V2 only when what it held is taken away', async () => {
  const channel = await local.channel(client)
  const message = await channel.send('plain')
  const edit = (more: object) =>
    message.edit({ flags: v2, components: [text('new')], ...more } as never)
  await expect(edit({})).rejects.toMatchObject({ code: 50035 })
  expect((await edit({ content: null })).flags.has(v2)).toBe(true)
})

describe('the same nonce gives the same message', () => {
  const nonce = (text: string, enforce_nonce = true) => ({
    content: 'poll of the day',
    nonce: text,
    enforce_nonce,
  })

  test('for five minutes of the clock, and a new one afterwards', async () => {
    const first = await send(nonce('round-1'))
    const again = await send(nonce('round-1'))
    expect([again.status, again.body.id]).toEqual([200, first.body.id])
    expect((await send(nonce('round-1', false))).body.id).not.toBe(first.body.id)
    await local.control('/clock', { advance: 'PT6M' })
    expect((await send(nonce('round-1'))).body.id).not.toBe(first.body.id)
  })

  test('and 10008 when that message was deleted meanwhile', async () => {
    const { body } = await send(nonce('round-2'))
    await local.rest('DELETE', `${path()}/${body.id}`)
    expect((await send(nonce('round-2'))).body).toEqual({ code: 10008, message: 'Unknown Message' })
    expect((await send({ content: 'x', nonce: 'n'.repeat(26) })).body.code).toBe(50035)
  })
})

test('a missing permission gets 50013, a hidden channel 50001, and discord.js learns of both', async () => {
  const channel = await local.channel(client, 'quiz')
  const permissions = (change: object) =>
    local.control('/permissions', { channel: channel.id, ...change })
  await permissions({ deny: ['EmbedLinks'] })
  await expect(channel.send({ embeds: [{ title: 'x' }] })).rejects.toMatchObject({
    code: 50013,
    status: 403,
  })
  await until(() => !channel.permissionsFor(client.user)?.has('EmbedLinks'))
  await permissions({ deny: ['SendMessages'] })
  await expect(channel.send('x')).rejects.toMatchObject({ code: 50013 })
  await permissions({ deny: ['ViewChannel'] })
  await expect(channel.send('x')).rejects.toMatchObject({ code: 50001 })
  await permissions({ allow: ['ViewChannel', 'SendMessages', 'EmbedLinks'] })
  await channel.send({ embeds: [{ title: 'x' }] })
  await local.control('/channels', { delete: channel.id })
  await expect(channel.send('x')).rejects.toMatchObject({ code: 10003 })
})
