// Trouble: what keeps posts away is told once to somebody who can mend it, and holds up nobody else.
import { and, eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import type { ChatFault } from '#core/chat.ts'
import type { Db } from '#core/deps.ts'
import type { RoundDeps } from '#daily/deps.ts'
import { dailyDesk } from '#daily/desk.ts'
import { slotJob, slotPayload } from '#schedule/slot.ts'
import { isSlot, owe, type StoredSlot } from '#schedule/store.ts'
import { type SlotState, slots } from '#schedule/tables.ts'
import { slotTitle } from '#schedule/titles.ts'
import { changeSettings, guildSettings, rememberGuild } from '#settings/store.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { keepingLog } from '../support/quiet.ts'
import { openGroups } from './groups.ts'

describeOnBothEngines('trouble', (open) => {
  let db: Db
  let here: Awaited<ReturnType<typeof openGroups>>
  beforeEach(async () => {
    db = (await open()).db
    here = await openGroups(db)
  })

  const gone: ChatFault = { kind: 'missing', reason: 'gone' }
  const round = (kind: string, day: string, subject: string, time = '12:00') => {
    const due = Temporal.Instant.from(`${day}T${time}+09:00`)
    return owe(db, [{ guild: '1', kind, localDate: Temporal.PlainDate.from(day), subject, due }])
  }
  const slotIn = async (state: SlotState, kind = 'trouble') => {
    const [slot] = await db
      .select()
      .from(slots)
      .where(and(eq(slots.kind, kind), eq(slots.state, state)))
    if (!slot) throw new Error(`there is a ${kind}`)
    return slot
  }
  /** As if it had died before it wrote down what it posted. */
  const die = (slot: StoredSlot) =>
    db.update(slots).set({ state: 'sent', message: null }).where(isSlot(slot))
  const run = (slot: StoredSlot, handlers = here.handlers) =>
    slotJob({ db, log: keepingLog().log }, handlers).run(slotPayload(slot))

  test('a missing right is told to that owner once, in their channel; other guilds get their quiz', async () => {
    await changeSettings(db, '1', { ownerChannel: 'own' })
    await here.guild('2')
    here.broken.set('q1', { kind: 'forbidden', reason: 'Discord answered 403 (50013)' })
    here.at.lacking = ['SendPolls']
    await here.pass('2026-11-19T20:00+09:00')
    expect(here.heard('Not posted')).toHaveLength(1)
    expect(here.heard('Not posted')[0]).toMatch(/^own .*Create Polls.*<#q1>.*\/setup/s)
    expect(here.heard('q2 quiz')).toHaveLength(4)
    here.broken.clear()
    await here.pass('2026-11-21T20:00+09:00')
    expect(here.heard('I was away')).toHaveLength(1) // four days without a quiz, and streaks are safe
    here.broken.set('q1', { kind: 'missing', reason: 'Discord answered 404 (10003)' })
    await here.pass('2026-11-23T20:00+09:00')
    expect(here.heard('Not posted')).toHaveLength(2) // a new trouble is told anew
    expect(here.heard('Not posted')[1]).toContain('I cannot see <#q1>')
  })

  test('without an owners’ channel whom the server belongs to is told, else the server’s own channel', async () => {
    for (const id of ['2', '3']) await here.guild(id)
    await changeSettings(db, '3', { ownerChannel: 'own3' })
    const closed: ChatFault = { kind: 'forbidden', reason: 'Discord answered 403 (50007)' }
    for (const channel of ['q1', 'q2', 'q3', 'own3']) here.broken.set(channel, gone)
    here.broken.set('dm-o2', closed)
    await here.pass('2026-11-18T20:00+09:00')
    expect(here.posted.map((text) => text.split('\n')[0]).sort()).toEqual([
      "dm-o1 ### ⚠️ Not posted: Today's quiz",
      'dm-o3 ### ⚠️ Not posted: Questions without a good answer',
      "dm-o3 ### ⚠️ Not posted: Today's quiz",
      "system2 ### ⚠️ Not posted: Today's quiz",
    ])
    expect(here.heard('dm-o1')[0]).toContain('Server: 1')
    expect(here.heard('system2')[0]).not.toContain('Server: ')
  })

  test('where nobody can be reached nothing goes round', async () => {
    for (const channel of ['q1', 'dm-o1', 'system1']) here.broken.set(channel, gone)
    await here.pass('2026-11-18T20:00+09:00')
    expect(here.posted).toEqual([])
    const trouble = await db.select().from(slots).where(eq(slots.kind, 'trouble'))
    expect(new Set(trouble.map(({ state }) => state))).toEqual(new Set(['done', 'failed']))
    expect(trouble.every(({ attempts }) => attempts <= 3)).toBe(true)
  })

  test('all that fails in one channel is one trouble, told once however long it lasts', async () => {
    here.at.brokenBoard = true
    here.broken.set('q1', { kind: 'forbidden', reason: 'Discord answered 403 (50013)' })
    here.at.lacking = ['SendMessages']
    await here.pass('2026-11-24T20:00+09:00') // over two board days
    expect(here.heard('Not posted')).toHaveLength(1)
    expect(here.heard('Not posted')[0]).toMatch(
      /Today's quiz, Weekly leaderboard|leaderboard, Today's quiz/,
    )
  })

  test('a quiz that is posted late ends its trouble: what breaks before the next one is told anew', async () => {
    here.at.brokenBoard = true // the board that failed with it stays away
    here.broken.set('q1', gone)
    await here.pass('2026-11-16T10:00+09:00')
    expect(here.heard('Not posted')).toHaveLength(1)
    here.broken.clear()
    await here.pass('2026-11-16T11:00+09:00') // a fresh planner gives it another chance, as /setup does
    expect(here.heard('q1 quiz 2026-11-16')).toHaveLength(1)
    here.broken.set('q1', gone)
    await here.pass('2026-11-19T20:00+09:00')
    expect(here.heard('Not posted')).toHaveLength(2)
  })

  test('what breaks a second time on the same date is told anew, once however it dies', async () => {
    here.broken.set('q1', gone)
    await here.pass('2026-11-16T10:00+09:00')
    here.broken.clear()
    await here.pass('2026-11-16T11:00+09:00') // the quiz comes late
    here.broken.set('q1', gone)
    await round('reveal', '2026-11-16', 'q1')
    await here.pass('2026-11-16T14:00+09:00')
    const told = here.heard('Not posted')
    expect(told).toHaveLength(2)
    expect(told[1]).toContain('Not posted: Answer revealed')
    expect(new Set(told.map((text) => /#[0-9A-F]{6}/.exec(text)?.[0])).size).toBe(2)
    // It dies and what failed is tried again, in vain, before it is carried out again.
    const trouble = await slotIn('done')
    await die(trouble)
    await db.update(slots).set({ state: 'planned', reason: null }).where(eq(slots.kind, 'reveal'))
    await run(trouble)
    await here.pass('2026-11-16T16:00+09:00')
    expect(here.heard('Not posted')).toHaveLength(2)
  })

  test('a trouble that had nothing left to tell is told when something breaks later that day', async () => {
    await round('trouble', '2026-11-16', 'q1', '08:00')
    await here.pass('2026-11-16T10:00+09:00')
    expect((await slotIn('done')).reason).toBe('it is mended')
    here.broken.set('q1', gone)
    await round('reveal', '2026-11-16', 'q1')
    await here.pass('2026-11-16T14:00+09:00')
    expect(here.heard('Not posted')).toHaveLength(1)
  })

  test('a channel that takes panels but no polls is told once until it takes a poll', async () => {
    here.broken.set('polls1', { kind: 'forbidden', reason: 'Discord answered 403 (50013)' })
    for (const day of ['16', '17', '18']) await round('reveal', `2026-11-${day}`, 'q1')
    await here.pass('2026-11-18T20:00+09:00')
    expect(here.heard('q1 reveal')).toHaveLength(3)
    expect(here.heard('Not posted')).toHaveLength(1)
    // Another kind that breaks after it was taken is another trouble; the first goes on.
    here.broken.set('q1', gone)
    await round('reveal', '2026-11-19', 'q1')
    await here.pass('2026-11-19T20:00+09:00')
    expect(here.heard('Not posted')).toHaveLength(2)
    here.broken.clear()
    await round('reveal', '2026-11-20', 'q1')
    await here.pass('2026-11-20T20:00+09:00')
    here.broken.set('polls1', gone)
    await here.pass('2026-11-22T20:00+09:00')
    expect(here.heard('Not posted')).toHaveLength(3)
  })

  test('a trouble that is still being told when its quiz is posted is over once it is told', async () => {
    here.broken.set('q1', gone)
    await here.pass('2026-11-16T20:00+09:00')
    const trouble = await slotIn('done')
    await die(trouble)
    const quiz = await slotIn('failed', 'quiz')
    await db.update(slots).set({ state: 'sent' }).where(isSlot(quiz))
    await run(quiz, { quiz: async () => ({ kind: 'done', message: 'late' }) })
    await run(trouble)
    expect(await slotIn('done')).toMatchObject({
      message: expect.any(String),
      reason: 'the channel took a post again',
    })
    await here.pass('2026-11-17T20:00+09:00')
    expect(here.heard('Not posted')).toHaveLength(2)
  })

  test('the channel that is told is the one that took no post, whichever quizzes go to now', async () => {
    here.broken.set('old', { kind: 'missing', reason: 'gone' })
    await round('reveal', '2026-11-16', 'old')
    await round('reminder', '2026-11-16', 'old') // by mention
    await here.pass('2026-11-16T20:00+09:00')
    expect(here.heard('q1 quiz')).toHaveLength(1)
    expect(here.heard('Not posted')).toHaveLength(1)
    expect(here.heard('Not posted')[0]).toMatch(
      /: Streak reminder, Answer revealed\n.*cannot see <#old>/,
    )
    // What another channel takes does not end it; what this one takes does.
    await round('reveal', '2026-11-18', 'old')
    await here.pass('2026-11-18T20:00+09:00')
    expect(here.heard('Not posted')).toHaveLength(1)
    here.broken.clear()
    await round('reveal', '2026-11-19', 'old')
    await here.pass('2026-11-19T20:00+09:00')
    here.broken.set('old', { kind: 'missing', reason: 'gone' })
    await round('reveal', '2026-11-20', 'old')
    await here.pass('2026-11-20T20:00+09:00')
    expect(here.heard('Not posted')).toHaveLength(2)
  })

  test('a message that was posted before a crash is found again, not repeated', async () => {
    here.broken.set('q1', { kind: 'missing', reason: 'gone' })
    await here.pass('2026-11-16T20:00+09:00')
    expect(here.heard('dm-o1')).toHaveLength(1)
    const trouble = await slotIn('done')
    await die(trouble)
    await run(trouble)
    expect(here.heard('dm-o1')).toHaveLength(1)
  })

  test('a server that took the bot out is planned no more, and goes on where it was when it is back', async () => {
    await here.guild('2')
    await here.pass('2026-11-16T20:00+09:00')
    const gone: ChatFault = { kind: 'missing', reason: 'Discord answered 404 (10004)' }
    for (const place of ['q1', 'home1', 'dm-o1', 'system1']) here.broken.set(place, gone)
    await here.pass('2026-11-20T20:00+09:00')
    const owed = async () =>
      (await db.select().from(slots).where(eq(slots.guild, '1')))
        .filter(({ state }) => state === 'planned')
        .map(({ kind, localDate }) => `${kind} ${localDate}`)
    expect(await owed()).toEqual([])
    const failed = await db.select().from(slots).where(eq(slots.state, 'failed'))
    expect(failed.map(({ kind, localDate }) => `${kind} ${localDate}`)).toEqual(['quiz 2026-11-17'])
    expect(here.heard('Not posted')).toEqual([])
    expect(here.heard('q2 quiz')).toHaveLength(5)
    const settings = await guildSettings(db, '1')
    here.broken.clear()
    await rememberGuild(db, { guild: '1', name: '1', language: 'en' })
    await here.pass('2026-11-22T20:00+09:00')
    expect(here.heard('q1 quiz').slice(-2)).toEqual(['q1 quiz 2026-11-21', 'q1 quiz 2026-11-22'])
    expect(here.heard('q1 ### 🌙 I was away')).toHaveLength(1)
    expect({ ...(await guildSettings(db, '1')), since: null }).toEqual(settings)
  })

  test('a server that was never set up is owed nothing when it is seen again', async () => {
    await rememberGuild(db, { guild: 'new', name: 'new', language: 'en' })
    await rememberGuild(db, { guild: 'new', name: 'new', language: 'en' })
    expect((await guildSettings(db, 'new'))?.since).toBeNull()
    expect((await guildSettings(db, '1'))?.since).toEqual(here.at.now)
  })

  test('every kind of slot that is carried out has a name', () => {
    const { handlers } = dailyDesk({} as RoundDeps)
    const kinds = [...Object.keys(handlers), ...Object.keys(here.handlers), 'gaps']
    expect(kinds.filter((kind) => slotTitle(kind).en === kind)).toEqual([])
  })
})
