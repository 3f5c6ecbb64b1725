// Panel: whatever the notes hold, the answer can be shown, and its sources with it.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Answer, extractAnswer } from '#answer/answer.ts'
import { sourcesButton } from '#answer/commands.ts'
import { answerActions, answerReply, labelOf } from '#answer/panel.ts'
import { beginAsk, finishAsk } from '#answer/store.ts'
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

const panelOf = (answer: Answer, link: NoteLink) => answerReply(answer, '7', link).panel

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
      const texts = textsOf(panelOf(answer, link))
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
      const panel = panelOf(answer, nowhere)
      expect(textsOf(panel)).toContain(`-# ${labelOf(answer)}`)
      expect(panel.tone).toBe(answer.kind === 'unsupported' ? 'problem' : 'answer')
    }),
  )
})

test('each button names the question, and sources are offered exactly when there are some', () => {
  fc.assert(
    fc.property(asked, ({ question, language, retrieval }) => {
      const answer = extractAnswer(question, language, retrieval)
      const buttons = panelOf(answer, nowhere).blocks.flatMap((block) =>
        block.kind === 'buttons' ? block.buttons : [],
      )
      const does = buttons.flatMap((button) => (button.kind === 'button' ? [button.does] : []))
      expect(does.every(({ subject }) => subject === '7')).toBe(true)
      const actions = does.map(({ action }) => action)
      expect(actions.includes(answerActions.sources)).toBe(answer.citations.length > 0)
      expect(actions).toContain(answerActions.report)
      // Only a model can say it more simply.
      expect(actions).not.toContain(answerActions.simpler)
    }),
  )
})

const long = fc.array(
  fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }),
    fc.constant(
      ['```ts', ...Array.from({ length: 90 }, (_, at) => `const line${at} = ${at}`), '```'].join(
        '\n',
      ),
    ),
  ),
  { minLength: 1, maxLength: 20 },
)

test('what a model wrote is shown whole, on as many messages as it takes, sources beneath the last', () => {
  fc.assert(
    fc.property(asked, long, ({ question, language, retrieval }, paragraphs) => {
      const { citations } = extractAnswer(question, language, retrieval)
      const text = `word\n\n${paragraphs.join('\n\n')}`
      const about = { mode: 'model', kind: 'grounded', model: 'm', removed: 0 } as const
      const reply = answerReply({ ...about, question, language, text, citations }, '7', nowhere)
      const panels = [reply.panel, ...(reply.further ?? [])]
      for (const panel of panels) {
        expect(charactersOf(textsOf(panel).join(''))).toBeLessThanOrEqual(panelMost)
        expect((textsOf(panel).join('\n').match(/^```/gm) ?? []).length % 2).toBe(0)
      }
      const hasButtons = panels.map(({ blocks }) => blocks.some(({ kind }) => kind === 'buttons'))
      expect(hasButtons.indexOf(true)).toBe(panels.length - 1)
    }),
  )
})

test('a question is shown as it was typed, without its marks', () => {
  const answer = extractAnswer('**@everyone** [x](y)', 'en', {
    band: 'refuse',
    score: 0,
    passages: [],
  })
  expect(textsOf(panelOf(answer, nowhere))[0]).toBe('### \\*\\*\\@everyone\\*\\* \\[x\\]\\(y\\)')
})

describeOnBothEngines('the sources of an answer', (open, { engine }) => {
  test('fit as well, in full where they do, each with its place', async () => {
    const { db } = await open()
    let asks = 0
    await fc.assert(
      fc.asyncProperty(asked, async ({ question, language, retrieval, link }) => {
        const answer = extractAnswer(question, language, retrieval)
        const ask = `ask ${asks++}`
        const asked = Temporal.Instant.fromEpochMilliseconds(0)
        const from = { guild: 'g', member: 'm', channel: 'c', thread: null, parent: null }
        const how = { language, manner: 'plain', isPrivate: false, zone: 'UTC' } as const
        await beginAsk(db, { id: ask, question: '?', asked, ...from, ...how })
        await finishAsk(db, ask, answer)
        const rows = answer.citations
        const concepts = new Map(retrieval.passages.map(({ concept }) => [concept.id, concept]))
        const button = sourcesButton({ db, linkTo: link, conceptOf: (id) => concepts.get(id) })
        if (button.answers === 'form') throw new Error('sources are no form')
        const call = {
          id: 'i',
          guild: 'g',
          channel: 'c',
          member: { id: 'm', name: 'm', managesServer: false },
          language,
          options: {},
        }
        const reply = (await button.run(call, {
          subject: ask,
          values: [],
          fields: {},
          message: '',
        })) as Reply
        const panels = [reply.panel, ...(reply.further ?? [])]
        for (const panel of panels) {
          expect(charactersOf(textsOf(panel).join(''))).toBeLessThanOrEqual(panelMost)
        }
        const texts = panels.flatMap(textsOf)
        if (rows.length === 0) expect(texts).toEqual([textsIn(language).gone])
        else expect(texts.filter((text) => text.includes('\n-# ['))).toHaveLength(rows.length)
      }),
      { numRuns: engine === 'pglite' ? 40 : 80 },
    )
  })
})
