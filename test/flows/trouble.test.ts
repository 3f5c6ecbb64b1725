// Trouble, as a group meets it: a deleted channel, a right taken away, a bot thrown out and let in again.
import type { APIMessage } from 'discord-api-types/v10'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { slotsBetween } from '#schedule/store.ts'
import { guildSettings } from '#settings/store.ts'
import { type Evening, openEvening, textOf } from '../support/evening.ts'

let evening: Evening
beforeEach(async () => {
  evening = await openEvening()
  await evening.setUp()
})
afterEach(() => evening.stop())

/** Warnings in every channel the owner sees, with where they stand. */
async function warnings(): Promise<string[]> {
  const state = await evening.control(`state?as=${evening.people.owner}`)
  const channels = state['messages'] as Record<string, APIMessage[]>
  return Object.entries(channels).flatMap(([channel, messages]) =>
    messages
      .map((message) => textOf(message))
      .filter((text) => text.includes('⚠️'))
      .map((text) => `${channel} ${text}`),
  )
}
const polls = async () => (await evening.messages('quiz')).filter(({ poll }) => poll)
const days = async (count: number) => {
  for (let day = 0; day < count; day += 1) await evening.pass('P1D')
}

test('a deleted channel is told to the server’s owner once, in a direct message, with what to do', async () => {
  const { quiz, board } = evening.playground.channels
  const { channel } = await evening.control('direct', { as: evening.people.owner })
  await evening.pass('PT2H') // Monday's quiz is open
  await evening.control('channels', { delete: quiz })
  await days(3)
  const told = await warnings()
  expect(told).toHaveLength(1)
  expect(told[0]).toMatch(new RegExp(`^${channel} .*<#${quiz}>.*setup`, 's'))
  // The rest of the group's week goes on: its board stands in another channel.
  await days(5)
  expect(await evening.messages('board')).not.toEqual([])
  // Another channel, and the day's quiz comes at once.
  await evening.command(evening.people.owner, 'setup', { quiz_channel: board })
  await evening.app.settled()
  await days(1)
  expect((await evening.messages('board')).filter(({ poll }) => poll)).not.toEqual([])
  expect(await warnings()).toHaveLength(1)
})

test('an owner who takes no messages is told as soon as they take some', async () => {
  const { quiz } = evening.playground.channels
  const { owner } = evening.people
  await evening.control('members', { member: owner, direct_messages: 'closed' })
  await evening.control('permissions', { channel: quiz, deny: ['SendMessages'] })
  await days(1)
  expect(await warnings()).toEqual([])
  await evening.control('members', { member: owner, direct_messages: 'open' })
  await days(3)
  expect(await warnings()).toHaveLength(1)
  expect((await warnings())[0]).toContain('메시지 보내기')
})

test('a server that throws the bot out is left in peace, and has its quizzes again when it is back', async () => {
  const { db } = evening.database
  const { guildId } = evening.playground
  await days(1)
  expect(await polls()).toHaveLength(1)
  const before = await guildSettings(db, guildId)
  const gone = { status: 403, code: 50001 }
  for (const route of ['/guilds', '/channels', '/users/@me/channels']) {
    await evening.control('faults', { ...gone, route })
  }
  await days(4)
  const planned = await slotsBetween(
    db,
    guildId,
    ['quiz'],
    Temporal.PlainDate.from('2026-11-16'),
    Temporal.PlainDate.from('2026-12-16'),
  )
  expect(planned.map(({ localDate, state }) => `${localDate} ${state}`)).toEqual([
    '2026-11-16 done',
    '2026-11-17 failed',
  ])
  await evening.sleep()
  await fetch(`${evening.playground.control}/faults`, { method: 'DELETE' })
  await evening.wake()
  await days(2)
  expect(await polls()).toHaveLength(3)
  expect({ ...(await guildSettings(db, guildId)), since: null }).toEqual({ ...before, since: null })
  expect(await warnings()).toEqual([])
})
