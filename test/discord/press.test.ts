// Press: buttons and selects, through the local Discord.

import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Action } from '#core/command.ts'
import type { Reply } from '#core/reply.ts'
import { texts } from '#discord/texts.ts'
import { plain, pressing, say, setupCommand } from './commands.ts'
import { english, type Hand, handOf, korean, owner } from './hand.ts'
import { eventually, type Local, nobody, openLocal, textOf } from './local.ts'

let local: Local
let hand: Hand
beforeEach(async () => {
  local = await openLocal()
  hand = handOf(local)
})
afterEach(() => local.stop())

/** An action that says who pressed and keeps what it was told. */
const acting = (
  name: string,
  answers: 'replace' | 'private' | 'public',
  kept: unknown[],
): Action => ({
  name,
  answers,
  run: async (call, pressed) => {
    kept.push({ ...pressed, options: call.options })
    return say(`${name} by ${call.member.name}`)
  },
})

test('a press replaces its message, or answers the presser alone', async () => {
  const presses: unknown[] = []
  await local.connected({
    commands: [plain('ask', async () => pressing('turn', 'whisper'))],
    actions: [acting('turn', 'replace', presses), acting('whisper', 'private', presses)],
  })
  await hand.command('ask')
  await eventually(() => hand.shown()).toBe('choose')
  const message = (await local.seen(hand.channel)).at(-1)?.id

  await hand.press('whisper', english)
  const name = local.playground.members[english]?.name
  await eventually(() => hand.shown(english)).toBe(`whisper by ${name}`)
  expect(await hand.shown(korean)).toBe('choose')

  await hand.press('turn', korean)
  await eventually(() => hand.shown()).toContain('turn by')
  expect(await local.seen(hand.channel, hand.memberAt(korean))).toHaveLength(1)
  const pressed = { subject: 'item:7', values: [], fields: {}, message, options: {} }
  expect(presses).toEqual([pressed, pressed])
})

test('a press can answer everyone below its message, which stays', async () => {
  await local.connected({
    commands: [plain('ask', async () => pressing('tell'))],
    actions: [acting('tell', 'public', [])],
  })
  await hand.command('ask')
  await eventually(() => hand.shown()).toBe('choose')
  await hand.press('tell', english)
  const name = local.playground.members[english]?.name
  await eventually(() => hand.shown(korean)).toBe(`tell by ${name}`)
  const texts = (await local.seen(hand.channel, hand.memberAt(korean))).map(textOf)
  expect(texts[0]).toContain('choose')
  expect(texts).toHaveLength(2)
})

test('a select hands over what was chosen', async () => {
  const chosen: unknown[] = []
  const choices = ['sqs', 'sns', 'kms'].map((value) => ({ value, label: value }))
  const does = { action: 'pick', subject: '' }
  const select: Reply = {
    panel: {
      tone: 'setup',
      blocks: [{ kind: 'select', does, prompt: 'Pick', choices, most: 2 }],
    },
  }
  await local.connected({
    commands: [plain('ask', async () => select)],
    actions: [
      {
        name: 'pick',
        answers: 'replace',
        run: async (_, { values }) => {
          chosen.push(values)
          return say('picked')
        },
      },
    ],
  })
  await hand.command('ask')
  await eventually(() => hand.shown()).toBe('')
  const message = (await local.seen(hand.channel)).at(-1)?.id
  await local.control('/select', { message, custom_id: 'pick:', values: ['kms', 'sqs'] })
  await eventually(() => hand.shown()).toBe('picked')
  expect(chosen).toEqual([['kms', 'sqs']])
})

test('a failing press leaves the message and tells the presser alone', async () => {
  await local.connected({
    commands: [plain('ask', async () => pressing('turn'))],
    actions: [{ name: 'turn', answers: 'replace', run: () => Promise.reject(new Error('no')) }],
  })
  await hand.command('ask')
  await eventually(() => hand.shown()).toBe('choose')
  await hand.press('turn', english)
  await eventually(() => hand.shown(english)).toContain(texts.en.broken('').slice(0, 20))
  expect(await hand.shown(korean)).toBe('choose')
})

test('a button of an older version and a command that is gone say what to do', async () => {
  const first = await local.connected({
    commands: [plain('ask', async () => pressing('gone')), plain('old', async () => say('old'))],
  })
  await hand.command('ask', {}, english)
  await eventually(() => hand.shown(english)).toBe('choose')
  await hand.press('gone', english)
  await eventually(() => hand.shown(english)).toBe(texts.en.unknownAction)
  await first.discord.stop()

  // A newer bot that has not registered yet, as a member's Discord may still show the old list.
  await local.control('/faults', { latency: 3000, method: 'PUT' })
  const { discord } = local.bot()
  const connecting = discord.connect({
    ...nobody,
    languageOf: async ({ locale }) => locale,
  })
  await eventually(() => discord.health().connected).toBe(true)
  await hand.command('old', {}, english)
  await eventually(() => hand.shown(english)).toBe(texts.en.unknownCommand('old'))
  await connecting
})

test('owners’ commands are hidden from others, owners’ buttons refuse them', async () => {
  const runs: string[] = []
  await local.connected({
    commands: [setupCommand, plain('ask', async () => pressing('void'))],
    actions: [
      {
        name: 'void',
        answers: 'replace',
        ownersOnly: true,
        run: async ({ member }) => {
          runs.push(member.id)
          return say('voided')
        },
      },
    ],
  })
  await expect(hand.command('setup', { channel: hand.channel }, english)).rejects.toThrow(
    'no command',
  )
  await hand.command('setup', { channel: hand.channel })
  await eventually(() => hand.shown()).toBe(`Posting in ${hand.channel}`)

  await hand.command('ask')
  await eventually(() => hand.shown()).toBe('choose')
  await hand.press('void', english)
  await eventually(() => hand.shown(english)).toBe(texts.en.ownersOnly)
  await hand.press('void', owner)
  await eventually(() => hand.shown()).toBe('voided')
  expect(runs).toEqual([hand.memberAt(owner)])
})
