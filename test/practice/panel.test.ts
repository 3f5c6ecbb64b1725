// Practice questions and results as Discord takes them.
import { expect, test } from 'vitest'
import { loadBank } from '#bank/bank.ts'
import { languages } from '#core/language.ts'
import { replyPayload } from '#discord/payload.ts'
import { loadLibrary } from '#knowledge/library.ts'
import { questionReply, resultReply } from '#practice/panel.ts'
import { itemSource } from '#practice/source.ts'
import { keepingLog } from '../support/quiet.ts'
import { itemOn, selectOf, textOf } from './support.ts'

const set = { ask: '9'.repeat(20), id: '8'.repeat(20) }

test('every item of the course fits in both languages, asked and answered, without being cut', async () => {
  const library = await loadLibrary('knowledge')
  const { items } = await loadBank('knowledge', library)
  expect(items.length).toBeGreaterThan(100)
  const { log, kept } = keepingLog()
  for (const item of items) {
    for (const language of languages) {
      const course = library.courses.find(({ id }) => id === item.course)
      const shown = { set, item, course, language }
      const asked = questionReply(shown)
      replyPayload(asked, log, true)
      const wrong = item.options.filter(({ id }) => !item.keys.includes(id)).map(({ id }) => id)
      const chosen = wrong.slice(0, item.keys.length)
      const link = () => `https://notes.example/${'n'.repeat(100)}`
      const source = itemSource(item, library.concepts.get(item.concept), language, link)
      const told = resultReply(shown, chosen, false, source)
      replyPayload(told, log, true)
      expect(textOf(asked) + textOf(told)).not.toMatch(/(^|[^ ])…($|\n)/)
      for (const id of [...chosen, ...item.keys]) {
        const option = item.options.find((each) => each.id === id)
        expect(textOf(told)).toContain(option?.rationale[language])
      }
    }
  }
  expect(kept).toEqual([])
})

test('an item with the longest words an author may write still fits', () => {
  const long = (most: number) => ({ ko: '*'.repeat(most), en: '*'.repeat(most) })
  const item = itemOn(`i${'-long'.repeat(30)}`, 'feeding', 'starter', {
    keys: ['a', 'b'],
    stem: long(300),
  })
  const options = item.options.map((option) => ({
    ...option,
    text: long(200),
    rationale: long(240),
  }))
  const shown = { set, item: { ...item, options }, course: undefined, language: 'en' as const }
  const { log, kept } = keepingLog()
  replyPayload(questionReply(shown), log, true)
  replyPayload(resultReply(shown, ['c', 'd'], false, '-# [1] source'), log, true)
  expect(kept).toEqual([])
})

test('what stands in an item is shown as written', () => {
  const stem = { ko: '*x* @everyone', en: '*x* @everyone [y](https://z.example)' }
  const item = itemOn('odd', 'feeding', 'starter', { keys: ['a', 'b'], stem })
  const reply = questionReply({ set, item, course: undefined, language: 'en' })
  expect(textOf(reply)).toContain('\\*x\\* \\@everyone \\[y\\]\\(https\\://z.example\\)')
  expect(selectOf(reply)?.choices[0]?.label).toMatch(/^A\. odd option/)
})
