// Correction: reported under the reveal, voided and re-keyed by the owner, told to the group once.
import type { APIMessage } from 'discord-api-types/v10'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reports } from '#answer/tables.ts'
import { differences } from '#progress/recount.ts'
import { totals } from '#progress/tables.ts'
import { audit, rounds } from '#record/tables.ts'
import { type Evening, openEvening, textOf } from '../support/evening.ts'

let evening: Evening
beforeAll(async () => {
  evening = await openEvening({ knowledge: 'test/knowledge/bakery' })
  await evening.setUp({ owner_channel: evening.playground.channels.study })
  await evening.pass('PT2H')
})
afterAll(() => evening.stop())

const db = () => evening.database.db
const theRound = async () => {
  const [round] = await db().select().from(rounds)
  if (!round) throw new Error('there is no round')
  return round
}
const placeOf = async (isKey: boolean) => {
  const { shown, keys } = await theRound()
  return shown.findIndex((id) => keys.includes(id) === isKey)
}
const pointsOf = async (member: string) =>
  (await db().select().from(totals)).find(
    (row) => row.period === 'all' && row.domain === '' && row.member === member,
  )?.points
const controlOf = (message: APIMessage | undefined, action: string): string =>
  JSON.stringify(message?.components ?? '').match(
    new RegExp(`"custom_id":"(${action}:[^"]*)"`),
  )?.[1] ?? `no ${action}`

type Act = { readonly as: string; readonly channel: 'study' | 'quiz' }

/** Presses a button of a message, or chooses in its select. */
const press = (
  as: string,
  message: APIMessage | undefined,
  action: string,
  values?: readonly string[],
) =>
  evening.control(values ? 'select' : 'button', {
    as,
    message: message?.id,
    custom_id: controlOf(message, action),
    ...(values && { values }),
  })

/** Presses a button and gives the message that only the presser is shown then. */
async function use(
  { as, channel }: Act,
  message: APIMessage | undefined,
  action: string,
): Promise<APIMessage> {
  const before = new Set((await evening.messages(channel, as)).map(({ id }) => id))
  await press(as, message, action)
  for (let tries = 0; tries < 400; tries += 1) {
    const answer = (await evening.messages(channel, as)).find(
      (shown) => !before.has(shown.id) && !('pending' in shown && shown.pending),
    )
    if (answer) return answer
    await new Promise((done) => setTimeout(done, 10))
  }
  throw new Error(`nothing came of ${action}`)
}

/** The same where the message itself is redrawn; gives what it says then. */
async function redraw(
  { as, channel }: Act,
  message: APIMessage | undefined,
  action: string,
  values?: readonly string[],
): Promise<APIMessage> {
  const drawn = JSON.stringify(message?.components)
  await press(as, message, action, values)
  for (let tries = 0; tries < 400; tries += 1) {
    const now = (await evening.messages(channel, as)).find(({ id }) => id === message?.id)
    if (now && JSON.stringify(now.components) !== drawn) return now
    await new Promise((done) => setTimeout(done, 10))
  }
  throw new Error(`nothing came of ${action}`)
}

/** Fills the form that is open before a member and gives its title. */
async function fill(as: string, reason: string): Promise<string> {
  const { modal } = (await evening.control(`state?as=${as}`)) as {
    modal: { id: string; title: string; components: unknown }
  }
  const field = JSON.stringify(modal.components).match(/"custom_id":"([^"]+)"/)?.[1] ?? ''
  await evening.control('modal', { as, id: modal.id, values: { [field]: reason } })
  return modal.title
}

const reveal = async () =>
  (await evening.messages('quiz')).find((message) => textOf(message).includes('✅'))
const notices = async () =>
  (await evening.messages('quiz')).filter((message) => textOf(message).includes('정정'))
const toOwner = async () =>
  (await evening.messages('study')).filter((message) => textOf(message).includes('🚩'))

test('a member reports the reveal or the quiz; the owner is told, with what can be done', async () => {
  const { seoyeon, doyun, sofia, owner } = evening.people
  const poll = (await evening.messages('quiz')).find((message) => message.poll)
  await evening.vote(seoyeon, poll?.id ?? '', (await placeOf(true)) + 1)
  await evening.vote(doyun, poll?.id ?? '', (await placeOf(false)) + 1)
  await evening.pass('PT12H')
  const revealed = await reveal()
  await press(doyun, revealed, 'report')
  expect(await fill(doyun, '답이 두 개예요')).toBe('이 문제 신고')
  await evening.control('menu', { as: sofia, name: 'Report answer', message: poll?.id })
  expect(await fill(sofia, 'the key is wrong')).toBe('Report this question')
  const { id } = await theRound()
  await expect.poll(() => db().select().from(reports)).toMatchObject([{ round: id }, { round: id }])
  await expect.poll(toOwner).toHaveLength(2)
  expect(textOf((await toOwner())[0])).toContain('답이 두 개예요')
  expect(textOf((await toOwner())[0])).toMatch(new RegExp(`신고: <@${doyun}> <t:\\d+:R>`))
  expect((await toOwner())[0]?.mentions).toEqual([])

  const listed = await evening.command(owner, 'feedback')
  expect(textOf(listed)).toContain('the key is wrong')
  expect(textOf(listed)).toContain('11월 16일 퀴즈')
  expect(textOf(listed)).toMatch(new RegExp(`신고: <@${sofia}> <t:\\d+:R>`))
  const why = await use({ as: owner, channel: 'study' }, listed, 'round-why')
  expect(textOf(why)).toContain('왜 이 문제인가요?')
  expect(textOf(why)).toContain('아직 낸 문제가 없어')
})

