import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scoreOf } from '../../src/cli/eval-score.ts'
import { courseFiles, folderWith } from '../knowledge/course-folder.ts'
import { run } from './run.ts'

const questions = [
  { id: 'a', lang: 'en', q: 'hiding time of a letter', kind: 'fact', must: ['30 (s|초)'] },
  { id: 'b', lang: 'ko', q: '우표 앨범에 몇 장', kind: 'fact', must: ['400'] },
  { id: 'c', lang: 'ko', q: '우표 앨범', kind: 'fact', must: ['nobody says this'] },
  { id: 'd', lang: 'en', q: 'how to bake bread', kind: 'oos', must: [] },
]

test('a file of questions is scored, by language, with its misses', async () => {
  const dir = await folderWith(courseFiles)
  const file = join(dir, 'questions.jsonl')
  await writeFile(file, questions.map((each) => JSON.stringify(each)).join('\n'))
  const { code, out } = await run('eval', ['--q', file, '--json', '--perturb', 'all'], dir)
  expect(code).toBe(0)
  const figures = JSON.parse(out)
  expect(Object.keys(figures)).toEqual('none nfd fullwidth upper nospace punct jamo'.split(' '))
  expect(figures.none).toEqual({
    all: { questions: 3, r1: 2 / 3, r3: 2 / 3, mrr: 2 / 3 },
    byLanguage: {
      en: { questions: 1, r1: 1, r3: 1, mrr: 1 },
      ko: { questions: 2, r1: 0.5, r3: 0.5, mrr: 0.5 },
    },
    refusal: { recall: 1, falseRefusals: 0 },
    auroc: 1,
    misses: ['c'],
  })
  const { out: told } = await run('eval', ['--q', file, '--misses', '--half-glossary', '7'], dir)
  expect(told).toContain('MISS c ko')
})

test('a line that is no question ends it with its place', async () => {
  const dir = await folderWith({ ...courseFiles, 'q.jsonl': '{"id":"a","q":"x"}\n{"id":1}\n' })
  const { code, err } = await run('eval', ['--q', join(dir, 'q.jsonl')], dir)
  expect(code).toBe(2)
  expect(err).toContain('q.jsonl:2: ')
})

test('a refused answer counts as none, a second place as half a rank', () => {
  const asked = questions.slice(0, 2)
  const score = scoreOf(asked, [
    { refused: true, score: 0, passages: ['30 s'] },
    { refused: false, score: 1, passages: ['nothing', 'title\n400'] },
  ])
  expect(score.all).toEqual({ questions: 2, r1: 0, r3: 0.5, mrr: 0.25 })
  expect(score.refusal).toBeUndefined()
})
