// A season: weeks in a row, with a board at each week's end and never two rounds on a day.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { standingsSnapshots, totals } from '#progress/tables.ts'
import { ballots, rounds } from '#record/tables.ts'
import { type Evening, openEvening, textOf } from '../support/evening.ts'

let evening: Evening
beforeEach(async () => {
  evening = await openEvening()
  await evening.setUp()
})
afterEach(() => evening.stop())

const db = () => evening.database.db

test("a week's end posts the board once, best first, own row by command", async () => {
  const { seoyeon, doyun } = evening.people
  for (let day = 0; day < 7; day += 1) {
    await evening.pass('PT2H') // from 08:00 to 10:00
    const poll = (await evening.messages('quiz')).findLast((message) => message.poll)
    const round = (await db().select().from(rounds)).find(({ message }) => message === poll?.id)
    const right = round?.keys.map((key) => round.shown.indexOf(key) + 1) ?? []
    await evening.vote(seoyeon, poll?.id ?? '', ...right)
    if (day < 3) await evening.vote(doyun, poll?.id ?? '', ...right)
    await evening.pass('PT22H')
  }
  expect(await evening.messages('board')).toHaveLength(0)
  await evening.pass('PT2H') // Monday, after nine
  const boards = await evening.messages('board')
  expect(boards).toHaveLength(1)
  const text = textOf(boards[0])
  expect(text.indexOf('이서연')).toBeGreaterThan(-1)
  expect(text.indexOf('이서연')).toBeLessThan(text.indexOf('박도윤'))
  expect(text).toContain('70')
  const [snapshot] = await db().select().from(standingsSnapshots)
  expect(snapshot?.rows.map(({ member, rank, points }) => [member, rank, points])).toEqual([
    [seoyeon, 1, 70],
    [doyun, 2, 30],
  ])
  const own = textOf(await evening.command(doyun, 'leaderboard', { period: 'last-week' }))
  expect(own).toContain('박도윤')
  const mine = textOf(await evening.command(seoyeon, 'progress'))
  expect(mine).toMatch(/7/)
})

test('thirty jumps of a day make thirty rounds, one a date, all closed and counted', async () => {
  const { seoyeon, sofia } = evening.people
  await evening.pass('PT2H') // 10:00, the first round is open
  for (let day = 0; day < 30; day += 1) {
    const poll = (await evening.messages('quiz')).findLast((message) => message.poll)
    await evening.vote(seoyeon, poll?.id ?? '', (day % 4) + 1)
    if (day % 3 === 0) await evening.vote(sofia, poll?.id ?? '', 1)
    await evening.pass('P1D')
  }
  const all = await db().select().from(rounds)
  expect(new Set(all.map(({ localDate }) => localDate.toString())).size).toBe(31)
  expect(all).toHaveLength(31)
  expect(all.filter(({ state }) => state === 'closed')).toHaveLength(30)
  expect((await evening.messages('quiz')).filter(({ poll }) => poll)).toHaveLength(31)
  expect(new Set(all.map(({ item }) => item)).size).toBe(31)

  // Every board after the first says how each rank moved since the one before, and pings nobody.
  const boards = (await evening.messages('board')).map(textOf)
  const taken = (await db().select().from(standingsSnapshots)).toSorted((one, other) =>
    one.period < other.period ? -1 : 1,
  )
  expect(boards).toHaveLength(taken.length)
  for (const [week, { rows }] of taken.entries()) {
    expect(boards[week]).not.toMatch(week === 0 ? /[▲▼]|<@/ : /<@/)
    expect(boards[week]).toContain('🎉')
    const earlier = taken[week - 1]?.rows
    for (const { member, rank, points } of earlier ? rows : []) {
      const name = member === sofia ? 'Sofia' : '이서연'
      const by = (earlier?.find((row) => row.member === member)?.rank ?? rank) - rank
      const moved = by === 0 ? '–' : by > 0 ? `▲${by}` : `▼${-by}`
      expect(boards[week]).toContain(`**${name}** · ${moved} · **${points}점**`)
    }
  }

  const held = await db().select().from(ballots)
  const expected = held.reduce((sum, { round, option }) => {
    const { keys } = all.find(({ id }) => id === round) ?? { keys: [] as string[] }
    const single = keys.length === 1
    return sum + 1 + (single && keys.includes(option) ? 9 : 0)
  }, 0)
  const counted = (await db().select().from(totals))
    .filter(({ period, domain }) => period === 'all' && domain === '')
    .reduce((sum, { points }) => sum + points, 0)
  expect(counted).toBe(expected)
}, 120_000)
