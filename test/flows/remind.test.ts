// Reminders, as members get them: once, only when their streak is at risk, until they say stop.
import type { APIMessage } from 'discord-api-types/v10'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { streaks } from '#progress/tables.ts'
import { reminded, rounds } from '#record/tables.ts'
import { slots } from '#schedule/tables.ts'
import { members } from '#settings/tables.ts'
import { type Evening, openEvening, textOf } from '../support/evening.ts'

let evening: Evening
beforeEach(async () => {
  evening = await openEvening({ knowledge: 'test/knowledge/bakery' })
  await evening.setUp()
})
afterEach(() => evening.stop())

const db = () => evening.database.db
const poll = async () =>
  (await evening.messages('quiz')).findLast((message) => message.poll)?.id ?? ''
type Person = keyof Evening['people']
const idOf = (person: Person) => evening.people[person]

/** What a member reads in their direct messages with the bot. */
async function letters(person: Person): Promise<readonly APIMessage[]> {
  const as = idOf(person)
  const { channel } = await evening.control('direct', { as })
  const state = await evening.control(`state?as=${as}`)
  const all = (state['messages'] as Record<string, APIMessage[]>)[String(channel)] ?? []
  // The greeting that came when they chose direct messages has no button.
  return all.filter(({ components }) => JSON.stringify(components).includes('remind-stop'))
}
const pings = async () =>
  (await evening.messages('quiz')).filter(({ mentions }) => mentions.length > 0)
const wants = (person: Person, reminders: 'off' | 'dm' | 'mention') =>
  evening.command(idOf(person), 'settings', { reminders })

/** Everyone named answers Monday's quiz, so that on Tuesday they have a streak of one day to lose. */
async function untilTuesday(...people: readonly Person[]) {
  await evening.pass('PT2H')
  const message = await poll()
  for (const person of people) await evening.vote(idOf(person), message, 1)
  await evening.pass('P1D') // 10:00 on Tuesday, the quiz is open until 21:00
}

/** Gives what only the presser is shown when they press "Stop reminders". */
async function pressStop(person: Person, message: APIMessage | undefined): Promise<string> {
  const as = idOf(person)
  const custom_id = `remind-stop:${evening.playground.guildId}`
  const all = async () => {
    const state = await evening.control(`state?as=${as}`)
    return Object.values(state['messages'] as Record<string, APIMessage[]>).flat()
  }
  const before = new Set((await all()).map(({ id }) => id))
  await evening.control('button', { as, message: message?.id, custom_id })
  let shown: string | undefined
  await expect
    .poll(async () => {
      const answer = (await all()).find(
        ({ id, ...one }) => !before.has(id) && !('pending' in one && one.pending),
      )
      shown = answer && textOf(answer)
      return shown
    })
    .toBeDefined()
  return shown ?? ''
}

test('two hours before the close: each as they chose, once, and only who has a streak to lose', async () => {
  await untilTuesday('seoyeon', 'doyun', 'sofia')
  await wants('seoyeon', 'dm')
  await wants('doyun', 'mention')
  await wants('sofia', 'dm')
  await wants('owner', 'dm') // has no streak
  await evening.vote(idOf('sofia'), await poll(), 2) // has answered
  await evening.pass('PT8H59M')
  expect(await letters('seoyeon')).toEqual([])
  await evening.pass('PT1M') // 19:00

  const [letter, ...more] = await letters('seoyeon')
  expect(more).toEqual([])
  const text = textOf(letter)
  expect(text).toContain('1일 연속 기록')
  const [round] = (await db().select().from(rounds)).filter(({ state }) => state === 'open')
  expect(text).toContain(`<t:${Math.floor((round?.closes.epochMilliseconds ?? 0) / 1000)}:R>`)
  expect(text).toContain(`/${round?.channel}/${round?.message}`)

  const [ping, ...others] = await pings()
  expect(others).toEqual([])
  expect(ping?.mentions.map(({ id }) => id)).toEqual([idOf('doyun')])
  expect(textOf(ping)).toContain(`<@${idOf('doyun')}> 🔥 1일`)
  expect(await letters('sofia')).toEqual([])
  expect(await letters('owner')).toEqual([])

  await evening.sleep()
  await evening.wake()
  await evening.pass('PT1H59M')
  expect(await letters('seoyeon')).toHaveLength(1)
  expect(await pings()).toHaveLength(1)
}, 60_000)

test('killed between the claim and the message: it comes once, when the bot is back', async () => {
  await untilTuesday('seoyeon', 'doyun')
  await wants('seoyeon', 'dm')
  await wants('doyun', 'mention')
  await evening.control('faults', {
    status: 503,
    when: 'before',
    method: 'POST',
    route: '/messages',
  })
  await evening.control('clock', { advance: 'PT9H', skip: true })
  await evening.app.tick()
  await expect.poll(async () => (await db().select().from(reminded)).length).toBe(2)
  await evening.sleep()
  await fetch(`${evening.playground.control}/faults`, { method: 'DELETE' })
  expect([await letters('seoyeon'), await pings()]).toEqual([[], []])
  await evening.pass('PT20M') // longer than Discord remembers a nonce
  await evening.wake()
  await expect.poll(async () => (await letters('seoyeon')).length, { timeout: 20_000 }).toBe(1)
  await expect.poll(async () => (await pings()).length, { timeout: 20_000 }).toBe(1)
}, 60_000)

