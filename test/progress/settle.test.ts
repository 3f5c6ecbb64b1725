import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differences } from '#progress/recount.ts'
import { streaksOf, totalsOf } from '#progress/settlement-store.ts'
import { type Streak, stepStreak } from '#progress/streak.ts'
import { describeOnBothEngines, describeOnPostgres, freshDatabase } from '../support/database.ts'
import { closeTestRound, monday, openTestRound, playRound, progressOf } from './support.ts'

const members = ['ana', 'bo', 'cem', 'dia']
const options = ['a', 'b', 'c', 'd']

/** Rounds on different days, who voted what in each, and the order in which they close. */
const histories = fc
  .uniqueArray(
    fc.record({
      day: fc.nat(45),
      domain: fc.constantFrom('development', 'security', ''),
      keys: fc.subarray(options, { minLength: 1, maxLength: 2 }),
      votes: fc.dictionary(fc.constantFrom(...members), fc.subarray(options), {
        minKeys: 0,
        noNullPrototype: true,
      }),
      closesAs: fc.nat(1000),
    }),
    { selector: ({ day }) => day, maxLength: 25 },
  )
  .map((rounds) => rounds.toSorted((one, other) => one.day - other.day))

let guilds = 0
const newGuild = () => `guild ${guilds++}`

describeOnBothEngines('settling', (open, { engine }) => {
  test('round after round, in whatever order they close, comes to what a recount finds', async () => {
    const { db } = await open()
    await fc.assert(
      fc.asyncProperty(histories, fc.boolean(), async (history, inOrder) => {
        const guild = newGuild()
        for (const round of history) await openTestRound(db, { guild, ...round })
        const closing = history.toSorted((one, other) => one.closesAs - other.closesAs)
        for (const round of inOrder ? history : closing) {
          const ballots = new Map(Object.entries(round.votes))
          await closeTestRound(db, { guild, ...round }, ballots)
        }
        expect(await differences(db, guild)).toEqual([])

        const stored = await streaksOf(db, guild)
        for (const member of members) {
          const days = history.map(({ day, votes }) => ({
            day: monday.add({ days: day }),
            played: (votes[member] ?? []).length > 0,
          }))
          const shall = days.reduce<Streak | undefined>(stepStreak, undefined)
          const is = stored.get(member)
          expect(is && { ...is, lastDate: `${is.lastDate}` }).toEqual(
            shall && { ...shall, lastDate: `${shall.lastDate}` },
          )
        }
      }),
      { numRuns: engine === 'pglite' ? 8 : 30 },
    )
  }, 90_000)

  test('two rounds give the same totals and streaks in either order', async () => {
    const { db } = await open()
    const first = { day: 0, domain: 'security' }
    const second = { day: 1, domain: 'development', keys: ['b', 'c'] }
    const votes = [
      [
        first,
        new Map([
          ['ana', ['a']],
          ['bo', ['b']],
        ]),
      ],
      [
        second,
        new Map([
          ['ana', ['c', 'b']],
          ['cem', ['b']],
        ]),
      ],
    ] as const
    for (const [guild, order] of [
      ['forth', votes],
      ['back', votes.toReversed()],
    ] as const) {
      await openTestRound(db, { guild, ...first })
      await openTestRound(db, { guild, ...second })
      for (const [round, ballots] of order) await closeTestRound(db, { guild, ...round }, ballots)
    }
    const [forth, back] = [await progressOf(db, 'forth'), await progressOf(db, 'back')]
    expect(back).toEqual(forth)
    expect(forth.streaks.get('ana')).toMatchObject({ length: 2 })
    expect(forth.streaks.get('bo')).toMatchObject({ length: 0, best: 1 })
    expect(forth.totals).toContainEqual({
      member: 'ana',
      period: 'week:2026-11-02',
      domain: '',
      points: 20,
      right: 2,
      answered: 2,
    })
    expect(forth.totals).toContainEqual({
      member: 'bo',
      period: 'all',
      domain: 'security',
      points: 1,
      right: 0,
      answered: 1,
    })
  })

  test('a second close of the same round changes nothing', async () => {
    const { db } = await open()
    const round = { guild: 'g', day: 0 }
    await playRound(db, round, { ana: 'a' })
    const once = await progressOf(db, 'g')
    expect(await closeTestRound(db, round, new Map([['ana', ['a']]]))).toBe(false)
    expect(await progressOf(db, 'g')).toEqual(once)
  })

  test('a close that is rolled back leaves nothing', async () => {
    const { db } = await open()
    const round = { guild: 'g', day: 0 }
    await openTestRound(db, round)
    const dies = db.transaction(async (tx) => {
      await closeTestRound(tx, round, new Map([['ana', ['a']]]))
      throw new Error('killed here')
    })
    await expect(dies).rejects.toThrow('killed here')
    expect(await progressOf(db, 'g')).toEqual({ totals: [], streaks: new Map() })
  })

  test('a seventh day brings a freeze, a missed one spends it or ends the run', async () => {
    const { db } = await open()
    for (let day = 0; day < 6; day++)
      await playRound(db, { guild: 'g', day }, { ana: 'a', bo: 'a' })
    await playRound(db, { guild: 'g', day: 6 }, { ana: 'a', cem: 'b', dia: '' })
    const seventh = await streaksOf(db, 'g')
    expect([...seventh.keys()].sort()).toEqual(['ana', 'bo', 'cem'])
    expect(seventh.get('ana')).toMatchObject({ length: 7, freezes: 1 })
    expect(seventh.get('bo')).toMatchObject({ length: 0, best: 6, freezes: 0 })
    expect(seventh.get('cem')).toMatchObject({ length: 1 })
    await playRound(db, { guild: 'g', day: 7 }, {})
    const eighth = await streaksOf(db, 'g')
    expect(eighth.get('ana')).toMatchObject({ length: 7, freezes: 0 })
    expect(eighth.get('cem')).toMatchObject({ length: 0, best: 1 })
  })

  test('a guild of some hundred voters settles in the same statements', async () => {
    const { db } = await open()
    const crowd = Array.from({ length: 700 }, (_, place) => `member ${place}`)
    for (const day of [0, 1]) {
      const round = { guild: 'g', day }
      await openTestRound(db, round)
      const votes = crowd.map(
        (member, place) => [member, [options[(place + day) % 4] ?? 'a']] as const,
      )
      await closeTestRound(db, round, new Map(votes))
      expect((await streaksOf(db, 'g')).size).toBe(700)
    }
    expect(await differences(db)).toEqual([])
    expect(await totalsOf(db, 'g')).toHaveLength(700 * 4)
  })
})

describeOnPostgres('settling at once', () => {
  test('rounds of one guild that close at the same time lose nothing', async () => {
    const { db, close } = await freshDatabase('postgres')
    try {
      const days = Array.from({ length: 12 }, (_, day) => ({ guild: 'g', day }))
      for (const round of days) await openTestRound(db, round)
      const ballots = new Map(members.map((member) => [member, ['a']]))
      // Each round is closed by two replicas as well.
      await Promise.all([...days, ...days].map((round) => closeTestRound(db, round, ballots)))
      expect(await differences(db)).toEqual([])
      expect((await streaksOf(db, 'g')).get('ana')).toMatchObject({ length: 12, freezes: 1 })
    } finally {
      await close()
    }
  })
})
