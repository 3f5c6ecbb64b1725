// The tutor in the chat: written answers, what goes on after them, and what members say of them.
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { asks, feedback, llmCalls, reports } from '#answer/tables.ts'
import type { Behaviour } from '#playground/model/behaviour.ts'
import { type ModelServer, serveModel } from '#playground/model/serve.ts'
import { type Evening, openEvening, textOf } from '../support/evening.ts'
import { modelsOf, testKey } from '../support/messages-api.ts'

let api: ModelServer
let evening: Evening
beforeAll(async () => {
  api = await serveModel({ key: testKey, models: ['claude-haiku-5-5'] })
  evening = await openEvening({ models: await modelsOf(api) })
  await evening.setUp({ owner_channel: evening.playground.channels.board })
})
afterAll(async () => {
  await evening.stop()
  await api.stop()
})
beforeEach(() => api.script())

const askAs = (who: keyof Evening['people'], question: string, options = {}) =>
  evening.command(evening.people[who], 'ask', { question, ...options })

type Shown = Awaited<ReturnType<typeof askAs>>
const buttonOf = (message: Shown, action: string): string => {
  const found = JSON.stringify(message.components).match(
    new RegExp(`"custom_id":"(${action}:[^"]*)"`),
  )
  if (!found?.[1]) throw new Error(`no button ${action}`)
  return found[1]
}
const press = (who: keyof Evening['people'], message: Shown, action: string) =>
  evening.control('button', {
    as: evening.people[who],
    message: message.id,
    custom_id: buttonOf(message, action),
  })

/** What a member sees of a place, once it holds a message of which this is true. */
async function seen(
  who: keyof Evening['people'],
  channel: string,
  isIt: (text: string) => boolean,
): Promise<Shown> {
  let last: Shown | undefined
  await expect
    .poll(
      async () => {
        const { messages } = await evening.control(
          `messages?as=${evening.people[who]}&channel=${channel}`,
        )
        last = (messages as Shown[]).findLast(
          (message) => !('pending' in message && message.pending) && isIt(textOf(message)),
        )
        return last !== undefined
      },
      { timeout: 10_000 },
    )
    .toBe(true)
  if (!last) throw new Error('not seen')
  return last
}

