// Whom a round reminds, when, and what they are told.
import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import type { Db } from '#core/deps.ts'
import { oweReminder, remindOf, stopButton } from '#daily/remind.ts'
import { membersAtRisk } from '#daily/remind-store.ts'
import { keepAudit } from '#record/audit-store.ts'
import { castVote } from '#record/ballot-store.ts'
import { rounds } from '#record/tables.ts'
import { owe, slotOf } from '#schedule/store.ts'
import { slots } from '#schedule/tables.ts'
import { changeMember, changeSettings, type ReminderWay } from '#settings/store.ts'
import { playRound, practiseSet } from '../progress/support.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { guild, hourOf, reminding, textOf } from './reminding.ts'

describeOnBothEngines('a reminder', (open) => {
  let db: Db
  let evening: Awaited<ReturnType<typeof reminding>>
  beforeEach(async () => {
    db = (await open()).db
    evening = await reminding(db)
  })

  test('is for who asked for it, has a streak, and has neither answered nor practised', async () => {
    const round = await evening.group({
      waiting: 'dm',
      voted: 'dm',
      practised: 'dm',
      careless: 'mention',
      early: 'dm',
      left: 'dm',
    })
    await changeMember(db, guild, 'fresh', { reminders: 'dm' }) // no streak
    await playRound(db, { guild: 'other', day: 0 }, { stranger: 'a' })
    await changeMember(db, 'other', 'stranger', { reminders: 'dm' })
    await castVote(db, { round: round.id, member: 'voted', option: 'b' }, true)
    const practise = (member: string, hour: number, written: string) =>
      practiseSet(db, { guild, member, set: member, at: hourOf(hour) }, written)
    await practise('practised', 1, '+-+-+')
    await practise('careless', 1, '+---+') // two right are not enough
    await practise('early', -1, '+++++') // before it opened
    await db.execute(sql`update members set "left" = true where member = 'left'`)
    expect((await membersAtRisk(db, round)).map(({ member, way }) => [member, way])).toEqual([
      ['careless', 'mention'],
      ['early', 'dm'],
      ['waiting', 'dm'],
    ])
    const named = await membersAtRisk(db, round, ['early', 'voted', 'practised'])
    expect(named.map(({ member }) => member)).toEqual(['early'])
  })

  test('is owed two hours before the close, and only where somebody wants one', async () => {
    const round = await evening.group({})
    expect(await remindOf(db, round)).toEqual([])
    await oweReminder(db, guild, evening.state.now)
    expect(await db.select().from(slots)).toEqual([])
    await changeMember(db, guild, 'ana', { reminders: 'dm' })
    await oweReminder(db, guild, evening.state.now)
    const key = { guild, kind: 'remind', localDate: round.localDate, subject: round.id }
    const owed = await slotOf(db, key)
    expect([owed?.due.toString(), owed?.until?.toString()]).toEqual([
      hourOf(10).toString(),
      round.closes.toString(),
    ])
  })

  test('comes alone to each, or once in the channel for all others, and pings those', async () => {
    await evening.group({ ana: 'dm', ben: 'dm', cho: 'mention', dan: 'mention' }, 8)
    await changeMember(db, guild, 'ana', { language: 'ko' })
    await changeMember(db, guild, 'dan', { hidden: true })
    await evening.remind()
    const [toAna, toBen, inChannel] = evening.sent
    expect(evening.sent.map(({ channel }) => channel)).toEqual(['dm ana', 'dm ben', 'channel'])
    expect(textOf(toAna?.post)).toContain('8일 연속 기록')
    expect(textOf(toAna?.post)).toContain('보호권') // seven days have earned a freeze
    expect(textOf(toBen?.post)).toContain('streak of 8 days')
    expect(toAna?.post).not.toHaveProperty('mentions')
    expect(inChannel?.post).toMatchObject({ mentions: ['cho', 'dan'] })
    // Who is off the boards is not told of by a figure, nor by being the one without.
    expect(textOf(inChannel?.post)).toContain('<@cho> · <@dan>\n')
    for (const { post } of evening.sent) {
      expect(textOf(post)).toContain(`https://discord.com/channels/${guild}/channel/message g-1`)
      expect(JSON.stringify(post)).toContain('"action":"remind-stop"')
    }
  })

  test('to two hundred in the channel is three messages, nobody in two of them', async () => {
    const names = Array.from({ length: 200 }, (_, place) => `m${String(place).padStart(3, '0')}`)
    await evening.group(Object.fromEntries(names.map((name) => [name, 'mention'])))
    await evening.remind()
    expect(evening.sent).toHaveLength(3)
    expect(evening.reached()).toEqual(names)
  })

  test('of a round that is voided, closed or open only while they sleep is none', async () => {
    const { carryOut } = evening
    await owe(db, await remindOf(db, await evening.group({ ana: 'dm' })))
    await db.update(rounds).set({ voided: evening.state.now })
    await carryOut()
    await db.update(rounds).set({ voided: null, state: 'closed' })
    await db.update(slots).set({ state: 'planned' })
    await carryOut()
    await db.update(rounds).set({ state: 'open' })
    await db.update(slots).set({ state: 'planned' })
    await changeSettings(db, guild, { wakeTime: '09:00', sleepTime: '12:00' })
    await carryOut()
    expect((await db.select().from(slots)).map(({ state }) => state)).toEqual(['missed'])
    expect(evening.sent).toEqual([])
  })

  test('of a round that was voided and counts again is none: who misses it is spared', async () => {
    const round = await evening.group({ ana: 'dm' })
    const correction = { guild, actor: 'owner', subject: round.id, done: evening.state.now }
    await keepAudit(db, { id: '1', kind: 'void', before: {}, after: {}, ...correction })
    await keepAudit(db, { id: '2', kind: 'restore', before: {}, after: {}, ...correction })
    await evening.remind()
    await oweReminder(db, guild, evening.state.now)
    await evening.carryOut()
    expect(evening.sent).toEqual([])
  })

  test('that is asked for once the others have theirs comes at once, to nobody twice', async () => {
    // Half past eleven at night: the day ends between the two.
    const days = { zone: 'Asia/Kabul', wakeTime: '00:00', sleepTime: '23:59' }
    await changeSettings(db, guild, days)
    await evening.group({ ana: 'dm', ben: 'mention', voted: 'dm', late: 'dm', eva: 'mention' })
    for (const member of ['late', 'voted'])
      await changeMember(db, guild, member, { reminders: null })
    await evening.remind()
    expect(evening.reached()).toEqual(['ana', 'ben', 'eva'])
    evening.state.now = hourOf(11)
    const { id } = await evening.theRound()
    await castVote(db, { round: id, member: 'voted', option: 'b' }, true)
    await changeMember(db, guild, 'late', { reminders: 'dm' })
    await changeMember(db, guild, 'voted', { reminders: 'dm' })
    await changeMember(db, guild, 'ana', { reminders: 'mention' })
    for (let time = 0; time < 2; time += 1) {
      await oweReminder(db, guild, evening.state.now)
      await evening.carryOut()
    }
    expect(evening.reached()).toEqual(['ana', 'ben', 'eva', 'late'])
  })

  test('that was refused, or is still to be sent, comes the way they choose instead', async () => {
    await evening.group({ ana: 'dm', ben: 'mention', cho: 'mention' })
    evening.refusals.set('dm ana', { kind: 'forbidden', reason: 'Discord answered 403 (50007)' })
    await changeMember(db, guild, 'ben', { reminders: null })
    await changeMember(db, guild, 'cho', { reminders: null })
    await evening.remind()
    evening.refusals.clear()
    evening.state.now = hourOf(10).add({ minutes: 30 })
    const choose = async (member: string, reminders: ReminderWay) => {
      await changeMember(db, guild, member, { reminders })
      return oweReminder(db, guild, evening.state.now, member)
    }
    await changeSettings(db, guild, { wakeTime: '20:00' })
    expect(await choose('ana', 'mention')).toEqual({ kind: 'later', due: hourOf(11) })
    await changeMember(db, guild, 'ben', { reminders: 'mention' })
    await choose('cho', 'mention') // in one message with Ben
    await choose('cho', 'dm')
    await choose('ana', 'dm')
    await choose('ana', 'mention')
    await choose('ana', 'dm')
    expect(evening.sent).toEqual([])
    evening.state.now = hourOf(11)
    await evening.carryOut()
    expect(evening.sent.map(({ channel }) => channel).toSorted()).toEqual([
      'channel',
      'dm ana',
      'dm cho',
    ])
    expect(evening.reached()).toEqual(['ana', 'ben', 'cho'])
    for (const member of ['ana', 'ben', 'cho']) {
      for (const way of ['mention', 'dm'] as const) {
        expect(await choose(member, way)).toEqual({ kind: 'never' })
      }
    }
    await evening.carryOut()
    expect(evening.sent).toHaveLength(3)
  })

  test('that was missed because they slept comes after all when they wake sooner', async () => {
    await changeSettings(db, guild, { wakeTime: '22:00', sleepTime: '23:00' })
    await owe(db, await remindOf(db, await evening.group({ ana: 'dm' })))
    await evening.carryOut()
    await oweReminder(db, guild, evening.state.now)
    const [missed, ...more] = await db.select().from(slots)
    expect([missed?.state, more]).toEqual(['missed', []])
    await changeSettings(db, guild, { wakeTime: '20:00' })
    await oweReminder(db, guild, evening.state.now)
    await evening.carryOut()
    expect(evening.sent).toEqual([])
    evening.state.now = hourOf(11)
    await evening.carryOut()
    expect(evening.reached()).toEqual(['ana'])
  })

  test('that is due while they sleep waits until they wake', async () => {
    await owe(db, await remindOf(db, await evening.group({ ana: 'dm' })))
    await changeSettings(db, guild, { wakeTime: '20:00', sleepTime: '22:00' })
    await evening.carryOut()
    expect(evening.sent).toEqual([])
    evening.state.now = hourOf(11)
    await evening.carryOut()
    expect(evening.reached()).toEqual(['ana'])
  })

  test('is stopped by its button for one member, however often it is pressed', async () => {
    await evening.group({ ana: 'dm', ben: 'mention' })
    const stop = stopButton({ db })
    if (stop.answers === 'form') throw new Error('it answers at once')
    expect(stop.guildIn?.(guild)).toBe(guild)
    const press = async (id: string) => {
      const member = { id, name: id, managesServer: false }
      const call = { id: 'i', guild, channel: 'c', member, language: 'en', options: {} } as const
      const pressed = { subject: guild, values: [], fields: {}, message: 'm' }
      return JSON.stringify(await stop.run(call, pressed))
    }
    expect(await press('ana')).toContain('any more')
    expect(await press('ana')).toContain('off already')
    expect(await press('stranger')).toContain('off already')
    const left = await membersAtRisk(db, await evening.theRound())
    expect(left.map(({ member }) => member)).toEqual(['ben'])
  })
})
