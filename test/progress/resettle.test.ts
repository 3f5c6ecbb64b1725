// A round corrected or counted again moves only what it can change, and comes to what a recount finds.
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Db } from '#core/deps.ts'
import { type Correction, correctRound } from '#daily/correct.ts'
import { differenceLine, differences, rebuild } from '#progress/recount.ts'
import { resettleRound } from '#progress/resettle.ts'
import { replaceBallots } from '#record/ballot-store.ts'
import { type Ballots, ballotsOf, roundOf } from '#record/store.ts'
import { describeOnBothEngines } from '../support/database.ts'
import {
  closeTestRound,
  corruptTotal,
  openingOf,
  openTestRound,
  playRound,
  practise,
  practiseSet,
  progressOf,
} from './support.ts'

const members = ['ana', 'bo', 'cem', 'dia']
const options = ['a', 'b', 'c', 'd']
const lastDay = 24

const votes = fc.dictionary(
  fc.constantFrom(...members),
  fc.subarray(options, { minLength: 0, maxLength: 2 }),
  { noNullPrototype: true },
)
const correction = fc.oneof(
  fc.constantFrom<Correction>({ kind: 'void' }, { kind: 'restore' }),
  fc.constantFrom(...options).map((key): Correction => ({ kind: 'rekey', keys: [key] })),
)
/** What can happen to a guild; a day is that of a round, and what does not fit does nothing. */
const act = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('close' as const), day: fc.nat(lastDay), votes }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('correct' as const),
      day: fc.nat(lastDay),
      correction,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('count again' as const),
      day: fc.nat(lastDay),
      votes,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('practise' as const),
      day: fc.nat(lastDay),
      member: fc.constantFrom(...members),
      results: fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
    }),
  },
)
const history = fc.record({
  days: fc.uniqueArray(fc.nat(lastDay), { minLength: 1, maxLength: 14 }),
  acts: fc.array(act, { maxLength: 40, size: 'max' }),
})

const by = (guild: string, id: string) => ({ id, guild, actor: 'owner', now: openingOf(99) })

/** As a `check` does: the ballots become those of Discord's final count, and what follows from them. */
const countAgain = (db: Db, id: string, voters: Ballots) =>
  db.transaction(async (tx) => {
    const [round, ballots] = [await roundOf(tx, id), await ballotsOf(tx, id)]
    if (round?.state !== 'closed') return
    await replaceBallots(tx, id, voters)
    await resettleRound(tx, round, { ...round, ballots }, { ...round, ballots: voters })
  })

describeOnBothEngines('a closed round that is counted otherwise', (open, { engine }) => {
  beforeAll(async () => {
    await open() // the first opening of an engine takes longer than a test may
  })

  test('any closes, corrections, late counts and practice come to what a recount finds', async () => {
    const { db } = await open()
    let guilds = 0
    let presses = 0
    await fc.assert(
      fc.asyncProperty(history, async ({ days, acts }) => {
        const guild = `guild ${guilds++}`
        for (const day of days) await openTestRound(db, { guild, day })
        for (const one of acts) {
          const day = days[one.day % days.length] ?? 0
          const id = `${guild}-${day}`
          if (one.does === 'close') {
            await closeTestRound(db, { guild, day }, new Map(Object.entries(one.votes)))
          } else if (one.does === 'correct') {
            await correctRound(db, by(guild, `any ${presses++}`), id, one.correction)
          } else if (one.does === 'count again') {
            await countAgain(db, id, new Map(Object.entries(one.votes)))
          } else {
            const { member, results } = one
            for (const [place, isRight] of results.entries()) {
              const at = openingOf(day).add({ minutes: place })
              const item = `item ${place}`
              await practise(db, { guild, member, set: id, item, isRight, at })
            }
          }
          expect((await differences(db, guild)).map(differenceLine)).toEqual([])
        }
        const moved = await progressOf(db, guild)
        await rebuild(db, guild)
        expect(await progressOf(db, guild)).toEqual(moved)
      }),
      { numRuns: engine === 'pglite' ? 6 : 20 },
    )
  }, 120_000)

  test('touches nobody it cannot change', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a', bo: 'b', cem: 'a' })
    await playRound(db, { guild: 'g', day: 1 }, { ana: 'a', bo: 'a' })
    // What a recount of the guild would mend stays as it is: Cem has no ballot in the round of day 1.
    const cem = { guild: 'g', member: 'cem', period: 'all', domain: '' }
    await corruptTotal(db, cem, { points: 77 })
    await correctRound(db, by('g', '1'), 'g-1', { kind: 'rekey', keys: ['b'] })
    const { totals } = await progressOf(db, 'g')
    const all = totals.filter(({ period, domain }) => period === 'all' && domain === '')
    expect(all.map(({ member, points }) => [member, points])).toEqual([
      ['ana', 11],
      ['bo', 2],
      ['cem', 77],
    ])
    expect((await differences(db)).map(({ member }) => member)).toEqual(['cem'])
  })

  test('a void gives back the run of who missed it, and leaves no empty total behind', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a' })
    await playRound(db, { guild: 'g', day: 1 }, { bo: 'a' })
    await playRound(db, { guild: 'g', day: 2 }, { ana: 'a' })
    await practiseSet(db, { guild: 'g', member: 'bo', set: 's', at: openingOf(30) }, '+')
    expect((await progressOf(db, 'g')).streaks.get('ana')).toMatchObject({ length: 1, best: 1 })
    await correctRound(db, by('g', '1'), 'g-1', { kind: 'void' })
    const { streaks, totals } = await progressOf(db, 'g')
    expect(streaks.get('ana')).toMatchObject({ length: 2, best: 2 })
    expect(streaks.get('bo')).toMatchObject({ length: 0, best: 1 })
    const places = totals.filter(({ member }) => member === 'bo').map(({ period }) => period)
    expect(places.sort()).toEqual(['all', 'month:2026-12', 'week:2026-11-30'])
  })

  test('who turns out never to have voted has no streak and no total', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a', bo: 'b' })
    await countAgain(db, 'g-0', new Map([['cem', ['a']]]))
    const { streaks, totals } = await progressOf(db, 'g')
    expect([...streaks.keys()]).toEqual(['cem'])
    expect(new Set(totals.map(({ member }) => member))).toEqual(new Set(['cem']))
    expect(await differences(db)).toEqual([])
  })
})
