// Payload: what leaves the program is within Discord's limits, or does not leave.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Block, Panel } from '#core/reply.ts'
import { customId, parseCustomId, postPayload, replyPayload } from '#discord/payload.ts'
import { panels, polls } from './arbitrary.ts'
import { recordingLog } from './recording-log.ts'
import { judgeOf } from './schema.ts'

const judge = judgeOf('MessageCreateRequest')
const { log } = recordingLog()

/** The payload, or undefined when the converter names a limit; any other error is a bug. */
function tried<Value>(make: () => Value): Value | undefined {
  try {
    return make()
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError)
    return undefined
  }
}

type Part = { readonly type?: number; readonly [key: string]: unknown }

/** Every component of a payload, nested ones too. */
const partsOf = (node: unknown): Part[] => {
  if (Array.isArray(node)) return node.flatMap(partsOf)
  if (typeof node !== 'object' || node === null) return []
  const part = node as Part
  const inner = [part['components'], part['accessory']].flatMap(partsOf)
  return part.type === undefined ? inner : [part, ...inner]
}

const charactersIn = (text: unknown): number => [...String(text)].length

test('a panel becomes a message Discord takes, or an error that names the limit', () => {
  let taken = 0
  fc.assert(
    fc.property(panels, (panel) => {
      const payload = tried(() => postPayload({ kind: 'panel', panel }, log))
      if (payload === undefined) return
      taken += 1
      const parts = partsOf(payload)
      expect(parts.length).toBeLessThanOrEqual(40)
      const said = parts.filter(({ type }) => type === 10).map((part) => part['content'])
      expect(charactersIn(said.join(''))).toBeLessThanOrEqual(4000)
      const ids = parts.flatMap((part) => part['custom_id'] ?? [])
      expect(new Set(ids).size).toBe(ids.length)
      expect(payload.allowed_mentions).toEqual({ parse: [], replied_user: false })
      expect(judge(payload)).toEqual([])
    }),
    { numRuns: 500 },
  )
  expect(taken).toBeGreaterThan(50)
})

test('a poll becomes a message Discord takes, or an error that names the limit', () => {
  fc.assert(
    fc.property(polls, fc.string({ maxLength: 2100 }), (poll, text) => {
      const payload = tried(() => postPayload({ kind: 'poll', text, poll }, log))
      const fits =
        charactersIn(text) <= 2000 &&
        charactersIn(poll.question) >= 1 &&
        charactersIn(poll.question) <= 300 &&
        poll.answers.length >= 1 &&
        poll.answers.length <= 10 &&
        poll.answers.every((answer) => charactersIn(answer.text) <= 55 && answer.text !== '') &&
        Number.isInteger(poll.hours) &&
        poll.hours >= 1 &&
        poll.hours <= 768
      expect(payload !== undefined).toBe(fits)
      if (payload !== undefined) expect(judge(payload)).toEqual([])
    }),
    { numRuns: 500 },
  )
})

test('a custom_id gives back the action and subject it was made of', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[a-z-]{1,20}$/u),
      fc.string({ unit: 'binary', maxLength: 79 }),
      (action, subject) => {
        expect(parseCustomId(customId({ action, subject }))).toEqual({ action, subject })
      },
    ),
  )
})

const text = (size: number): Block => ({ kind: 'text', text: '글'.repeat(size) })
const panel = (...blocks: Block[]): Panel => ({ tone: 'answer', blocks })
const press = (subject: string): Block => ({
  kind: 'buttons',
  buttons: [{ kind: 'button', does: { action: 'go', subject }, label: 'Go', look: 'primary' }],
})

test.each([
  ['41 components', panel(...Array.from({ length: 40 }, () => text(1))), /40 components/u],
  ['a custom_id of 101 characters', panel(press('x'.repeat(98))), /1 to 100 characters, not 101/u],
  ['two buttons that do the same', panel(press('1'), press('1')), /share the custom_id "go:1"/u],
  ['an empty text', panel({ kind: 'text', text: ' \n' }), /empty/u],
  ['no block at all', panel(), /at least one block/u],
])('%s are refused by name', (_, tooMuch, named) => {
  expect(() => replyPayload({ panel: tooMuch }, log)).toThrow(named)
})

test('a panel that says too much is shown shortened, and the log knows', () => {
  const { log: kept, lines } = recordingLog()
  const payload = replyPayload({ panel: panel(text(2000), press('1'), text(2001)) }, kept)
  const said = partsOf(payload).flatMap((part) => part['content'] ?? [])
  expect(charactersIn(said.join(''))).toBeLessThanOrEqual(4000)
  expect(said).toHaveLength(2)
  expect(partsOf(payload).some((part) => part['custom_id'] === 'go:1')).toBe(true)
  expect(lines).toMatchObject([{ level: 'warn', fields: { tone: 'answer', characters: 4001 } }])
})

test('of many choices the first are offered, with what is chosen among them, long labels cut', () => {
  const choices = Array.from({ length: 40 }, (_, at) => ({
    value: `${at}`,
    label: `${at} ${'x'.repeat(120)}`,
    chosen: at === 39,
  }))
  const does = { action: 'pick', subject: '' }
  const select: Block = { kind: 'select', does, prompt: 'Pick', choices }
  const [found] = partsOf(replyPayload({ panel: panel(select) }, log)).filter(
    ({ type }) => type === 3,
  )
  const options = found?.['options'] as { value: string; label: string; default?: boolean }[]
  expect(options.map(({ value }) => value)).toEqual([
    ...Array.from({ length: 24 }, (_, at) => `${at}`),
    '39',
  ])
  expect(options.at(-1)?.default).toBe(true)
  expect(options.every(({ label }) => label.length === 100 && label.endsWith('…'))).toBe(true)
})

test('exactly 4,000 characters and 40 components pass', () => {
  expect(() => replyPayload({ panel: panel(text(4000)) }, log)).not.toThrow()
  const most = panel(...Array.from({ length: 39 }, () => text(1)))
  expect(partsOf(replyPayload({ panel: most }, log))).toHaveLength(40)
})

test('each tone has an accent colour of its own', () => {
  const tones = [
    'answer',
    'quiz',
    'reveal',
    'missed',
    'board',
    'progress',
    'setup',
    'problem',
  ] as const
  const accents = tones.map(
    (tone) => replyPayload({ panel: { tone, blocks: [text(1)] } }, log).components[0]?.accent_color,
  )
  expect(new Set(accents).size).toBe(tones.length)
})
