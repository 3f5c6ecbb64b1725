import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldWidth } from '#lib/normal-form.ts'

test('what a text becomes does not depend on what stands beside it', () => {
  const letter = fc.oneof(
    fc.integer({ min: 0, max: 0xff }),
    fc.integer({ min: 0x2000, max: 0x22ff }),
    fc.integer({ min: 0xac00, max: 0xd7a3 }),
  )
  fc.assert(
    fc.property(fc.array(letter.map((code) => String.fromCharCode(code))), (letters) => {
      const text = letters.join('')
      expect(foldWidth(`${text}Ａ`)).toBe(`${foldWidth(text)}A`)
    }),
    { numRuns: 1000 },
  )
})

test('loose jamo fall before they could become a syllable', () => {
  expect(foldWidth('ㅋㅠ큐ㅋㅋ')).toBe('큐')
})
