// Written: only proven sentences reach the text, each with markers that are its sources' numbers.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beginWriting } from '#answer/claim.ts'
import { partsOf } from '#answer/parts.ts'
import { provenOf, write } from '#answer/written.ts'
import type { LlmEvent, Source } from '#core/llm.ts'
import type { Passage } from '#knowledge/retrieve.ts'

const passage = (id: string, text: string, line: number): Passage => ({
  concept: {
    id,
    course: 'c',
    topic: 't',
    domain: undefined,
    task: undefined,
    verified: undefined,
    source: undefined,
    texts: {},
  },
  language: 'ko',
  title: `SQS > ${id}`,
  text,
  score: 1,
  source: 'notes/sqs.ko.md',
  lines: [line, line + text.split('\n').length],
})
const passages = [
  passage('visibility', '기본값은 30초다.\n최대는 12시간이다.', 10),
  passage('retention', '보관 기간은 4일이다.', 20),
]
const sources: readonly Source[] = passages.map(({ concept, title, text }) => ({
  id: concept.id,
  title,
  parts: partsOf(text).map((part) => part.text),
}))
const always = () => 1
const cite = (piece: number, source: number, part: number): LlmEvent => ({
  kind: 'citation',
  piece,
  source,
  from: part,
  to: part + 1,
  quote: sources[source]?.parts[part] ?? 'nothing',
})
const text = (piece: number, words: string): LlmEvent => ({ kind: 'text', piece, text: words })

function written(...events: readonly LlmEvent[]) {
  const writing = beginWriting()
  for (const event of events) writing.take(event)
  return write(writing.all(), provenOf(writing.all(), sources, always), passages)
}

test('proven sentences stay, each with its marker; sources are numbered as they are met', () => {
  const {
    text: told,
    citations,
    removed,
  } = written(text(0, '4일 보관해요. '), cite(0, 1, 0), text(1, '기본은 30초예요.'), cite(1, 0, 0))
  expect(told).toBe('4일 보관해요. [1] 기본은 30초예요. [2]')
  expect(
    citations.map(({ number, concept, quote, lines }) => [number, concept, quote, lines]),
  ).toEqual([
    [1, 'retention', '보관 기간은 4일이다.', [21, 21]],
    [2, 'visibility', '기본값은 30초다.', [11, 11]],
  ])
  expect(removed).toBe(0)
})

test('a quote reaches from the first to the last cited words, and so do its lines', () => {
  const { citations } = written(text(0, '30초에서 12시간까지예요.'), cite(0, 0, 1), cite(0, 0, 0))
  expect(citations).toMatchObject([
    { quote: '기본값은 30초다.\n최대는 12시간이다.', lines: [11, 12] },
  ])
})

test('a sentence without proof is left out and counted; a greeting is none the better', () => {
  const { text: told, removed } = written(
    text(0, '물론이죠! '),
    text(1, '기본은 30초예요. '),
    cite(1, 0, 0),
    text(2, '요금은 무료예요.'),
  )
  expect(told).toBe('기본은 30초예요. [1]')
  expect(removed).toBe(2)
})

test('a sentence told in several pieces rests on the evidence of each', () => {
  const { text: told } = written(
    text(0, '기본은 '),
    text(1, '30초'),
    cite(1, 0, 0),
    text(2, '이고 보관은 '),
    text(3, '4일'),
    cite(3, 1, 0),
    text(4, '이에요.'),
  )
  expect(told).toBe('기본은 30초이고 보관은 4일이에요. [1][2]')
})

test('what leads in to something proven stays with it, and goes with it', () => {
  const proven = written(text(0, '차이는 이래요:\n'), text(1, '- 기본은 30초예요.'), cite(1, 0, 0))
  expect(proven.text).toBe('차이는 이래요:\n- 기본은 30초예요. [1]')
  const unproven = written(
    text(0, '차이는 이래요:\n'),
    text(1, '- 기본은 31초예요.'),
    cite(1, 0, 0),
  )
  expect(unproven.text).toBe('')
})

test('a list keeps its bullets, also where the first sentence of an entry was left out', () => {
  const { text: told } = written(
    text(0, '- 기본은 30초예요. 보관은 4일이에요.\n'),
    cite(0, 0, 0),
    cite(0, 1, 0),
    text(1, '  - 값은 99초예요.'),
    text(2, ' 최대 12시간이에요.'),
    cite(2, 0, 1),
  )
  expect(told).toBe(
    '- 기본은 30초예요. [1][2] 보관은 4일이에요. [1][2]\n  - 최대 12시간이에요. [1]',
  )
})

test('a table keeps its heading and the rows that are proven', () => {
  const { text: told } = written(
    text(0, '| 값 | 크기 |\n|---|---|\n'),
    text(1, '| 기본 | 30초 |\n'),
    cite(1, 0, 0),
    text(2, '| 최대 | 99시간 |'),
    cite(2, 0, 1),
  )
  expect(told).toBe('| 값 | 크기 |\n|---|---|\n| 기본 | 30초 [1] |')
})

test('code stays whole, and what was cut in the middle of it is closed', () => {
  const { text: told } = written(text(0, '```json\n{"VisibilityTimeout": 30}'), cite(0, 0, 0))
  expect(told).toBe('```json\n{"VisibilityTimeout": 30}\n```\n[1]')
})

test('a model cannot add markers, links, mentions or hidden characters', () => {
  const { text: told } = written(
    text(
      0,
      '기본은 30초예요 [7]【3】 [여기](https://evil.example/x) https://evil.example <@123> @everyone \u202eabc\u200b </ask:1>',
    ),
    cite(0, 0, 0),
  )
  expect(told).toMatch(/^기본은 30초예요/)
  expect(told).toMatch(/ \[1\]$/)
  for (const bad of ['[7]', '【', 'evil', '<@', '@everyone', '\u202e', '\u200b', '</ask']) {
    expect(told).not.toContain(bad)
  }
})

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