test('an answer is written, checked, and names its note, heading and lines', async () => {
  const reply = await askAs('seoyeon', 'SQS 표시 제한 시간 기본값이 뭐야?')
  const text = textOf(reply)
  expect(text).toContain('30초')
  expect(text).toContain('claude-haiku-5-5')
  expect(text).toMatch(/-# \[1\] .*sqs-sns-kinesis\.ko\.md:\d+/)
  const [ask] = await evening.database.db.select().from(asks)
  expect(ask).toMatchObject({ outcome: 'grounded', mode: 'model', model: 'claude-haiku-5-5' })
  const [call] = await evening.database.db.select().from(llmCalls)
  expect(call?.settled).toBeGreaterThan(0)
})

test('More goes on in a thread under the answer, and a mention there follows it up', async () => {
  const reply = await askAs('sofia', 'sqs visibility timeout')
  await press('sofia', reply, 'more')
  const told = await seen('sofia', evening.playground.channels.study, (text) =>
    /The answer is in <#\d+>/.test(text),
  )
  const thread = /<#(\d+)>/.exec(textOf(told))?.[1] ?? ''
  await seen('doyun', thread, (text) => text.includes('30 seconds'))
  const question = `<@${evening.playground.applicationId}> and the maximum?`
  await evening.control('message', { as: evening.people.doyun, channel: thread, content: question })
  await seen(
    'doyun',
    thread,
    (text) => text.startsWith('\n### and the maximum') && text.includes('12 hours'),
  )
  const how = `<@${evening.playground.applicationId}> 한국어로 짧게 설명해줘`
  await evening.control('message', { as: evening.people.seoyeon, channel: thread, content: how })
  const briefly = await seen(
    'seoyeon',
    thread,
    (text) => text.startsWith('\n### 한국어로') && text.includes('[1]'),
  )
  expect(textOf(briefly)).toContain('30초')
  const sent = JSON.stringify(api.requests.at(-1)?.body)
  expect(sent).toContain('sqs visibility timeout')
})

test('a private answer is followed up in private', async () => {
  const reply = await askAs('sofia', 'dynamodb ttl', { private: true })
  await press('sofia', reply, 'simpler')
  await seen('sofia', evening.playground.channels.study, (text) =>
    text.startsWith('\n### dynamodb ttl'),
  )
  const others = JSON.stringify(await evening.messages('study', evening.people.doyun))
  expect(others).not.toContain('dynamodb ttl')
})

test('👍 and 👎 count once for each member, and the last one counts', async () => {
  const reply = await askAs('seoyeon', '람다 최대 실행 시간')
  await press('doyun', reply, 'good')
  await press('doyun', reply, 'bad')
  await press('sofia', reply, 'good')
  const rows = () => evening.database.db.select().from(feedback)
  await expect
    .poll(async () => (await rows()).map(({ verdict }) => verdict).sort())
    .toEqual(['bad', 'good'])
})

test('a report is kept, told to the owner at once, listed and ended', async () => {
  const reply = await askAs('seoyeon', '람다 최대 실행 시간')
  const { modal } = (await press('doyun', reply, 'report')) as {
    modal: { id: string; components: unknown }
  }
  const field = JSON.stringify(modal.components).match(/"custom_id":"([^"]+)"/)?.[1] ?? ''
  await evening.control('modal', {
    as: evening.people.doyun,
    id: modal.id,
    values: { [field]: '15분이 아니라 **10분** @everyone' },
  })
  const { db } = evening.database
  await expect.poll(() => db.select().from(reports)).toHaveLength(1)
  await seen('owner', evening.playground.channels.board, (text) => text.includes('10분'))
  const listed = await evening.command(evening.people.owner, 'feedback')
  expect(textOf(listed)).toContain('10분')
  await press('owner', listed, 'report-done')
  await expect.poll(async () => (await db.select().from(reports))[0]?.done).toBeTruthy()
})

test('any message can be explained or, when it is ours, reported from its menu', async () => {
  const { study } = evening.playground.channels
  const { id } = await evening.control('message', {
    as: evening.people.doyun,
    channel: study,
    content: 'I never understood the sqs visibility timeout',
  })
  await evening.control('menu', { as: evening.people.sofia, name: 'Explain this', message: id })
  await seen(
    'sofia',
    study,
    (text) => text.includes('### I never understood') && text.includes('30 seconds'),
  )
})

test('the owner sees what it costs', async () => {
  const text = textOf(await evening.command(evening.people.owner, 'cost'))
  expect(text).toContain('claude-haiku-5-5')
  expect(text).toMatch(/\$0\.\d+/)
})

test('an answer its asker deletes while it is written is written no further', async () => {
  api.script({ kind: 'slow', milliseconds: 60 })
  const asked = evening.control('command', {
    as: evening.people.doyun,
    channel: evening.playground.channels.study,
    name: 'ask',
    options: { question: 'SQS 표준 큐와 FIFO 큐의 차이' },
  })
  const draft = await seen('owner', evening.playground.channels.study, (text) =>
    text.includes('쓰는 중이에요'),
  )
  await evening.control('delete', { as: evening.people.owner, message: draft.id })
  await asked
  await expect.poll(() => api.requests.at(-1)?.isLeft, { timeout: 10_000 }).toBe(true)
})

test.each<[string, Behaviour]>([
  ['fails', { kind: 'refuses', status: 500, type: 'api_error' }],
  ['is cut', { kind: 'cuts' }],
])('a member whose model %s gets the notes themselves, and is told so', async (_, behaviour) => {
  api.script(behaviour, behaviour)
  const reply = await askAs('owner', 'kinesis shard limits in English')
  expect(textOf(reply)).toContain('노트에 적힌 그대로')
  const rows = await evening.database.db.select().from(asks).where(eq(asks.outcome, 'degraded'))
  expect(rows.length).toBeGreaterThan(0)
})
