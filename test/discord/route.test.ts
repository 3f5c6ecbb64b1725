// Route: from a member's command to what they see, through the local Discord.

import { REST } from 'discord.js'
import type { APIInteraction } from 'discord-api-types/v10'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Command } from '#core/command.ts'
import { routeOver } from '#discord/route.ts'
import { texts } from '#discord/texts.ts'
import { openWritings } from '#discord/writing.ts'
import { askCommand, plain, say } from './commands.ts'
import { english, type Hand, handOf, korean } from './hand.ts'
import { eventually, type Local, openLocal, textOf } from './local.ts'
import { recordingLog } from './recording-log.ts'

let local: Local
let hand: Hand
beforeEach(async () => {
  local = await openLocal()
  hand = handOf(local)
})
afterEach(() => local.stop())

test('a command is deferred first and its reply edited in, seen by all', async () => {
  await local.connected({ commands: [askCommand] })
  await local.asked()
  await hand.command('ask', { question: 'what is SQS?' })
  const name = local.playground.members[0]?.name
  await eventually(() => hand.shown(english)).toBe(`${name}: what is SQS?`)
  const asked = await local.asked()
  expect(asked.map(({ method, route }) => `${method} ${route.split('/').at(-1)}`)).toEqual([
    'POST callback',
    'PATCH :message',
  ])
  expect(asked[0]?.body).toEqual({ type: 5, data: { flags: 0 } })
  expect(asked[1]?.body).toMatchObject({ allowed_mentions: { parse: [] } })
  expect(asked.flatMap(({ problems }) => problems)).toEqual([])
})

test('a private reply is seen by the asker alone', async () => {
  await local.connected({ commands: [askCommand] })
  await hand.command('ask', { question: 'secret', private: true })
  await eventually(() => hand.shown()).toContain('secret')
  expect(await local.seen(hand.channel, hand.memberAt(korean))).toEqual([])
})

test('the invocation carries who, where, the language wanted and each option', async () => {
  const calls: unknown[] = []
  const run: Command['run'] = async (call) => {
    calls.push(call)
    return say('done')
  }
  await local.connected({
    commands: [{ ...askCommand, run }],
    languageOf: async ({ member, locale }) => (member === hand.memberAt(english) ? 'ko' : locale),
  })
  const options = { question: 'q', depth: 'long', private: true }
  await hand.command('ask', options, korean)
  await hand.command('ask', { question: 'q' }, english)
  await eventually(() => calls.length).toBe(2)
  const { guildId: guild, members } = local.playground
  const id = expect.stringMatching(/^\d{17,20}$/u)
  const who = (at: number) => ({
    id: hand.memberAt(at),
    name: members[at]?.name,
    managesServer: false,
  })
  expect(calls).toEqual([
    { id, guild, channel: hand.channel, member: who(korean), language: 'ko', options },
    {
      id,
      guild,
      channel: hand.channel,
      member: who(english),
      language: 'ko',
      options: { question: 'q' },
    },
  ])
})

test('a command that throws gives a code in the member’s language and nothing of the error', async () => {
  const run = () => Promise.reject(new Error('hunter2 is in the connection string'))
  const { lines } = await local.connected({ commands: [plain('ask', run)] })
  for (const [member, language] of [
    [korean, 'ko'],
    [english, 'en'],
  ] as const) {
    await hand.command('ask', {}, member)
    await eventually(() => hand.shown(member)).toContain(texts[language].broken('').slice(0, 20))
    const failures = lines.filter(({ level }) => level === 'error').map(({ fields }) => fields)
    const { incident } = failures.at(-1) as { incident: string }
    expect(await hand.shown(member)).toBe(texts[language].broken(incident))
  }
  expect(JSON.stringify(lines)).not.toContain('hunter2')
})

test('a reply Discord would refuse is an apology too, in the same place', async () => {
  await local.connected({ commands: [plain('ask', async () => say(' '))] })
  await hand.command('ask', {}, english)
  await eventually(() => hand.shown(english)).toContain(texts.en.broken('').slice(0, 20))
})

test('when privacy itself cannot be decided, only the asker hears the apology', async () => {
  const isPrivate = () => {
    throw new Error('undecided')
  }
  await local.connected({ commands: [plain('ask', async () => say('never'), { isPrivate })] })
  await hand.command('ask', {}, english)
  await eventually(() => hand.shown(english)).toContain(texts.en.broken('').slice(0, 20))
  expect(await local.seen(hand.channel, hand.memberAt(korean))).toEqual([])
})

test('typing is answered with suggestions, and with none when they fail', async () => {
  const failing: Command = {
    ...askCommand,
    name: 'fail',
    options: askCommand.options.map((option) =>
      option.kind === 'text' && option.suggest !== undefined
        ? { ...option, suggest: () => Promise.reject(new Error('no')) }
        : option,
    ),
  }
  const { lines } = await local.connected({ commands: [askCommand, failing] })
  const typing = (name: string) =>
    local.control('/autocomplete', {
      as: hand.memberAt(korean),
      channel: hand.channel,
      name,
      focused: 'topic',
      options: { topic: 'lamb' },
    })
  expect(await typing('ask')).toEqual({ choices: [{ name: 'ko lamb', value: 'lamb' }] })
  expect(await typing('fail')).toEqual({ choices: [] })
  expect(lines.filter(({ level }) => level === 'error')).toHaveLength(1)
})

test('a command in a direct message is told where it belongs, and not run', async () => {
  const bodies: unknown[] = []
  const rest = new REST({
    makeRequest: (async (_: string, { body }: { body: string }) => {
      bodies.push(JSON.parse(body))
      return new Response(null, { status: 204 })
    }) as never,
  })
  const { log, lines } = recordingLog()
  const route = routeOver({
    rest,
    log,
    commands: [plain('ask', () => Promise.reject(new Error('run')))],
    actions: [],
    menus: [],
    languageOf: async () => 'en',
    botId: () => undefined,
    writings: openWritings(),
    gap: 1,
    wasRepeated: () => false,
  })
  const [id, application_id, channel_id] = ['1309000000000000001', '1309000000000000002', '1']
  const user = { id: '1309000000000000003', username: 'ana', discriminator: '0' }
  const data = { id, type: 1, name: 'ask' }
  const asked = { id, application_id, channel_id, token: 't', version: 1, type: 2, user, data }
  await route({ ...asked, locale: 'ko' } as unknown as APIInteraction)
  expect(bodies).toMatchObject([{ type: 4, data: { flags: (1 << 15) | (1 << 6) } }])
  expect(textOf((bodies[0] as { data: unknown }).data)).toBe(texts.ko.serversOnly)
  expect(lines).toEqual([])
})
