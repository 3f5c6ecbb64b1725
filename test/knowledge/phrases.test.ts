import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileAliases, mentions } from '#knowledge/aliases.ts'
import { piecesOf, tokensOf } from '#knowledge/analysis.ts'
import { nestedIn, phraseBook } from '#knowledge/phrases.ts'

const aliases = compileAliases({
  groups: [
    ['time limit', 'timeout', '제한 시간'],
    ['default visibility timeout', '기본 표시 제한 시간'],
    ['visibility timeout', '표시 제한 시간'],
    ['queue', '큐', '대기열'],
    ['standard queue', '표준 대기열'],
    ['concurrency', '동시성'],
    ['limit', '한도'],
  ],
  outside: [['time off', '휴가']],
})
const word = fc.constantFrom(
  ...[
    'time',
    'limit',
    'limits',
    'timeout',
    'default',
    'visibility',
    'queue',
    'standard',
    'off',
    'x',
  ],
  ...[
    '제한',
    '시간',
    '시간은',
    '표시',
    '표시제한시간을',
    '기본',
    '큐',
    '표준대기열로',
    '동시성한도',
    '휴가',
  ],
)
const gap = fc.constantFrom(' ', '-', ', ', '')
const text = fc.array(fc.tuple(word, gap), { maxLength: 10 }).map((all) => all.flat().join(''))

test('a book that has read other texts finds the mentions that are found without one', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (texts) => {
      const book = phraseBook(aliases)
      for (const each of texts) {
        const tokens = tokensOf(each)
        const pieces = piecesOf(each)
        const found = mentions(aliases, pieces, undefined, (at) => book.openingAt(tokens, at))
        const place = ({ idea, from, to }: (typeof found)[number]) => ({ idea, from, to })
        expect(found.map(place)).toEqual(mentions(aliases, pieces).map(place))
        for (const { idea, match, from, to } of found) {
          if (!match.nested) continue
          expect(match.nested).toEqual(nestedIn(aliases, pieces.slice(from, to + 1), idea))
        }
      }
    }),
  )
})

test('a longer name holds the shorter ones inside it, and nothing the course does not teach', () => {
  const nested = (name: string) => nestedIn(aliases, piecesOf(name), '§1')
  expect(nested('default visibility timeout')).toEqual(['§2'])
  expect(nested('default time off')).toEqual([])
})
