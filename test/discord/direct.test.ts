// Direct messages and pings: what reaches a member alone, and who is notified in a channel.

import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Action, Invocation } from '#core/command.ts'
import { type Post, panelOf, sayIn } from '#core/reply.ts'
import { texts } from '#discord/texts.ts'
import { english, type Hand, handOf, korean } from './hand.ts'
import { eventually, type Local, openLocal, textOf } from './local.ts'

let local: Local
let hand: Hand
beforeEach(async () => {
  local = await openLocal()
  hand = handOf(local)
})
afterEach(() => local.stop())

const withButtons = (...actions: readonly string[]): Post => {
  const { tone, blocks } = panelOf('quiz', 'Time to answer')
  const buttons = actions.map((action) => ({
    kind: 'button' as const,
    does: { action, subject: 'a guild' },
    label: action,
    look: 'secondary' as const,
  }))
  return { kind: 'panel', panel: { tone, blocks: [...blocks, { kind: 'buttons', buttons }] } }
}

test('a member has one channel of direct messages, and what is sent there is found there', async () => {
  const { discord } = await local.connected()
  const member = hand.memberAt(english)
  const opened = await discord.chat.direct(member)
  if (!opened.ok) throw new Error(opened.fault.reason)
  expect(await discord.chat.direct(member)).toEqual(opened)
  const { channel } = opened.value
  const sent = await discord.chat.send(channel, withButtons('stop'), 'once')
  expect(await discord.chat.send(channel, withButtons('stop'), 'once')).toEqual(sent)
  const since = local.playground.clock().subtract({ minutes: 1 })
  expect(await discord.chat.find(channel, 'to answer', since)).toEqual(sent)
  expect(await local.seen(channel, member)).toHaveLength(1)
  expect((await local.asked()).flatMap(({ problems }) => problems)).toEqual([])
})

test('who takes none, or has left, is forbidden: nobody needs to try again', async () => {
  const { chat } = local.bot().discord
  const member = hand.memberAt(english)
  const opened = await chat.direct(member)
  if (!opened.ok) throw new Error(opened.fault.reason)
  const send = () => chat.send(opened.value.channel, withButtons('stop'))
  await local.control('/members', { member, direct_messages: 'closed' })
  expect(await send()).toMatchObject({ ok: false, fault: { kind: 'forbidden', code: 50007 } })
  await local.control('/members', { member, direct_messages: 'open' })
  await local.control('/members', { leave: member })
  expect(await send()).toMatchObject({ ok: false, fault: { kind: 'forbidden', code: 50278 } })
})

test('a press there belongs to the guild that its subject names, and is answered there', async () => {
  const calls: Invocation[] = []
  const acting = (name: string, guildIn?: Action['guildIn']): Action => ({
    name,
    answers: 'private',
    ...(guildIn && { guildIn }),
    run: async (call) => {
      calls.push(call)
      return sayIn('setup', `${name}: done`)
    },
  })
  const actions = [acting('stop', (subject) => subject), acting('other')]
  const { discord } = await local.connected({ actions })
  const member = hand.memberAt(korean)
  const opened = await discord.chat.direct(member)
  if (!opened.ok) throw new Error(opened.fault.reason)
  const { channel } = opened.value
  const sent = await discord.chat.send(channel, withButtons('stop', 'other'))
  if (!sent.ok) throw new Error(sent.fault.reason)
  const press = (action: string) =>
    local.control('/button', {
      as: member,
      message: sent.value.message,
      custom_id: `${action}:a guild`,
    })
  const newest = async () => textOf((await local.seen(channel, member)).at(-1))
  await press('stop')
  await eventually(newest).toBe('stop: done')
  const name = local.playground.members[korean]?.name
  expect(calls).toMatchObject([
    { guild: 'a guild', channel, member: { id: member, name, managesServer: false } },
  ])
  await press('other')
  await eventually(newest).toBe(texts.ko.serversOnly)
  expect(calls).toHaveLength(1)
})

test('a post pings the members it says it does, whoever its text names', async () => {
  const { quiz } = local.playground.channels
  const { chat } = local.bot().discord
  const [one, other] = [hand.memberAt(korean), hand.memberAt(english)]
  const panel = panelOf('quiz', `<@${one}> <@${other}> @everyone`)
  await chat.send(quiz, { kind: 'panel', panel, mentions: [other] })
  await chat.send(quiz, { kind: 'panel', panel })
  await chat.send(quiz, { kind: 'panel', panel, mentions: [] })
  const seen = await local.seen(quiz)
  expect(seen.map(({ mentions }) => mentions.map(({ id }) => id))).toEqual([[other], [], []])
  expect((await local.asked()).flatMap(({ problems }) => problems)).toEqual([])
  const many = Array.from({ length: 101 }, (_, place) => String(place))
  await expect(chat.send(quiz, { kind: 'panel', panel, mentions: many })).rejects.toThrow('100')
})
