// Gaps: what members ask in vain reaches the owner's channel with the board, and is marked done there.
import type { APIMessage } from 'discord-api-types/v10'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Evening, openEvening, textOf } from '../support/evening.ts'

let evening: Evening
beforeAll(async () => {
  evening = await openEvening({ knowledge: 'test/knowledge/bakery' })
  await evening.setUp({ owner_channel: evening.playground.channels.study })
})
afterAll(() => evening.stop())

const buttonOf = (message: APIMessage, action: string): string =>
  JSON.stringify(message.components).match(new RegExp(`"custom_id":"(${action}:[^"]+)"`))?.[1] ?? ''

/** Presses the first button of a kind under a message; gives the first of a member's messages that fits then. */
async function press(
  as: string,
  message: APIMessage,
  action: string,
  fits: (seen: APIMessage) => boolean,
): Promise<APIMessage> {
  const custom_id = buttonOf(message, action)
  await evening.control('button', { as, message: message.id, custom_id })
  for (let tries = 0; tries < 200; tries += 1) {
    const found = (await evening.messages('study', as)).find(fits)
    if (found) return found
    await new Promise((done) => setTimeout(done, 10))
  }
  throw new Error(`nothing came of ${action}`)
}

const reports = async () =>
  (await evening.messages('study')).filter(
    (message) => !message.interaction_metadata && buttonOf(message, 'gap-done') !== '',
  )

test('asked in vain on Tuesday, in the owner’s channel on Monday, once', async () => {
  const { seoyeon, doyun, sofia } = evening.people
  await evening.pass('P1D')
  await evening.command(seoyeon, 'ask', { question: 'How do I fill macarons?' })
  await evening.command(sofia, 'ask', { question: '마카롱 속은 뭘로 채워?' })
  const answered = await evening.command(doyun, 'ask', { question: '스타터 밥주기 몇 시간마다?' })
  await press(doyun, answered, 'bad', (seen) => textOf(seen).includes('기록했어요'))
  expect(await reports()).toEqual([])
  await evening.pass('P6DT2H')
  const [report, ...others] = await reports()
  expect(others).toEqual([])
  const text = textOf(report)
  expect(text).toContain('마카롱 속은 뭘로 채워?')
  expect(text).toContain('2명이 2번 물음')
  expect(text).toContain('1명이 1번 물음 · 👎 아쉽다고 한 답변 1개')
  for (const member of [seoyeon, sofia, doyun, '이서연']) expect(text).not.toContain(member)
  await evening.sleep()
  await evening.wake()
  expect(await reports()).toHaveLength(1)
})

test('Done takes one off the list, members may not press it, and all done is said', async () => {
  const { owner, seoyeon } = evening.people
  const [report] = await reports()
  if (!report) throw new Error('nothing was reported')
  await press(seoyeon, report, 'gap-done', (seen) => textOf(seen).includes('서버 관리'))
  expect((await reports()).map(textOf)).toEqual([textOf(report)])
  const redrawn = (seen: APIMessage) => seen.id === report.id && textOf(seen) !== textOf(report)
  const after = await press(owner, report, 'gap-done', redrawn)
  expect(textOf(after)).not.toContain('2명이 2번 물음')
  expect(textOf(after)).toContain('1명이 1번 물음')
  expect(textOf(await evening.command(owner, 'gaps'))).toContain('1명이 1번 물음')
  const isAllDone = (seen: APIMessage) =>
    seen.id === report.id && textOf(seen).includes('모두 처리')
  await press(owner, after, 'gap-done', isAllDone)
  expect(textOf(await evening.command(owner, 'gaps'))).toContain('빠진 내용이 없어요')
})
