// Living notes: what an author writes is answered while the bot runs, and a broken edit harms nobody.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadBank } from '#bank/bank.ts'
import { openLibrary } from '#knowledge/living.ts'
import { conceptVersions } from '#knowledge/tables.ts'
import { type Evening, openEvening, textOf } from '../support/evening.ts'
import { keepingLog } from '../support/quiet.ts'

const course = `id: tea
title: { ko: 차, en: Tea }
domains:
  - { id: brewing, title: { ko: 우리기, en: Brewing }, weight: 100, tasks: [] }
topics:
  - { id: green, title: { ko: 녹차, en: Green tea }, domain: brewing }
`
const note = (text: string) => `---
topic: green
language: ko
domain: brewing
verified: 2026-11-22
source: 직접 마셔 봄
---
# 녹차

## 녹차 우리는 온도 {#green-temperature}
${text}

## 녹차 보관법 {#green-storage}
빛이 들지 않는 통에 담아 냉장고에 둔다.
`
let folder: string
let evening: Evening
let living: Awaited<ReturnType<typeof openLibrary<Awaited<ReturnType<typeof loadBank>>>>>
/** Saves the note and waits until the library is as the folder. */
const save = (text: string) => {
  writeFileSync(join(folder, 'notes', 'green.ko.md'), text)
  return living.refresh()
}
const asked = async () =>
  textOf(await evening.command(evening.people.seoyeon, 'ask', { question: '녹차 우리는 온도' }))

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gongbu-tea-'))
  writeFileSync(join(folder, 'course.yaml'), course)
  mkdirSync(join(folder, 'notes'))
  writeFileSync(join(folder, 'notes', 'green.ko.md'), note('70도의 물로 2분 우린다.'))
  living = await openLibrary(folder, { log: keepingLog().log, beside: loadBank })
  const { current, beside: bank, onChange } = living
  evening = await openEvening({ knowledge: folder, material: { current, bank, onChange } })
})
afterAll(async () => {
  await evening.stop()
  await living.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('an edited note is answered from at once, and both versions are kept', async () => {
  expect(await asked()).toContain('70도')
  await save(note('80도의 물로 1분 우린다.'))
  expect(await asked()).toContain('80도')
  await expect
    .poll(async () => {
      const kept = await evening.database.db.select().from(conceptVersions)
      return kept.filter(({ anchor }) => anchor === 'green-temperature').length
    })
    .toBe(2)
})

test('a broken edit is told and the last good version goes on answering', async () => {
  await save('---\ntopic: [\n---\n')
  expect(living.problems().map(({ file }) => file)).toContain('notes/green.ko.md')
  expect(await asked()).toContain('80도')
  await save(note('75도의 물로 1분 우린다.'))
  expect(living.problems().filter(({ problem }) => problem.includes('last good'))).toEqual([])
  expect(await asked()).toContain('75도')
})
