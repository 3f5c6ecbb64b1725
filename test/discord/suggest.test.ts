// Suggest: whatever a feature suggests, Discord can show it.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { choicesPayload } from '#discord/suggest.ts'

test('at most 25 choices, names of 1 to 100 characters, values never cut', () => {
  const long = fc.string({ unit: 'grapheme', maxLength: 130 })
  const choices = fc.array(fc.record({ value: long, label: long }), { maxLength: 40 })
  fc.assert(
    fc.property(choices, (suggested) => {
      const payload = choicesPayload(suggested)
      expect(payload.length).toBeLessThanOrEqual(25)
      const values = new Set(suggested.map(({ value }) => value))
      for (const { name, value } of payload) {
        expect([...name].length).toBeGreaterThanOrEqual(1)
        expect([...name].length).toBeLessThanOrEqual(100)
        expect([...value].length).toBeLessThanOrEqual(100)
        expect(values.has(value)).toBe(true)
      }
    }),
  )
})
