// Corrections in any order, before and after the close, and many at once.
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Db } from '#core/deps.ts'
import { type Correction, correctRound, outcomeOf, rulingOf } from '#daily/correct.ts'
import { effectOf } from '#daily/correct-effect.ts'
import { differences } from '#progress/recount.ts'
import { streaksOf } from '#progress/settlement-store.ts'
import { ballotsOf, roundOf } from '#record/store.ts'
import { audit } from '#record/tables.ts'
import { slots } from '#schedule/tables.ts'
import { closeTestRound, openTestRound, playRound } from '../progress/support.ts'
import { describeOnBothEngines, describeOnPostgres, freshDatabase } from '../support/database.ts'
import { correct, now, pointsOf, rekey, toRestore, toVoid } from './correcting.ts'

/** What a correction is said to do before it is made. */
async function effectBy(db: Db, id: string, correction: Correction) {
  const round = await roundOf(db, id)
  const after = round && outcomeOf(round, correction)
  if (!after) throw new Error('one of the four options is a key')
  return effectOf(await ballotsOf(db, id), rulingOf(round), after)
}

describeOnBothEngines('corrections', (open, { engine }) => {
  beforeAll(async () => {
    await open() // the first opening of an engine takes longer than a test may
  })

  test('any corrections come to what the facts say, and none makes a streak shorter', async () => {
    const { db } = await open()
    const members = ['ana', 'bo', 'cem']
    const option = fc.constantFrom('a', 'b', 'c', 'd')
    const days = fc.uniqueArray(
      fc.record({
        day: fc.nat(24),
        votes: fc.dictionary(fc.constantFrom(...members), option, { noNullPrototype: true }),
      }),
      { selector: ({ day }) => day, minLength: 1, maxLength: 16 },
    )
    const corrections = fc.array(
      fc.record({
        pick: fc.nat(),
        correction: fc.oneof(
          fc.constant(toVoid),
          fc.constant(toRestore),
          option.map((key) => rekey(key)),
        ),
        beforeClose: fc.boolean(),
      }),
      { maxLength: 8 },
    )
    let guilds = 0
    let presses = 0
    await fc.assert(
      fc.asyncProperty(days, corrections, async (history, made) => {
        const guild = `guild ${guilds++}`
        const by = () => ({ id: `sequence ${guilds}-${presses++}`, guild, actor: 'owner', now })
        const at = ({ pick }: { pick: number }) => history[pick % history.length]?.day ?? 0
        const longest = async () =>
          new Map([...(await streaksOf(db, guild))].map(([member, one]) => [member, one]))
        for (const { day, votes } of history) {
          await openTestRound(db, { guild, day })
          for (const one of made.filter((early) => early.beforeClose && at(early) === day)) {
            await correctRound(db, by(), `${guild}-${day}`, one.correction)
          }
          const ballots = Object.entries(votes).map(([who, vote]) => [who, [vote]] as const)
          await closeTestRound(db, { guild, day }, new Map(ballots))
          expect(await differences(db, guild)).toEqual([])
        }
        for (const one of made.filter(({ beforeClose }) => !beforeClose)) {
          const before = await longest()
          const points = await pointsOf(db, guild)
          const foreseen = await effectBy(db, `${guild}-${at(one)}`, one.correction)
          await correctRound(db, by(), `${guild}-${at(one)}`, one.correction)
          expect(await differences(db, guild)).toEqual([])
          const after = await longest()
          for (const [member, { length, best }] of before) {
            expect(after.get(member)?.length).toBeGreaterThanOrEqual(length)
            expect(after.get(member)?.best).toBeGreaterThanOrEqual(best)
          }
          // What the owner was told beforehand is what came of it.
          const now = await pointsOf(db, guild)
          const changes = members.map((who) => (now[who] ?? 0) - (points[who] ?? 0))
          expect(foreseen).toMatchObject({
            gain: changes.filter((change) => change > 0).length,
            lose: changes.filter((change) => change < 0).length,
          })
        }
        // By hand, without a line of the code that counts: one point for answering, nine when right.
        const points = new Map<string, number>()
        for (const { day, votes } of history) {
          const round = await roundOf(db, `${guild}-${day}`)
          for (const [member, vote] of Object.entries(votes)) {
            if (round?.voided !== null) continue
            const gained = round.keys.includes(vote) ? 10 : 1
            points.set(member, (points.get(member) ?? 0) + gained)
          }
        }
        expect(await pointsOf(db, guild)).toEqual(Object.fromEntries(points))
      }),
      { numRuns: engine === 'pglite' ? 12 : 30 },
    )
  }, 120_000)
})

describeOnPostgres('corrections at once', () => {
  test('fifty presses of one button, and closing meanwhile, count once and never block each other', async () => {
    const { db, close } = await freshDatabase('postgres')
    try {
      for (let day = 0; day < 6; day += 1) {
        await playRound(db, { guild: 'g', day: day * 2 }, { ana: 'a', bo: 'b' })
        await openTestRound(db, { guild: 'g', day: day * 2 + 1 })
        const open = `g-${day * 2 + 1}`
        // All were shown the round as it was before any of them.
        const onSight = () => correct(db, open, rekey('b'), undefined, '')
        const kinds = await Promise.all([
          ...Array.from({ length: 25 }, (_, press) =>
            correct(db, `g-${day * 2}`, toVoid, `same ${day} ${press % 2}`),
          ),
          ...Array.from({ length: 12 }, onSight),
          closeTestRound(db, { guild: 'g', day: day * 2 + 1 }, new Map([['ana', ['b']]])),
          ...Array.from({ length: 12 }, onSight),
        ])
        const done = kinds.filter((one) => typeof one === 'object' && one.kind === 'done')
        expect(done).toHaveLength(2)
        expect(await differences(db)).toEqual([])
      }
      expect(await db.select().from(audit)).toHaveLength(12)
      expect(await pointsOf(db)).toEqual({ ana: 60 })
    } finally {
      await close()
    }
  })

  test('two owners who see the same and choose otherwise: one is done, the other changes nothing', async () => {
    const { db, close } = await freshDatabase('postgres')
    try {
      for (let day = 0; day < 8; day += 1) {
        await playRound(db, { guild: 'g', day }, { ana: 'a', bo: 'b' })
        const id = `g-${day}`
        const press = (owner: string, correction: Correction, times: number) =>
          Array.from({ length: times }, (_, again) =>
            correctRound(
              db,
              { id: `${id} ${owner} ${again}`, guild: 'g', actor: owner, now, seen: '' },
              id,
              correction,
            ),
          )
        const made = await Promise.all([
          ...press('one', toVoid, 10),
          ...press('other', rekey('b'), 10),
        ])
        const kinds = Map.groupBy(made, ({ kind }) => kind)
        expect(kinds.get('done')).toHaveLength(1)
        expect(kinds.get('overtaken')).toHaveLength(10)
        expect(kinds.get('already')).toHaveLength(9)
        expect(await differences(db)).toEqual([])
      }
      expect(await db.select().from(audit)).toHaveLength(8)
      expect(await db.select().from(slots)).toHaveLength(8)
    } finally {
      await close()
    }
  })
})
