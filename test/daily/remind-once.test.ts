// Each member who is at risk gets one reminder, whatever is repeated, killed or done in between.
import { and, eq, gt } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { oweReminder, remindOf } from '#daily/remind.ts'
import { membersAtRisk } from '#daily/remind-store.ts'
import { castVote } from '#record/ballot-store.ts'
import { roundOf } from '#record/store.ts'
import { reminded, rounds } from '#record/tables.ts'
import { owe, type StoredSlot } from '#schedule/store.ts'
import { slots } from '#schedule/tables.ts'
import { changeMember, memberSettings, type ReminderWay } from '#settings/store.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { guild, hourOf, reminding } from './reminding.ts'

const names = ['ana', 'ben', 'cho', 'dan', 'eva']

/** How each wants it; who votes, says stop or wants it otherwise after the claim; what is forgotten then. */
const evenings = fc.record({
  ways: fc.array(fc.constantFrom<ReminderWay>('dm', 'mention'), {
    minLength: names.length,
    maxLength: names.length,
  }),
  voters: fc.subarray(names),
  stopped: fc.subarray(names),
  switched: fc.subarray(names),
  forgotten: fc.array(
    fc.record({
      kind: fc.constantFrom('remind', 'reminder'),
      /** Whether it is so late that Discord has forgotten the nonces too. */
      isLate: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
})

describeOnBothEngines('one reminder', (open, { engine }) => {
  test('nobody twice, nobody who is safe by then, everybody else the way they want it', async () => {
    await fc.assert(
      fc.asyncProperty(evenings, async ({ ways, voters, stopped, switched, forgotten }) => {
        const { db } = await open()
        const { group, carryOut, nonces, reached } = await reminding(db)
        const chosen = names.map((name, place) => [name, ways[place] ?? 'dm'] as const)
        const round = await group(Object.fromEntries(chosen))
        await owe(db, await remindOf(db, round))
        await carryOut(['remind'])
        for (const member of voters) {
          await castVote(db, { round: round.id, member, option: 'a' }, true)
        }
        for (const member of switched) {
          const reminders = ways[names.indexOf(member)] === 'dm' ? 'mention' : 'dm'
          await changeMember(db, guild, member, { reminders })
          await oweReminder(db, guild, hourOf(10))
        }
        for (const member of stopped) await changeMember(db, guild, member, { reminders: null })
        await carryOut(['reminder'])
        for (const { kind, isLate } of forgotten) {
          const forget = { state: 'planned', message: null } as const
          // Only what was begun can be killed before it is written down.
          await db
            .update(slots)
            .set(forget)
            .where(and(eq(slots.kind, kind), gt(slots.attempts, 0)))
          if (isLate) nonces.clear()
          await carryOut()
        }
        const safe = new Set([...voters, ...stopped])
        expect(reached()).toEqual(names.filter((name) => !safe.has(name)))
      }),
      { numRuns: engine === 'pglite' ? 25 : 10 },
    )
  }, 60_000)

  test('many attempts at once claim each member for one message', async () => {
    const { db } = await open()
    const { group, handlers, carryOut, reached } = await reminding(db)
    const wayOf = (place: number) => (place % 3 === 0 ? 'mention' : 'dm')
    const ways = Array.from({ length: 30 }, (_, place) => [`m${place}`, wayOf(place)] as const)
    const round = await group(Object.fromEntries(ways))
    const [owed] = await remindOf(db, round)
    const slot = { ...owed, until: round.closes, closes: null, attempts: 1 } as StoredSlot
    await Promise.all(Array.from({ length: 12 }, () => handlers.remind(slot)))
    await carryOut(['reminder'])
    expect(reached()).toEqual(ways.map(([member]) => member).toSorted())
    expect(await db.select().from(reminded)).toHaveLength(30)
  })

  test('a second round that closes on the same day reminds nobody again', async () => {
    const { db } = await open()
    const { group, remind, carryOut, reached } = await reminding(db)
    await group({ ana: 'dm' })
    await remind()
    await db
      .update(rounds)
      .set({ id: 'another' })
      .where(eq(rounds.id, `${guild}-1`))
    const another = await roundOf(db, 'another')
    if (!another) throw new Error('there is no other round')
    expect(await membersAtRisk(db, another)).toHaveLength(1)
    await owe(db, await remindOf(db, another))
    await carryOut()
    expect(reached()).toEqual(['ana'])
  })

  test('who left is remembered as gone; who takes no messages holds up nobody', async () => {
    const { db } = await open()
    const { group, remind, gone, refusals, reached, theRound } = await reminding(db)
    await group({ ana: 'dm', ben: 'dm', cho: 'dm', dan: 'mention', eva: 'mention' })
    gone.add('ana').add('dan')
    refusals.set('dm ben', { kind: 'forbidden', reason: 'Discord answered 403 (50007)' })
    await remind()
    expect(reached()).toEqual(['cho', 'eva'])
    expect((await memberSettings(db, guild, 'ben')).reminders).toBe('closed')
    const still = await membersAtRisk(db, await theRound())
    expect(still.map(({ member }) => member)).toEqual(['cho', 'eva'])
  })

  test('while Discord is out of reach it is tried again, and then comes once', async () => {
    const { db } = await open()
    const { group, remind, refusals, carryOut, reached } = await reminding(db)
    await group({ ana: 'dm' })
    refusals.set('dm ana', { kind: 'unreachable', reason: '503' })
    await expect(remind()).rejects.toThrow('unreachable')
    refusals.clear()
    await carryOut()
    await carryOut()
    expect(reached()).toEqual(['ana'])
    expect((await memberSettings(db, guild, 'ana')).reminders).toBe('dm')
  })
})
