import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Db } from '#core/deps.ts'
import type { Panel } from '#core/reply.ts'
import { correctRound } from '#daily/correct.ts'
import { boardPanel, readBoard, type Subject } from '#progress/board.ts'
import { movementOf } from '#progress/movement.ts'
import { periodKey, weekPeriod } from '#progress/period.ts'
import { rebuild } from '#progress/recount.ts'
import {
  latestSnapshot,
  ranksBefore,
  reviseSnapshot,
  reviseWeek,
  takeSnapshot,
  weeklyBoard,
  weekRows,
} from '#progress/snapshot-store.ts'
import { ballots, rounds } from '#record/tables.ts'
import { members } from '#settings/tables.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { monday, openingOf, playRound } from './support.ts'

const taken = openingOf(7)
const weekOf = (weeks: number) => weekPeriod(monday.add({ weeks }))
const keyOf = (weeks: number) => periodKey(weekOf(weeks))
const by = (id: string) => ({ id, guild: 'g', actor: 'owner', now: taken })
const nobody: ReadonlySet<string> = new Set()
const named = async (member: string) => member.toUpperCase()
const wordsOf = ({ blocks }: Panel): string =>
  blocks.map((block) => (block.kind === 'text' ? block.text : '---')).join('\n')

async function snap(db: Db, weeks: number): Promise<void> {
  const rows = await weekRows(db, 'g', monday.add({ weeks }), nobody)
  const week = { guild: 'g', board: weeklyBoard, period: keyOf(weeks) }
  await takeSnapshot(db, { ...week, revision: 1, taken, rows })
}

const boardOf = async (db: Db, weeks: number, me?: string) => {
  const subject: Subject = { kind: 'period', period: weekOf(weeks) }
  return wordsOf((await boardPanel(await readBoard(db, 'g', subject, me), 'en', named)).panel)
}

test('a movement says how many places were gained or lost', () => {
  expect(movementOf(1, 3)).toEqual({ kind: 'up', by: 2 })
  expect(movementOf(4, 3)).toEqual({ kind: 'down', by: 1 })
  expect(movementOf(2, 2)).toEqual({ kind: 'same' })
  expect(movementOf(2, undefined)).toEqual({ kind: 'new' })
  const rank = fc.integer({ min: 1, max: 10_000 })
  fc.assert(
    fc.property(rank, rank, (now, before) => {
      const moved = movementOf(now, before)
      const by = 'by' in moved ? moved.by : 0
      expect(before + (moved.kind === 'up' ? -by : by)).toBe(now)
    }),
  )
})

describeOnBothEngines('a week’s board', (open) => {
  test('shows how everyone moved since the last snapshot, whichever week that was', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a', bo: 'b', cem: 'a' })
    expect(await boardOf(db, 0)).toContain('🥇 **ANA** · **10 pts**')
    await snap(db, 0)
    // No round in the second week, so no snapshot of it either.
    await playRound(db, { guild: 'g', day: 14 }, { bo: 'a', cem: 'b', dia: 'b' })
    await playRound(db, { guild: 'g', day: 15 }, { bo: 'a', ana: 'a' })
    const words = await boardOf(db, 2, 'dia')
    expect(words).toContain('🥇 **BO** · ▲2 · **20 pts**')
    expect(words).toContain('🥈 **ANA** · ▼1 · **10 pts**')
    expect(words).toContain('🥉 **CEM** · ▼2 · **1 pt**')
    expect(words).toContain('🥉 **DIA** (you) · new · **1 pt**')
    expect(await boardOf(db, 0)).not.toMatch(/[▲▼]|new|· – ·/)
    await snap(db, 2)
    await playRound(db, { guild: 'g', day: 21 }, { bo: 'a' })
    expect(await boardOf(db, 3)).toContain('🥇 **BO** · – · **10 pts**')
  })

  test('keeps everyone ranked, so that who was eleventh is known; hidden and gone members are not kept', async () => {
    const { db } = await open()
    const crowd = Array.from({ length: 13 }, (_, place) => `m${String(place + 1).padStart(2, '0')}`)
    await playRound(db, { guild: 'g', day: 0 }, Object.fromEntries(crowd.map((who) => [who, 'a'])))
    await playRound(
      db,
      { guild: 'g', day: 1 },
      Object.fromEntries(crowd.slice(0, 10).map((who) => [who, 'a'])),
    )
    await db.insert(members).values({ guild: 'g', member: 'm12', hidden: true })
    const rows = await weekRows(db, 'g', monday, new Set(['m01']))
    expect(rows.map(({ member, rank }) => `${rank} ${member}`).slice(8)).toEqual([
      '1 m10',
      '10 m11',
      '10 m13',
    ])
    await takeSnapshot(db, {
      guild: 'g',
      board: weeklyBoard,
      period: keyOf(0),
      revision: 1,
      taken,
      rows,
    })
    await playRound(db, { guild: 'g', day: 7 }, { m13: 'a', m12: 'b' })
    const words = await boardOf(db, 1, 'm12')
    expect(words).toContain('🥇 **M13** · ▲9')
    expect(words).toContain('**#2** · you · **1 pt**')
  })

  test('names the winners when it is posted, three at most', async () => {
    const { db } = await open()
    const posted = async (language: 'en' | 'ko') => {
      const board = await readBoard(db, 'g', { kind: 'period', period: weekOf(0) })
      return wordsOf((await boardPanel(board, language, named, { final: true })).panel)
    }
    expect(await posted('en')).not.toContain('🎉')
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a', bo: 'b' })
    expect(await posted('en')).toContain('🎉 First place: **ANA** with 10 pts')
    expect(await posted('ko')).toContain('🎉 1위 **ANA** 님, 10점')
    await playRound(db, { guild: 'g', day: 1 }, { bo: 'a', ana: 'b', cem: 'a', dia: 'a' })
    expect(await posted('en')).toContain('🎉 **ANA** and **BO** share first place with 11 pts')
    await playRound(db, { guild: 'g', day: 2 }, { cem: 'b', dia: 'b' })
    expect(await posted('en')).toContain(
      '🎉 **ANA**, **BO**, **CEM**, and 1 more share first place',
    )
    expect(await posted('ko')).toContain(
      '🎉 공동 1위 **ANA** 님, **BO** 님, **CEM** 님 외 1명, 11점',
    )
    expect(await boardOf(db, 0)).not.toContain('🎉')
  })
})

