// A round, as a group lives it: posted by the clock, voted on, closed, counted, revealed, ranked.
import { MessageType } from 'discord-api-types/v10'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { streaks, totals } from '#progress/tables.ts'
import { ballots, rounds } from '#record/tables.ts'
import { slots } from '#schedule/tables.ts'
import { type Evening, openEvening, textOf } from '../support/evening.ts'

let evening: Evening
beforeEach(async () => {
  evening = await openEvening()
  await evening.setUp()
})
afterEach(() => evening.stop())

const polls = async () => (await evening.messages('quiz')).filter(({ poll }) => poll)
const db = () => evening.database.db
const theRound = async () => {
  const [round] = await db().select().from(rounds)
  if (!round) throw new Error('there is no round')
  return round
}
/** The poll's answer numbers of the right options, and of a wrong one. */
async function answers() {
  const { shown, keys } = await theRound()
  return {
    right: keys.map((key) => shown.indexOf(key) + 1),
    wrong: shown.findIndex((id) => !keys.includes(id)) + 1,
  }
}
const pointsOf = async (period: string) =>
  Object.fromEntries(
    (await db().select().from(totals))
      .filter((row) => row.period === period && row.domain === '')
      .map(({ member, points }) => [member, points]),
  )

test('an evening: three vote, one changes, one withdraws; points, streaks and the reveal agree', async () => {
  const { seoyeon, doyun, sofia, owner } = evening.people
  await evening.pass('PT1H')
  const [poll] = await polls()
  expect(poll?.poll?.answers.length).toBeGreaterThanOrEqual(4)
  expect(textOf(poll)).toMatch(/#[0-9A-Z]{6}/)
  const id = poll?.id ?? ''
  const { right, wrong } = await answers()
  await evening.vote(seoyeon, id, ...right)
  await evening.vote(doyun, id, ...right)
  await evening.vote(doyun, id, wrong) // changed their mind
  await evening.vote(sofia, id, ...right)
  await evening.vote(sofia, id) // took it back
  await evening.vote(owner, id, ...right)
  await evening.vote(owner, id, ...right) // the same again

  await evening.pass('PT12H')
  const round = await theRound()
  expect(round.state).toBe('closed')
  expect(await pointsOf('all')).toEqual({ [seoyeon]: 10, [owner]: 10, [doyun]: 1 })
  const held = await db().select().from(ballots)
  expect(held.map(({ member }) => member).sort()).toEqual([owner, seoyeon, doyun].sort())
  const runs = await db().select().from(streaks)
  expect(runs.map(({ member, length }) => [member, length]).sort()).toEqual(
    [owner, seoyeon, doyun].map((member) => [member, 1]).sort(),
  )

  const reveal = (await evening.messages('quiz')).find((message) => textOf(message).includes('✅'))
  expect(reveal?.message_reference?.message_id).toBe(id)
  const text = textOf(reveal)
  expect(text).toContain('✅')
  expect(text).toContain('3명 중 2명')
  expect(text).toContain('이서연')
  expect(text).toMatch(/[\w-]+\.ko\.md:\d+/)
  expect(reveal?.mentions).toEqual([])
})

/** Discord's own notice that a poll has ended comes a moment later and is none of ours. */
const ours = async () =>
  (await evening.messages('quiz')).filter(({ type }) => type !== MessageType.PollResult).length

test('a second close changes nothing', async () => {
  await evening.pass('PT1H')
  const [poll] = await polls()
  await evening.vote(evening.people.seoyeon, poll?.id ?? '', 1)
  await evening.pass('PT12H')
  const before = await db().select().from(totals)
  const shown = await ours()
  await db().update(slots).set({ state: 'planned' }).where(eq(slots.kind, 'close'))
  await evening.app.settled()
  expect(await db().select().from(totals)).toEqual(before)
  expect(await ours()).toBe(shown)
})

test('votes cast while the bot is asleep count, and those of members who swap', async () => {
  const { seoyeon, doyun } = evening.people
  await evening.pass('PT1H')
  const id = (await polls())[0]?.id ?? ''
  const { right, wrong } = await answers()
  await evening.vote(seoyeon, id, ...right)
  await evening.vote(doyun, id, wrong)
  await evening.sleep()
  await evening.vote(seoyeon, id, wrong)
  await evening.vote(doyun, id, ...right)
  await evening.pass('PT13H')
  await evening.wake()
  expect(await pointsOf('all')).toEqual({ [seoyeon]: 1, [doyun]: 10 })
})

test('asleep at quiz time: posted late while half of the open hours remain, closed on time', async () => {
  await evening.sleep()
  await evening.pass('PT4H')
  await evening.wake()
  expect(await polls()).toHaveLength(1)
  await evening.pass('PT9H')
  expect((await theRound()).state).toBe('closed')
  expect((await theRound()).closes.toString()).toBe('2026-11-16T12:00:00Z')
})

test('asleep all day: that day has no round, and nobody loses a streak by it', async () => {
  const { seoyeon } = evening.people
  await evening.pass('PT1H')
  await evening.vote(seoyeon, (await polls())[0]?.id ?? '', 1)
  await evening.pass('PT13H') // Monday 22:00
  await evening.sleep()
  await evening.pass('PT24H')
  await evening.wake() // Tuesday 22:00
  expect(await polls()).toHaveLength(1)
  await evening.pass('PT12H')
  await evening.vote(seoyeon, (await polls()).at(-1)?.id ?? '', 1)
  await evening.pass('PT12H')
  const [run] = await db().select().from(streaks).where(eq(streaks.member, seoyeon))
  expect(run?.length).toBe(2)
})

test('a deleted poll still closes with the votes that were seen', async () => {
  const { seoyeon } = evening.people
  await evening.pass('PT1H')
  const id = (await polls())[0]?.id ?? ''
  const { right } = await answers()
  await evening.vote(seoyeon, id, ...right)
  await new Promise((done) => setTimeout(done, 200)) // the vote's event reaches the bot
  const channel = evening.playground.channels.quiz
  await fetch(`${evening.playground.api}/v10/channels/${channel}/messages/${id}`, {
    method: 'DELETE',
    headers: { authorization: `Bot ${evening.playground.token}` },
  })
  await evening.pass('PT12H')
  expect(await pointsOf('all')).toEqual({ [seoyeon]: 10 })
})

test('Discord failing after the post took effect leads to one post, not two', async () => {
  await evening.control('faults', {
    status: 500,
    when: 'after',
    count: 1,
    method: 'POST',
    route: '/messages',
  })
  await evening.pass('PT1H')
  expect(await polls()).toHaveLength(1)
  expect((await theRound()).state).toBe('open')
})

test('a lost post is found again by its round code when its nonce has expired', async () => {
  await evening.pass('PT1H')
  const { id, code } = await theRound()
  await db().update(rounds).set({ state: 'claimed', message: null }).where(eq(rounds.id, id))
  await db().update(slots).set({ state: 'planned' }).where(eq(slots.kind, 'quiz'))
  await evening.pass('PT30M')
  const found = await polls()
  expect(found).toHaveLength(1)
  expect(textOf(found[0])).toContain(`#${code}`)
  expect((await theRound()).message).toBe(found[0]?.id)
})

test('/today tells of the open round and the own vote, then of the next one', async () => {
  const { seoyeon } = evening.people
  expect(textOf(await evening.command(seoyeon, 'today'))).toContain('다음 퀴즈')
  await evening.pass('PT1H')
  expect(textOf(await evening.command(seoyeon, 'today'))).toContain('아직 투표하지 않았어요')
  await evening.vote(seoyeon, (await polls())[0]?.id ?? '', 2)
  await expect
    .poll(async () => textOf(await evening.command(seoyeon, 'today')))
    .toContain('내 선택: B')
  await evening.pass('PT12H')
  expect(textOf(await evening.command(seoyeon, 'today'))).toContain('끝났어요')
})
