// A group with nothing but one plain text file: answers are cited, the daily post is a recall card.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rounds } from '#record/tables.ts'
import { type Evening, openEvening, textOf } from '../support/evening.ts'

const notes = `커피 스터디 정리
추출
[에스프레소]
추출 압력 : 보통 9바, 25초에서 30초 사이에 30g 정도를 뽑는다
- 분쇄도 : 곱게 갈수록 물이 천천히 지나간다
- 과다 추출 : 너무 오래 뽑아서 쓴맛이 나는 상태
[핸드드립]
뜸 들이기 : 원두 무게의 두 배쯤 되는 물을 붓고 30초를 기다린다
보관
[원두]
보관 온도 : 밀폐 용기에 담아 서늘한 곳에 두고 2주 안에 마신다
`
let folder: string
let evening: Evening
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gongbu-bare-'))
  writeFileSync(join(folder, 'coffee.txt'), notes)
  evening = await openEvening({ knowledge: folder })
  await evening.setUp()
})
afterAll(async () => {
  await evening.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('a question is answered from the text with its lines', async () => {
  const text = textOf(
    await evening.command(evening.people.seoyeon, 'ask', { question: '에스프레소 추출 압력' }),
  )
  expect(text).toContain('9바')
  const [, from, to] = /coffee\.txt:(\d+)(?:–(\d+))?/.exec(text) ?? []
  expect(Number(from)).toBeLessThanOrEqual(4)
  expect(Number(to ?? from)).toBeGreaterThanOrEqual(4)
})

test('each day brings a recall card instead of a poll, another one each day, and no round', async () => {
  await evening.pass('P1D')
  await evening.pass('P1D')
  const cards = await evening.messages('quiz')
  expect(cards).toHaveLength(2)
  expect(cards.some(({ poll }) => poll)).toBe(false)
  const [first, second] = cards.map(textOf)
  expect(first).toContain('오늘의 복습')
  expect(first).toMatch(/coffee\.txt:\d+/)
  expect(first).not.toBe(second)
  expect(await evening.database.db.select().from(rounds)).toEqual([])
})

test('no board is posted for a week without rounds', async () => {
  await evening.pass('P7D')
  expect(await evening.messages('board')).toEqual([])
})
