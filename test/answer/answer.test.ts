// Answer: nothing is said that its cited passage does not say, and nothing is cited twice.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { extractAnswer, furtherAnswer } from '#answer/answer.ts'
import { languages } from '#core/language.ts'
import { retrievals } from './passages.ts'

const asked = fc.record({
  question: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
  language: fc.constantFrom(...languages),
  retrieval: retrievals,
})

test('the text is its markers, their headings and the cited passages, and nothing else', () => {
  fc.assert(
    fc.property(asked, ({ question, language, retrieval }) => {
      const { text, citations } = extractAnswer(question, language, retrieval)
      let rest = text
      for (const { number, title, quote } of citations) {
        const said = `**${title.split(' > ').at(-1)}** [${number}]\n${quote}`
        if (!rest.startsWith(said)) break
        rest = rest.slice(said.length).replace(/^\n\n/u, '')
      }
      expect(rest).toBe('')
    }),
  )
})

test('every citation is one of the passages found, whole, with its own number and lines', () => {
  fc.assert(
    fc.property(asked, ({ question, language, retrieval }) => {
      const { citations } = extractAnswer(question, language, retrieval)
      expect(citations.map(({ number }) => number)).toEqual(citations.map((_, at) => at + 1))
      for (const { concept, quote, source, lines } of citations) {
        const found = retrieval.passages.find((passage) => passage.concept.id === concept)
        expect({ quote, source, lines }).toEqual({
          quote: found?.text,
          source: found?.source,
          lines: found?.lines,
        })
      }
    }),
  )
})

test('a refused question is unsupported and says nothing, whatever was found; so is finding nothing', () => {
  fc.assert(
    fc.property(asked, ({ question, language, retrieval }) => {
      const { kind, text } = extractAnswer(question, language, retrieval)
      const isRefused = retrieval.band === 'refuse' || retrieval.passages.length === 0
      expect(kind === 'unsupported').toBe(isRefused)
      expect(text === '').toBe(isRefused)
      if (!isRefused) expect(kind).toBe(retrieval.band === 'answer' ? 'grounded' : 'partial')
    }),
  )
})

test('a partial answer shows one passage and names the others; a grounded one shows all it names', () => {
  fc.assert(
    fc.property(asked, ({ question, language, retrieval }) => {
      const { kind, text, citations } = extractAnswer(question, language, retrieval)
      const whole = citations.map(({ quote }) => quote.length).reduce((a, b) => a + b, 0)
      if (kind === 'grounded') expect(text.length).toBeGreaterThan(whole)
      if (kind !== 'partial') return
      const [first] = citations
      expect(text.endsWith(`[1]\n${first?.quote}`)).toBe(true)
    }),
  )
})

test('the same question over the same passages gives the same answer', () => {
  fc.assert(
    fc.property(asked, ({ question, language, retrieval }) => {
      const again = extractAnswer(question, language, structuredClone(retrieval))
      expect(again).toEqual(extractAnswer(question, language, retrieval))
    }),
  )
})

test('more of it is passages that were not shown before, while there are any', () => {
  fc.assert(
    fc.property(asked, ({ question, language, retrieval }) => {
      const first = extractAnswer(question, language, retrieval).citations.map(
        (each) => each.concept,
      )
      const more = furtherAnswer(question, language, retrieval).citations.map(
        (each) => each.concept,
      )
      if (retrieval.passages.length > first.length) {
        expect(more.length).toBeGreaterThan(0)
        expect(new Set(first).isDisjointFrom(new Set(more))).toBe(true)
      } else expect(more).toEqual(first)
    }),
  )
})
