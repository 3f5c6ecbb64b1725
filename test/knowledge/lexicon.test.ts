import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLexicon } from '#knowledge/lexicon.ts'

const units = (text: string) => Uint16Array.from(text, (letter) => letter.charCodeAt(0))
const spelling = fc.stringMatching(/^(?:[a-z]{1,4}|[가-힣]{1,3})$/)

test('each spelling has one number, given out in order, wherever it stands', () => {
  fc.assert(
    fc.property(fc.array(spelling, { maxLength: 200 }), fc.nat(5), (spellings, before) => {
      const lexicon = createLexicon()
      const known = new Map<string, number>()
      for (const each of spellings) {
        const text = units(`${'x'.repeat(before)}${each}y`)
        const number = lexicon.numberOf(text, before, before + each.length)
        expect(number).toBe(known.get(each) ?? known.size)
        known.set(each, number)
        expect(lexicon.size()).toBe(known.size)
      }
    }),
  )
})

test('it grows, and spellings of the same letters in another order stay apart', () => {
  const lexicon = createLexicon()
  const all = Array.from({ length: 30_000 }, (_, at) => String(at).padStart(5, '0'))
  const numbers = () => all.map((each) => lexicon.numberOf(units(each), 0, each.length))
  expect(numbers()).toEqual(all.map(Number))
  expect(numbers()).toEqual(all.map(Number))
})
