import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileAliases } from '#knowledge/aliases.ts'
import { epochNow, hyphenated, piecesOf, tokensOf, wordsOf } from '#knowledge/analysis.ts'
import { bagReader } from '#knowledge/bag.ts'

const words = (text: string) => piecesOf(text).map((piece) => piece.word)
const stems = (text: string) => piecesOf(text).map((piece) => piece.stem)

const word = fc.oneof(
  fc.stringMatching(/^[A-Za-z]{1,12}$/),
  fc.stringMatching(/^[가-힣]{1,8}$/),
  fc.stringMatching(/^\d{1,5}(초|KB|분| seconds)?$/),
  fc.constantFrom('SQS는', 'Multi-AZ', 'MessageGroupId', '16,000', '169.254.169.254', 'X-Ray'),
)
const question = fc.array(word, { maxLength: 8 }).map((all) => all.join(' '))
const fullwidth = (text: string) =>
  text.replace(/[!-~]/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0))

describe('however a text is typed, its words stay the same', () => {
  test('decomposed Hangul equals composed', () => {
    fc.assert(
      fc.property(question, (text) => {
        expect(words(text.normalize('NFD'))).toEqual(words(text.normalize('NFC')))
      }),
    )
  })

  test('fullwidth equals ASCII', () => {
    fc.assert(
      fc.property(question, (text) => {
        expect(words(fullwidth(text))).toEqual(words(text))
      }),
    )
  })

  test('upper case equals lower case', () => {
    fc.assert(
      fc.property(question, (text) => {
        expect(words(text.toUpperCase())).toEqual(words(text.toLowerCase()))
      }),
    )
  })

  test('contractions are one word, or the word before them', () => {
    for (const mark of ["'", '’']) {
      expect(words(`can${mark}t doesn${mark}t it${mark}s we${mark}re`)).toEqual(
        words('cant doesnt it we'),
      )
    }
  })

  test('laughter and tears change nothing', () => {
    const sigh = fc.stringMatching(/^[ㅋㅎㅠㅜㅇ]{1,6}$/)
    fc.assert(
      fc.property(question, sigh, (text, jamo) => {
        expect(words(`${text}${jamo}`)).toEqual(words(text))
        expect(words(`${jamo} ${text}`)).toEqual(words(text))
      }),
    )
  })

  test('invisible characters change nothing', () => {
    expect(words('vis\u200bibil\u00adity 표시\ufeff')).toEqual(words('visibility 표시'))
  })
})

test.each([
  ['30초', '30 seconds'],
  ['256KB', '256 KB'],
  ['256킬로바이트', '256 KiB'],
  ['16,000', '16000'],
  ['15분', '15 minutes'],
  ['14일', '14 days'],
  ['5%', '5퍼센트'],
])('%s equals %s', (first, second) => {
  expect(words(first)).toEqual(words(second))
})

test('a number is found with and without its unit', () => {
  expect(piecesOf('256 KB').flatMap(wordsOf)).toEqual(['256kb', '256'])
})

test('what only looks like a unit is none', () => {
  expect(words('1000 초과')).toEqual(['1000', '초과'])
  expect(words('3분기')).toEqual(['3', '분기'])
})

test('particles, endings and plurals fall away', () => {
  expect(stems('큐를 설정하려면 람다에서는 queues')).toEqual(
    ['큐', '설정', '람다', 'queue'].map((each) => (each === 'queue' ? stems('queue')[0] : each)),
  )
  expect(stems('caching cached caches')).toEqual(stems('cache cache cache'))
  expect(stems('한도 주의')).toEqual(['한도', '주의'])
})

test('a camel-case name keeps its parts, a hyphenated one its whole', () => {
  expect(piecesOf('MessageGroupId')[0]?.parts).toEqual(['message', 'group', 'id'])
  expect(hyphenated(piecesOf('a Multi-AZ setup and X-Ray'))).toEqual(['multiaz', 'xray'])
})

test('when the list of words is full it is begun anew, and texts read as before', () => {
  const aliases = compileAliases({
    groups: [['visibility timeout', '표시 제한 시간']],
    outside: [],
  })
  const numbers = new Map<string, number>()
  const read = bagReader(aliases, (term) => {
    numbers.set(term, numbers.get(term) ?? numbers.size)
    return numbers.get(term) as number
  })
  const told = {
    language: 'ko' as const,
    title: 'SQS > 표시 제한 시간',
    text: 'The visibility timeout of a pre-signed MessageGroupId는 30초, 표시제한시간을 늘린다.',
    file: 'a.md',
    lines: [1, 1] as const,
    hash: '',
  }
  const bag = read(told)
  const before = epochNow()
  for (let word = 0; epochNow() === before; word += 1000) {
    tokensOf(Array.from({ length: 1000 }, (_, at) => `w${word + at}`).join(' '))
  }
  expect(read(told)).toEqual(bag)
})
