// Close: what happens while Discord is still counting, and when many close at once.
import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { closeHandler, closeHandlers } from '#daily/close.ts'
import { fail } from '#lib/result.ts'
import { differences } from '#progress/recount.ts'
import { replaceBallots } from '#record/ballot-store.ts'
import { ballotsOf } from '#record/store.ts'
import { slots } from '#schedule/tables.ts'
import { progressOf } from '../progress/support.ts'
import { describeOnBothEngines, describeOnPostgres, freshDatabase } from '../support/database.ts'
import { openPolledRound, shownBallots } from './poll-chat.ts'

describeOnBothEngines('closing', (open) => {
  beforeAll(async () => {
    await open() // the first opening of an engine takes longer than a test may
  })
  const opened = async () => openPolledRound(await open(), { guild: 'g', day: 0 })

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
