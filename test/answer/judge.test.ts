// Judge: what it is asked, and that its price is known before anything is written.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dearestJudging, judgeRequest } from '#answer/judge.ts'
import { partsOf } from '#answer/parts.ts'
import type { Proven } from '#answer/written.ts'
import type { Source } from '#core/llm.ts'
import { openClaude } from '#llm/anthropic.ts'
import { nothing, pricingOf } from '#llm/price.ts'

const at = Temporal.Instant.from('2026-12-01T00:00:00Z')
const judge = openClaude({
  key: 'k',
  baseUrl: undefined,
  model: 'claude-sonnet-5-5',
  pricing: pricingOf('claude-sonnet-5-5') ?? nothing,
})
const claim = (text: string, ...sources: readonly number[]): Proven => ({
  claim: { text, from: 0, to: text.length, pointers: [] },
  evidence: sources.map((source) => ({ source, from: 0, to: 1 })),
  isLead: false,
  isSilent: false,
})
const sources: readonly Source[] = ['first', 'second', 'third'].map((id) => ({
  id,
  title: `The ${id} note`,
  parts: [`What the ${id} passage says.`],
}))
type Input = { passages: { passage: number }[]; claims: { claim: number; passages: number[] }[] }
const inputOf = (proven: readonly Proven[]): Input =>
  JSON.parse(judgeRequest(proven, sources).input)

test('each passage is told once, however many claims rest on it', () => {
  const proven = Array.from({ length: 10 }, (_, number) => claim(`Claim ${number}.`, 2, number % 2))
  const { input } = judgeRequest(proven, sources)
  for (const { parts } of sources) expect(input.split(parts[0] ?? '-')).toHaveLength(2)
  expect(inputOf(proven).claims.map(({ passages }) => passages)).toEqual(
    proven.map((_, number) => [1, number % 2 === 0 ? 2 : 3]),
  )
})

test('passages nothing rests on are not told', () => {
  expect(inputOf([claim('One.', 1)])).toMatchObject({
    passages: [{ passage: 1, title: 'The second note' }],
    claims: [{ claim: 1, says: 'One.', passages: [1] }],
  })
})

test('no request costs more than what is set aside before anything is written', () => {
  const said = fc.string({ unit: 'grapheme', maxLength: 300 })
  const proven = fc.array(
    fc
      .tuple(said, fc.subarray([0, 1, 2], { minLength: 1 }))
      .map(([text, on]) => claim(text, ...on)),
    { maxLength: 40 },
  )
  fc.assert(
    fc.property(proven, said, (claims, text) => {
      const shown = [...sources, { id: 'x', title: text, parts: [text, text] }]
      expect(judge.worst(dearestJudging(shown), at)).toBeGreaterThanOrEqual(
        judge.worst(judgeRequest([claim(text, 3), ...claims], shown), at),
      )
    }),
  )
})

test('an ordinary answer is judged whole', () => {
  const text =
    '표시 제한 시간의 기본값은 30초이고, 지우지 않은 메시지는 그 뒤에 다시 나타난다. '.repeat(10)
  const proven = partsOf(text).map((part) => ({
    ...claim('', 0),
    claim: { ...part, pointers: [] },
  }))
  expect(proven).toHaveLength(10)
  expect(inputOf(proven).claims).toHaveLength(10)
})
