import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Db } from '#core/deps.ts'
import { differences, rebuild } from '#progress/recount.ts'
import { streaksOf } from '#progress/settlement-store.ts'
import { memberTotals } from '#progress/store.ts'
import { rounds } from '#record/tables.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { closeTestRound, openingOf, openTestRound, playRound } from './support.ts'

const voidRound = (db: Db, id: string) =>
  db
    .update(rounds)
    .set({ voided: openingOf(99) })
    .where(eq(rounds.id, id))

const allTimeOf = async (db: Db, member: string) => {
  const [all] = await memberTotals(db, { guild: 'g', member, period: 'all' }, [''])
  return [all?.points, all?.answered]
}

describeOnBothEngines('a voided round', (open) => {
  test('gives no points, counts for who answered and is neutral for who missed it', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a', bo: 'a' })
    await openTestRound(db, { guild: 'g', day: 1 })
    await voidRound(db, 'g-1')
    await closeTestRound(db, { guild: 'g', day: 1 }, new Map([['ana', ['a']]]))
    const streaks = await streaksOf(db, 'g')
    expect(streaks.get('ana')).toMatchObject({ length: 2 })
    expect(streaks.get('bo')).toMatchObject({ length: 1 })
    expect(await allTimeOf(db, 'ana')).toEqual([10, 1])
    expect(await differences(db)).toEqual([])
  })

  test('a round voided or re-keyed later is scored anew by a rebuild in the same transaction', async () => {
    const { db } = await open()
    for (const day of [0, 1]) await playRound(db, { guild: 'g', day }, { ana: 'a', bo: 'b' })
    await playRound(db, { guild: 'g', day: 2 }, { ana: 'a' })
    await db.transaction(async (tx) => {
      await tx
        .update(rounds)
        .set({ keys: ['b'] })
        .where(eq(rounds.id, 'g-1'))
      await voidRound(tx, 'g-2')
      await rebuild(tx, 'g')
    })
    expect(await allTimeOf(db, 'ana')).toEqual([11, 2])
    expect(await allTimeOf(db, 'bo')).toEqual([11, 2])
    expect((await streaksOf(db, 'g')).get('ana')).toMatchObject({ length: 3 })
    expect((await streaksOf(db, 'g')).get('bo')).toMatchObject({ length: 2 })
  })
})
