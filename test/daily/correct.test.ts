// Correct: a round voided or re-keyed, and everything it counted for afterwards.
import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { keepReport, openReports } from '#answer/store.ts'
import { type Correction, correctRound } from '#daily/correct.ts'
import { periodKey, weekPeriod } from '#progress/period.ts'
import { differences } from '#progress/recount.ts'
import { streaksOf, totalsOf } from '#progress/settlement-store.ts'
import { latestSnapshot, takeSnapshot, weeklyBoard, weekRows } from '#progress/snapshot-store.ts'
import { openRoundFor } from '#progress/store.ts'
import { streakStatus } from '#progress/streak.ts'
import { audit, rounds } from '#record/tables.ts'
import { slots } from '#schedule/tables.ts'
import {
  closeTestRound,
  monday,
  openingOf,
  openTestRound,
  playRound,
  practiseSet,
  progressOf,
} from '../progress/support.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { correct, lengthsOf, now, pointsOf, rekey, toRestore, toVoid } from './correcting.ts'

describeOnBothEngines('a correction', (open) => {
  beforeAll(async () => {
    await open() // the first opening of an engine takes longer than a test may
  })

  test('voids a round: no points for anyone, no streak shorter, one audit row, one notice owed', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a', bo: 'a' })
    await playRound(db, { guild: 'g', day: 1 }, { ana: 'b', cem: 'a' })
    expect(await lengthsOf(db)).toEqual({ ana: 2, bo: 0, cem: 1 })
    expect((await correct(db, 'g-1', toVoid, 'x')).kind).toBe('done')
    expect(await pointsOf(db)).toEqual({ ana: 10, bo: 10 })
    expect(await lengthsOf(db)).toEqual({ ana: 2, bo: 1, cem: 1 })
    expect(await differences(db)).toEqual([])
    expect(await db.select().from(audit)).toMatchObject([
      {
        id: 'x',
        actor: 'owner',
        kind: 'void',
        subject: 'g-1',
        before: { keys: ['a'], isVoided: false, isOpen: false },
        after: { keys: ['a'], isVoided: true, isOpen: false },
      },
    ])
    expect(await db.select().from(slots)).toMatchObject([{ kind: 'notice', subject: 'x' }])
  })

  test('gives a round other keys: scored anew in week, month, all time and its domain', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a', bo: 'b' })
    expect((await correct(db, 'g-0', rekey('b'))).kind).toBe('done')
    const places = (await totalsOf(db, 'g')).map(({ member, period, domain, points }) => {
      return [member, period, domain, points].join(' ')
    })
    expect(places.toSorted()).toEqual([
      'ana all  1',
      'ana all security 1',
      'ana month:2026-11  1',
      'ana week:2026-11-02  1',
      'bo all  10',
      'bo all security 10',
      'bo month:2026-11  10',
      'bo week:2026-11-02  10',
    ])
    expect(await differences(db)).toEqual([])
  })

  test('the same a second time, or the same press again, changes nothing and says so', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a', bo: 'b' })
    await correct(db, 'g-0', toVoid, 'x')
    const after = await progressOf(db, 'g')
    expect((await correct(db, 'g-0', toVoid, 'y')).kind).toBe('already')
    expect((await correct(db, 'g-0', toVoid, 'x')).kind).toBe('already')
    expect(await progressOf(db, 'g')).toEqual(after)
    expect(await db.select().from(audit)).toHaveLength(1)
    expect(await db.select().from(slots)).toHaveLength(1)

    await correct(db, 'g-0', rekey('b'), 'z')
    // The press that voided it is delivered once more, late.
    expect((await correct(db, 'g-0', toVoid, 'x')).kind).toBe('already')
    expect((await correct(db, 'g-0', rekey('b'), 'w')).kind).toBe('already')
    expect(await pointsOf(db)).toEqual({ ana: 1, bo: 10 })
    expect(await db.select().from(audit)).toHaveLength(2)
  })

  test('the last correction holds, and who was spared by voiding stays spared', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a', bo: 'a' })
    await playRound(db, { guild: 'g', day: 1 }, { ana: 'a' })
    await correct(db, 'g-1', toVoid)
    expect(await lengthsOf(db)).toEqual({ ana: 2, bo: 1 })
    expect((await correct(db, 'g-1', rekey('a'))).kind).toBe('done')
    expect(await pointsOf(db)).toEqual({ ana: 20, bo: 10 })
    expect(await lengthsOf(db)).toEqual({ ana: 2, bo: 1 })
    expect(await differences(db)).toEqual([])
    // What is played on afterwards counts on from there, also by a set of practice.
    await playRound(db, { guild: 'g', day: 2 }, { ana: 'a', bo: 'a' })
    await practiseSet(db, { guild: 'g', member: 'bo', set: 's', at: openingOf(2) }, '+++++')
    expect(await lengthsOf(db)).toEqual({ ana: 3, bo: 2 })
    expect(await differences(db)).toEqual([])
  })

  test('a voided round counts again as it did; one that counts cannot', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a', bo: 'b' })
    expect((await correct(db, 'g-0', toRestore)).kind).toBe('already')
    const before = await progressOf(db, 'g')
    await correct(db, 'g-0', toVoid)
    expect(await pointsOf(db)).toEqual({})
    expect((await correct(db, 'g-0', toRestore)).kind).toBe('done')
    expect(await progressOf(db, 'g')).toEqual(before)
    expect((await db.select().from(audit)).map(({ kind }) => kind).toSorted()).toEqual([
      'restore',
      'void',
    ])
    expect(await differences(db)).toEqual([])
  })

  test('what an owner has not seen they do not change', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a', bo: 'b' })
    const press = (id: string, correction: Correction, seen: string) =>
      correctRound(db, { id, guild: 'g', actor: id, now, seen }, 'g-0', correction)
    expect((await press('1', rekey('b'), '')).kind).toBe('done')
    expect((await press('2', toVoid, '')).kind).toBe('overtaken')
    expect((await press('3', rekey('b'), '')).kind).toBe('already') // what they wanted holds
    expect((await press('4', toVoid, '1')).kind).toBe('done')
    expect((await press('4', toVoid, '1')).kind).toBe('already')
    expect((await press('5', rekey('a'), '1')).kind).toBe('overtaken')
    expect(await db.select().from(audit)).toHaveLength(2)
    expect(await pointsOf(db)).toEqual({})
  })

  test('keys must be as many as before, of the options shown, and of a round of this guild', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a' })
    await playRound(db, { guild: 'g', day: 1, keys: ['a', 'b'] }, { ana: 'cd' })
    await playRound(db, { guild: 'h', day: 0 }, { ana: 'a' })
    await openTestRound(db, { guild: 'g', day: 2 })
    await db.update(rounds).set({ state: 'claimed' }).where(eq(rounds.id, 'g-2'))
    for (const keys of [[], ['a', 'b'], ['z']]) {
      expect((await correct(db, 'g-0', rekey(...keys))).kind).toBe('misfit')
    }
    for (const keys of [['c'], ['c', 'c'], ['b', 'c', 'd'], ['c', 'z']]) {
      expect((await correct(db, 'g-1', rekey(...keys))).kind).toBe('misfit')
    }
    for (const id of ['h-0', 'g-2', 'none'])
      expect((await correct(db, id, toVoid)).kind).toBe('gone')
    expect(await db.select().from(audit)).toEqual([])
    expect((await correct(db, 'g-1', rekey('d', 'c'))).kind).toBe('done')
    expect(await pointsOf(db)).toEqual({ ana: 20 })
  })

  test('an open round is corrected at once and counted when it closes', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a', bo: 'a' })
    await openTestRound(db, { guild: 'g', day: 1 })
    await correct(db, 'g-1', toVoid)
    await correct(db, 'g-1', rekey('b'))
    expect(await pointsOf(db)).toEqual({ ana: 10, bo: 10 })
    await closeTestRound(db, { guild: 'g', day: 1 }, new Map([['ana', ['b']]]))
    expect(await pointsOf(db)).toEqual({ ana: 20, bo: 10 })
    expect(await lengthsOf(db)).toEqual({ ana: 2, bo: 1 })
    expect(await differences(db)).toEqual([])
  })

  test('keys given to an open round leave a trace, also those that it has', async () => {
    const { db } = await open()
    await openTestRound(db, { guild: 'g', day: 0 })
    expect((await correct(db, 'g-0', rekey('a'), 'x')).kind).toBe('done')
    expect((await correct(db, 'g-0', rekey('a'), 'x')).kind).toBe('already') // the same press
    const keys = ['a']
    const side = { keys, isVoided: false, isOpen: true }
    expect(await db.select().from(audit)).toMatchObject([{ id: 'x', before: side, after: side }])
    await closeTestRound(db, { guild: 'g', day: 0 }, new Map([['ana', ['a']]]))
    expect((await correct(db, 'g-0', rekey('a'))).kind).toBe('already')
    expect(await pointsOf(db)).toEqual({ ana: 10 })
  })

  test('an open round that is voided puts no streak at risk; one that counts again does', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a' })
    await openTestRound(db, { guild: 'g', day: 1 })
    const atRisk = async () => {
      const round = await openRoundFor(db, 'g', 'ana', openingOf(1).add({ hours: 1 }))
      const streak = (await streaksOf(db, 'g')).get('ana')
      const today = monday.add({ days: 1 })
      const open = round && { day: round.round.localDate, part: round.part }
      return streakStatus(streak, today, open).kind === 'at risk'
    }
    expect(await atRisk()).toBe(true)
    await correct(db, 'g-1', toVoid)
    expect(await atRisk()).toBe(false)
    await correct(db, 'g-1', toRestore)
    expect(await atRisk()).toBe(true)
  })

  test('a board that was posted gets a revision, and its first one stays', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a', bo: 'b' })
    const period = periodKey(weekPeriod(monday))
    const rows = await weekRows(db, 'g', monday, new Set())
    const board = { guild: 'g', board: weeklyBoard, period }
    await takeSnapshot(db, { ...board, revision: 1, taken: now, rows })
    await correct(db, 'g-0', rekey('b'))
    const latest = await latestSnapshot(db, 'g', weeklyBoard, period)
    expect(latest?.revision).toBe(2)
    expect(latest?.rows.map(({ member, rank, points }) => [member, rank, points])).toEqual([
      ['bo', 1, 10],
      ['ana', 2, 1],
    ])
    await correct(db, 'g-0', rekey('b'))
    expect((await latestSnapshot(db, 'g', weeklyBoard, period))?.revision).toBe(2)
  })

  test('ends the reports about its round, and no others', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a' })
    const report = { guild: 'g', member: 'ana', channel: 'c', message: 'm', reason: 'wrong' }
    await keepReport(db, { ...report, id: '1', round: 'g-0', reported: now })
    await keepReport(db, { ...report, id: '2', round: 'g-1', reported: now })
    await keepReport(db, { ...report, id: '3', reported: now })
    await correct(db, 'g-0', toVoid)
    expect((await openReports(db, 'g', 9)).map(({ id }) => id).toSorted()).toEqual(['2', '3'])
  })
})
