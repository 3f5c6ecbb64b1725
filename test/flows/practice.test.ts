// Practising: from an answer to a question on it, through a restart and an edit, to its proof in the notes.
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { APIMessage } from 'discord-api-types/v10'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { attempts } from '#record/tables.ts'
import { type Evening, openEvening, textOf } from '../support/evening.ts'

// The bakery's own item asks how often a starter is fed; this one has two right answers.
const option = (id: string, text: string) => `
    - id: ${id}
      text: { ko: ${text} 케이, en: ${text} }
      rationale: { ko: 이유 ${text} 케이, en: Because of ${text} }`
const chooseTwo = `
- id: hydration-two
  concept: hydration
  difficulty: 3
  stem: { ko: 옳은 것 두 가지는? (두 가지 선택), en: Which two are true? (Choose two.) }
  options:${['water', 'flour', 'salt', 'sugar', 'yeast'].map((text, at) => option('abcde'[at] ?? '', text)).join('')}
  keys: [a, b]
`
let folder: string
let evening: Evening
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gongbu-practice-'))
  cpSync('test/knowledge/bakery', folder, { recursive: true })
  appendFileSync(join(folder, 'items', 'sourdough.yaml'), chooseTwo)
  evening = await openEvening({ knowledge: folder })
  await evening.setUp()
})
afterAll(async () => {
  await evening.stop()
  rmSync(folder, { recursive: true, force: true })
})

type Control = { readonly type: number; readonly custom_id: string; readonly label?: string }

/** Every button and select of a message. */
function controlsOf(message: APIMessage): readonly Control[] {
  const found: Control[] = []
  const collect = (node: unknown): void => {
    if (Array.isArray(node)) for (const entry of node) collect(entry)
    else if (node !== null && typeof node === 'object') {
      if ('custom_id' in node) found.push(node as Control)
      if ('components' in node) collect(node.components)
    }
  }
  collect(message.components)
  return found
}

const labelled = (message: APIMessage, label: string): Control => {
  const control = controlsOf(message).find((each) => each.label === label)
  if (!control) throw new Error(`no button "${label}" in ${textOf(message)}`)
  return control
}

/** The newest message as a member sees it, once it says this. */
async function seen(as: string, words: string): Promise<APIMessage> {
  for (let tries = 0; tries < 400; tries += 1) {
    const newest = (await evening.messages('study', as)).at(-1)
    if (newest && textOf(newest).includes(words)) return newest
    await new Promise((done) => setTimeout(done, 10))
  }
  throw new Error(`never said: ${words}`)
}

const press = (as: string, message: APIMessage, label: string) =>
  evening.control('button', {
    as,
    message: message.id,
    custom_id: labelled(message, label).custom_id,
  })

/** The letter under which a question shows an option. */
const letterOf = (message: APIMessage, text: string): string =>
  new RegExp(`\\*\\*([A-E])\\.\\*\\* ${text}`).exec(textOf(message))?.[1] ?? ''

test('an answer leads to a question that only the member who asked for it sees', async () => {
  const { seoyeon, doyun } = evening.people
  const answer = await evening.command(seoyeon, 'ask', { question: '스타터 밥 주는 간격' })
  await press(seoyeon, answer, '이걸로 퀴즈')
  const question = await seen(seoyeon, '실온의 스타터')
  for (const text of ['12시간마다', '7일마다', '1시간마다', '한 달마다']) {
    expect(letterOf(question, text)).toMatch(/[A-D]/)
  }
  expect((await evening.messages('study', doyun)).map(({ id }) => id)).not.toContain(question.id)
})

test('its button works after a restart; the message becomes the result with its proof', async () => {
  const { seoyeon } = evening.people
  const question = await seen(seoyeon, '실온의 스타터')
  await evening.sleep()
  await evening.wake()
  await press(seoyeon, question, letterOf(question, '7일마다'))
  const result = await seen(seoyeon, '아쉬워요')
  expect(result.id).toBe(question.id)
  expect(textOf(result)).toContain('냉장고에서의 간격이다.')
  expect(textOf(result)).toMatch(/✅ \*\*[A-D]\. 12시간마다\*\*\n실온에서는 12시간이다\./)
  expect(textOf(result)).toMatch(/\/note\/[^)]*sourdough\.ko\.md#L\d+-L\d+/)
  const kept = await evening.database.db.select().from(attempts)
  expect(kept).toMatchObject([
    { member: seoyeon, item: 'starter-room-temperature', chosen: ['b'], isRight: false },
  ])
})

test('the passage that proves it opens beside it', async () => {
  const { seoyeon } = evening.people
  const result = await seen(seoyeon, '아쉬워요')
  await press(seoyeon, result, '노트 읽기')
  const passage = await seen(seoyeon, 'sourdough.ko.md')
  expect(passage.id).not.toBe(result.id)
  expect(textOf(passage)).toContain('12시간')
  await evening.control('dismiss', { as: seoyeon, message: passage.id })
})

test('another one comes from the same topic; two options are chosen in a select', async () => {
  const { seoyeon } = evening.people
  await press(seoyeon, await seen(seoyeon, '아쉬워요'), '다른 문제')
  const question = await seen(seoyeon, '두 가지 선택')
  expect(textOf(question)).toContain('같은 주제')
  const custom_id = controlsOf(question).find(({ type }) => type === 3)?.custom_id
  const choose = (message: APIMessage, ...values: string[]) =>
    evening.control('select', { as: seoyeon, message: message.id, custom_id, values })
  await expect(choose(question, 'a')).rejects.toThrow('Choose 2')
  await choose(question, 'b', 'a')
  const result = await seen(seoyeon, '정답이에요')
  expect(textOf(result)).toContain('이유 water 케이')
  await press(seoyeon, result, '다른 문제')
  expect(textOf(await seen(seoyeon, '모두 풀었어요'))).toContain('2개 중 1개')
})

test('each question was counted once', async () => {
  const kept = await evening.database.db.select().from(attempts)
  expect(kept.map(({ item, isRight }) => [item, isRight]).toSorted()).toEqual([
    ['hydration-two', true],
    ['starter-room-temperature', false],
  ])
})