describeOnBothEngines('a correction', (open) => {
  test('adds one revision to a board that was posted, once, and later movement goes by it', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a', bo: 'b' })
    await playRound(db, { guild: 'g', day: 1 }, { cem: 'b' })
    expect(await reviseWeek(db, 'g', monday, taken)).toBeUndefined() // nothing was posted yet
    await snap(db, 0)
    expect(await reviseWeek(db, 'g', monday, taken)).toBeUndefined()
    await db.update(rounds).set({ keys: ['b'] })
    await rebuild(db, 'g')
    expect(await boardOf(db, 0)).not.toContain('Corrected')
    expect(await reviseWeek(db, 'g', monday, taken)).toBe(2)
    expect(await reviseWeek(db, 'g', monday, taken)).toBeUndefined()
    const latest = await latestSnapshot(db, 'g', weeklyBoard, keyOf(0))
    expect(latest?.rows.map(({ member, rank, points }) => [rank, member, points])).toEqual([
      [1, 'bo', 10],
      [1, 'cem', 10],
      [3, 'ana', 1],
    ])
    expect(await boardOf(db, 0)).toContain('-# Corrected since it was posted.')
    expect(await ranksBefore(db, 'g', weeklyBoard, keyOf(1), ['ana', 'bo', 'dia'])).toEqual(
      new Map([
        ['ana', 3],
        ['bo', 1],
      ]),
    )
    // Whoever has nothing of that week left is on its board no more.
    await db.delete(ballots)
    await rebuild(db, 'g')
    expect(await reviseWeek(db, 'g', monday, taken)).toBe(3)
    expect((await latestSnapshot(db, 'g', weeklyBoard, keyOf(0)))?.rows).toEqual([])
  })

  test('brings onto a posted board who has come to points of that week, unless they hide or left', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'b' })
    await playRound(db, { guild: 'g', day: 1 }, { bo: 'a', cem: 'a', dia: 'a' })
    await correctRound(db, by('1'), 'g-1', { kind: 'void' })
    await snap(db, 0)
    await db.insert(members).values([
      { guild: 'g', member: 'ana', hidden: true },
      { guild: 'g', member: 'cem', hidden: true },
      { guild: 'g', member: 'dia', left: true },
    ])
    await correctRound(db, by('2'), 'g-1', { kind: 'rekey', keys: ['a'] })
    const latest = await latestSnapshot(db, 'g', weeklyBoard, keyOf(0))
    expect(latest?.revision).toBe(2)
    expect(latest?.rows.map(({ member, rank, points }) => [rank, member, points])).toEqual([
      [1, 'bo', 10],
      [2, 'ana', 1],
    ])
  })

  test('keeps every revision as it was', async () => {
    const { db } = await open()
    const rows = [{ member: 'ana', rank: 1, points: 10, right: 1, answered: 1 }]
    const revise = (points: number) =>
      reviseSnapshot(
        db,
        'g',
        weeklyBoard,
        keyOf(0),
        rows.map((row) => ({ ...row, points })),
        taken,
      )
    expect(await revise(10)).toBeUndefined()
    await takeSnapshot(db, {
      guild: 'g',
      board: weeklyBoard,
      period: keyOf(0),
      revision: 1,
      taken,
      rows,
    })
    expect([await revise(10), await revise(1), await revise(1), await revise(10)]).toEqual([
      undefined,
      2,
      undefined,
      3,
    ])
  })
})
