// Close: what happens while Discord is still counting, and when many close at once.
import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { closeHandler, closeHandlers } from '#daily/close.ts'
import { fail } from '#lib/result.ts'
import { periodKey, weekPeriod } from '#progress/period.ts'
import { differences } from '#progress/recount.ts'
import { totalsOf } from '#progress/settlement-store.ts'
import { latestSnapshot, takeSnapshot, weeklyBoard } from '#progress/snapshot-store.ts'
import { replaceBallots } from '#record/ballot-store.ts'
import { ballotsOf } from '#record/store.ts'
import { slots } from '#schedule/tables.ts'
import { monday, progressOf } from '../progress/support.ts'
import { describeOnBothEngines, describeOnPostgres, freshDatabase } from '../support/database.ts'
import { openPolledRound, shownBallots } from './poll-chat.ts'

describeOnBothEngines('closing', (open) => {
  beforeAll(async () => {
    await open() // the first opening of an engine takes longer than a test may
  })
  const opened = async () => {
    const database = await open()
    const round = await openPolledRound(database, { guild: 'g', day: 0 })
    const owed = async () =>
      (await database.db.select().from(slots).where(eq(slots.guild, 'g'))).map(({ kind }) => kind)
    return { ...round, db: database.db, owed, handlers: closeHandlers(round.deps) }
  }

  test('a final count closes at once, and nothing is checked again', async () => {
    const round = await opened()
    round.poll.vote('ana', [1])
    await round.handlers.close(round.slotOf('close'))
    expect(await round.owed()).toEqual(['reveal'])
  })

  test('counts that are not final but agree with the voters close at once and are checked', async () => {
    const round = await opened()
    round.poll.vote('ana', [1])
    round.poll.isFinal = false
    expect(await round.handlers.close(round.slotOf('close'))).toEqual({ kind: 'done' })
    expect(await round.stored()).toEqual({ ana: 'a' })
    expect((await round.owed()).toSorted()).toEqual(['check', 'reveal'])
  })

  test('a count that never ends is waited for ten minutes, then scored from the voters', async () => {
    const round = await opened()
    round.poll.vote('ana', [1])
    round.poll.vote('bo', [2])
    round.poll.isFinal = false
    round.poll.unlisted.add('bo')
    const { closes } = round
    let now = closes
    let looks = 0
    for (;;) {
      const outcome = await round.handlers.close(round.slotOf('close'))
      looks += 1
      if (outcome.kind === 'done') break
      if (outcome.kind !== 'later') throw new Error(outcome.kind)
      expect(await round.state()).toBe('open')
      expect(Temporal.Instant.compare(outcome.due, now)).toBe(1)
      now = outcome.due
      round.moveTo(now)
    }
    expect(closes.until(now).total('minutes')).toBe(10)
    expect(looks).toBeLessThan(12)
    expect(await round.stored()).toEqual({ ana: 'a' })
    expect((await round.owed()).toSorted()).toEqual(['check', 'reveal'])
  })

  test('voters that turn up within the ten minutes are counted', async () => {
    const round = await opened()
    round.poll.vote('bo', [2])
    round.poll.isFinal = false
    round.poll.unlisted.add('bo')
    expect((await round.handlers.close(round.slotOf('close'))).kind).toBe('later')
    round.poll.unlisted.clear()
    round.moveTo(round.closes.add({ seconds: 20 }))
    expect((await round.handlers.close(round.slotOf('close'))).kind).toBe('done')
    expect(await round.stored()).toEqual({ bo: 'b' })
  })

  test('a final count that comes late is recounted: ballots, totals and streaks', async () => {
    const round = await opened()
    round.poll.vote('ana', [2])
    round.poll.vote('bo', [1])
    round.poll.isFinal = false
    round.poll.unlisted.add('bo')
    round.moveTo(round.closes.add({ minutes: 10 }))
    await round.handlers.close(round.slotOf('close'))
    expect(await round.stored()).toEqual({ ana: 'b' })

    const week = [round.db, 'g', weeklyBoard, periodKey(weekPeriod(monday))] as const
    const [, guild, board, period] = week
    const rows = [{ member: 'ana', rank: 1, points: 5, right: 1, answered: 1 }]
    await takeSnapshot(round.db, { guild, board, period, revision: 1, taken: round.closes, rows })

    const until = round.closes.add({ hours: 48 })
    const check = () => round.handlers.check(round.slotOf('check', until))
    expect((await check()).kind).toBe('later')
    round.moveTo(round.closes.add({ hours: 16 }))
    round.poll.isFinal = true
    round.poll.unlisted.clear()
    expect(await check()).toEqual({ kind: 'done' })
    expect(await round.stored()).toEqual({ ana: 'b', bo: 'a' })
    const all = (await totalsOf(round.db, 'g')).filter(({ period, domain }) => {
      return period === 'all' && domain === ''
    })
    expect(new Map(all.map(({ member, points }) => [member, points]))).toEqual(
      new Map([
        ['ana', 1],
        ['bo', 10],
      ]),
    )
    expect(await differences(round.db)).toEqual([])
    expect((await latestSnapshot(...week))?.revision).toBe(2)
    const once = await progressOf(round.db, 'g')
    expect(await check()).toEqual({ kind: 'done' })
    expect(await progressOf(round.db, 'g')).toEqual(once)
    expect((await latestSnapshot(...week))?.revision).toBe(2)
  })

  test('checks end after two days, when the first count stands', async () => {
    const round = await opened()
    round.poll.vote('ana', [1])
    round.poll.isFinal = false
    await round.handlers.close(round.slotOf('close'))
    const until = round.closes.add({ hours: 48 })
    let checks = 0
    for (;;) {
      const outcome = await round.handlers.check(round.slotOf('check', until))
      checks += 1
      if (outcome.kind !== 'later') break
      round.moveTo(outcome.due)
    }
    expect(checks).toBeLessThan(15)
    expect(await round.stored()).toEqual({ ana: 'a' })
    expect(round.kept.some(({ level }) => level === 'warn')).toBe(true)
  })

  test('a channel that may not be read now is checked once it may be', async () => {
    const round = await opened()
    round.poll.vote('ana', [1]) // while nobody listened
    round.poll.fault = { kind: 'forbidden', reason: 'lacks ReadMessageHistory' }
    expect((await round.handlers.close(round.slotOf('close'))).kind).toBe('done')
    expect(await round.stored()).toEqual({})
    const check = () => round.handlers.check(round.slotOf('check', round.closes.add({ hours: 48 })))
    expect((await check()).kind).toBe('later')
    round.poll.fault = undefined
    expect((await check()).kind).toBe('done')
    expect(await round.stored()).toEqual({ ana: 'a' })
    expect(await differences(round.db)).toEqual([])
  })

  test('a poll that could not be ended is not counted later: votes may have come after the close', async () => {
    const round = await opened()
    const fault = { kind: 'forbidden' as const, reason: 'lacks ViewChannel' }
    const chat = { ...round.deps.chat, endPoll: async () => fail(fault) }
    await closeHandlers({ ...round.deps, chat }).close(round.slotOf('close'))
    expect(await round.owed()).toEqual(['reveal'])
  })

  test('Discord being unreachable closes nothing: the job tries again', async () => {
    const round = await opened()
    round.poll.fault = { kind: 'unreachable', reason: 'timeout' }
    await expect(round.handlers.close(round.slotOf('close'))).rejects.toThrow('unreachable')
    expect(await round.state()).toBe('open')
  })

  test('ballots are made exactly those given, whatever stood before', async () => {
    const { db } = await open()
    const shown = async () => shownBallots(await ballotsOf(db, 'r'))
    const lists = [{ ana: 'a', bo: 'ab' }, { bo: 'bc', cem: 'd' }, {}, { ana: 'a\'"\\' }]
    for (const list of lists) {
      const held = new Map(Object.entries(list).map(([member, options]) => [member, [...options]]))
      await replaceBallots(db, 'other', new Map([['ana', ['z']]]))
      await replaceBallots(db, 'r', held)
      expect(await shown()).toEqual(shownBallots(held))
      expect(shownBallots(await ballotsOf(db, 'other'))).toEqual({ ana: 'z' })
    }
  })
})

