// Form: what opens over the chat, and where its answers go.

import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Action, Menu } from '#core/command.ts'
import { texts } from '#discord/texts.ts'
import { form, parts } from './forms.ts'
import { english, type Hand, handOf, korean } from './hand.ts'
import { eventually, type Local, openLocal } from './local.ts'

let local: Local
let hand: Hand
beforeEach(async () => {
  local = await openLocal()
  hand = handOf(local)
})
afterEach(() => local.stop())

type Opened = { readonly id: string; readonly modal: { readonly custom_id: string } }

/** Asks, presses the button below and gives what opened. */
async function opened(member = english): Promise<Opened> {
  await hand.command('ask', {}, member)
  await eventually(() => hand.shown(member)).toBe('choose')
  return (await hand.press('report', member)) as Opened
}

const send = (id: string, values: object, member = english) =>
  local.control('/modal', { as: hand.memberAt(member), id, values })

test('a button opens a form at once, and what is typed reaches the action it names', async () => {
  const { presses, ...handlers } = parts(form())
  await local.connected(handlers)
  const { id, modal } = await opened()
  expect(modal).toMatchObject({
    custom_id: 'reported:ask/7',
    title: 'What is wrong?',
    components: [
      {
        type: 18,
        label: 'Reason',
        description: 'In a line',
        component: { type: 4, custom_id: 'reason', style: 2, max_length: 20, required: true },
      },
      { label: 'More', component: { custom_id: 'more', style: 1, required: false } },
    ],
  })
  const message = (await local.seen(hand.channel)).at(-1)?.id
  await send(id, { reason: 'wrong number' })
  await eventually(() => hand.shown(english)).toBe('thanks for wrong number')
  expect(await hand.shown(korean)).toBe('choose')
  const fields = { reason: 'wrong number', more: '' }
  expect(presses).toEqual([{ subject: 'ask/7', values: [], fields, message }])
  const asked = await local.asked()
  expect(asked.flatMap(({ problems }) => problems)).toEqual([])
  const firstAnswers = asked.filter(({ route }) => route.endsWith('callback'))
  expect(firstAnswers.map(({ body }) => (body as { type: number }).type)).toEqual([5, 9, 5])
})

test('a menu opens a form too; there is no message to replace then', async () => {
  const { presses, ...handlers } = parts(form(), 'replace')
  const menu: Menu = {
    name: { en: 'Report answer', ko: '답변 신고' },
    answers: 'form',
    open: (_, { message }) => form({ does: { action: 'reported', subject: message } }),
  }
  await local.connected({ ...handlers, menus: [menu] })
  const written = await local.control('/message', { channel: hand.channel, content: 'hello' })
  const message = String(written['id'])
  const as = hand.memberAt(english)
  const { id } = (await local.control('/menu', { as, name: 'Report answer', message })) as Opened
  await send(id, { reason: 'no' })
  await eventually(() => hand.shown(english)).toBe('thanks for no')
  expect(await hand.shown(korean)).toBe('hello')
  expect(presses).toMatchObject([{ subject: message, message: '' }])
})

test('a form under a button can replace the message the button stands on', async () => {
  await local.connected(parts(form(), 'replace'))
  const { id } = await opened()
  await send(id, { reason: 'x' })
  await eventually(() => hand.shown(korean)).toBe('thanks for x')
  expect(await local.seen(hand.channel)).toHaveLength(1)
})

test('the form speaks the member’s language, or Discord’s when that takes too long to learn', async () => {
  const open: Extract<Action, { answers: 'form' }>['open'] = ({ language }) =>
    form({ title: language })
  const { commands, actions } = parts(form())
  const [, taker] = actions
  if (taker === undefined) throw new Error('no action')
  let learns: 'soon' | 'never' | 'fails' = 'soon'
  await local.connected({
    commands,
    actions: [{ name: 'report', answers: 'form', open }, taker],
    languageOf: async ({ member }) => {
      if (member === hand.memberAt(english)) return 'ko'
      if (learns === 'fails') throw new Error('no database')
      return learns === 'never' ? new Promise(() => {}) : 'en'
    },
  })
  expect(await opened(english)).toMatchObject({ modal: { title: 'ko' } })
  await hand.command('ask', {}, korean)
  await eventually(() => hand.shown(korean)).toBe('choose')
  learns = 'never'
  expect(await hand.press('report', korean)).toMatchObject({ modal: { title: 'ko' } })
  learns = 'fails'
  expect(await hand.press('report', korean)).toMatchObject({ modal: { title: 'ko' } })
})

test.each([
  ['that Discord would refuse', form({ title: 'x'.repeat(46) })],
  ['whose answers nobody takes', form({ does: { action: 'gone', subject: '' } })],
  ['that leads to a form', form({ does: { action: 'report', subject: '' } })],
])('a form %s does not open; the member hears so', async (_, made) => {
  const { lines } = await local.connected(parts(made))
  expect(await opened()).not.toHaveProperty('modal')
  await eventually(() => hand.shown(english)).toContain(texts.en.broken('').slice(0, 20))
  expect(await hand.shown(korean)).toBe('choose')
  expect(lines.filter(({ level }) => level === 'error')).toHaveLength(1)
})

test('a form of an older version gives back what was typed', async () => {
  const first = await local.connected(parts(form()))
  const { id } = await opened()
  await first.discord.stop()
  await local.connected()
  await send(id, { reason: 'a *long* story' })
  await eventually(() => hand.shown(english)).toContain(texts.en.unknownForm)
  expect(await hand.shown(english)).toContain('a \\*long\\* story')
})
