// Gap: questions that ask for the same are one gap, in whatever order, language and number they come.

import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Asking, type Gap, gapsOf, type Meaning, meaningOf } from '#answer/gap.ts'
import { loadLibrary } from '#knowledge/library.ts'
import type { Index } from '#knowledge/search-index.ts'

const start = Temporal.Instant.from('2026-11-16T00:00Z')
const asking = (id: number, question: string, member = 'm', minutes = id): Asking => ({
  id: String(id),
  member,
  question,
  asked: start.add({ minutes }),
  isPrivate: false,
  isAnswered: false,
})

/** A question made of letters: each is a term, and the more often it stands there the more it weighs. */
const meaning = (question: string): Meaning => {
  const counts = Map.groupBy(question.replaceAll('-', ''), (letter) => letter)
  const length = Math.hypot(...[...counts.values()].map((each) => each.length))
  return new Map([...counts].map(([letter, each]) => [letter, each.length / length]))
}
// Few letters, so that most questions are like some others and many are equally like them.
const question = fc.string({
  unit: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', '-'),
  maxLength: 5,
})
const askings = fc
  .array(fc.tuple(question, fc.constantFrom('x', 'y', 'z'), fc.nat({ max: 9 })), { maxLength: 24 })
  .map((all) => all.map(([text, member, minutes], at) => asking(at, text, member, minutes)))

const idsOf = (gaps: readonly Gap[]) => gaps.map((gap) => gap.askings.map(({ id }) => id))

describe('gaps', () => {
  test('the order of the questions does not matter', () => {
    const shuffled = askings.chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc.shuffledSubarray([...all], { minLength: all.length, maxLength: all.length }),
      ),
    )
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(gapsOf(other, meaning)).toEqual(gapsOf(all, meaning))
      }),
      { numRuns: 500 },
    )
  })

  test('every question is in exactly one gap, and its askers are counted once each', () => {
    fc.assert(
      fc.property(askings, (all) => {
        const gaps = gapsOf(all, meaning)
        expect(idsOf(gaps).flat().sort()).toEqual(all.map(({ id }) => id).sort())
        for (const gap of gaps) {
          expect(gap.askings.length).toBeGreaterThan(0)
          expect(gap.members).toBe(new Set(gap.askings.map(({ member }) => member)).size)
        }
      }),
    )
  })

  test('identical questions are together', () => {
    fc.assert(
      fc.property(askings, (all) => {
        const placeOf = new Map(
          gapsOf(all, meaning).flatMap((gap, place) =>
            gap.askings.map(({ id }) => [id, place] as const),
          ),
        )
        for (const one of all) {
          const twins = all.filter((other) => other.question === one.question)
          expect(new Set(twins.map(({ id }) => placeOf.get(id))).size).toBe(1)
        }
      }),
    )
  })

  test('one gap taken away leaves every other as it is', () => {
    const oneOf = askings
      .filter((all) => all.length > 0)
      .chain((all) => fc.tuple(fc.constant(all), fc.nat({ max: all.length - 1 })))
    fc.assert(
      fc.property(oneOf, ([all, chosen]) => {
        const gaps = gapsOf(all, meaning)
        const gone = gaps.find((gap) => gap.askings.some(({ id }) => id === String(chosen)))
        const left = all.filter((each) => !gone?.askings.includes(each))
        expect(gapsOf(left, meaning)).toEqual(gaps.filter((gap) => gap !== gone))
      }),
      { numRuns: 1000 },
    )
  })

  test('questions that are alike only by way of others are not one gap', () => {
    const chain = ['ab', 'bc', 'cd', 'de'].map((text, at) => asking(at, text))
    expect(idsOf(gapsOf(chain, meaning))).toEqual([
      ['0', '1'],
      ['2', '3'],
    ])
  })

  test('what most members asked comes first, then what was asked most often, then the oldest', () => {
    fc.assert(
      fc.property(askings, (all) => {
        const weights = gapsOf(all, meaning).map(({ members, askings: [first, ...rest] }) => [
          -members,
          -rest.length,
          first?.asked.epochMilliseconds ?? 0,
        ])
        const isSorted = weights.every((weight, at) => {
          const before = weights[at - 1] ?? weight
          const differs = weight.findIndex((value, place) => value !== before[place])
          return differs < 0 || (weight[differs] ?? 0) > (before[differs] ?? 0)
        })
        expect(isSorted).toBe(true)
      }),
    )
  })
})

describe('read by the notes', () => {
  let bakery: Index
  let course: Index
  beforeAll(async () => {
    bakery = (await loadLibrary('test/knowledge/bakery')).index
    course = (await loadLibrary('knowledge')).index
  })
  const gapsIn = (index: Index, ...questions: string[]) =>
    gapsOf(
      questions.map((text, at) => asking(at, text)),
      (text) => meaningOf(index, text),
    ).map((gap) => gap.askings.map(({ question }) => question))

  test('Korean and English meet in the ideas of the glossary', () => {
    const macaron = ['How do I fill macarons?', '마카롱 속은 뭘로 채워?']
    const oven = ['which oven temperature for baguettes', '바게트 오븐 온도 몇 도?']
    const gaps = gapsIn(bakery, ...macaron, ...oven)
    expect(gaps).toEqual(expect.arrayContaining([macaron, oven]))
    expect(gaps).toHaveLength(2)
    const spot = ['how much cheaper are spot instances', '스팟 인스턴스 요금 얼마']
    const python = ['does SnapStart support Python', '스냅스타트 파이썬 지원해?']
    expect(gapsIn(course, ...spot, ...python)).toEqual([spot, python])
  })

  test('a word that nearly every question has does not bring them together', () => {
    const unlike = ['lambda snapstart for python', 'lambda layer size', '람다 엣지 메모리 한도']
    expect(gapsIn(course, ...unlike)).toHaveLength(3)
  })

  test('case, punctuation and endings do not part them; words that say nothing stay by themselves', () => {
    expect(gapsIn(bakery, 'Macarons?', 'macaron', '마카롱은', '???', '!!')).toEqual([
      ['Macarons?', 'macaron', '마카롱은'],
      ['???'],
      ['!!'],
    ])
  })
})
