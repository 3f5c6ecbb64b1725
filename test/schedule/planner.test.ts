// Planner: what is owed is written down once and sent once, whoever plans and however often.
import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import type { Db } from '#core/deps.ts'
import { createPlanner } from '#schedule/planner.ts'
import { beginSlot, type SlotKey, settleSlot } from '#schedule/store.ts'
import { slots } from '#schedule/tables.ts'
import { defaults } from '#settings/settings.ts'
import { changeSettings, rememberGuild } from '#settings/store.ts'
import { guilds } from '#settings/tables.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { keepingLog } from '../support/quiet.ts'

const monday = Temporal.Instant.from('2026-11-16T08:00:00+09:00')

describeOnBothEngines('the planner', (open) => {
  let db: Db
  let now: Temporal.Instant
  let sent: string[]
  beforeEach(async () => {
    db = (await open()).db
    now = monday
    sent = []
  })

  const nameOf = ({ guild, kind, localDate }: SlotKey) => `${guild} ${kind} ${localDate}`
  const planner = (jobs: Set<string> = new Set()) =>
    createPlanner({
      db,
      clock: () => now,
      log: keepingLog().log,
      send: async (_tx, key) => {
        if (jobs.has(nameOf(key))) return false
        jobs.add(nameOf(key))
        sent.push(nameOf(key))
        return true
      },
    })
  async function guild(id: string, change = {}) {
    await rememberGuild(db, { guild: id, name: id, language: 'ko' })
    await changeSettings(db, id, { quizChannel: 'q', since: monday, ...change })
  }
  const states = async () =>
    (await db.select().from(slots)).map(
      ({ kind, localDate, state }) => `${kind} ${localDate} ${state}`,
    )

  test('three replicas at once plan and send each slot once', async () => {
    await guild('1')
    await guild('2', { zone: 'America/New_York' })
    now = monday.add({ hours: 2 })
    const queue = new Set<string>() // one queue for all replicas
    await Promise.all([planner(queue).tick(), planner(queue).tick(), planner(queue).tick()])
    expect(sent.filter((name) => name === '1 quiz 2026-11-16')).toHaveLength(1)
    const keys = (await db.select().from(slots)).map(nameOf)
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('a slot whose job has died is sent again, one whose job lives is not', async () => {
    await guild('1')
    now = monday.add({ hours: 2 })
    await planner().tick()
    const [first] = sent
    await planner(new Set(sent)).tick()
    expect(sent).toHaveLength(2) // quiz and board, once each
    await planner().tick()
    expect(sent.filter((name) => name === first)).toHaveLength(2)
  })

  test('a changed time moves what is planned, and days that are over stay as they are', async () => {
    await guild('1')
    now = monday.add({ hours: 2 })
    const running = planner()
    await running.tick()
    await db.update(slots).set({ state: 'done' }).where(eq(slots.state, 'sent'))
    await changeSettings(db, '1', { quizTime: '21:00' })
    await running.replan('1')
    const all = await db.select().from(slots)
    const on = (date: string) =>
      all.find(({ kind, localDate }) => kind === 'quiz' && localDate.toString() === date)
    expect(on('2026-11-16')).toMatchObject({ state: 'done' })
    expect(on('2026-11-17')?.due.toString()).toBe('2026-11-17T12:00:00Z')
    expect(all.filter(({ kind }) => kind === 'quiz')).toHaveLength(8)
  })

  test('a weekday without a quiz is taken back, what is due already is not', async () => {
    await guild('1')
    const running = planner()
    await running.tick()
    now = monday.add({ hours: 2 }) // today's is due and not sent yet
    await changeSettings(db, '1', { weekdays: [2] })
    await running.replan('1')
    const quizzes = (await states()).filter((state) => state.startsWith('quiz'))
    expect(quizzes).toEqual(['quiz 2026-11-16 planned', 'quiz 2026-11-17 planned'])
  })

  test('a new time that is over for today leaves today its old hours', async () => {
    await guild('1', { quizTime: '20:00' })
    const running = planner()
    await running.tick()
    now = monday.add({ hours: 8 }) // 16:00
    await changeSettings(db, '1', { quizTime: '09:00' })
    await running.replan('1')
    const dues = (await db.select().from(slots))
      .filter(({ kind }) => kind === 'quiz')
      .map(({ due }) => due.toString())
    expect(dues).toContain('2026-11-16T11:00:00Z')
    expect(dues).toContain('2026-11-17T00:00:00Z')
  })

  test('a board that waits is still owed days later', async () => {
    await guild('1')
    await planner().tick()
    now = monday.add({ hours: 64 }) // Wednesday night: the board's 48 hours are nearly over
    await planner().tick()
    expect(sent).toContain('1 board 2026-11-16')
  })

  test('an owner channel adds the week’s gaps, taking it back takes them back', async () => {
    await guild('1', { ownerChannel: 'own' })
    const running = planner()
    await running.tick()
    const gaps = async () => (await states()).filter((state) => state.startsWith('gaps'))
    expect(await gaps()).toEqual(['gaps 2026-11-16 planned', 'gaps 2026-11-23 planned'])
    await changeSettings(db, '1', { ownerChannel: null })
    await running.replan('1')
    expect(await gaps()).toEqual([])
  })

  test('what failed is tried again when settings change, while it still makes sense', async () => {
    await guild('1')
    now = monday.add({ hours: 2 })
    const running = planner()
    await running.tick()
    const key = {
      guild: '1',
      kind: 'quiz',
      localDate: Temporal.PlainDate.from('2026-11-16'),
      subject: '',
    }
    await settleSlot(db, key, { state: 'failed', reason: 'no permission' })
    await running.replan('1')
    expect(await states()).toContain('quiz 2026-11-16 planned')
    await settleSlot(db, key, { state: 'failed', reason: 'no permission' })
    now = monday.add({ hours: 12 })
    await running.replan('1')
    expect(await states()).toContain('quiz 2026-11-16 failed')
  })

  test('one guild that cannot be planned keeps nobody else from their posts', async () => {
    await guild('1')
    await db.insert(guilds).values({
      ...defaults('0', 'broken', 'en'),
      zone: 'Nowhere/Else',
      quizChannel: 'q',
      since: monday,
    })
    now = monday.add({ hours: 2 })
    await planner().tick()
    expect(sent).toContain('1 quiz 2026-11-16')
  })

  test('a crowd is handed out by and by, each once, and never many that nobody has begun', async () => {
    const due = monday.add({ hours: 1 })
    const localDate = Temporal.PlainDate.from('2026-11-16')
    const crowd = Array.from({ length: 130 }, (_, place) => ({
      guild: `g${place}`,
      kind: 'quiz',
      localDate,
      due,
    }))
    await db.insert(slots).values(crowd)
    now = due
    const queue = new Set<string>()
    const replicas = [planner(queue), planner(queue), planner(queue)]
    for (let begun = 0; begun < 130; begun += 30) {
      for (const one of [...replicas, ...replicas]) await one.tick()
      expect(sent.length - begun).toBeLessThanOrEqual(40)
      for (const name of sent.slice(begun, begun + 30)) {
        const guild = name.split(' ')[0] ?? ''
        await beginSlot(db, { guild, kind: 'quiz', localDate, subject: '' })
      }
    }
    expect(new Set(sent).size).toBe(130)
    expect(sent).toHaveLength(130)
  })

  test('those whose jobs were begun and wait to be tried again hold up nobody', async () => {
    const due = monday.add({ hours: 1 })
    const localDate = Temporal.PlainDate.from('2026-11-16')
    const stuck = { kind: 'quiz', localDate, due, state: 'sent', attempts: 1 } as const
    await db
      .insert(slots)
      .values(Array.from({ length: 60 }, (_, place) => ({ ...stuck, guild: `s${place}` })))
    await db.insert(slots).values({ guild: 'well', kind: 'quiz', localDate, due })
    now = due
    const jobs = new Set(Array.from({ length: 60 }, (_, place) => `s${place} quiz ${localDate}`))
    await planner(jobs).tick()
    expect(sent).toEqual([`well quiz ${localDate}`])
  })

  test('more guilds than one turn plans are all planned, turn by turn', async () => {
    for (let place = 0; place < 60; place += 1) await guild(`g${place}`)
    const running = planner()
    for (let turns = 0; turns < 5; turns += 1) await running.tick()
    const planned = new Set((await db.select().from(slots)).map((slot) => slot.guild))
    expect(planned.size).toBe(60)
  })

  test('another replica sees changed settings within a minute', async () => {
    await guild('1')
    const other = planner()
    await other.tick()
    await changeSettings(db, '1', { quizTime: '10:00' })
    now = now.add({ seconds: 61 })
    await other.tick()
    const all = await db.select().from(slots)
    expect(
      all.every(({ kind, due }) => kind !== 'quiz' || due.toString().endsWith('T01:00:00Z')),
    ).toBe(true)
  })
})
