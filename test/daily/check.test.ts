// Check: a count that Discord finishes late is counted anew and told.
import { beforeAll, expect, test } from 'vitest'
import type { Item } from '#bank/item.ts'
import { itemVersions } from '#bank/tables.ts'
import type { Chat } from '#core/chat.ts'
import { closeHandlers } from '#daily/close.ts'
import type { RoundDeps } from '#daily/deps.ts'
import { fail, ok } from '#lib/result.ts'
import { periodKey, weekPeriod } from '#progress/period.ts'
import { differences } from '#progress/recount.ts'
import { totalsOf } from '#progress/settlement-store.ts'
import { latestSnapshot, takeSnapshot, weeklyBoard } from '#progress/snapshot-store.ts'
import { settleSlot, slotOf } from '#schedule/store.ts'
import { rememberGuild } from '#settings/store.ts'
import { monday, progressOf } from '../progress/support.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { openPolledRound } from './poll-chat.ts'

const both = (text: string) => ({ ko: text, en: text })
const bread = {
  stem: both('Which one?'),
  keys: ['a'],
  options: ['a', 'b', 'c', 'd'].map((id) => {
    return { id, text: both(`option ${id}`), rationale: both('') }
  }),
  source: { file: 'bread.en.md', lines: [3, 9] },
} as unknown as Item

describeOnBothEngines('checking a count', (open) => {
  beforeAll(async () => {
    await open() // the first opening of an engine takes longer than a test may
  })
  const opened = async () => openPolledRound(await open(), { guild: 'g', day: 0 })

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

  test('a final count that comes late is told: the reveal says it, and a lesson is owed', async () => {
    const round = await opened()
    const { db, deps } = round
    const edited = new Map<string, string>()
    let isDown = true
    const chat: Chat = {
      ...deps.chat,
      member: async (_, id) => ({ id, name: id }),
      async edit(_, message, panel) {
        if (isDown) return fail({ kind: 'unreachable', reason: 'down' })
        edited.set(message, JSON.stringify(panel))
        return ok(undefined)
      },
    }
    const material = { concepts: new Map() } as unknown as ReturnType<RoundDeps['materialOf']>
    const { close, check } = closeHandlers({
      ...deps,
      chat,
      materialOf: () => material,
      linkTo: () => undefined,
    })
    await rememberGuild(db, { guild: 'g', name: 'G', language: 'en' })
    await db.insert(itemVersions).values({
      item: 'item',
      revision: '1',
      course: 'c',
      body: bread,
      proof: '',
      added: round.closes,
    })
    const late = ['cem', 'dua', 'eva']
    for (const member of ['ana', 'bo']) round.poll.vote(member, [1])
    for (const member of late) {
      round.poll.vote(member, [2])
      round.poll.unlisted.add(member)
    }
    round.poll.isFinal = false
    round.moveTo(round.closes.add({ minutes: 10 }))
    await close(round.slotOf('close'))
    const reveal = round.slotOf('reveal')
    await settleSlot(db, reveal, { state: 'sent' })
    expect((await round.owed()).toSorted()).toEqual(['check', 'reveal'])

    round.poll.isFinal = true
    round.poll.unlisted.clear()
    const until = round.closes.add({ hours: 48 })
    /** One attempt at the check, as what it left behind says. */
    const attempt = async () => {
      const left = await slotOf(db, round.slotOf('check', until))
      if (!left) throw new Error('no check is owed')
      return check(left)
    }
    // The reveal is under way, with the first count perhaps; then Discord cannot be reached.
    expect((await attempt()).kind).toBe('later')
    expect((await round.owed()).toSorted()).toEqual(['check', 'lesson', 'reveal'])
    await settleSlot(db, reveal, { state: 'done', message: 'the reveal' })
    await expect(attempt()).rejects.toThrow('unreachable')
    // After two days it is let be; before, it is tried again.
    round.moveTo(until.add({ hours: 1 }))
    expect(await attempt()).toEqual({ kind: 'done' })
    round.moveTo(round.closes.add({ minutes: 20 }))
    isDown = false
    expect(await attempt()).toEqual({ kind: 'done' })
    expect([...edited.keys()]).toEqual(['the reveal'])
    expect(edited.get('the reveal')).toContain('2 of 5 right')
    expect((await round.owed()).toSorted()).toEqual(['check', 'lesson', 'reveal'])
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
})
