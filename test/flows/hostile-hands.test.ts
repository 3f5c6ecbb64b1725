// Hostile hands: forged buttons, forms filled with anything, and floods of questions.
import type { APIMessage } from 'discord-api-types/v10'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asks, citations, feedback, llmCalls, reports } from '#answer/tables.ts'
import type { Invocation } from '#core/command.ts'
import { textOf } from '../support/evening.ts'
import { type Attacked, expectSensible, openAttacked } from '../support/hostile.ts'

let attacked: Attacked
beforeAll(async () => {
  attacked = await openAttacked()
  const { evening } = attacked
  await evening.setUp({ owner_channel: evening.playground.channels.board })
})
afterAll(() => attacked.stop())
const evening = () => attacked.evening

describe('buttons and forms', () => {
  /** Posts buttons as nobody else can, and presses one of them. */
  async function pressForged(as: string, id: string): Promise<APIMessage> {
    const { api: base, token, channels } = evening().playground
    const components = [{ type: 1, components: [{ type: 2, style: 2, label: 'x', custom_id: id }] }]
    const posted = await fetch(`${base}/v10/channels/${channels.study}/messages`, {
      method: 'POST',
      headers: { authorization: `Bot ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ content: 'forged', components }),
    })
    const { id: message } = (await posted.json()) as APIMessage
    const before = new Set((await evening().messages('study', as)).map((each) => each.id))
    await evening().control('button', { as, message, custom_id: id })
    let told: APIMessage | undefined
    await expect
      .poll(
        async () => {
          told = (await evening().messages('study', as)).find(
            (each) => !before.has(each.id) && !('pending' in each && each.pending),
          )
          return told !== undefined
        },
        { timeout: 10_000 },
      )
      .toBe(true)
    return told as APIMessage
  }

  const other = '900000000000000001'
  test.each(['sources', 'more', 'simpler', 'good', 'bad', 'quiz-me'])(
    '%s for what is not of this server, does not exist or is no id says so',
    async (action) => {
      const { db } = evening().database
      await attacked.ask('sqs visibility timeout')
      const [real] = await db.select().from(asks).where(eq(asks.outcome, 'grounded'))
      if (!real) throw new Error('nothing was asked')
      await db
        .insert(asks)
        .values({ ...real, id: other, guild: '42', question: 'A SECRET of others' })
        .onConflictDoNothing()
      const [cited] = await db.select().from(citations)
      if (cited)
        await db
          .insert(citations)
          .values({ ...cited, ask: other })
          .onConflictDoNothing()
      const count = (await db.select().from(asks)).length
      const as = await attacked.newcomer()
      for (const subject of [other, '123', `' OR 1=1; DROP TABLE asks; --`]) {
        const told = await pressForged(as, `${action}:${subject}`)
        expect(textOf(told)).toMatch(/no longer|남아 있지 않|사라|다시/)
        expect(textOf(told)).not.toContain('SECRET')
        expect(told.flags).toBe(64 | 32768)
      }
      expect(await db.select().from(asks)).toHaveLength(count)
      expect(await db.select().from(feedback).where(eq(feedback.member, as))).toEqual([])
    },
    60_000,
  )

  const formOf = (answer: Record<string, unknown>) => {
    const { id, components } = answer['modal'] as { id: string; components: unknown }
    return { id, field: JSON.stringify(components).match(/"custom_id":"([^"]+)"/)?.[1] ?? '' }
  }
  const latest = async (as: string) => textOf((await evening().messages('study', as)).at(-1))

  test('a report about somebody else’s message is refused in words and kept nowhere', async () => {
    const { channels } = evening().playground
    const content = 'hello @everyone'
    const { doyun, sofia } = evening().people
    const { id } = await evening().control('message', {
      as: doyun,
      channel: channels.study,
      content,
    })
    const opened = await evening().control('menu', {
      as: sofia,
      name: 'Report answer',
      message: id,
    })
    const { id: modal, field } = formOf(opened)
    await evening().control('modal', { as: sofia, id: modal, values: { [field]: 'bad' } })
    await expect.poll(() => latest(sofia)).toMatch(/my own messages/)
    expect(await evening().database.db.select().from(reports)).toEqual([])
  })

  test('a report is kept as it is seen, as long as it may be, and never empty', async () => {
    const as = await attacked.newcomer()
    const reply = await evening().command(as, 'ask', { question: 'sqs visibility timeout' })
    const button = JSON.stringify(reply.components).match(/"custom_id":"(report:[^"]*)"/)?.[1]
    const open = async () =>
      formOf(await evening().control('button', { as, message: reply.id, custom_id: button }))
    const { db } = evening().database

    const long = await open()
    const send = (id: string, field: string, text: string) =>
      evening().control('modal', { as, id, values: { [field]: text } })
    await expect(send(long.id, long.field, 'x'.repeat(4000))).rejects.toThrow(/at most 1000/)
    await send(
      long.id,
      long.field,
      `\u202eevil\u202c @everyone <@1> \u{e0041}\`\`\`z${'\u0317'.repeat(500)}`,
    )
    await expect.poll(async () => (await db.select().from(reports)).length).toBe(1)
    const [kept] = await db.select().from(reports)
    expect(kept?.reason).toMatch(/^evil @everyone <@1> ```z\u0317{4}$/)
    const told = (await evening().messages('board', evening().people.owner)).at(-1) as APIMessage
    expect(told).toMatchObject({ mentions: [], mention_everyone: false })
    expect(textOf(told)).toContain('evil')
    expect(textOf(told)).not.toMatch(/(?<!\\)<@1>|(?<!\\)@everyone|(?<!\\)`/)

    const empty = await open()
    await send(empty.id, empty.field, '\u200b\u3164\u{e0041}')
    await expect.poll(() => latest(as)).toMatch(/신고에 적힌 말이 없어요/)

    const action = evening().app.actions.find(({ name }) => name === 'reported')
    if (action?.answers !== 'private') throw new Error('no such action')
    const call: Invocation = {
      id: '77',
      guild: evening().playground.guildId,
      channel: evening().playground.channels.study,
      member: { id: as, name: 'long', managesServer: false },
      language: 'en',
      options: {},
    }
    const press = { subject: `/${reply.id}`, values: [], message: '' }
    await action.run(call, { ...press, fields: { reason: 'y'.repeat(4000) } })
    const rows = await db.select().from(reports)
    expect(
      rows
        .map(({ reason }) => reason.length)
        .sort((a, b) => a - b)
        .at(-1),
    ).toBe(1000)
  })
})

