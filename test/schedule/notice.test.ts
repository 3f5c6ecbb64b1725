// Notices: a pause and days away are told, each once.
import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import type { Db } from '#core/deps.ts'
import { pauseMoved } from '#schedule/pause.ts'
import { isSlot, owe } from '#schedule/store.ts'
import { slots } from '#schedule/tables.ts'
import { changeSettings, guildSettings } from '#settings/store.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { openGroups } from './groups.ts'

const date = (text: string) => Temporal.PlainDate.from(text)

describeOnBothEngines('notices', (open) => {
  let db: Db
  let here: Awaited<ReturnType<typeof openGroups>>
  beforeEach(async () => {
    db = (await open()).db
    here = await openGroups(db)
  })

  test('a pause announces its beginning and its end once, with no quiz between', async () => {
    await changeSettings(db, '1', { pauseFrom: date('2026-11-18'), pauseTo: date('2026-11-20') })
    await here.pass('2026-11-24T20:00+09:00')
    expect(here.posted.map((text) => text.split('\n')[0])).toEqual([
      'q1 quiz 2026-11-16',
      'q1 quiz 2026-11-17',
      'q1 ### ⏸️ The daily quiz takes a break',
      expect.stringMatching(/break is over|quiz 2026-11-21/),
      expect.stringMatching(/break is over|quiz 2026-11-21/),
      'q1 quiz 2026-11-22',
      'q1 quiz 2026-11-23',
      'q1 quiz 2026-11-24',
    ])
    expect(here.heard('takes a break')[0]).toContain('Wed, Nov 18 to Fri, Nov 20')
    expect(here.heard('streak')).toHaveLength(2)
  })

  test('a pause set after today’s quiz is announced at once; resumed, that is told and the quiz comes', async () => {
    await here.pass('2026-11-16T12:00+09:00')
    await changeSettings(db, '1', { pauseFrom: date('2026-11-16') })
    await here.pass('2026-11-16T12:05+09:00', { hours: 1 })
    await here.pass('2026-11-18T10:00+09:00')
    expect(here.posted).toHaveLength(2)
    expect(here.posted[1]).toContain('until an owner ends the pause')
    await changeSettings(db, '1', { pauseTo: date('2026-11-17') }) // resumed on the 18th at ten
    await here.pass('2026-11-18T12:00+09:00')
    expect(here.heard('break is over')).toHaveLength(1)
    expect(here.heard('quiz 2026-11-18')).toHaveLength(1)
  })

  async function end(to: string | null) {
    const before = await guildSettings(db, '1')
    if (!before) throw new Error('there is a guild')
    const change = { pauseTo: to === null ? null : date(to) }
    await changeSettings(db, '1', change)
    await owe(db, await pauseMoved(db, before, { ...before, ...change }, here.at.now))
  }

  test('an end that is taken back before it was announced is no news, one that was announced is', async () => {
    const newEnds = () =>
      here.heard('has a new end').map((text) => /until ([^,]+, \w+ \d+)/.exec(text)?.[1])
    await changeSettings(db, '1', { pauseFrom: date('2026-11-16'), pauseTo: date('2026-11-25') })
    await here.pass('2026-11-16T10:00+09:00')
    await end('2026-11-26')
    here.at.now = here.at.now.add({ milliseconds: 500 }) // as text the later instant sorts first
    await end('2026-11-25')
    await here.pass('2026-11-17T10:00+09:00')
    expect(newEnds()).toEqual([])
    await end('2026-11-26')
    await here.pass('2026-11-18T10:00+09:00')
    // It died before it wrote down that it had posted this.
    const [posted] = (await db.select().from(slots).where(eq(slots.kind, 'moved'))).filter(
      ({ message }) => message,
    )
    if (!posted) throw new Error('it was announced')
    await db.update(slots).set({ state: 'sent', message: null }).where(isSlot(posted))
    await end('2026-11-25')
    await here.pass('2026-11-19T10:00+09:00')
    expect(newEnds()).toEqual(['Thu, Nov 26', 'Wed, Nov 25'])
  })

  test('a new end of a pause that was announced is announced too, once, as it is a minute later', async () => {
    await changeSettings(db, '1', { pauseFrom: date('2026-11-18'), pauseTo: date('2026-11-20') })
    await here.pass('2026-11-17T10:00+09:00')
    await end('2026-11-21') // nobody has been told of it yet
    await here.pass('2026-11-19T10:00+09:00')
    expect(here.heard('takes a break')[0]).toContain('Nov 18 to Sat, Nov 21')
    await end('2026-11-23')
    here.at.now = here.at.now.add({ seconds: 10 })
    await end('2026-11-24')
    await here.pass('2026-11-20T10:00+09:00')
    expect(here.heard('has a new end')).toHaveLength(1)
    expect(here.heard('has a new end')[0]).toContain('until Tue, Nov 24, that day included')
    await end('2026-11-24') // the same
    await end(null)
    await here.pass('2026-11-26T10:00+09:00')
    expect(here.heard('has a new end')).toHaveLength(2)
    expect(here.heard('has a new end')[1]).toContain('until an owner ends the pause')
    await changeSettings(db, '1', { pauseTo: date('2026-11-26') })
    await here.pass('2026-11-27T20:00+09:00')
    expect(here.heard('break is over')).toHaveLength(1)
    expect(here.heard('quiz 2026-11-27')).toHaveLength(1)
  })

  test('a pause taken back before it began is never spoken of', async () => {
    await changeSettings(db, '1', { pauseFrom: date('2026-11-18'), pauseTo: date('2026-11-20') })
    await here.pass('2026-11-17T20:00+09:00')
    await changeSettings(db, '1', { pauseFrom: null, pauseTo: null })
    await here.pass('2026-11-22T20:00+09:00')
    expect(here.posted).toHaveLength(7)
    expect(here.heard('break')).toEqual([])
  })

  test('after days away the next quiz is followed by one word that streaks are safe', async () => {
    await here.pass('2026-11-16T20:00+09:00')
    here.at.now = Temporal.Instant.from('2026-11-19T08:00+09:00') // nothing ran for two and a half days
    await here.pass('2026-11-22T20:00+09:00')
    expect(here.heard('I was away')).toHaveLength(1)
    expect(here.heard('I was away')[0]).toContain('From Tue, Nov 17 until today')
    const told = here.posted.findIndex((text) => text.includes('I was away'))
    expect(here.posted[told - 1]).toBe('q1 quiz 2026-11-19')
    expect(here.heard('quiz 2026')).toHaveLength(5)
  })

  test('days off by the calendar are no outage', async () => {
    await changeSettings(db, '1', { weekdays: [1, 4], holidays: [date('2026-11-19')] })
    await here.pass('2026-11-24T20:00+09:00')
    expect(here.posted).toEqual(['q1 quiz 2026-11-16', 'q1 quiz 2026-11-23'])
  })
})
