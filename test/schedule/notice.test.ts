// Notices: a pause, days away and what keeps a post back are told, each once.
import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import type { Chat, ChatFault, Permission } from '#core/chat.ts'
import type { Db } from '#core/deps.ts'
import { fail, ok } from '#lib/result.ts'
import { noticeHandlers } from '#schedule/notice.ts'
import { createPlanner } from '#schedule/planner.ts'
import { type SlotHandler, slotJob, slotPayload } from '#schedule/slot.ts'
import type { SlotKey } from '#schedule/store.ts'
import { slots } from '#schedule/tables.ts'
import { changeSettings, rememberGuild } from '#settings/store.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { keepingLog } from '../support/quiet.ts'

const date = (text: string) => Temporal.PlainDate.from(text)

describeOnBothEngines('notices', (open) => {
  let db: Db
  let now: Temporal.Instant
  let posted: string[]
  /** What each channel answers instead of taking a post. */
  let broken: Map<string, ChatFault>
  let lacking: readonly Permission[]

  beforeEach(async () => {
    db = (await open()).db
    now = Temporal.Instant.from('2026-11-16T08:00+09:00') // a Monday morning in Seoul
    posted = []
    broken = new Map()
    lacking = []
    await guild('1')
  })

  async function guild(id: string, change = {}) {
    await rememberGuild(db, { guild: id, name: id, language: 'en' })
    await changeSettings(db, id, {
      quizChannel: `q${id}`,
      zone: 'Asia/Seoul',
      since: now,
      ...change,
    })
  }
  const chat: Pick<Chat, 'send' | 'find' | 'lacks'> = {
    async send(channel, post) {
      const fault = broken.get(channel)
      if (fault) return fail(fault)
      const blocks = post.kind === 'panel' ? post.panel.blocks : []
      const [first] = blocks
      posted.push(`${channel} ${first && 'text' in first ? first.text : ''}`)
      return ok({ message: `m${posted.length}` })
    },
    find: async () => ok(undefined),
    lacks: async (channel) => {
      const fault = broken.get(channel)
      return fault?.kind === 'missing' ? fail(fault) : ok(fault ? lacking : [])
    },
  }
  const quiz: SlotHandler = async (slot) => {
    if (slot.until !== null && Temporal.Instant.compare(slot.until, now) < 0) {
      return { kind: 'missed', reason: 'too late' }
    }
    const fault = broken.get(`q${slot.guild}`)
    if (fault) return { kind: 'failed', reason: fault.reason }
    posted.push(`q${slot.guild} quiz ${slot.localDate}`)
    return { kind: 'done', message: 'quiz' }
  }

  /** Plans and carries out until the instant, an hour at a time; every job runs twice, as after a crash. */
  async function pass(until: string, look = { hours: 1 }) {
    const end = Temporal.Instant.from(until)
    let sent: SlotKey[] = []
    const send = async (_tx: Db, key: SlotKey) => {
      sent.push(key)
      return true
    }
    const planner = createPlanner({ db, clock: () => now, log: keepingLog().log, send })
    const handlers = noticeHandlers({
      db,
      clock: () => now,
      chat: chat as Chat,
      mention: (name) => `/${name}`,
    })
    const board: SlotHandler = async () => ({ kind: 'done' })
    const job = slotJob({ db, log: keepingLog().log }, { quiz, board, gaps: board, ...handlers })
    for (;;) {
      do {
        sent = []
        await planner.tick()
        for (const key of sent) {
          await job.run(slotPayload(key))
          await job.run(slotPayload(key))
        }
      } while (sent.length > 0)
      if (Temporal.Instant.compare(now, end) >= 0) return
      const next = now.add(look)
      now = Temporal.Instant.compare(next, end) < 0 ? next : end
    }
  }
  const heard = (word: string) => posted.filter((text) => text.includes(word))

  test('a pause announces its beginning and its end once, with no quiz between', async () => {
    await changeSettings(db, '1', { pauseFrom: date('2026-11-18'), pauseTo: date('2026-11-20') })
    await pass('2026-11-24T20:00+09:00')
    expect(posted.map((text) => text.split('\n')[0])).toEqual([
      'q1 quiz 2026-11-16',
      'q1 quiz 2026-11-17',
      'q1 ### ⏸️ The daily quiz takes a break',
      expect.stringMatching(/break is over|quiz 2026-11-21/),
      expect.stringMatching(/break is over|quiz 2026-11-21/),
      'q1 quiz 2026-11-22',
      'q1 quiz 2026-11-23',
      'q1 quiz 2026-11-24',
    ])
    expect(heard('takes a break')[0]).toContain('Wed, Nov 18 to Fri, Nov 20')
    expect(heard('streak')).toHaveLength(2)
  })

  test('a pause set after today’s quiz is announced at once; resumed, that is told and the quiz comes', async () => {
    await pass('2026-11-16T12:00+09:00')
    await changeSettings(db, '1', { pauseFrom: date('2026-11-16') })
    await pass('2026-11-16T12:05+09:00', { hours: 1 })
    await pass('2026-11-18T10:00+09:00')
    expect(posted).toHaveLength(2)
    expect(posted[1]).toContain('until an owner ends the pause')
    await changeSettings(db, '1', { pauseTo: date('2026-11-17') }) // resumed on the 18th at ten
    await pass('2026-11-18T12:00+09:00')
    expect(heard('break is over')).toHaveLength(1)
    expect(heard('quiz 2026-11-18')).toHaveLength(1)
  })

  test('a pause taken back before it began is never spoken of', async () => {
    await changeSettings(db, '1', { pauseFrom: date('2026-11-18'), pauseTo: date('2026-11-20') })
    await pass('2026-11-17T20:00+09:00')
    await changeSettings(db, '1', { pauseFrom: null, pauseTo: null })
    await pass('2026-11-22T20:00+09:00')
    expect(posted).toHaveLength(7)
    expect(heard('break')).toEqual([])
  })

  test('after days away the next quiz is followed by one word that streaks are safe', async () => {
    await pass('2026-11-16T20:00+09:00')
    now = Temporal.Instant.from('2026-11-19T08:00+09:00') // nothing ran for two and a half days
    await pass('2026-11-22T20:00+09:00')
    expect(heard('I was away')).toHaveLength(1)
    expect(heard('I was away')[0]).toContain('From Tue, Nov 17 until today')
    const told = posted.findIndex((text) => text.includes('I was away'))
    expect(posted[told - 1]).toBe('q1 quiz 2026-11-19')
    expect(heard('quiz 2026')).toHaveLength(5)
  })

  test('days off by the calendar are no outage', async () => {
    await changeSettings(db, '1', { weekdays: [1, 4], holidays: [date('2026-11-19')] })
    await pass('2026-11-24T20:00+09:00')
    expect(posted).toEqual(['q1 quiz 2026-11-16', 'q1 quiz 2026-11-23'])
  })

  test('a missing right is told to that owner once, in their channel; other guilds get their quiz', async () => {
    await changeSettings(db, '1', { ownerChannel: 'own' })
    await guild('2')
    broken.set('q1', { kind: 'forbidden', reason: 'Discord answered 403 (50013)' })
    lacking = ['SendPolls']
    await pass('2026-11-19T20:00+09:00')
    expect(heard('Not posted')).toHaveLength(1)
    expect(heard('Not posted')[0]).toMatch(/^own .*Create Polls.*<#q1>.*\/setup/s)
    expect(heard('q2 quiz')).toHaveLength(4)
    broken.clear()
    await pass('2026-11-21T20:00+09:00')
    expect(heard('I was away')).toHaveLength(1) // four days without a quiz, and streaks are safe
    broken.set('q1', { kind: 'missing', reason: 'Discord answered 404 (10003)' })
    await pass('2026-11-23T20:00+09:00')
    expect(heard('Not posted')).toHaveLength(2) // a new trouble is told anew
    expect(heard('Not posted')[1]).toContain('I cannot see <#q1>')
  })

  test('without an owner channel, or kicked out, nothing is said in public and nothing goes round', async () => {
    await guild('2', { ownerChannel: 'own2' })
    for (const channel of ['q1', 'q2', 'own2'])
      broken.set(channel, { kind: 'missing', reason: 'gone' })
    await pass('2026-11-18T20:00+09:00')
    expect(posted).toEqual([])
    const trouble = await db.select().from(slots).where(eq(slots.kind, 'trouble'))
    // One for each guild, of the first day, though all days failed.
    expect(
      trouble.map(({ guild, state, localDate }) => `${guild} ${state} ${localDate}`).sort(),
    ).toEqual(['1 done 2026-11-16', '2 failed 2026-11-16'])
  })
})