test('of 500 questions in a minute ten are taken; the others are told when to go on, and others are served', async () => {
  const { db } = evening().database
  const as = await attacked.newcomer()
  const calls = attacked.api.requests.length
  const { requests } = await evening().control('requests?since=0')
  const before = (requests as { id: number }[]).at(-1)?.id ?? 0
  const ask = (number: number) =>
    evening().control('command', {
      as,
      channel: evening().playground.channels.study,
      name: 'ask',
      options: { question: `sqs visibility timeout ${number}`, private: true },
    })
  const answers: Record<string, unknown>[] = []
  for (let from = 0; from < 500; from += 20) {
    answers.push(...(await Promise.all(Array.from({ length: 20 }, (_, at) => ask(from + at)))))
  }
  const reply = await attacked.ask('sqs visibility timeout')
  expectSensible(reply)
  expect(answers.filter((answer) => 'error' in answer)).toEqual([])
  const mine = () => db.select().from(asks).where(eq(asks.member, as))
  await expect
    .poll(async () => (await mine()).every(({ outcome }) => outcome !== 'pending'), {
      timeout: 20_000,
    })
    .toBe(true)
  // A minute may end on the way; then ten more are taken.
  const taken = (await mine()).length
  expect([10, 20, 30]).toContain(taken)
  expect(attacked.api.requests.length - calls).toBeLessThanOrEqual(taken + 1)
  const spent = await db.select().from(llmCalls)
  expect(spent.filter(({ member }) => member === as).length).toBeLessThanOrEqual(taken)
  const refusals = async () =>
    (
      (await evening().control(`requests?since=${before}`))['requests'] as { body: unknown }[]
    ).filter(({ body }) =>
      /\d+초 뒤에 다시 물어봐 주세요|wait \d+ s/.test(JSON.stringify(body ?? '')),
    )
  await expect.poll(async () => (await refusals()).length, { timeout: 20_000 }).toBe(500 - taken)
  expect(evening().kept.filter(({ level }) => level === 'error')).toEqual([])
}, 120_000)
