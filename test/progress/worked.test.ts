// The rules' worked examples, played out: rounds, practice and boards come to the numbers members are told.
import { and, eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { Db } from '#core/deps.ts'
import { ballotAnswers } from '#progress/answer-store.ts'
import { readBoard } from '#progress/board.ts'
import { topicScores } from '#progress/domain.ts'
import { weekPeriod } from '#progress/period.ts'
import { differences } from '#progress/recount.ts'
import { streaksOf } from '#progress/settlement-store.ts'
import { ranked } from '#progress/standings.ts'
import { memberTotals } from '#progress/store.ts'
import { members } from '#settings/tables.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { monday, openingOf, playRound, practiseSet } from './support.ts'

/** Votes of a week, a letter a day: R right, W wrong, `.` none. */
const weeks = {
  most: { votes: 'RRRRRRR', practised: 7 },
  steady: { votes: 'RRRRRWW', practised: 3 },
  quizzer: { votes: 'RRRRRRR', practised: 0 },
  guesser: { votes: 'RRWWWWW', practised: 0 },
  absent: { votes: '.......', practised: 0 },
}

async function playWeek(db: Db): Promise<void> {
  const people = Object.entries(weeks)
  for (let day = 0; day < 7; day += 1) {
    const votes = people.map(([who, { votes }]) => {
      return [who, { R: 'a', W: 'b' }[votes[day] ?? ''] ?? ''] as const
    })
    await playRound(db, { guild: 'g', day }, Object.fromEntries(votes))
    for (const [who, { practised }] of people) {
      const set = { guild: 'g', member: who, set: `${who} ${day}`, at: openingOf(day) }
      if (day < practised) await practiseSet(db, set, '++++')
    }
  }
}

const setHidden = (db: Db, member: string, hidden: boolean) =>
  db
    .update(members)
    .set({ hidden })
    .where(and(eq(members.guild, 'g'), eq(members.member, member)))

describeOnBothEngines('a week by the rules', (open) => {
  beforeAll(async () => {
    await open() // the first opening of an engine takes longer than a test may
  })

  test('is worth 91 at most, 61 with five right and three days of practice, 70 by the quiz alone', async () => {
    const { db } = await open()
    await playWeek(db)
    const week = { kind: 'period', period: weekPeriod(monday) } as const
    const { first } = await readBoard(db, 'g', week)
    expect(first.map(({ member, points }) => [member, points])).toEqual([
      ['most', 91],
      ['quizzer', 70],
      ['steady', 61],
      ['guesser', 25],
    ])
    expect(await differences(db)).toEqual([])
    // Security 7/7: practice is no part of a domain's score. The seventh day brings a freeze.
    const who = { guild: 'g', member: 'most', period: 'all' }
    expect(await memberTotals(db, who, ['security'])).toMatchObject([{ right: 7, answered: 7 }])
    expect((await streaksOf(db, 'g')).get('most')).toMatchObject({ length: 7, freezes: 1 })
  })

  test('who hides is on no board and keeps their own row; who shows again stands where they stood', async () => {
    const { db } = await open()
    await playWeek(db)
    const boardFor = async (me: string) => {
      const week = { kind: 'period', period: weekPeriod(monday) } as const
      const { first, own } = await readBoard(db, 'g', week, me)
      const rows = ranked(first).map(({ member, rank }) => `${rank} ${member}`)
      return { rows, own: own && `${own.ahead + 1} ${own.result.member}` }
    }
    const before = await boardFor('quizzer')
    expect(before).toEqual({
      rows: ['1 most', '2 quizzer', '3 steady', '4 guesser'],
      own: '2 quizzer',
    })
    await db.insert(members).values({ guild: 'g', member: 'quizzer', hidden: true })
    expect((await boardFor('steady')).rows).toEqual(['1 most', '2 steady', '3 guesser'])
    expect((await boardFor('quizzer')).own).toBe('2 quizzer')
    await playRound(db, { guild: 'g', day: 7 }, { quizzer: 'a' })
    expect(await differences(db)).toEqual([])
    await setHidden(db, 'quizzer', false)
    expect(await boardFor('quizzer')).toEqual(before)
  })

  test('a topic is shown from five answers in a domain on, rounds alone', async () => {
    const { db } = await open()
    const topics = [{ id: 'topic', title: { ko: '주제', en: 'Topic' }, domain: 'security' }]
    const shown = async () =>
      topicScores(topics, await ballotAnswers(db, { guild: 'g', member: 'ana' })).map(
        ({ domain, right, answered }) => `${domain} ${right}/${answered}`,
      )
    for (let day = 0; day < 4; day += 1) await playRound(db, { guild: 'g', day }, { ana: 'a' })
    await playRound(db, { guild: 'g', day: 4, domain: 'development' }, { ana: 'a' })
    await practiseSet(db, { guild: 'g', member: 'ana', set: 's', at: openingOf(4) }, '+++++')
    expect(await shown()).toEqual([])
    await playRound(db, { guild: 'g', day: 5 }, { ana: 'b' })
    expect(await shown()).toEqual(['security 4/5'])
  })
})