describeOnPostgres('closing at once', () => {
  test('two hundred rounds, each closed by two replicas at once, count every ballot once', async () => {
    const database = await freshDatabase('postgres')
    try {
      const { db } = database
      const rounds: Awaited<ReturnType<typeof openPolledRound>>[] = []
      for (let guild = 0; guild < 40; guild += 1) {
        for (let day = 0; day < 5; day += 1) {
          const round = await openPolledRound(database, { guild: `g${guild}`, day })
          round.poll.vote('ana', [1])
          round.poll.vote('bo', [2])
          rounds.push(round)
        }
      }
      const close = () => rounds.map(({ deps, slotOf }) => closeHandler(deps)(slotOf('close')))
      const outcomes = await Promise.all([...close(), ...close()])
      expect(outcomes.every(({ kind }) => kind === 'done')).toBe(true)
      expect(await differences(db)).toEqual([])
      const once = await progressOf(db, 'g7')
      const all = once.totals.filter(({ period, domain }) => period === 'all' && domain === '')
      expect(all.map(({ member, points, answered }) => [member, points, answered])).toEqual([
        ['ana', 50, 5],
        ['bo', 5, 5],
      ])
      const revealed = await db.select().from(slots).where(eq(slots.kind, 'reveal'))
      expect(revealed).toHaveLength(200)

      await Promise.all([...close(), ...close()])
      expect(await progressOf(db, 'g7')).toEqual(once)
      expect(await differences(db)).toEqual([])
    } finally {
      await database.close()
    }
  }, 60_000)
})
