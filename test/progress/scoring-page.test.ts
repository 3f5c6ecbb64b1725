// The page members check by: its worked examples must be what the rules give.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { evidenceOf, masteryOf } from '#progress/mastery.ts'
import { scoreBallot } from '#progress/points.ts'
import { type PracticeAnswer, practicePoints } from '#progress/practice.ts'
import { type DomainStand, readinessOf } from '#progress/readiness.ts'
import { ranked } from '#progress/standings.ts'
import { type Streak, stepStreaks } from '#progress/streak.ts'
import { answerBefore } from './support.ts'

const page = readFileSync('docs/scoring.md', 'utf8')
const halves = {
  English: page.split('\n# 점수 규칙')[0] ?? '',
  Korean: page.split('\n# 점수 규칙')[1] ?? '',
}
const rowsOf = (text: string): readonly (readonly string[])[] =>
  [...text.matchAll(/^\| (.*) \|$/gm)].map(([, row = '']) => row.split(' | '))

const start = Temporal.PlainDate.from('2026-01-05')

/** P played, M missed, V a voided round that was missed, v one that was answered, `.` no round. */
function after(days: string): Streak | undefined {
  let streaks: ReadonlyMap<string, Streak> = new Map()
  for (const [offset, letter] of [...days].entries()) {
    if (letter === '.') continue
    const players = new Set('Pv'.includes(letter) ? ['ana'] : [])
    const day = { day: start.add({ days: offset }), players, neutral: 'Vv'.includes(letter) }
    streaks = new Map([...streaks, ...stepStreaks(streaks, day)])
  }
  return streaks.get('ana')
}

const numbersIn = (text: string): readonly number[] => (text.match(/\d+/g) ?? []).map(Number)

/** A day's answers, a minute apart: `A+` is item A answered right, `A-` wrong. */
const practised = (written: string): readonly PracticeAnswer[] =>
  written.split(' ').map((word, place) => ({
    id: `${1000 + place}`,
    member: 'ana',
    set: 'set',
    item: word.slice(0, -1),
    isRight: word.endsWith('+'),
    attempted: start.toZonedDateTime('UTC').toInstant().add({ minutes: place }),
    localDate: start,
  }))

const answered = (more?: Parameters<typeof answerBefore>[1]) => answerBefore(start, more)

