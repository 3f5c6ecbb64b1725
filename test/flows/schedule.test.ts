// The guild's day, as a group lives it: holidays, a pause, days away, a channel that is taken from the bot.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { guildSettings } from '#settings/store.ts'
import { type Evening, openEvening, textOf } from '../support/evening.ts'

let evening: Evening
beforeEach(async () => {
  evening = await openEvening()
  await evening.setUp()
})
afterEach(() => evening.stop())

const quiz = async () => (await evening.messages('quiz')).filter(({ author }) => author.bot)
const polls = async () => (await quiz()).filter(({ poll }) => poll)
const heard = async (word: string) =>
  (await quiz()).filter((message) => textOf(message).includes(word))
const schedule = (options: Record<string, unknown> = {}, as = evening.people.owner) =>
  evening.command(as, 'schedule', options).then(textOf)

test('what /schedule says comes true: a holiday, a pause and its end, each where it was shown', async () => {
  await schedule({ holiday: '11-17', pause_from: '11-19', pause_to: '11-20' })
  const said = await schedule({}, evening.people.sofia)
  const times = [...said.matchAll(/<t:(\d+):F>/g)].map(([, seconds]) => Number(seconds))
  expect(times).toHaveLength(7)
  expect(said).toMatch(/Nov 17.*holiday/)
  for (let day = 0; day < 6; day += 1) await evening.pass('P1D') // to Sunday at eight
  expect((await polls()).map(({ timestamp }) => Math.floor(Date.parse(timestamp) / 1000))).toEqual(
    expect.arrayContaining(times.slice(0, 2)),
  )
  expect(await polls()).toHaveLength(3) // the 16th, 18th and 21st
  expect(await heard('잠시 쉬어요')).toHaveLength(1)
  expect(await heard('쉬는 기간이 끝났어요')).toHaveLength(1)
})

test('an owner pauses at once and resumes: both are told, and the day’s quiz still comes', async () => {
  await schedule({ pause_from: 'today' })
  await evening.pass('PT2H')
  expect(await polls()).toHaveLength(0)
  expect(await heard('잠시 쉬어요')).toHaveLength(1)
  const said = await schedule({ resume: true })
  await evening.app.settled()
  expect(said).toContain('바꿨어요')
  expect(await polls()).toHaveLength(1)
  expect(await heard('쉬는 기간이 끝났어요')).toHaveLength(1)
})

test('after a day asleep the next quiz is followed by word that streaks are safe, once', async () => {
  await evening.pass('PT14H') // Monday 22:00
  await evening.sleep()
  await evening.pass('P1D')
  await evening.wake()
  await evening.pass('P1D')
  await evening.pass('P1D')
  expect(await heard('자리를 비웠어요')).toHaveLength(1)
  expect(await heard('11월 17일 (화)부터')).toHaveLength(1)
})

test('a lost permission is told in the owner channel once, with what to do', async () => {
  const { quiz: channel, board } = evening.playground.channels
  await evening.command(evening.people.owner, 'setup', { owner_channel: board })
  await evening.control('permissions', { channel, deny: ['SendMessages'] })
  for (let day = 0; day < 3; day += 1) await evening.pass('P1D')
  const told = (await evening.messages('board')).filter((message) => textOf(message).includes('⚠️'))
  expect(told).toHaveLength(1)
  expect(textOf(told[0])).toMatch(/메시지 보내기.*setup/s)
})

test('members see the schedule and cannot change it; wrong input changes nothing', async () => {
  const before = await guildSettings(evening.database.db, evening.playground.guildId)
  expect(await schedule({ weekdays: 'Mon' }, evening.people.seoyeon)).toContain('바뀐 것은 없어요')
  expect(await schedule({ weekdays: '아무때나' })).toContain('월~금')
  expect(await guildSettings(evening.database.db, evening.playground.guildId)).toEqual(before)
})

test('moving the board day within a week gives the week one board', async () => {
  for (let day = 0; day < 7; day += 1) await evening.pass('P1D')
  await evening.pass('PT4H') // Monday noon: the board of the first week is there
  expect(await evening.messages('board')).toHaveLength(1)
  await schedule({ board_day: '3' })
  for (let day = 0; day < 3; day += 1) await evening.pass('P1D')
  expect(await evening.messages('board')).toHaveLength(1)
})

test('every request of these flows was valid', async () => {
  await schedule({ topic: '5', exam_date: '2027-02-14', mode: 'poll', board_time: '20:00' })
  await schedule({
    weekdays: 'Mon-Fri',
    holiday: '12-24, 12-25',
    pause_from: '12-28',
    pause_to: '12-31',
  })
  const { requests } = await evening.control('requests')
  type Request = { readonly status: number; readonly path: string; readonly problems?: unknown[] }
  // A poll may end by itself while it is being ended: that answers 400 and is fine.
  const wrong = (requests as Request[]).filter(
    ({ status, path, problems }) =>
      (status === 400 && !path.endsWith('/expire')) || (problems?.length ?? 0) > 0,
  )
  expect(wrong).toEqual([])
})
