import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Db } from '#core/deps.ts'
import { finishedSets, practisersIn } from '#progress/practice.ts'
import { practiceOf, practisers } from '#progress/practice-store.ts'
import { differenceLine, differences, rebuild } from '#progress/recount.ts'
import { foldStreaks } from '#progress/refold.ts'
import { streaksOf } from '#progress/settlement-store.ts'
import { isSame } from '#progress/streak.ts'
import { roundOn } from '#record/store.ts'
import { rounds } from '#record/tables.ts'
import { describeOnBothEngines, describeOnPostgres, freshDatabase } from '../support/database.ts'
import {
  closeTestRound,
  corruptTotal,
  monday,
  openingOf,
  openTestRound,
  playRound,
  practise,
  practiseSet,
  progressOf,
  type TestAttempt,
} from './support.ts'

const members = ['ana', 'bo', 'cem']
const days = 9

const rounds_ = fc.uniqueArray(
  fc.record({
    day: fc.nat(days),
    votes: fc.dictionary(fc.constantFrom(...members), fc.constantFrom('a', 'b'), {
      noNullPrototype: true,
    }),
    voided: fc.constantFrom('never', 'never', 'before', 'after'),
    turn: fc.nat(1000),
  }),
  { selector: ({ day }) => day, minLength: 4, maxLength: days },
)

/** Sets that begin anywhere, most within a round's hours, with answers five minutes apart. */
const sets = fc.array(
  fc.record({
    member: fc.constantFrom(...members),
    day: fc.nat(days),
    minute: fc.oneof(
      fc.integer({ min: 0, max: 690 }),
      fc.constantFrom(-20, -1, 0, 700, 719),
      fc.integer({ min: -540, max: 800 }),
    ),
    first: fc.nat(3),
    results: fc.array(fc.constantFrom(true, true, false), { minLength: 4, maxLength: 7 }),
    turns: fc.array(fc.nat(1000), { minLength: 7, maxLength: 7 }),
  }),
  { maxLength: 7 },
)

let guilds = 0
const newGuild = () => `practice ${guilds++}`

const voidRound = (db: Db, id: string) =>
  db
    .update(rounds)
    .set({ voided: openingOf(99) })
    .where(eq(rounds.id, id))

const pointsOf = async (db: Db, member: string) =>
  (await progressOf(db, 'g')).totals
    .filter((total) => total.member === member)
    .map(({ period, domain, points, answered }) => [period, domain, points, answered])

