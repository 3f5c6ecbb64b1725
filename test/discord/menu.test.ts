// Menu: what the menu of a message does, through the local Discord.

import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Menu, Target } from '#core/command.ts'
import { targetOf } from '#discord/target.ts'
import { texts } from '#discord/texts.ts'
import { askCommand, plain, pressing, say } from './commands.ts'
import { english, type Hand, handOf, korean } from './hand.ts'
import { eventually, type Local, nobody, openLocal } from './local.ts'

let local: Local
let hand: Hand
beforeEach(async () => {
  local = await openLocal()
  hand = handOf(local)
})
afterEach(() => local.stop())

const menu = (en: string, answers: 'private' | 'public', kept: Target[]): Menu => ({
  name: { en, ko: `${en} 한국어` },
  answers,
  run: async (_, target) => {
    kept.push(target)
    return say(`${en}: ${target.text}`)
  },
})

const use = (name: string, message: string, member = english) =>
  local.control('/menu', { as: hand.memberAt(member), name, message })

const written = async (content: string): Promise<string> =>
  String((await local.control('/message', { channel: hand.channel, content }))['id'])

test('menus are registered beside commands, once, and one may share a command’s name', async () => {
  const menus = [menu('Explain this', 'private', []), menu('ask', 'public', [])]
  const first = await local.connected({ commands: [askCommand], menus })
  const writes = async () => (await local.asked()).filter(({ method }) => method === 'PUT')
  expect(await writes()).toMatchObject([{ status: 200, problems: [] }])
  const mention = first.discord.mention('ask')

  const again = await local.connected({ commands: [askCommand], menus: menus.toReversed() })
  expect(await writes()).toEqual([])
  expect(again.discord.mention('ask')).toBe(mention)
  expect(again.discord.mention('Explain this')).toBe('`/Explain this`')

  const renamed = menus.map((one) => ({ ...one, name: { ...one.name, ko: '설명' } }))
  await local.connected({ commands: [askCommand], menus: renamed })
  expect(await writes()).toHaveLength(1)
})

test('a menu tells what the message says; the reply is seen by the asker, or by all', async () => {
  const targets: Target[] = []
  await local.connected({
    menus: [menu('Whisper', 'private', targets), menu('Tell', 'public', targets)],
  })
  const message = await written('what is SQS?')
  await use('Whisper', message)
  await eventually(() => hand.shown(english)).toBe('Whisper: what is SQS?')
  expect(await hand.shown(korean)).toBe('what is SQS?')
  await use('Tell', message)
  await eventually(() => hand.shown(korean)).toBe('Tell: what is SQS?')
  const target = { message, text: 'what is SQS?', isOurs: false, actions: [] }
  expect(targets).toEqual([target, target])
})

test('our own message is known as ours, with what its buttons do', async () => {
  const targets: Target[] = []
  const { discord } = await local.connected({
    commands: [plain('ask', async () => pressing('more', 'less'))],
    menus: [menu('Whisper', 'private', targets)],
  })
  await hand.command('ask')
  await eventually(() => hand.shown()).toBe('choose')
  await use('Whisper', (await local.seen(hand.channel)).at(-1)?.id ?? '')
  await eventually(() => targets).toMatchObject([
    {
      text: 'choose',
      isOurs: true,
      actions: [
        { action: 'more', subject: 'item:7' },
        { action: 'less', subject: 'item:7' },
      ],
    },
  ])
  const panel = pressing('more').panel
  const sent = await discord.chat.send(hand.channel, { kind: 'panel', panel })
  if (!sent.ok) throw new Error(sent.fault.reason)
  await use('Whisper', sent.value.message)
  await eventually(() => targets.at(1)).toMatchObject({
    isOurs: true,
    actions: [{ action: 'more', subject: 'item:7' }],
  })
})

test('all words of a message count: content, embeds, components and forwarded ones', () => {
  const [id, author] = ['1309000000000000001', { id: '2', username: 'other' }]
  const message = {
    id,
    author,
    content: 'content',
    embeds: [{ title: 'title', description: 'about', fields: [{ name: 'key', value: 'worth' }] }],
    components: [
      { type: 17, components: [{ type: 10, content: 'inside' }] },
      { type: 1, components: [{ type: 2, custom_id: 'theirs:1', label: 'Press' }] },
    ],
    message_snapshots: [{ message: { content: 'forwarded' } }],
  }
  const data = { target_id: id, resolved: { messages: { [id]: message } } }
  expect(targetOf({ data, application_id: '3' } as never, '4')).toEqual({
    message: id,
    text: 'content\ntitle\nabout\nkey\nworth\ninside\nforwarded',
    isOurs: false,
    actions: [],
  })
})

test('a menu that is gone says what to do', async () => {
  const first = await local.connected({ menus: [menu('Old', 'public', [])] })
  const message = await written('hello')
  await first.discord.stop()
  // A newer bot that has not registered yet, as a member's Discord may still show the old list.
  await local.control('/faults', { latency: 3000, method: 'PUT' })
  const { discord } = local.bot()
  const connecting = discord.connect({ ...nobody, languageOf: async ({ locale }) => locale })
  await eventually(() => discord.health().connected).toBe(true)
  await use('Old', message)
  await eventually(() => hand.shown(english)).toBe(texts.en.unknownMenu('Old'))
  expect(await hand.shown(korean)).toBe('hello')
  await connecting
})
