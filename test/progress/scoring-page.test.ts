// The page members check by: its worked tables must be what the rules give.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { scoreBallot } from '#progress/points.ts'
import { practicePoints } from '#progress/practice.ts'
import { type Streak, stepStreaks } from '#progress/streak.ts'

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
}