describeOnBothEngines('practice', (open, { engine }) => {
  test('and rounds, in whatever order they are written down, come to what a recount finds', async () => {
    const { db } = await open()
    await fc.assert(
      fc.asyncProperty(rounds_, sets, fc.boolean(), async (history, practised, inTime) => {
        const guild = newGuild()
        for (const round of history) await openTestRound(db, { guild, ...round })
        const acts: { readonly turn: number; readonly act: () => Promise<unknown> }[] = []
        const turnAt = (at: Temporal.Instant, turn: number) =>
          inTime ? at.epochMilliseconds : turn
        for (const { day, votes, voided, turn } of history) {
          const ballots = new Map(Object.entries(votes).map(([who, vote]) => [who, [vote]]))
          acts.push({
            turn: turnAt(openingOf(day).add({ hours: 12 }), turn),
            async act() {
              if (voided === 'before') await voidRound(db, `${guild}-${day}`)
              await closeTestRound(db, { guild, day }, ballots)
            },
          })
        }
        for (const [set, { member, day, minute, first, results, turns }] of practised.entries()) {
          for (const [place, isRight] of results.entries()) {
            const at = openingOf(day).add({ minutes: minute + 5 * place })
            const item = `item ${first + place}`
            const attempt = { guild, member, set: `${guild} ${set}`, item, isRight, at }
            const turn = turnAt(at, turns[place] ?? 0)
            acts.push({ turn, act: () => practise(db, attempt) })
          }
        }
        for (const { act } of acts.toSorted((one, other) => one.turn - other.turn)) await act()
        expect((await differences(db, guild)).map(differenceLine)).toEqual([])

        // What the database counts at a close is what the rule says, round by round.
        const finished = finishedSets(await practiceOf(db, guild))
        for (const { day } of history) {
          const round = await roundOn(db, guild, monday.add({ days: day }))
          if (!round) throw new Error('the round is gone')
          expect(await practisers(db, round)).toEqual(practisersIn(finished, round))
        }
        const folded = await foldStreaks(db, guild)
        for (const member of members) {
          const stored = (await streaksOf(db, guild, [member])).get(member)
          expect(isSame(folded.get(member), stored)).toBe(true)
        }

        // A correction after all this makes no streak shorter.
        const was = await streaksOf(db, guild)
        for (const { day, voided } of history)
          if (voided === 'after') await voidRound(db, `${guild}-${day}`)
        await rebuild(db, guild)
        expect(await differences(db, guild)).toEqual([])
        for (const [member, streak] of await streaksOf(db, guild)) {
          expect(streak.length).toBeGreaterThanOrEqual(was.get(member)?.length ?? 0)
          expect(streak.best).toBeGreaterThanOrEqual(was.get(member)?.best ?? 0)
        }
      }),
      { numRuns: engine === 'pglite' ? 5 : 15 },
    )
  }, 90_000)

  test('gives 1 for an item right the first time that day, 3 a day at most, in week, month and all time', async () => {
    const { db } = await open()
    const at = openingOf(0)
    await practiseSet(db, { guild: 'g', member: 'ana', set: 's1', at }, '-++')
    expect(await pointsOf(db, 'ana')).toEqual([
      ['all', '', 2, 0],
      ['month:2026-11', '', 2, 0],
      ['week:2026-11-02', '', 2, 0],
    ])
    // Wrong at first sight today: right in another set gives nothing. A fourth right item neither.
    await practiseSet(db, { guild: 'g', member: 'ana', set: 's2', at: at.add({ hours: 1 }) }, '+')
    expect((await pointsOf(db, 'ana'))[0]).toEqual(['all', '', 2, 0])
    await practiseSet(
      db,
      { guild: 'g', member: 'ana', set: 's3', at: at.add({ hours: 2 }) },
      '+++++',
    )
    expect((await pointsOf(db, 'ana'))[0]).toEqual(['all', '', 3, 0])
    await practiseSet(db, { guild: 'g', member: 'ana', set: 's4', at: at.add({ hours: 24 }) }, '+')
    expect((await pointsOf(db, 'ana'))[0]).toEqual(['all', '', 4, 0])
    expect(await differences(db)).toEqual([])
  })

  test('delivered twice gives its point once; reviews and exams give none', async () => {
    const { db } = await open()
    const attempt: TestAttempt = {
      guild: 'g',
      member: 'ana',
      set: 's',
      item: 'i',
      isRight: true,
      at: openingOf(0),
    }
    const kept = await practise(db, attempt)
    expect(await practise(db, attempt)).toEqual(kept)
    expect(await practise(db, { ...attempt, id: 'again', isRight: false })).toEqual(kept)
    for (const kind of ['review', 'exam'] as const)
      await practise(db, { ...attempt, kind, set: kind, item: kind })
    expect((await pointsOf(db, 'ana'))[0]).toEqual(['all', '', 1, 0])
    expect(await differences(db)).toEqual([])
  })

  test('a corrupted practice point is one line of a recount', async () => {
    const { db } = await open()
    await practiseSet(db, { guild: 'g', member: 'ana', set: 's', at: openingOf(0) }, '++')
    const all = { guild: 'g', member: 'ana', period: 'all', domain: '' }
    await corruptTotal(db, all, { points: 3 })
    expect((await differences(db)).map(differenceLine)).toEqual([
      'total guild=g member=ana period=all domain=(all) stored=3:0/0 counted=2:0/0',
    ])
    await rebuild(db)
    expect(await differences(db)).toEqual([])
  })

  test('a set of five with three right keeps the streak of whoever missed the vote', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a', bo: 'a', cem: 'a' })
    await openTestRound(db, { guild: 'g', day: 1 })
    const set = { guild: 'g', at: openingOf(1).add({ hours: 3 }) }
    await practiseSet(db, { ...set, member: 'ana', set: 'good' }, '+-+-+')
    await practiseSet(db, { ...set, member: 'bo', set: 'poor' }, '+---+')
    await practiseSet(db, { ...set, member: 'dia', set: 'first' }, '+++--')
    await closeTestRound(db, { guild: 'g', day: 1 }, new Map())
    const streaks = await streaksOf(db, 'g')
    expect(streaks.get('ana')).toMatchObject({ length: 2 })
    expect(streaks.get('bo')).toMatchObject({ length: 0, best: 1 })
    expect(streaks.get('cem')).toMatchObject({ length: 0 })
    expect(streaks.get('dia')).toMatchObject({ length: 1 })
  })

  test('an answer of the last second that is written down after the close still counts', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a' })
    await openTestRound(db, { guild: 'g', day: 1 })
    const set = { guild: 'g', member: 'ana', set: 's', isRight: true }
    const last = openingOf(1).add({ hours: 12 }).subtract({ nanoseconds: 1000 })
    for (const place of [1, 2, 3, 4])
      await practise(db, { ...set, item: `${place}`, at: last.subtract({ minutes: place }) })
    await closeTestRound(db, { guild: 'g', day: 1 }, new Map())
    expect((await streaksOf(db, 'g')).get('ana')).toMatchObject({ length: 0 })
    await practise(db, { ...set, item: '5', at: last })
    expect((await streaksOf(db, 'g')).get('ana')).toMatchObject({ length: 2 })
    expect(await differences(db)).toEqual([])
  })
})

describeOnPostgres('practice at once', () => {
  test('answers and closes of one guild at the same time lose nothing', async () => {
    const { db, close } = await freshDatabase('postgres')
    try {
      for (const day of [0, 1, 2]) await openTestRound(db, { guild: 'g', day })
      const works = [0, 1, 2].flatMap((day) => [
        closeTestRound(db, { guild: 'g', day }, new Map([['bo', ['a']]])),
        ...members.flatMap((member) =>
          Array.from({ length: 6 }, (_, place) => {
            const at = openingOf(day).add({ minutes: place })
            const set = `${day}`
            return practise(db, { guild: 'g', member, set, item: `${place}`, isRight: true, at })
          }),
        ),
      ])
      await Promise.all(works)
      expect(await differences(db)).toEqual([])
      for (const member of members)
        expect((await streaksOf(db, 'g')).get(member)).toMatchObject({ length: 3 })
      expect((await pointsOf(db, 'ana'))[0]).toEqual(['all', '', 9, 0])
    } finally {
      await close()
    }
  })
})
