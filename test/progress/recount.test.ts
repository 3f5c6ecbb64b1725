import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { differenceLine, differences, rebuild } from '#progress/recount.ts'
import { streaksOf } from '#progress/settlement-store.ts'
import { streaks, tallies } from '#progress/tables.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { corruptTotal, openTestRound, placeOf, playRound, progressOf } from './support.ts'

describeOnBothEngines('recounting', (open) => {
  test('a corrupted total or streak is exactly one difference, and a rebuild mends it', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a', bo: 'b' })
    await playRound(db, { guild: 'other', day: 0 }, { ana: 'a' })
    const right = await progressOf(db, 'g')
    const mended = async () => {
      await rebuild(db, 'g')
      expect(await differences(db)).toEqual([])
      expect(await progressOf(db, 'g')).toEqual(right)
    }

    const ana = { guild: 'g', member: 'ana', period: 'all', domain: 'security' }
    await corruptTotal(db, ana, { points: 11 })
    expect((await differences(db)).map(differenceLine)).toEqual([
      'total guild=g member=ana period=all domain=security stored=11:1/1 counted=10:1/1',
    ])
    expect(await differences(db, 'other')).toEqual([])
    await mended()

    await db
      .update(streaks)
      .set({ best: 9 })
      .where(and(eq(streaks.guild, 'g'), eq(streaks.member, 'bo')))
    expect((await differences(db)).map(differenceLine)).toEqual([
      'streak guild=g member=bo stored=1:best=9,freezes=0,toward=1,last=2026-11-02 counted=1:best=1,freezes=0,toward=1,last=2026-11-02',
    ])
    await mended()

    await db.delete(streaks).where(and(eq(streaks.guild, 'g'), eq(streaks.member, 'bo')))
    const place = await placeOf(db, { guild: 'ghost', period: 'all', domain: '' })
    await db.insert(tallies).values({ place, member: 'x', points: 1, right: 0, answered: 1 })
    expect((await differences(db)).map(({ kind, guild }) => `${kind} ${guild}`).sort()).toEqual([
      'streak g',
      'total ghost',
    ])
    await rebuild(db)
    expect(await differences(db)).toEqual([])
  })

  test('only closed rounds count: an open one is no difference and breaks no streak', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a' })
    await openTestRound(db, { guild: 'g', day: 1 })
    expect(await differences(db)).toEqual([])
    expect((await streaksOf(db, 'g')).get('ana')).toMatchObject({ length: 1 })
  })
})
