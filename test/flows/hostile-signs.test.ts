// Hostile signs: questions and names of odd sizes and signs are read as what is seen of them.
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asks } from '#answer/tables.ts'
import { textOf } from '../support/evening.ts'
import { type Attacked, expectHarmless, expectSensible, openAttacked } from '../support/hostile.ts'

let attacked: Attacked
beforeAll(async () => {
  attacked = await openAttacked()
  const { evening } = attacked
  await evening.setUp({ owner_channel: evening.playground.channels.board })
})
afterAll(() => attacked.stop())
const evening = () => attacked.evening

describe('questions of odd sizes and signs', () => {
  test('6,000 characters that pass the client are asked as far as anyone reads', async () => {
    const { api: base, token, applicationId, guildId } = evening().playground
    const headers = { authorization: `Bot ${token}`, 'content-type': 'application/json' }
    const path = `${base}/v10/applications/${applicationId}`
    const commandsAt = async (at: string) =>
      (await (await fetch(at, { headers })).json()) as {
        id: string
        name: string
        options: object[]
      }[]
    const places = [`${path}/commands`, `${path}/guilds/${guildId}/commands`]
    let changed = 0
    for (const place of places) {
      for (const { id, name, options } of await commandsAt(place)) {
        if (name !== 'ask') continue
        const body = JSON.stringify({
          options: options.map((option) =>
            'max_length' in option ? { ...option, max_length: 6000 } : option,
          ),
        })
        const { status } = await fetch(`${place}/${id}`, { method: 'PATCH', headers, body })
        expect(status).toBe(200)
        changed += 1
      }
    }
    expect(changed).toBe(1)
    const long = `sqs visibility timeout ${'아주 긴 질문 '.repeat(1000)}`.slice(0, 6000)
    const reply = await attacked.ask(long)
    expectHarmless(reply)
    expectSensible(reply)
    const rows = await evening().database.db.select().from(asks)
    expect(Math.max(...rows.map(({ question }) => question.length))).toBeLessThanOrEqual(500)
  })

  test('a mention as long as Discord lets it be, and longer, is answered', async () => {
    const { channels, applicationId } = evening().playground
    const as = await attacked.newcomer()
    const write = (length: number) =>
      evening().control('message', {
        as,
        channel: channels.study,
        content: `<@${applicationId}> dynamodb ttl ${'x'.repeat(length)}`.slice(0, length),
      })
    await expect(write(6000)).rejects.toThrow(/50035|2000/)
    await write(2000)
    await evening().app.events.mentioned({
      message: '1234567890123456789',
      guild: evening().playground.guildId,
      channel: channels.study,
      member: { id: as, name: 'long', managesServer: false },
      text: `dynamodb ttl ${'x'.repeat(6000)}`,
      isWritten: true,
      repliedTo: [],
    })
    const mine = () => evening().database.db.select().from(asks).where(eq(asks.member, as))
    await expect.poll(async () => (await mine()).length, { timeout: 10_000 }).toBe(2)
    await expect
      .poll(async () => (await mine()).every(({ outcome }) => outcome !== 'pending'))
      .toBe(true)
  })

  test.each([
    ['only emoji', '🎉👩🏽‍💻🎉', /notes don't cover|노트에 없는|찾지 못/],
    ['nothing visible', '\u200b\u2060\u3164\u{e0041}\ufeff', /Ask something|질문을 적어/],
    ['hidden letters', `sqs visibility timeout\u{e0069}\u{e0067}\u2063`, /-# \[1\]/],
    ['a line turned around', '\u202esqs visibility timeout\u202c', /-# \[1\]/],
    ['1,000 accents', `sqs visibility timeout z${'\u0317'.repeat(470)}`, /-# \[1\]/],
    ['other widths', 'ＳＱＳ ｖｉｓｉｂｉｌｉｔｙ ｔｉｍｅｏｕｔ', /-# \[1\]/],
  ])('%s', async (_, question, told) => {
    const reply = await attacked.ask(question)
    expectHarmless(reply)
    expect(textOf(reply)).toMatch(told)
    expect(textOf(reply)).not.toMatch(/\p{M}{6}/u)
  })

  test('a thread is named by what is seen of its question', async () => {
    const as = await attacked.newcomer()
    const question = `\u202esqs\u202c visibility\u200b timeout \u{e0041}z${'\u0317'.repeat(300)}`
    const reply = await evening().command(as, 'ask', { question })
    const more = JSON.stringify(reply.components).match(/"custom_id":"(more:[^"]*)"/)?.[1]
    await evening().control('button', { as, message: reply.id, custom_id: more })
    const names = async () =>
      ((await evening().control('state'))['threads'] as { name: string }[]).map(({ name }) => name)
    await expect
      .poll(async () =>
        (await names()).some((name) => /^sqs visibility timeout z\u0317{4}$/.test(name)),
      )
      .toBe(true)
  })
})

test('names that turn a line around or call everyone are plain words on a board', async () => {
  const member = evening().playground.world.members.get(evening().people.doyun)
  if (!member) throw new Error('nobody')
  Object.assign(member, { name: '\u202e@everyone <@1> **Bob**\u200b' })
  await evening().pass('PT1H')
  const poll = (await evening().messages('quiz')).find((each) => each.poll)
  await evening().vote(evening().people.doyun, poll?.id ?? '', 1)
  await evening().pass('PT12H')
  const board = await evening().command(evening().people.doyun, 'leaderboard')
  for (const message of [board, ...(await evening().messages('quiz'))]) {
    expect(message).toMatchObject({ mentions: [], mention_everyone: false, mention_roles: [] })
    expect(textOf(message)).not.toMatch(/[\u200b\u202a-\u202e]|(?<!\\)@everyone|(?<!\\)<@1>/)
  }
  expect(textOf(board)).toContain('Bob')
})