test('voided once, however often it is pressed, and by owners alone', async () => {
  const { seoyeon, doyun, owner } = evening.people
  const [told] = await toOwner()
  const refused = await use({ as: seoyeon, channel: 'study' }, told, 'round-void')
  expect(textOf(refused)).toContain('서버 관리')
  expect(await pointsOf(seoyeon)).toBe(10)
  const act = { as: owner, channel: 'study' } as const
  const left = await redraw(act, await use(act, told, 'round-void'), 'round-leave')
  expect(textOf(left)).toContain('바뀐 것은 없어요')
  const asked = await use(act, told, 'round-void')
  expect(textOf(asked)).toContain('답한 2명 중 **2명**의 점수가 바뀌어요: 0명 오르고 2명 내려요')
  const twin = await use(act, told, 'round-void')
  expect(await pointsOf(seoyeon)).toBe(10)
  const voided = await redraw(act, asked, 'round-do')
  expect(textOf(voided)).toContain('정정했어요')
  expect(textOf(await redraw(act, twin, 'round-do'))).toContain('이미 그 상태')
  const again = await use(act, told, 'round-void')
  expect(textOf(again)).toContain('이미 그 상태')
  // Taken back, and done again: only what holds in the end is told.
  const back = await redraw(act, voided, 'round-do')
  expect(textOf(back)).toContain('2명 중 1명')
  expect(await pointsOf(seoyeon)).toBe(10)
  await redraw(act, back, 'round-do')
  expect([await pointsOf(seoyeon), await pointsOf(doyun)]).toEqual([undefined, undefined])
  expect((await db().select().from(audit)).map(({ kind }) => kind).toSorted()).toEqual([
    'restore',
    'void',
    'void',
  ])
  expect(await notices()).toHaveLength(0)
  await evening.pass('PT2M')
  const [notice, ...others] = await notices()
  expect(others).toEqual([])
  expect(textOf(notice)).toContain('연속 기록은 모두 그대로')
  expect(notice?.message_reference?.message_id).toBe((await reveal())?.id)
  expect(textOf(await reveal())).toContain('점수에 넣지 않아요')
  const done = (await db().select().from(reports)).map((report) => report.done !== null)
  expect(done).toEqual([true, true])
})

test('re-keyed by choosing what is right; the group is told that it counts', async () => {
  const { seoyeon, doyun, owner } = evening.people
  const { shown } = await theRound()
  const key = shown[await placeOf(false)] ?? ''
  const told = (await toOwner())[1]
  const act = { as: owner, channel: 'study' } as const
  const choice = await use(act, told, 'round-rekey')
  expect(textOf(choice)).toContain('✅')
  expect(textOf(choice)).toContain('1표')
  const asked = await redraw(act, choice, 'round-keys', [key])
  expect(textOf(asked)).toContain('바뀔 정답')
  expect(textOf(asked)).toContain('2명 오르고 0명 내려요')
  const done = await redraw(act, asked, 'round-do')
  expect(textOf(done)).toContain('2명 중 1명')
  expect([await pointsOf(seoyeon), await pointsOf(doyun)]).toEqual([1, 10])
  await evening.sleep()
  await evening.wake()
  await evening.pass('PT2M')
  expect(await notices()).toHaveLength(2)
  expect(textOf((await notices())[1])).toContain('다시 점수에 넣어요')
  const { shown: order } = await theRound()
  expect(textOf(await reveal())).toContain(`✅ **${'ABCD'[order.indexOf(key)]}.`)
  expect(textOf(await reveal())).toContain('정답을 바로잡았어요')
  expect(await differences(db())).toEqual([])
})

test('/why explains a given day, and says what to write when it cannot', async () => {
  const { owner } = evening.people
  const why = (date?: string) => evening.command(owner, 'why', date === undefined ? {} : { date })
  expect(textOf(await why('2026-11-16'))).toContain('11월 16일 퀴즈')
  expect(textOf(await why())).toContain('추첨')
  expect(textOf(await why('2025-01-01'))).toContain('퀴즈가 없었어요')
  expect(textOf(await why('soon'))).toContain('2026-11-22')
})

test('a question whose answer was corrected is not asked again; the notes stand in for it', async () => {
  const { owner } = evening.people
  expect(textOf(await evening.command(owner, 'why'))).toContain('다시 내지 않아요')
  await evening.pass('P1D')
  expect(await db().select().from(rounds)).toHaveLength(1)
  const cards = (await evening.messages('quiz')).filter((one) =>
    textOf(one).includes('오늘의 복습'),
  )
  expect(cards).toHaveLength(1)
})
