// Setting up: what an owner chooses is checked before anything changes.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { guildSettings } from '#settings/store.ts'
import { type Evening, openEvening, textOf } from '../support/evening.ts'

let evening: Evening
beforeAll(async () => {
  evening = await openEvening()
})
afterAll(() => evening.stop())

const settings = () => guildSettings(evening.database.db, evening.playground.guildId)

test('before set-up nothing is owed, and /today says what to do', async () => {
  await evening.pass('P1D')
  expect(await evening.messages('quiz')).toEqual([])
  expect(textOf(await evening.command(evening.people.seoyeon, 'today'))).toContain('/setup')
})

test('only members who manage the server may set up', async () => {
  const { seoyeon: as } = evening.people
  const channel = evening.playground.channels.study
  await expect(
    evening.control('command', { as, channel, name: 'setup', options: {} }),
  ).rejects.toThrow()
})

test.each([
  [{ time: '25:00' }, '시각'],
  [{ zone: 'Atlantis' }, '시간대'],
])('%j is refused in words and changes nothing', async (wrong, word) => {
  const reply = await evening.setUp(wrong)
  expect(textOf(reply)).toContain(word)
  expect(textOf(reply)).toContain('바뀐 것은 없어요')
  expect((await settings())?.since).toBeNull()
})

test('a channel the bot may not post in is named with the permission it lacks', async () => {
  const { quiz } = evening.playground.channels
  await evening.control('permissions', { channel: quiz, deny: ['SendPolls'] })
  const text = textOf(await evening.setUp())
  expect(text).toContain('투표 만들기')
  expect((await settings())?.since).toBeNull()
  await evening.control('permissions', { channel: quiz, allow: ['SendPolls'] })
})

test('set up: the choices are kept and the next quiz is announced at its wall-clock time', async () => {
  const text = textOf(await evening.setUp({ time: '21시', zone: '서울' }))
  expect(await settings()).toMatchObject({ quizTime: '21:00', zone: 'Asia/Seoul' })
  const due = Temporal.Instant.from('2026-11-17T21:00+09:00').epochMilliseconds / 1000
  expect(text).toContain(`<t:${due}:F>`)
})

test('changing only the time keeps the rest and moves the next quiz', async () => {
  await evening.command(evening.people.owner, 'setup', { time: '08:30' })
  expect(await settings()).toMatchObject({ quizTime: '08:30', zone: 'Asia/Seoul' })
  await evening.pass('P1D')
  const polls = (await evening.messages('quiz')).filter(({ poll }) => poll)
  expect(polls).toHaveLength(1)
})

test('the owner channel is checked like the others, kept, and shown', async () => {
  const { board } = evening.playground.channels
  const { owner } = evening.people
  expect(textOf(await evening.command(owner, 'setup', {}))).toContain('`owner_channel`')
  await evening.control('permissions', { channel: board, deny: ['EmbedLinks'] })
  await evening.command(owner, 'setup', { board_channel: evening.playground.channels.quiz })
  const refused = textOf(await evening.command(owner, 'setup', { owner_channel: board }))
  expect(refused).toContain('링크 첨부')
  expect((await settings())?.ownerChannel).toBeNull()
  await evening.control('permissions', { channel: board, allow: ['EmbedLinks'] })
  const text = textOf(await evening.command(owner, 'setup', { owner_channel: board }))
  expect(text).toMatch(new RegExp(`관리자 채널.*<#${board}>`))
  await evening.command(owner, 'setup', { board_channel: board })
  expect((await settings())?.ownerChannel).toBe(board)
})

test('a lost permission stops no other day: mended and set up again, the day is posted', async () => {
  const { quiz } = evening.playground.channels
  await evening.control('permissions', { channel: quiz, deny: ['SendMessages'] })
  await evening.pass('PT2H') // past 08:30
  expect((await evening.messages('quiz')).filter(({ poll }) => poll)).toHaveLength(1)
  const today = textOf(await evening.command(evening.people.seoyeon, 'today'))
  expect(today).toContain('올리지 못했어요')
  await evening.control('permissions', { channel: quiz, allow: ['SendMessages'] })
  await evening.command(evening.people.owner, 'setup', {})
  await evening.app.settled()
  expect((await evening.messages('quiz')).filter(({ poll }) => poll)).toHaveLength(2)
})

test('suggestions for time and zone fit what is typed', async () => {
  const channel = evening.playground.channels.study
  const ask = (focused: string, typed: string) =>
    evening.control('autocomplete', {
      as: evening.people.owner,
      channel,
      name: 'setup',
      options: { [focused]: typed },
      focused,
    })
  const zones = (await ask('zone', '서울'))['choices'] as { value: string }[]
  expect(zones[0]?.value).toBe('Asia/Seoul')
  const times = (await ask('time', '9'))['choices'] as { value: string }[]
  expect(times.map(({ value }) => value)).toContain('09:00')
})

test('/help names the commands in the asker’s language', async () => {
  expect(textOf(await evening.command(evening.people.sofia, 'help'))).toContain('What I can do')
  expect(textOf(await evening.command(evening.people.seoyeon, 'help'))).toContain('이렇게 쓰세요')
})

test('every request of these flows was valid', async () => {
  const { requests } = await evening.control('requests')
  type Request = { readonly status: number; readonly path: string; readonly problems?: unknown[] }
  // A poll may end by itself while it is being ended: that answers 400 and is fine.
  const wrong = (requests as Request[]).filter(
    ({ status, path, problems }) =>
      (status === 400 && !path.endsWith('/expire')) || (problems?.length ?? 0) > 0,
  )
  expect(wrong).toEqual([])
})
