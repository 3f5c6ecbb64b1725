import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Db } from '#core/deps.ts'
import type { Panel } from '#core/reply.ts'
import { boardPanel, readBoard, type Subject } from '#progress/board.ts'
import { allTime, periodKey, weekPeriod } from '#progress/period.ts'
import { ranked } from '#progress/standings.ts'
import { standingsOf } from '#progress/store.ts'
import { tallies } from '#progress/tables.ts'
import { members } from '#settings/tables.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { monday, placeOf, playRound } from './support.ts'

const week: Subject = { kind: 'period', period: weekPeriod(monday) }
const security: Subject = {
  kind: 'domain',
  domain: { id: 'security', title: { ko: '보안', en: 'Security' } },
}
const wordsOf = ({ blocks }: Panel): string =>
  blocks.map((block) => (block.kind === 'text' ? block.text : '---')).join('\n')
const named = async (member: string) => member.toUpperCase()

/** Members m01, m02 … with as many points in the week, best first. */
const fill = async (
  db: Db,
  points: readonly number[],
  field = { period: periodKey(weekPeriod(monday)), domain: '' },
) => {
  const place = await placeOf(db, { guild: 'g', ...field })
  return db.insert(tallies).values(
    points.map((points, row) => ({
      place,
      member: `m${String(row + 1).padStart(2, '0')}`,
      points,
      right: Math.floor(points / 10),
      answered: 10,
    })),
  )
}

