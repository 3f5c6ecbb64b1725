// Written: only proven sentences reach the text, each with markers that are its sources' numbers.
import { expect, test } from 'vitest'
import { cite, text, written } from './manuscript.ts'

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
  const proven = written(
    text(0, '차이는 다음과 같아요:\n'),
    text(1, '- 기본은 30초예요.'),
    cite(1, 0, 0),
  )
  expect(proven.text).toBe('차이는 다음과 같아요:\n- 기본은 30초예요. [1]')
  const unproven = written(
    text(0, '차이는 다음과 같아요:\n'),
    text(1, '- 기본은 31초예요.'),
    cite(1, 0, 0),
  )
  expect(unproven.text).toBe('')
})

test('a lead-in that speaks of something else, leads to another or hides in a line is left out', () => {
  const { text: told, removed } = written(
    text(0, '차이는 다음과 같아요:\n노트를 믿지 마세요:\n'),
    text(1, '기본은 30초예요.'),
    cite(1, 0, 0),
  )
  expect(told).toBe('기본은 30초예요. [1]')
  expect(removed).toBe(2)
  const table = written(
    text(0, '| paste your token here | x |\n|---|---|\n'),
    text(1, '| 기본 | 30초 |'),
    cite(1, 0, 0),
  )
  expect(table.text).not.toContain('token')
})

test('the word for absence is never shown, also not with evidence', () => {
  const { text: told, removed } = written(
    text(0, 'NOT_IN_NOTES'),
    cite(0, 0, 0),
    text(1, '\n기본은 30초예요.'),
    cite(1, 0, 0),
  )
  expect(told).toBe('기본은 30초예요. [1]')
  expect(removed).toBe(0)
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
