import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  corrected,
  editDistance,
  initialOf,
  segmented,
  separated,
  slipsOf,
} from '#knowledge/spelling.ts'

const word = fc.stringMatching(/^[a-d]{0,7}$/)

test('the distance is symmetric, zero only for equals, and never more than the longer word', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      const distance = editDistance(a, b, 9)
      expect(distance).toBe(editDistance(b, a, 9))
      expect(distance === 0).toBe(a === b)
      expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length))
    }),
  )
})

test('a limit only cuts off what lies beyond it', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editDistance(a, b, 2)).toBe(Math.min(3, editDistance(a, b, 9)))
    }),
  )
})

test('swapped, dropped, doubled and changed letters are corrected', () => {
  const known = ['lambda', 'visibility', 'kinesis']
  expect(corrected('lamdba', known)).toBe('lambda')
  expect(corrected('lamda', known)).toBe('lambda')
  expect(corrected('visibilty', known)).toBe('visibility')
  expect(corrected('kinessis', known)).toBe('kinesis')
})

test('short, far and doubtful words stay as they are', () => {
  expect(corrected('sqs', ['sns'])).toBeUndefined()
  expect(corrected('weather', ['lambda', 'cluster'])).toBeUndefined()
  expect(corrected('stacc', ['stack', 'staca'])).toBeUndefined()
})

test('a Hangul word of three syllables may be one jamo off, one of two may not', () => {
  expect(slipsOf('컨태이너', ['컨테이너', '서비스', '컨테이나'])).toEqual(['컨테이너'])
  expect(slipsOf('쓰로틀링', ['스로틀링'])).toEqual(['스로틀링'])
  expect(slipsOf('메스지', ['메시지', '메세지', '메시'])).toEqual(['메시지', '메세지'])
  expect(slipsOf('캐쉬', ['캐시'])).toEqual([])
})

test('a tense or aspirated consonant leaves the initial as it is', () => {
  expect(initialOf('쓰로틀링')).toBe(initialOf('스로틀링'))
  expect(initialOf('카나리')).toBe(initialOf('가나리'))
  expect(initialOf('나라')).not.toBe(initialOf('다라'))
  expect(initialOf('lambda')).toBe('l')
})

describe('without spaces', () => {
  const names = new Set(['메시지', '최대', '크기', '크기는'])
  const talk = new Set(['얼마야'])
  const split = (text: string) =>
    segmented(text, (part) => (names.has(part) ? 'name' : talk.has(part) ? 'talk' : undefined))

  test('known words come apart, with their particles', () => {
    const words = split('메시지최대크기는얼마야').map(({ word }) => word)
    expect(words).toEqual(['메시지', '최대', '크기는', '얼마야'])
  })

  test('what belongs to no word stays together', () => {
    expect(split('김치찌개최대크기')).toEqual([
      { word: '김치찌개', known: false },
      { word: '최대', known: true },
      { word: '크기', known: true },
    ])
  })

  test('no letter is lost or moved, and two unknown parts never meet', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[메시지최대크기는얼마야]{0,14}$/), (text) => {
        const parts = split(text)
        expect(parts.map(({ word }) => word).join('')).toBe(text)
        for (const [at, part] of parts.entries()) {
          expect(part.known || (parts[at + 1]?.known ?? true)).toBe(true)
        }
      }),
    )
  })

  test('what nobody types is left as it is', () => {
    const flood = '메시지'.repeat(2000)
    expect(split(flood)).toEqual([{ word: flood, known: false }])
  })

  test('English words are told apart only when all of them are known', () => {
    const known = new Set(['visibility', 'timeout', 'time'])
    const apart = (word: string) => separated(word, (part) => known.has(part))
    expect(apart('visibilitytimeout')).toEqual(['visibility', 'timeout'])
    expect(apart('visibilitytimes')).toBeUndefined()
  })
})