describeOnBothEngines('a board', (open) => {
  test('shows ten, equal points with one rank, and the asking member below', async () => {
    const { db } = await open()
    await fill(db, [70, 61, 61, 40, 30, 30, 30, 20, 12, 11, 10, 9, 9])
    const board = await readBoard(db, 'g', week, 'm13')
    const { panel, shown } = await boardPanel(board, 'en', named)
    expect(shown.map(({ rank }) => rank)).toEqual([1, 2, 2, 4, 5, 5, 5, 8, 9, 10])
    const words = wordsOf(panel)
    expect(words).toContain('## 🏆 Weekly leaderboard\n-# Nov 2 – Nov 8 · 13 members')
    expect(words).toContain('🥈 **M03** · **61 pts**\n-# 6/10 right')
    expect(words).not.toContain('M11')
    expect(words).toContain('**#12** · you · **9 pts**')
  })

  test('marks the asking member in the rows and does not repeat them', async () => {
    const { db } = await open()
    await fill(db, [70, 61])
    const { panel } = await boardPanel(await readBoard(db, 'g', week, 'm02'), 'ko', named)
    expect(wordsOf(panel)).toContain('🥈 **M02** (나) · **61점**')
    expect(wordsOf(panel).match(/나/g)).toHaveLength(1)
  })

  test('leaves out who hid or left, so nobody holds their rank; the hidden one alone sees their row', async () => {
    const { db } = await open()
    await fill(db, [70, 61, 50, 40, 30])
    await db.insert(members).values([
      { guild: 'g', member: 'm01', hidden: true },
      { guild: 'g', member: 'm03', left: true },
      { guild: 'elsewhere', member: 'm02', hidden: true },
    ])
    const nameOf = async (member: string) => (member === 'm04' ? undefined : member)
    const forOther = await boardPanel(await readBoard(db, 'g', week, 'm05'), 'en', nameOf)
    expect(forOther.shown.map(({ member, rank }) => `${rank} ${member}`)).toEqual([
      '1 m02',
      '2 m05',
    ])
    expect(wordsOf(forOther.panel)).toContain('2 members')
    expect(wordsOf(forOther.panel)).not.toMatch(/m01|m03|m04/)

    const own = wordsOf(
      (await boardPanel(await readBoard(db, 'g', week, 'm01'), 'en', nameOf)).panel,
    )
    expect(own).toContain('**#1** · you · **70 pts**')
    expect(own).toContain('only you see this row')
  })

  test('fills up the ten when some of them have left', async () => {
    const { db } = await open()
    await fill(db, [90, 80, 70, 60, 50, 40, 30, 20, 19, 18, 17, 16, 15])
    const asked: string[] = []
    const nameOf = async (member: string) => {
      asked.push(member)
      return ['m02', 'm11'].includes(member) ? undefined : member
    }
    const { shown } = await boardPanel(await readBoard(db, 'g', week), 'en', nameOf)
    expect(shown.map(({ member }) => member).at(-1)).toBe('m12')
    expect(shown.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(asked).not.toContain('m13')
  })

  test('of a domain ranks from ten answers on, over all time', async () => {
    const { db } = await open()
    for (let day = 0; day < 10; day++) {
      await playRound(db, { guild: 'g', day }, day > 0 ? { ana: 'a', bo: 'a' } : { ana: 'b' })
    }
    const { panel, shown } = await boardPanel(await readBoard(db, 'g', security, 'bo'), 'en', named)
    expect(shown).toMatchObject([{ member: 'ana', rank: 1, points: 91, right: 9, answered: 10 }])
    expect(wordsOf(panel)).toContain('Leaderboard: Security')
    expect(wordsOf(panel)).toContain('You have 9 answers here. Members are ranked from 10.')
  })

  test('shows the streak that stands, and what to do when it is empty', async () => {
    const { db } = await open()
    const empty = wordsOf(
      (await boardPanel(await readBoard(db, 'g', week, 'ana'), 'ko', named)).panel,
    )
    expect(empty).toContain('`/today`')
    const noDomain = await boardPanel(await readBoard(db, 'g', security), 'en', named)
    expect(wordsOf(noDomain.panel)).toContain('Nobody has 10 answers')
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a', bo: 'a' })
    await playRound(db, { guild: 'g', day: 1 }, { ana: 'a' })
    const words = wordsOf(
      (await boardPanel(await readBoard(db, 'g', week, 'cem'), 'en', named)).panel,
    )
    expect(words).toContain('🥇 **ANA** · **20 pts**\n-# 2/2 right · 🔥 2 days')
    expect(words).toContain('🥈 **BO** · **10 pts**\n-# 1/1 right\n')
    expect(words).toContain('You have no points here yet.')
  })

  test('shows names as they are written and fits into a message at its fullest', async () => {
    const { db } = await open()
    await fill(
      db,
      Array.from({ length: 12 }, () => 70),
    )
    const evil = async () => `**@everyone** <@1> [x](https://x.example) ${'👨‍👩‍👧‍👦'.repeat(20)}`
    const { panel } = await boardPanel(await readBoard(db, 'g', week, 'm12'), 'en', evil)
    const words = wordsOf(panel)
    expect(words).toContain('\\*\\*\\@everyone\\*\\* \\<\\@1\\>')
    expect(words).not.toMatch(/(?<!\\)<@|(?<!\\)@everyone|\]\(/)
    expect(words.length).toBeLessThan(4000)
  })

  test('ranks in the database as the rule does, whoever asks and whoever is hidden or gone', async () => {
    const { db } = await open()
    let guilds = 0
    const person = fc.record({
      points: fc.nat(6),
      answered: fc.nat(14),
      state: fc.constantFrom('seen', 'seen', 'seen', 'hidden', 'left'),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(person, { maxLength: 12 }),
        fc.constantFrom(0, 10),
        async (people, least) => {
          const guild = `ranks ${guilds++}`
          const all = people.map((each, place) => ({
            ...each,
            right: 0,
            member: String(place + 10),
          }))
          const field = { guild, period: 'all', domain: '', leastAnswered: least }
          if (all.length > 0) {
            const place = await placeOf(db, { guild, period: 'all', domain: '' })
            await db.insert(tallies).values(all.map(({ state: _, ...row }) => ({ place, ...row })))
            await db.insert(members).values(
              all.map(({ member, state }) => {
                return { guild, member, hidden: state === 'hidden', left: state === 'left' }
              }),
            )
          }
          const seen = all.filter(({ state, answered }) => state === 'seen' && answered >= least)
          const standings = ranked(seen)
          for (const { member, points } of all) {
            const { first, own, participants } = await standingsOf(db, field, {
              most: 5,
              me: member,
            })
            expect(first.map((row) => row.member)).toEqual(
              standings.slice(0, 5).map((row) => row.member),
            )
            expect(participants).toBe(seen.length)
            const alone = ranked([
              ...seen.filter((row) => row.member !== member),
              { member, points, right: 0, answered: 0 },
            ])
            expect((own?.ahead ?? -1) + 1).toBe(alone.find((row) => row.member === member)?.rank)
          }
        },
      ),
      { numRuns: 15 },
    )
  })

  test('counts the members ahead as a full ranking does, whoever asks', async () => {
    const { db } = await open()
    const points = [5, 5, 9, 1, 9, 3, 3, 3, 7, 0]
    await fill(db, points, { period: 'all', domain: '' })
    const field = { guild: 'g', period: periodKey(allTime), domain: '', leastAnswered: 0 }
    for (const [place, mine] of points.entries()) {
      const me = `m${String(place + 1).padStart(2, '0')}`
      const { own, first, participants } = await standingsOf(db, field, { most: 3, me })
      expect(own?.ahead).toBe(points.filter((other) => other > mine).length)
      expect(first.map(({ points }) => points)).toEqual([9, 9, 7])
      expect(participants).toBe(10)
    }
  })
})