for (const [language, text] of Object.entries(halves)) {
  test(`the days of the streak table come to what it says, in ${language}`, () => {
    const rows = rowsOf(text).flatMap(([days = '', length = '', freezes = '']) => {
      const written = /^`([PMV.]+)`/.exec(days)?.[1]
      return written ? [{ written, length, freezes }] : []
    })
    expect(rows).toHaveLength(6)
    for (const { written, length, freezes } of rows) {
      const streak = after(written)
      const [shown, best] = length.match(/\d+/g) ?? []
      expect([written, streak?.length]).toEqual([written, Number(shown)])
      expect(streak?.freezes).toBe(Number(freezes))
      if (best) expect(streak?.best).toBe(Number(best))
    }
    const answered = text.split('\n').find((line) => /the same, V answered|V에 답했음/.test(line))
    const streak = after('PPPPPPPMvM')
    expect(answered?.match(/\d+/g)?.map(Number)).toEqual([streak?.length, streak?.best, 0])
  })

  test(`the votes of the points table are worth what it says, in ${language}`, () => {
    const options = (written: string) => written.match(/\b[A-E]\b/g) ?? []
    const rows = rowsOf(text).filter(
      ([, right = '', points = '']) => /^[A-E]/.test(right) && /^\d+$/.test(points),
    )
    expect(rows).toHaveLength(6)
    for (const [vote = '', right = '', points = ''] of rows) {
      const held = /took it back|취소/.test(vote) ? [] : options(vote)
      expect([vote, scoreBallot(options(right), held).points]).toEqual([vote, Number(points)])
    }
  })

  test(`the days of the practice table are worth what it says, in ${language}`, () => {
    const rows = rowsOf(text).filter(
      ([day = '', points = '']) =>
        /right|맞힘/.test(day) && /^[A-E]/.test(day) && /^\d$/.test(points),
    )
    expect(rows).toHaveLength(5)
    for (const [day = '', points = ''] of rows) {
      let at = start.toZonedDateTime('UTC').toInstant()
      // `A, B right` gives both that result; `A wrong, then A right` one after the other.
      let open: string[] = []
      const answers = [...day.matchAll(/\b([A-E])\b|(right|맞힘)|(wrong|틀림)/g)].flatMap(
        ([, item, right]) => {
          if (item) {
            open.push(item)
            return []
          }
          const told = open.map((each) => {
            at = at.add({ minutes: 1 })
            const id = at.toString()
            const isRight = right !== undefined
            return {
              id,
              member: 'ana',
              set: id,
              item: each,
              isRight,
              attempted: at,
              localDate: start,
            }
          })
          open = []
          return told
        },
      )
      expect([day, practicePoints(answers)]).toEqual([day, Number(points)])
    }
  })

  test(`the weeks come to what the table says, in ${language}`, () => {
    const rows = rowsOf(text).filter(([, sum = '']) => /^(about |약 )?\d+ × /.test(sum))
    expect(rows).toHaveLength(5)
    const weeks = [
      { right: 7, wrong: 0, practised: 7 },
      { right: 7, wrong: 0, practised: 0 },
      { right: 5, wrong: 2, practised: 3 },
      { right: 5, wrong: 2, practised: 0 },
      // Guessing one of four is right in a quarter of the rounds.
      { right: 7 / 4, wrong: (7 * 3) / 4, practised: 0 },
    ]
    const full = practicePoints(practised('A+ B+ C+ D+'))
    for (const [place, [week = '', sum = '']] of rows.entries()) {
      const { right, wrong, practised: days } = weeks[place] ?? { right: 0, wrong: 0, practised: 0 }
      const points =
        right * scoreBallot(['a'], ['a']).points +
        wrong * scoreBallot(['a'], ['b']).points +
        days * full
      expect([week, Math.round(points)]).toEqual([week, Number(/\*\*(\d+)\*\*/.exec(sum)?.[1])])
    }
  })

  test(`the ranks of the example are those of the rule, in ${language}`, () => {
    const [, points = '', ranks = ''] =
      /([\d, ]+)(?: points are ranks |점이면 )([\d, ]+)/.exec(text) ?? []
    expect(numbersIn(points)).toHaveLength(4)
    const results = numbersIn(points).map((each, place) => {
      return { member: String(place), points: each, right: 0, answered: 0 }
    })
    expect(ranked(results).map(({ rank }) => rank)).toEqual(numbersIn(ranks))
  })

  test(`mastery comes to what its table says, in ${language}`, () => {
    const rows = rowsOf(text).filter(([, sum = '']) => /^(\(1 \+|1 ÷ 4)/.test(sum))
    const twenty = (ago: number) =>
      Array.from({ length: 20 }, (_, place) => {
        return answered({ item: `${place}`, isRight: place < 15, ago })
      })
    const histories = [
      [],
      twenty(0),
      [answered({ isPublic: true })],
      twenty(30),
      [answered({ isRight: false, ago: 1 }), answered()],
    ]
    expect(rows).toHaveLength(histories.length)
    for (const [place, [what = '', sum = '']] of rows.entries()) {
      const mastery = masteryOf(evidenceOf(histories[place] ?? [], start))
      expect([what, mastery.toFixed(2).slice(1)]).toEqual([what, /\*\*(\.\d+)\*\*/.exec(sum)?.[1]])
    }
  })

  test(`readiness comes to what its examples say, in ${language}`, () => {
    const rows = rowsOf(text).filter(([, sum = '']) => / ± /.test(sum))
    expect(rows).toHaveLength(2)
    const evidence = { weight: 20, right: 15 }
    const stand = { domain: '', share: 1, evidence, mastery: masteryOf(evidence), answers: 20 }
    const ready = (stands: readonly DomainStand[]) => {
      const found = readinessOf(stands)
      if (found.kind !== 'ready') throw new Error('not enough data')
      return found
    }
    for (const [place, [what = '', sum = '']] of rows.entries()) {
      const { share, high } = ready([{ ...stand, concepts: 10, seen: place === 0 ? 10 : 5 }])
      const written = /\*\*(\.\d+) ± (\.\d+)\*\*/.exec(sum)?.slice(1)
      const reckoned = [share, high - share].map((part) => part.toFixed(2).slice(1))
      expect([what, reckoned]).toEqual([what, written])
    }
    const weights = [0.32, 0.26, 0.24, 0.18]
    const four = [0.8, 0.6, 0.5, 0.4].map((mastery, place) => {
      return { ...stand, share: weights[place] ?? 0, mastery, concepts: 10, seen: 10 }
    })
    const written = /\.32 × \.8 \+ .*? = \*\*(\.\d+)\*\*/.exec(text)?.[1]
    expect(ready(four).share.toFixed(2).slice(1)).toBe(written)
  })
}
