import {
  type Client,
  Events,
  type Message,
  type MessageCreateOptions,
  MessageType,
} from 'discord.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Local, openLocal, until } from './local.ts'

let local: Local
let client: Client<true>
const heard: string[] = []
beforeAll(async () => {
  local = await openLocal()
  await local.control('/limits', { mode: 'off' })
  client = await local.client()
  client.on(Events.MessagePollVoteAdd, ({ id }, user) => heard.push(`+${id} ${user}`))
  client.on(Events.MessagePollVoteRemove, ({ id }, user) => heard.push(`-${id} ${user}`))
})
afterAll(() => local.close())

const send = async (more: Partial<MessageCreateOptions['poll']> = {}, texts = ['a', 'b', 'c']) => {
  const channel = await local.channel(client, 'quiz')
  heard.length = 0
  return channel.send({
    poll: {
      question: { text: '오늘의 퀴즈?' },
      answers: texts.map((text) => ({ text, emoji: '🅰️' })),
      duration: 12,
      allowMultiselect: false,
      ...more,
    },
  })
}
const vote = (message: Message, as: string, ...answers: number[]) =>
  local.control('/vote', { as, message: message.id, answers })
const results = async (message: Message) => {
  const { body } = await local.rest('GET', `/channels/${message.channelId}/messages/${message.id}`)
  return body.poll.results
}
const count = (id: number, count: number) => ({ id, count, me_voted: false })

test('a vote, a change and a withdrawal are each one event per answer, in the order asked for', async () => {
  const { seoyeon, doyun } = local.people
  const message = await send()
  await vote(message, seoyeon, 1)
  await vote(message, doyun, 2)
  await vote(message, seoyeon, 3)
  await vote(message, seoyeon, 3)
  await vote(message, doyun)
  await until(() => heard.length === 5)
  expect(heard).toEqual([
    `+1 ${seoyeon}`,
    `+2 ${doyun}`,
    `-1 ${seoyeon}`,
    `+3 ${seoyeon}`,
    `-2 ${doyun}`,
  ])
  expect(await results(message)).toEqual({ is_finalized: false, answer_counts: [count(3, 1)] })
  await local.control('/polls', { recast: 'added-first' })
  await vote(message, seoyeon, 1)
  await until(() => heard.length === 7)
  expect(heard.slice(5)).toEqual([`+1 ${seoyeon}`, `-3 ${seoyeon}`])
  await local.control('/polls', { recast: 'removed-first' })
})

test('several answers only where the poll takes several; nobody votes for what is not there', async () => {
  const { seoyeon } = local.people
  const one = await send()
  expect(await vote(one, seoyeon, 1, 2)).toMatchObject({ code: 50035 })
  expect(await vote(one, seoyeon, 4)).toMatchObject({ code: 50035 })
  expect(await vote(one, local.playground.applicationId, 1)).toHaveProperty('error')
  const many = await send({ allowMultiselect: true })
  await vote(many, seoyeon, 1, 3)
  expect((await results(many)).answer_counts).toEqual([count(1, 1), count(3, 1)])
  const mine = (await local.seen('quiz', seoyeon)).at(-1)?.poll?.results?.answer_counts
  expect(mine?.map(({ me_voted }) => me_voted)).toEqual([true, true])
})

test('every voter is on exactly one page', async () => {
  const { members } = await local.control('/members', { create: 130 })
  const message = await send()
  for (const { id } of members) await vote(message, id, 2)
  const found: string[] = []
  for (let after: string | undefined; ; after = found.at(-1)) {
    const page = await message.poll?.answers
      .get(2)
      ?.voters.fetch({ limit: 100, ...(after && { after }) })
    if (!page?.size) break
    found.push(...page.keys())
  }
  expect(found).toEqual(members.map(({ id }: { id: string }) => id))
  const first = await local.rest(
    'GET',
    `/channels/${message.channelId}/polls/${message.id}/answers/2`,
  )
  expect(first.body.users).toHaveLength(25)
})

test('the clock ends a poll: votes close, counts become exact, the result message follows', async () => {
  const { seoyeon, doyun } = local.people
  const message = await send({ duration: 1 })
  await vote(message, seoyeon, 2)
  await vote(message, doyun, 2)
  const updated = new Promise<Message>((done) => {
    client.once(Events.MessageUpdate, (_, after) => done(after as Message))
  })
  const posted = new Promise<Message>((done) => {
    client.on(Events.MessageCreate, (one) => one.type === MessageType.PollResult && done(one))
  })
  await local.control('/polls', { finalise: 'PT30M' })
  await local.control('/clock', { advance: 'PT1H' })
  expect(await vote(message, seoyeon, 1)).toMatchObject({ code: 520001 })
  expect((await results(message)).is_finalized).toBe(false)
  await local.control('/clock', { advance: 'PT30M' })
  expect((await updated).poll?.resultsFinalized).toBe(true)
  const result = await posted
  expect(result.reference?.messageId).toBe(message.id)
  const fields = Object.fromEntries(
    result.embeds[0]?.fields.map(({ name, value }) => [name, value]) ?? [],
  )
  expect(fields).toMatchObject({
    total_votes: '2',
    victor_answer_votes: '2',
    victor_answer_id: '2',
    victor_answer_text: 'b',
  })
  await local.control('/polls', { finalise: 'PT0S' })
})

