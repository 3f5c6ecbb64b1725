// Affordable: what the caps hold is told at start, and is what members then get.
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { dearestJudging } from '#answer/judge.ts'
import { requestOf, sourcesOf } from '#answer/request.ts'
import { readConfig } from '#core/config.ts'
import type { Models } from '#core/llm.ts'
import { loadLibrary } from '#knowledge/library.ts'
import { retrieve } from '#knowledge/retrieve.ts'
import { holdings } from '#llm/affordable.ts'
import { openClaude } from '#llm/anthropic.ts'
import { nothing, pricingOf } from '#llm/price.ts'
import { capsInWords, tooDear } from '#llm/texts.ts'

const at = Temporal.Instant.from('2026-12-01T00:00:00Z')
const english = { language: 'en', at } as const
const claude = (name: string) => {
  const model = `claude-${name}-5-5`
  return openClaude({ key: 'k', baseUrl: undefined, model, pricing: pricingOf(model) ?? nothing })
}
const models = (writer: string, judge?: string): Models => ({
  writer: claude(writer),
  judge: judge === undefined ? undefined : claude(judge),
})
const capsOf = (env: Record<string, string> = {}) => {
  const config = readConfig(env)
  if (!config.ok) throw new Error(config.fault.join())
  return config.value.caps
}

test.each([
  ['haiku', undefined, 90],
  ['haiku', 'haiku', 50],
  ['haiku', 'sonnet', 2],
  ['sonnet', undefined, 3],
  ['sonnet', 'haiku', 2],
  ['opus', undefined, 1],
])('a member’s usual day holds answers of %s judged by %s: %i at least', (writer, judge, least) => {
  const [tightest] = holdings(models(writer, judge), capsOf(), at)
  expect(tightest?.cap).toBe('member')
  expect(tightest?.answers).toBeGreaterThanOrEqual(least)
  expect(tooDear(models(writer, judge), capsOf(), english)).toBe('')
})

test('models no cap can ever pay for are refused at start, in words', () => {
  const words = tooDear(models('opus', 'opus'), capsOf(), english)
  expect(words).toMatch(
    /^CAP_MEMBER_DAY=0.05 holds no answer of claude-opus-5-5: .* up to \$0\.\d+/,
  )
  expect(words.split('\n')).toHaveLength(1)
  const tiny = capsOf({ CAP_MEMBER_DAY: '0.001', CAP_MONTH: '0.001' })
  expect(tooDear(models('haiku', 'sonnet'), tiny, english).split('\n')).toEqual([
    expect.stringContaining(
      'CAP_MEMBER_DAY=0.001 holds no answer of claude-haiku-5-5 + claude-son',
    ),
    expect.stringContaining('CAP_MONTH=0.001'),
  ])
  expect(tooDear(models('opus'), capsOf({ CAP_MEMBER_DAY: '0' }), english)).toBe('')
  expect(tooDear(undefined, tiny, english)).toBe('')
})

test('a cap that is soon reached is told, one that is not is left alone', () => {
  expect(capsInWords(models('opus'), capsOf(), english)).toEqual([
    expect.stringMatching(/^⚠ CAP_MEMBER_DAY=0.05 holds about one answer;/),
  ])
  expect(capsInWords(models('haiku'), capsOf(), english)).toEqual([])
  const free: Models = { writer: { ...claude('haiku'), worst: () => 0 }, judge: undefined }
  expect(capsInWords(free, capsOf(), english)).toEqual([])
})

test('nine of ten questions of the course cost no more than is counted with', async () => {
  const { index } = await loadLibrary('knowledge')
  const lines = (await readFile('test/bench/answers.jsonl', 'utf8')).trim().split('\n')
  const cases = lines.map(
    (line) => JSON.parse(line) as { kind: string; question: string; lang: string },
  )
  const judging = models('sonnet', 'sonnet')
  const [tightest] = holdings(judging, capsOf(), at)
  const worsts = cases
    .filter(({ kind }) => kind === 'answerable')
    .map(({ question, lang }) => {
      const language = lang === 'en' ? 'en' : 'ko'
      const retrieval = retrieve(index, question, language)
      const sources = sourcesOf(retrieval.passages, language)
      const spender = { guild: 'g', member: 'm', ask: 'a' }
      const asked = {
        spender,
        question,
        language,
        manner: 'plain',
        earlier: [],
        retrieval,
      } as const
      const judge = judging.judge?.worst(dearestJudging(sources), at) ?? 0
      return judging.writer.worst(requestOf(sources, asked), at) + judge
    })
    .sort((one, other) => one - other)
  expect(worsts.length).toBeGreaterThan(50)
  expect(tightest?.worst).toBeGreaterThanOrEqual(
    worsts[Math.floor(worsts.length * 0.9)] ?? Infinity,
  )
})
