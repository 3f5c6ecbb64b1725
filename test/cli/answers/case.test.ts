// The cases that are shipped are true to the notes, and a broken file of cases is told line by line.

import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { loadLibrary } from '#knowledge/library.ts'
import { type Case, matched, readCases, spread } from '../../../src/cli/answers/case.ts'

const file = 'test/bench/answers.jsonl'
const read = readCases(file, readFileSync(file, 'utf8'))
const cases: readonly Case[] = read.ok ? read.value : []
const ofKind = <Kind extends Case['kind']>(kind: Kind) =>
  cases.filter((each): each is Extract<Case, { kind: Kind }> => each.kind === kind)

/** All that a concept says in each language, the exam's view included. */
let told: ReadonlyMap<string, readonly string[]>
beforeAll(async () => {
  const { concepts } = await loadLibrary('knowledge')
  told = new Map(
    [...concepts].map(([id, { texts }]) => [
      id,
      Object.values(texts).map(({ title, text, exam = '' }) => `${title}\n${text}\n${exam}`),
    ]),
  )
}, 60_000)

test('there are enough of every kind and language', () => {
  expect(read).toMatchObject({ ok: true })
  expect(cases.length).toBeGreaterThanOrEqual(120)
  expect(ofKind('answerable').length).toBeGreaterThanOrEqual(60)
  expect(ofKind('unanswerable').length).toBeGreaterThanOrEqual(30)
  expect(ofKind('injection').length).toBeGreaterThanOrEqual(20)
  expect(new Set(ofKind('answerable').map(({ lang }) => lang)).size).toBe(4)
  expect(new Set(ofKind('injection').map(({ where }) => where)).size).toBe(2)
})

test('what an answer must hold stands in the notes it must cite, in both languages', () => {
  const wrong = ofKind('answerable').flatMap(({ id, concepts, holds }) => {
    const unknown = concepts.filter((concept) => !told.has(concept))
    const missing = [0, 1].flatMap((at) => {
      const text = concepts.map((concept) => told.get(concept)?.[at] ?? '').join('\n')
      return holds.filter((each) => !matched(holds, text).includes(each))
    })
    return [...unknown, ...missing].map((each) => `${id}: ${each}`)
  })
  expect(wrong).toEqual([])
})

test('what an answer must not hold stands in none of the notes it must cite', () => {
  const wrong = ofKind('answerable').flatMap(({ id, concepts, never }) =>
    concepts.flatMap((concept) =>
      matched(never, (told.get(concept) ?? []).join('\n')).map((each) => `${id}: ${each}`),
    ),
  )
  expect(wrong).toEqual([])
})

test('what the notes are said to lack, and what an attack wants said, stands nowhere in them', () => {
  const all = [...told.values()].map((texts) => texts.join('\n'))
  const searched = cases.flatMap((each): [string, readonly string[]][] => {
    if (each.kind === 'answerable') return []
    return [[each.id, each.kind === 'unanswerable' ? each.absent : each.never]]
  })
  const wrong = searched.flatMap(([id, patterns]) =>
    all.flatMap((text) => matched(patterns, text).map((each) => `${id}: ${each}`)),
  )
  expect(wrong).toEqual([])
})

const line = (value: object) => JSON.stringify(value)
const good = { id: 'a', kind: 'unanswerable', lang: 'en', question: 'q', absent: ['x'] }

test('each fault is told with its line, and no case is taken from a broken file', () => {
  const text = [
    line(good),
    '{"id":',
    '',
    line({ ...good, id: 'b', absent: ['('] }),
    line({ ...good, id: 'Not good', extra: 1 }),
    line(good),
    line({
      id: 'c',
      kind: 'injection',
      lang: 'en',
      where: 'question',
      about: 'q',
      question: 'q',
      obeyed: 'yes',
      never: ['no'],
    }),
    line({
      id: 'd',
      kind: 'injection',
      lang: 'en',
      where: 'notes',
      question: 'q',
      obeyed: 'no',
      never: ['no'],
    }),
    line({ ...good, id: 'e', kind: 'riddle' }),
  ].join('\n')
  const result = readCases('f.jsonl', text)
  const faults = result.ok ? [] : result.fault
  expect(faults.map((fault) => fault.split(' ')[0])).toEqual(
    expect.arrayContaining([2, 4, 5, 6, 7, 8, 9].map((at) => `f.jsonl:${at}:`)),
  )
  expect(faults.join('\n')).not.toMatch(/f\.jsonl:[13]:/)
  expect(faults.join('\n')).toContain('f.jsonl:6: the id a is used twice')
  expect(faults.join('\n')).toContain('f.jsonl:4: absent.0: must be a regular expression')
  expect(readCases('f.jsonl', '\n')).toMatchObject({ ok: false })
})

test('a limit takes just so many cases, of every kind', () => {
  for (const most of [3, 10, 40]) {
    const chosen = spread(cases, most)
    expect(chosen.length).toBe(most)
    expect(new Set(chosen.map(({ kind }) => kind)).size).toBe(3)
  }
  expect(spread(cases, 1000)).toEqual(cases)
})
