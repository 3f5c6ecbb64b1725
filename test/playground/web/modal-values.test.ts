// A form's values: what it holds at first, and what is wrong with it.

import { describe, expect, test } from 'vitest'
import { asked, preset, wrongWith } from '#playground/web/modal/modal-values.ts'
import type { ModalField, ModalPart, PickField, TextField } from '#playground/web/wire.ts'

const text = (more: Partial<TextField> = {}): TextField => ({
  type: 4,
  custom_id: 't',
  style: 1,
  ...more,
})
const pick = (more: Partial<PickField> = {}): PickField => ({
  type: 3,
  custom_id: 'p',
  options: ['a', 'b', 'c'].map((value) => ({ label: value, value, default: value === 'b' })),
  ...more,
})
const labelled = (component: ModalField): ModalPart => ({ type: 18, label: 'l', component })

test('a form holds what the bot filled in, in labels and in rows of old', () => {
  const components: readonly ModalPart[] = [
    { type: 10, content: 'words' },
    labelled(pick()),
    { type: 1, components: [{ ...text({ custom_id: 'old', value: 'x' }), label: 'Old' }] },
    labelled(text()),
  ]
  expect(asked({ components }).map(({ label }) => label)).toEqual(['l', 'Old', 'l'])
  expect(preset({ components })).toEqual({ p: ['b'], old: 'x', t: '' })
})

describe('a text', () => {
  test.each([
    [{}, '', { kind: 'missing' }],
    [{}, '  ', { kind: 'missing' }],
    [{ required: false }, '', undefined],
    [{ min_length: 3 }, 'ab', { kind: 'short', least: 3 }],
    [{ required: false, min_length: 3 }, '', undefined],
    [{ max_length: 2 }, 'abc', { kind: 'long', most: 2 }],
    [{}, 'x'.repeat(4000), undefined],
    [{}, 'x'.repeat(4001), { kind: 'long', most: 4000 }],
  ] as const)('%o with “%s”', (more, value, wrong) => {
    expect(wrongWith(text(more), value)).toEqual(wrong)
  })
})

describe('a choice', () => {
  test.each([
    [{}, [], { kind: 'missing' }],
    [{ required: false }, [], undefined],
    [{}, ['a'], undefined],
    [{ min_values: 2, max_values: 2 }, ['a'], { kind: 'pick', least: 2, most: 2 }],
    [{ max_values: 2 }, ['a', 'b', 'c'], { kind: 'pick', least: 1, most: 2 }],
  ] as const)('%o with %j', (more, value, wrong) => {
    expect(wrongWith(pick(more), value)).toEqual(wrong)
  })
})
