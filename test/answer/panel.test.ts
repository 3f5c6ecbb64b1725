// Panel: whatever the notes hold, the answer can be shown, and its sources with it.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { extractAnswer } from '#answer/answer.ts'
import { sourcesButton } from '#answer/commands.ts'
import { answerPanel, sourcesAction } from '#answer/panel.ts'
import { citations as cited } from '#answer/tables.ts'
import { textsIn } from '#answer/texts.ts'
import { panelMost } from '#core/fitted.ts'
import { languages } from '#core/language.ts'
import type { NoteLink } from '#core/note-link.ts'
import type { Panel, Reply } from '#core/reply.ts'
import { charactersOf } from '#lib/text.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { retrievals } from './passages.ts'

const linkTo: NoteLink = ({ file, lines: [from, to] }) =>
  `http://127.0.0.1:4321/note/${encodeURIComponent(file)}#L${from}-L${to}`
const nowhere: NoteLink = () => undefined

const textsOf = ({ blocks }: Panel) =>
  blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []))

const asked = fc.record({
  question: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
  language: fc.constantFrom(...languages),
  retrieval: retrievals,
  link: fc.constantFrom(linkTo, nowhere),
})

test('any answer fits, with every source line whole and the numbers of its markers', () => {
  fc.assert(
    fc.property(asked, ({ question, language, retrieval, link }) => {
      const answer = extractAnswer(question, language, retrieval)
      const texts = textsOf(answerPanel(answer, '7', link))
      expect(charactersOf(texts.join(''))).toBeLessThanOrEqual(panelMost)
      expect(texts.every((text) => text.trim() !== '')).toBe(true)
      const lines = texts.flatMap((text) => text.split('\n'))
      for (const { number, source, lines: at } of answer.citations) {
        const own = lines.filter((line) => line.startsWith(`-# [${number}] `))
        expect(own).toHaveLength(1)
        const url = link({ file: source, lines: at })
        if (url) expect(own[0]).toContain(`](${url})`)
        expect(own[0]).toContain(`${source.split('/').at(-1)}:${at[0]}`)
      }
    }),
    { numRuns: 400 },
  )
})

test('who wrote it is said in words: from the notes, not certain, not covered', () => {
  fc.assert(
    fc.property(asked, ({ question, language, retrieval }) => {
      const answer = extractAnswer(question, language, retrieval)
      const panel = answerPanel(answer, '7', nowhere)
      expect(textsOf(panel)).toContain(`-# ${textsIn(language).label[answer.kind]}`)
      expect(panel.tone).toBe(answer.kind === 'unsupported' ? 'problem' : 'answer')
    }),
  )
})

test('the button names the question, and is there exactly when there are sources', () => {
  fc.assert(
    fc.property(asked, ({ question, language, retrieval }) => {
      const answer = extractAnswer(question, language, retrieval)
      const buttons = answerPanel(answer, '7', nowhere).blocks.filter(
        ({ kind }) => kind === 'buttons',
      )
      const does = { action: sourcesAction, subject: '7' }
      expect(buttons).toMatchObject(
        answer.citations.length === 0 ? [] : [{ buttons: [{ does, kind: 'button' }] }],
      )
    }),
  )
})

test('a question is shown as it was typed, without its marks', () => {
  const answer = extractAnswer('**@everyone** [x](y)', 'en', {
    band: 'refuse',
    score: 0,
    passages: [],
  })
  expect(textsOf(answerPanel(answer, '7', nowhere))[0]).toBe(
    '### \\*\\*\\@everyone\\*\\* \\[x\\]\\(y\\)',
  )
})

describeOnBothEngines('the sources of an answer', (open, { engine }) => {
  test('fit as well, in full where they do, each with its place', async () => {
    const { db } = await open()
    let asks = 0
    await fc.assert(
      fc.asyncProperty(asked, async ({ question, language, retrieval, link }) => {
        const answer = extractAnswer(question, language, retrieval)
        const ask = `ask ${asks++}`
        const rows = answer.citations.map(({ number, concept }) => {
          return { ask, number, concept, hash: 'h' }
        })
        if (rows.length > 0) await db.insert(cited).values(rows)
        const concepts = new Map(retrieval.passages.map(({ concept }) => [concept.id, concept]))
        const button = sourcesButton({
          db,
          linkTo: link,
          conceptOf: (id) => concepts.get(id),
          clock: () => Temporal.Instant.fromEpochMilliseconds(0),
          retrieve: () => retrieval,
          zoneOf: async () => 'UTC',
        })
        const call = {
          id: 'i',
          guild: 'g',
          channel: 'c',
          member: { id: 'm', name: 'm', managesServer: false },
          language,
          options: {},
        }
        const { panel } = (await button.run(call, { subject: ask, values: [] })) as Reply
        const texts = textsOf(panel)
        expect(charactersOf(texts.join(''))).toBeLessThanOrEqual(panelMost)
        if (rows.length === 0) expect(texts).toEqual([textsIn(language).gone])
        else expect(texts.filter((text) => text.includes('\n-# ['))).toHaveLength(rows.length)
      }),
      { numRuns: engine === 'pglite' ? 40 : 80 },
    )
  })
})
