// Mini-lesson: many chose the same wrong option; the next morning the notes say why, before the new quiz.
import type { APIMessage } from 'discord-api-types/v10'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { reports } from '#answer/tables.ts'
import { rounds } from '#record/tables.ts'
import { slots } from '#schedule/tables.ts'
import { changeSettings } from '#settings/store.ts'
import { type Evening, openEvening, textOf } from '../support/evening.ts'

let evening: Evening
let people: readonly string[] = []
beforeEach(async () => {
  evening = await openEvening({ knowledge: 'test/knowledge/bakery' })
  await evening.setUp()
  await evening.control('members', { create: 3 })
  const { members } = (await evening.control('state')) as unknown as {
    members: readonly { id: string; bot?: boolean }[]
  }
  people = members.flatMap(({ id, bot }) => (bot ? [] : [id]))
})
afterEach(() => evening.stop())

const db = () => evening.database.db
const theRound = async () => {
  const [round] = await db().select().from(rounds)
  if (!round) throw new Error('there is no round')
  return round
}
const shown = async (words: string) =>
  (await evening.messages('quiz')).filter((message) => textOf(message).includes(words))
const lessons = () => shown('한 번 더 짚고 가요')

/** The first day: of seven members five choose "7일마다" and two are right; closed and revealed. */
async function misled(): Promise<void> {
  await evening.pass('PT1H')
  const { shown: options } = await theRound()
  const [poll] = (await evening.messages('quiz')).filter((message) => message.poll)
  for (const [at, member] of people.entries()) {
    await evening.vote(member, poll?.id ?? '', options.indexOf(at < 5 ? 'b' : 'a') + 1)
  }
  await evening.pass('PT12H')
}

/** Forgets that the lesson was posted, as a process that dies before writing it down does. */
async function forget(): Promise<void> {
  await db().update(slots).set({ state: 'planned', message: null }).where(eq(slots.kind, 'lesson'))
  await evening.app.settled()
}

test('five minutes before the next quiz, under the reveal, with the words of the notes; once', async () => {
  expect(people).toHaveLength(7)
  await misled()
  expect(await lessons()).toEqual([])
  await evening.pass('PT11H50M')
  expect(await lessons()).toEqual([])
  await evening.pass('PT20M')
  const [lesson, ...others] = await lessons()
  expect(others).toEqual([])
  const text = textOf(lesson)
  expect(text).toMatch(/어제 7명 중 5명이 고른 답: \*\*[A-D]\. 7일마다\*\*/)
  expect(text).toMatch(/정답: ✅ \*\*[A-D]\. 12시간마다\*\*/)
  expect(text).toMatch(/> .*12시간/)
  expect(text).toMatch(/sourdough\.ko\.md:\d+/)
  expect(text).toContain(`#${(await theRound()).code}-L`)
  const [reveal] = await shown('✅')
  expect(lesson?.message_reference?.message_id).toBe(reveal?.id)
  expect(lesson?.mentions).toEqual([])
  // The new quiz stands below it.
  const order = (await evening.messages('quiz')).filter(
    (message: APIMessage) => message.poll || message.id === lesson?.id,
  )
  expect(order.map(({ id }) => id === lesson?.id)).toEqual([false, true, false])

  await evening.sleep()
  await evening.wake()
  await forget()
  await evening.pass('PT30M') // Discord has forgotten the nonce
  await forget()
  expect(await lessons()).toHaveLength(1)
  expect((await db().select().from(slots)).filter(({ kind }) => kind === 'lesson')).toMatchObject([
    { state: 'done', message: lesson?.id },
  ])

  const id = JSON.stringify(lesson?.components).match(/"custom_id":"(report:[^"]*)"/)?.[1]
  const [owner = ''] = people
  await evening.control('button', { as: owner, message: lesson?.id, custom_id: id })
  const { modal } = (await evening.control(`state?as=${owner}`)) as {
    modal: { id: string; title: string; components: unknown }
  }
  expect(modal.title).toBe('이 문제 신고')
  const field = JSON.stringify(modal.components).match(/"custom_id":"([^"]+)"/)?.[1] ?? ''
  await evening.control('modal', { as: owner, id: modal.id, values: { [field]: '예전 값이에요' } })
  await expect
    .poll(() => db().select().from(reports))
    .toMatchObject([{ round: (await theRound()).id, message: lesson?.id }])
})

test('also on a day without a quiz, and late after a short outage', async () => {
  await changeSettings(db(), evening.playground.guildId, { weekdays: [1] })
  await misled()
  await evening.sleep()
  await evening.pass('PT14H')
  await evening.wake()
  await evening.pass('PT2M')
  expect(await lessons()).toHaveLength(1)
  expect((await evening.messages('quiz')).filter((message) => message.poll)).toHaveLength(1)
})
