// Passages: what retrieval could find for a question, in every shape notes have.

import fc from 'fast-check'
import { languages } from '#core/language.ts'
import type { Passage, Retrieval } from '#knowledge/retrieve.ts'

const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .map((text) => text.trim())
const cell = words.map((text) => text.replaceAll(/[|\\\s`]/gu, '') || '값')
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

/** A Markdown table with long headings and short cells: the shape that grows most as a list. */
const table = fc
  .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 1, max: 60 }), cell, cell)
  .map(([columns, rows, heading, value]) => {
    const headings = Array.from({ length: columns }, (_, at) => `${heading} heading number ${at}`)
    const cells = Array.from({ length: columns }, (_, at) => value[0] ?? `${at}`)
    const rule = row(headings.map(() => '---'))
    return [row(headings), rule, ...Array.from({ length: rows }, () => row(cells))].join('\n')
  })
const code = fc
  .array(words, { maxLength: 20 })
  .map((lines) => ['```yaml', ...lines, '```'].join('\n'))
const prose = fc.array(words, { minLength: 1, maxLength: 60 }).map((all) => all.join(' ') || '글')

const parts = fc.array(fc.oneof(table, code, prose), { minLength: 1, maxLength: 4 })
const text = fc
  .oneof(parts, fc.tuple(table))
  .map((all) => all.join('\n\n').slice(0, 700).trim() || '글')

const passage: fc.Arbitrary<Passage> = fc
  .record({
    anchor: fc.stringMatching(/^[a-z]{1,8}$/u),
    language: fc.constantFrom(...languages),
    title: fc.array(words, { minLength: 1, maxLength: 4 }),
    text,
    score: fc.double({ min: 0.01, max: 20, noNaN: true }),
    file: fc.stringMatching(/^[a-z가-힣]{1,30}$/u),
    from: fc.integer({ min: 1, max: 900 }),
    count: fc.integer({ min: 0, max: 40 }),
  })
  .map(({ anchor: id, language, title: crumbs, text: body, score, file, from, count }) => {
    const title = crumbs.join(' > ')
    const source = `notes/${file}.md`
    const lines = [from, from + count] as const
    const told = { language, title, text: body, file: source, lines, hash: body }
    const concept = {
      id,
      course: 'c',
      topic: 't',
      domain: undefined,
      task: undefined,
      verified: undefined,
      source: undefined,
      texts: { [language]: told },
    }
    return { concept, language, title, text: body, score, source, lines }
  })

/** What retrieval gives: a band, a score, different concepts, best first. */
export const retrievals: fc.Arbitrary<Retrieval> = fc.record({
  band: fc.constantFrom('answer', 'unsure', 'refuse'),
  score: fc.double({ min: 0, max: 1, noNaN: true }),
  passages: fc
    .uniqueArray(passage, { selector: ({ concept }) => concept.id, maxLength: 6 })
    .map((passages) => passages.toSorted((one, other) => other.score - one.score)),
})