test('a poll ended by its author is closed at once; one without a winner names none', async () => {
  const { seoyeon, doyun } = local.people
  const message = await send()
  await vote(message, seoyeon, 1)
  await vote(message, doyun, 2)
  await message.poll?.end()
  expect(await vote(message, seoyeon, 2)).toMatchObject({ code: 520001 })
  await expect(message.channel.messages.endPoll(message.id)).rejects.toMatchObject({ code: 520001 })
  const result = await until(async () =>
    (await local.seen('quiz')).find(
      ({ message_reference }) => message_reference?.message_id === message.id,
    ),
  )
  const names = result.embeds[0]?.fields?.map(({ name }) => name)
  expect(names).toEqual(['poll_question_text', 'victor_answer_votes', 'total_votes'])
})

test('"never" leaves the counts open, however far the clock goes, until told', async () => {
  await local.control('/polls', { finalise: 'never' })
  const message = await send({ duration: 1 })
  await local.control('/clock', { advance: 'P3D' })
  expect((await results(message)).is_finalized).toBe(false)
  await local.control('/polls', { finalise: 'now' })
  expect((await results(message)).is_finalized).toBe(true)
  await local.control('/polls', { finalise: 'PT0S' })
})

test('an answer of 56 letters is refused with the place and the words of Discord', async () => {
  const poll = (text: string) => ({
    poll: { question: { text: 'q' }, answers: [{ poll_media: { text } }] },
  })
  const path = `/channels/${local.playground.channels.quiz}/messages`
  const { status, body } = await local.rest('POST', path, poll('x'.repeat(56)))
  expect(status).toBe(400)
  expect(body).toEqual({
    code: 50035,
    message: 'Invalid Form Body',
    errors: {
      poll: {
        answers: {
          0: {
            poll_media: {
              text: {
                _errors: [
                  { code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 55 or fewer in length.' },
                ],
              },
            },
          },
        },
      },
    },
  })
  expect((await local.rest('POST', path, poll('x'.repeat(55)))).status).toBe(200)
})

test.each<[string, object]>([
  ['a question of 301', { question: { text: 'q'.repeat(301) } }],
  ['no answers', { answers: [] }],
  ['11 answers', { answers: Array.from({ length: 11 }, () => ({ poll_media: { text: 'a' } })) }],
  ['769 hours', { duration: 769 }],
  ['half an hour', { duration: 0.5 }],
])('%s is refused', async (_, more) => {
  const poll = { question: { text: 'q' }, answers: [{ poll_media: { text: 'a' } }], ...more }
  const { status, body } = await local.rest(
    'POST',
    `/channels/${local.playground.channels.quiz}/messages`,
    { poll },
  )
  expect([status, body.code]).toEqual([400, 50035])
})

test('an emoji nobody has is refused in an answer; a single letter of a flag and one without its variation selector are taken', async () => {
  const path = `/channels/${local.playground.channels.quiz}/messages`
  const ask = async (emoji: object) => {
    const answers = [{ poll_media: { text: 'a', emoji } }]
    return (await local.rest('POST', path, { poll: { question: { text: 'q' }, answers } })).body
  }
  expect((await ask({ name: 'smile' })).code).toBe(520004)
  expect((await ask({ id: '1574079013700239360' })).code).toBe(520004)
  expect((await ask({ name: '🇦' })).poll.answers[0].poll_media.emoji.name).toBe('🇦')
  expect((await ask({ name: '\u2714' })).poll.answers[0].poll_media.emoji.name).toBe('\u2714')
})

test('a poll beside Components V2 is refused, and a poll message cannot be edited', async () => {
  const path = `/channels/${local.playground.channels.quiz}/messages`
  const poll = { question: { text: 'q' }, answers: [{ poll_media: { text: 'a' } }] }
  const mixed = await local.rest('POST', path, {
    poll,
    flags: 1 << 15,
    components: [{ type: 10, content: 'x' }],
  })
  expect([mixed.status, mixed.body.code]).toEqual([400, 50035])
  const message = await send()
  const edited = await local.rest('PATCH', `${path}/${message.id}`, { content: 'x' })
  expect([edited.status, edited.body.code]).toEqual([400, 520003])
  const expired = await local.rest('POST', `/channels/${message.channelId}/polls/1/expire`)
  expect(expired.body.code).toBe(10008)
})
