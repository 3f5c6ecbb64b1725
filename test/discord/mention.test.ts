// Mention: who is heard when they mention the bot, with what words, and in which order.

import type { GatewayMessageCreateDispatchData } from 'discord-api-types/v10'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Mention } from '#core/event.ts'
import { mentionOf, mentionTurns } from '#discord/mention.ts'
import { texts } from '#discord/texts.ts'
import { openWritings } from '#discord/writing.ts'
import { say } from './commands.ts'
import { english, type Hand, handOf, korean, owner } from './hand.ts'
import { eventually, type Local, openLocal } from './local.ts'

let local: Local
let hand: Hand
let bot: string
beforeEach(async () => {
  local = await openLocal()
  hand = handOf(local)
  bot = local.playground.applicationId
})
afterEach(() => local.stop())

const write = async (content: string, rest: object = {}): Promise<string> => {
  const body = { as: hand.memberAt(english), channel: hand.channel, content, ...rest }
  return String((await local.control('/message', body))['id'])
}

const written = { isWritten: true, repliedTo: [] }

test('a mention is told with who, where and what it says, also in a thread', async () => {
  const { mentions, discord } = await local.connected()
  const { guildId: guild, members } = local.playground
  await write('nobody in particular')
  const message = await write(`<@${bot}> what is SQS?`)
  const as = hand.memberAt(owner)
  const opened = await discord.chat.thread(hand.channel, message, 'SQS')
  expect(opened.ok).toBe(true)
  const second = await write(`and SNS, <@!${bot}>  please`, { as, channel: message })
  const told = (at: number, managesServer: boolean) => ({
    id: hand.memberAt(at),
    name: members[at]?.name,
    managesServer,
  })
  await eventually(() => mentions).toEqual([
    {
      message,
      guild,
      channel: hand.channel,
      member: told(english, false),
      text: 'what is SQS?',
      ...written,
    },
    {
      message: second,
      guild,
      channel: message,
      member: told(owner, true),
      text: 'and SNS, please',
      ...written,
    },
  ])
})

test('a reply that pings the bot is heard with what it replies to, one that does not is not seen', async () => {
  const { mentions, discord } = await local.connected()
  const does = { action: 'report', subject: '7' }
  const button = { kind: 'button', does, label: 'Report', look: 'secondary' } as const
  const { panel } = say('hello')
  const blocks = [...panel.blocks, { kind: 'buttons', buttons: [button] } as const]
  const post = { kind: 'panel', panel: { ...panel, blocks } } as const
  const sent = await discord.chat.send(hand.channel, post)
  if (!sent.ok) throw new Error(sent.fault.reason)
  const reply_to = sent.value.message
  await write('quietly', { reply_to, ping: false })
  await write('and why?', { reply_to })
  await eventually(() => mentions).toMatchObject([
    { text: 'and why?', isWritten: false, repliedTo: [does] },
  ])
})

const heard = (rest: object): GatewayMessageCreateDispatchData =>
  ({
    id: '5',
    type: 0,
    guild_id: '6',
    channel_id: '7',
    content: '<@1> hello',
    author: { id: '2', username: 'ana', global_name: 'Ana' },
    member: { nick: 'Annie', roles: [] },
    mentions: [{ id: '1' }],
    ...rest,
  }) as never

test('only what a member writes to the bot itself in a server is a mention', () => {
  const isHeard = (rest: object) => mentionOf(heard(rest), '1', undefined) !== undefined
  expect(mentionOf(heard({}), '1', undefined)).toEqual({
    message: '5',
    guild: '6',
    channel: '7',
    member: { id: '2', name: 'Annie', managesServer: false },
    text: 'hello',
    ...written,
  })
  expect(isHeard({ type: 19 })).toBe(true)
  const unheard = {
    'in direct messages': { guild_id: undefined },
    'to everyone': { content: '@everyone', mention_everyone: true, mentions: [] },
    'to a role': { content: '<@&8>', mention_roles: ['8'], mentions: [] },
    'to another': { mentions: [{ id: '3' }] },
    'by a bot': { author: { id: '2', username: 'ana', bot: true } },
    'by Discord': { author: { id: '2', username: 'ana', system: true } },
    'by a webhook': { webhook_id: '9' },
    'in a system message': { type: 7 },
  }
  for (const [what, rest] of Object.entries(unheard))
    expect([what, isHeard(rest)]).toEqual([what, false])
})

test("a member's mentions in a channel are answered one at a time, others' meanwhile", async () => {
  const gate = Promise.withResolvers<void>()
  const begun: string[] = []
  await local.connected({
    async mentioned({ member, text }) {
      begun.push(text)
      if (member.id === hand.memberAt(english)) await gate.promise
    },
  })
  await write(`<@${bot}> slow 1`)
  const withdrawn = await write(`<@${bot}> slow 2`)
  await write(`<@${bot}> slow 3`)
  await write(`<@${bot}> quick`, { as: hand.memberAt(korean) })
  await eventually(() => begun).toEqual(['slow 1', 'quick'])
  // What its writer deletes while it waits is not answered.
  await local.control('/delete', { as: hand.memberAt(english), message: withdrawn })
  const last = await write(`<@${bot}> last`, { as: hand.memberAt(korean) })
  expect(last).toMatch(/^\d+$/u)
  await eventually(() => begun).toContain('last')
  gate.resolve()
  await eventually(() => begun).toEqual(['slow 1', 'quick', 'last', 'slow 3'])
})

test('of a flood only so many wait; the member is heard again afterwards', async () => {
  const turns = mentionTurns(openWritings())
  const gate = Promise.withResolvers<void>()
  const mention = (message: number): Mention => ({
    message: String(message),
    guild: '1',
    channel: '2',
    member: { id: '3', name: 'ana', managesServer: false },
    text: '',
    isWritten: true,
    repliedTo: [],
  })
  let run = 0
  const work = async () => {
    run += 1
    await gate.promise
  }
  const taken = Array.from({ length: 500 }, (_, message) => turns.take(mention(message), work))
  gate.resolve()
  const answered = (await Promise.all(taken)).filter(Boolean)
  expect(answered).toHaveLength(run)
  expect(run).toBeGreaterThan(0)
  expect(run).toBeLessThan(50)
  expect(await turns.take(mention(501), work)).toBe(true)
})

test('a mention that breaks something is answered with a code, and is no lost vote', async () => {
  const { discord, lines } = await local.connected({
    mentioned: () => Promise.reject(new Error('hunter2')),
    languageOf: async ({ locale }) => locale,
  })
  const message = await write(`<@${bot}> why?`)
  await eventually(async () => (await local.seen(hand.channel)).at(-1)).toMatchObject({
    message_reference: { message_id: message },
  })
  const [failure] = lines.filter(({ level }) => level === 'error')
  const { incident } = (failure?.fields ?? {}) as { incident: string }
  const both = [texts.ko.broken(incident), texts.en.broken(incident)]
  expect(both).toContain(await hand.shown())
  expect(discord.health().sessionLost).toBe(0)
  expect(JSON.stringify(lines)).not.toContain('hunter2')
})
