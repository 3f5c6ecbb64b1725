// Asking: an answer from the notes, cited, in the asker's language; or an honest "not covered".
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asks, citations } from '#answer/tables.ts'
import { type Evening, openEvening, textOf } from '../support/evening.ts'

let evening: Evening
beforeAll(async () => {
  evening = await openEvening()
})
afterAll(() => evening.stop())

const askAs = (who: keyof Evening['people'], question: string, options = {}) =>
  evening.command(evening.people[who], 'ask', { question, ...options })

test('a Korean member gets the figure, its note and its lines in Korean', async () => {
  const text = textOf(await askAs('seoyeon', 'SQS 표시 제한 시간 기본값이 뭐야?'))
  expect(text).toContain('30초')
  expect(text).toMatch(/\[1\].*sqs-sns-kinesis\.ko\.md:\d+/)
})

test('an English member gets the same fact from the English twin', async () => {
  const text = textOf(await askAs('sofia', 'sqs visibility timeout'))
  expect(text).toContain('30 seconds')
  expect(text).toMatch(/sqs-sns-kinesis\.en\.md:\d+/)
})

test('the citation links to the lines of the note that hold the answer', async () => {
  const text = textOf(await askAs('seoyeon', '람다 최대 실행 시간'))
  const [, source, from, to] = /\/note\/([^#]+)#L(\d+)-L(\d+)/.exec(text) ?? []
  const note = await evening.control(`note?source=${source}`)
  const lines = (note['lines'] as string[]).slice(Number(from) - 1, Number(to))
  expect(lines.join('\n')).toContain('15분')
})

test('what the notes do not cover is said so and recorded as a gap', async () => {
  const reply = await askAs('doyun', '바나나 빵 맛있게 굽는 레시피 알려줘')
  expect(textOf(reply)).toContain('노트에 없는 내용')
  const gaps = await evening.database.db.select().from(asks).where(eq(asks.outcome, 'unsupported'))
  expect(gaps.map(({ member }) => member)).toEqual([evening.people.doyun])
})

test('thanks are answered in kind and are no gap in the notes', async () => {
  expect(textOf(await askAs('sofia', 'Thanks a lot!'))).toContain('You are welcome')
  const [thanks] = (await evening.database.db.select().from(asks)).filter(
    ({ question }) => question === 'Thanks a lot!',
  )
  expect(thanks).toMatchObject({ outcome: 'pending', answer: null })
})

test('a private answer is seen by its asker alone', async () => {
  const reply = await askAs('sofia', 'dynamodb ttl', { private: true })
  expect((await evening.messages('study', evening.people.sofia)).map(({ id }) => id)).toContain(
    reply.id,
  )
  expect((await evening.messages('study')).map(({ id }) => id)).not.toContain(reply.id)
})

test('the sources button shows the full passages to whoever presses it, and only to them', async () => {
  const reply = await askAs('seoyeon', 'kinesis 샤드 쓰기 한도')
  const button = JSON.stringify(reply.components).match(/"custom_id":"(sources:[^"]+)"/)?.[1]
  const { doyun } = evening.people
  await evening.control('button', { as: doyun, message: reply.id, custom_id: button })
  const shown = (await evening.messages('study', doyun)).at(-1)
  expect(textOf(shown)).toContain('인용한 내용')
  expect((await evening.messages('study')).at(-1)?.id).not.toBe(shown?.id)
})

test('what a question says about everyone reaches nobody, and its Markdown is shown as typed', async () => {
  const reply = await askAs('sofia', '@everyone **what** is `sqs`? <@&1> [x](https://example.com)')
  const text = textOf(reply)
  expect(text).not.toContain('**what**')
  expect(reply.mention_everyone).toBe(false)
  expect(reply.mentions).toEqual([])
  expect(text).not.toMatch(/(?<!\\)\]\\?\(https:\/\/example/)
})

test('each answer is recorded once with what it cited', async () => {
  const recorded = await evening.database.db.select().from(asks)
  expect(new Set(recorded.map(({ id }) => id)).size).toBe(recorded.length)
  const cited = await evening.database.db.select().from(citations)
  const grounded = recorded.filter(({ outcome }) => outcome === 'grounded')
  for (const { id } of grounded) expect(cited.some(({ ask }) => ask === id)).toBe(true)
  expect(cited.every(({ hash }) => hash.length > 0)).toBe(true)
})

test('the log holds neither questions nor names', () => {
  const log = JSON.stringify(evening.kept)
  for (const word of ['바나나', '표시 제한', '이서연', 'Sofia']) expect(log).not.toContain(word)
})
