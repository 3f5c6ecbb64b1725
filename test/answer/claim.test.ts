// Claim: what a model writes is read the same however it is streamed, and a draft takes nothing back.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beginWriting } from '#answer/claim.ts'
import { provenOf, write } from '#answer/written.ts'
import type { LlmEvent } from '#core/llm.ts'
import { always, cite, passages, sources, text, written } from './manuscript.ts'

test('a draft holds only sentences that are complete, and never says what the end takes back', () => {
  const events = [
    text(0, '기본은 30초예요. '),
    cite(0, 0, 0),
    text(1, '보관은 4일이'),
    cite(1, 1, 0),
    text(2, '에요. 값은 99초'),
    text(2, '예요.'),
  ]
  const writing = beginWriting()
  const drafts = events.map((event) => {
    writing.take(event)
    const manuscript = writing.complete()
    return write(manuscript, provenOf(manuscript, sources, always), passages).text
  })
  expect(drafts).toEqual([
    '',
    '',
    '기본은 30초예요. [1]',
    '기본은 30초예요. [1]',
    '기본은 30초예요. [1]',
    '기본은 30초예요. [1]',
  ])
  const end = write(writing.all(), provenOf(writing.all(), sources, always), passages)
  expect(end.text).toBe('기본은 30초예요. [1] 보관은 4일이에요. [2]')
})

const event = fc.oneof(
  fc.record({
    words: fc.constantFrom(
      '기본은 30초예요. ',
      '4일',
      '보관해요.\n',
      '- 12시간\n',
      '99초! ',
      '```\n',
      'a [3] ',
    ),
    source: fc.integer({ min: -1, max: 2 }),
    part: fc.integer({ min: 0, max: 2 }),
    cited: fc.boolean(),
  }),
)

test('markers in the text are exactly the numbers of the sources, however it was streamed', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 12 }), (pieces) => {
      const events = pieces.flatMap(({ words, source, part, cited }, piece): LlmEvent[] => [
        ...[...words].map((letter) => text(piece, letter)),
        ...(cited ? [cite(piece, source, part)] : []),
      ])
      const whole = pieces.flatMap(({ words, source, part, cited }, piece): LlmEvent[] => [
        text(piece, words),
        ...(cited ? [cite(piece, source, part)] : []),
      ])
      const told = written(...events)
      expect(told).toEqual(written(...whole))
      const markers = new Set(
        [...told.text.matchAll(/\[(\d+)\]/g)].map(([, number]) => Number(number)),
      )
      expect([...markers].sort()).toEqual(told.citations.map(({ number }) => number).sort())
      expect(told.text.includes('99초')).toBe(false)
      for (const { quote, concept } of told.citations) {
        expect(passages.find((each) => each.concept.id === concept)?.text).toContain(quote)
      }
    }),
  )
})