test('killed between the message and its record: it is found, not sent again', async () => {
  await untilTuesday('seoyeon', 'doyun')
  await wants('seoyeon', 'dm')
  await wants('doyun', 'mention')
  await evening.pass('PT9H')
  for (const kind of ['remind', 'reminder']) {
    await db().update(slots).set({ state: 'planned', message: null }).where(eq(slots.kind, kind))
  }
  await evening.pass('PT20M')
  expect(await letters('seoyeon')).toHaveLength(1)
  expect(await pings()).toHaveLength(1)
  const ends = (await db().select().from(slots)).filter(({ kind }) => kind === 'reminder')
  expect(ends.map(({ state, message }) => [state, message !== null])).toEqual([
    ['done', true],
    ['done', true],
  ])
}, 60_000)

test('one button stops them, from direct messages and from the channel, for who presses it', async () => {
  await untilTuesday('seoyeon', 'doyun', 'sofia')
  await wants('seoyeon', 'dm')
  await wants('doyun', 'mention')
  await wants('sofia', 'mention')
  await evening.pass('PT9H')
  const [letter] = await letters('seoyeon')
  expect(await pressStop('seoyeon', letter)).toContain('이제 알림을 보내지 않을게요')
  expect(await pressStop('seoyeon', letter)).toContain('이미 꺼져 있어요')
  expect(await pressStop('doyun', (await pings())[0])).toContain('이제 알림을 보내지 않을게요')
  const chosen = new Map(
    (await db().select().from(members)).map(({ member, reminders }) => [member, reminders]),
  )
  expect(chosen).toEqual(
    new Map([
      [idOf('seoyeon'), null],
      [idOf('doyun'), null],
      [idOf('sofia'), 'mention'],
    ]),
  )
}, 60_000)

test('closed direct messages hold up nobody, end the reminders and are told in /settings', async () => {
  await untilTuesday('seoyeon', 'sofia')
  await wants('seoyeon', 'dm')
  await evening.command(idOf('sofia'), 'settings', { reminders: 'dm', language: 'en' })
  await evening.control('members', { member: idOf('seoyeon'), direct_messages: 'closed' })
  await evening.pass('PT9H')
  expect(await letters('seoyeon')).toEqual([])
  expect(textOf((await letters('sofia'))[0])).toContain('streak of 1 day')
  const state = textOf(await evening.command(idOf('seoyeon'), 'settings'))
  expect(state).toContain('메시지를 보내지 못하게 했어요')
  expect(evening.kept.filter(({ level }) => level === 'error')).toEqual([])
}, 60_000)

test('outside the waking hours there is none; moving them moves it', async () => {
  await untilTuesday('seoyeon')
  await wants('seoyeon', 'dm')
  await evening.command(idOf('owner'), 'schedule', { sleep: '16:00' })
  await evening.pass('PT5H44M') // 15:44
  expect(await letters('seoyeon')).toEqual([])
  await evening.command(idOf('owner'), 'schedule', { wake: '19:30', sleep: '22:00' })
  await evening.pass('PT3H45M') // 19:29
  expect(await letters('seoyeon')).toEqual([])
  await evening.pass('PT1M')
  expect(await letters('seoyeon')).toHaveLength(1)
}, 60_000)

test('a change in /settings is seen by its member alone and taken back by its button', async () => {
  const reply = await evening.command(idOf('seoyeon'), 'settings', { reminders: 'dm', hide: 'yes' })
  expect(textOf(reply)).toContain('다이렉트 메시지를 보낼게요')
  const others = (await evening.messages('study', idOf('doyun'))).map(({ id }) => id)
  expect(others).not.toContain(reply.id)
  await evening.control('button', {
    as: idOf('seoyeon'),
    message: reply.id,
    custom_id: 'settings-undo:hide=no&reminders=off',
  })
  const shown = async () =>
    textOf((await evening.messages('study', idOf('seoyeon'))).find(({ id }) => id === reply.id))
  await expect.poll(shown).toContain('되돌렸어요')
  expect(
    (await db().select().from(members)).map(({ reminders, hidden }) => [reminders, hidden]),
  ).toEqual([[null, false]])
}, 60_000)

test('a hundred in the channel: two messages ping each of them once, by the real queue', async () => {
  await untilTuesday('seoyeon')
  const { members: created } = (await evening.control('members', { create: 100 })) as {
    members: readonly { readonly id: string }[]
  }
  const guild = evening.playground.guildId
  const lastDate = Temporal.PlainDate.from('2026-11-16')
  const streak = { guild, length: 3, best: 3, freezes: 0, towardFreeze: 3, lastDate }
  await db()
    .insert(streaks)
    .values(created.map(({ id: member }) => ({ ...streak, member })))
  const wish = { guild, reminders: 'mention' } as const
  await db()
    .insert(members)
    .values(created.map(({ id: member }) => ({ ...wish, member })))
  await wants('seoyeon', 'mention')
  await evening.pass('PT9H')
  const pinged = (await pings()).map(({ mentions }) => mentions.map(({ id }) => id))
  expect(pinged.map(({ length }) => length).toSorted()).toEqual([21, 80])
  const all = [...created.map(({ id }) => id), idOf('seoyeon')]
  expect(pinged.flat().toSorted()).toEqual(all.toSorted())
}, 60_000)
