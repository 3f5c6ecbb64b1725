// Price: what a call costs, and that no call costs more than was set aside for it.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AnswerRequest, Usage } from '#core/llm.ts'
import { openClaude } from '#llm/anthropic.ts'
import {
  costOf,
  knownModels,
  nothing,
  type Pricing,
  priceAt,
  pricingOf,
  promptMost,
  worstOf,
} from '#llm/price.ts'
import { modelsOf, openMessagesApi } from '../support/messages-api.ts'
import { eventsOf, judging, lastOf, never, request, verdicts } from './asked.ts'

const at = Temporal.Instant.from('2026-12-01T00:00:00Z')
const usage = (more: Partial<Usage>): Usage => ({
  input: 0,
  output: 0,
  cacheRead: 0,
  cacheWrite: 0,
  cacheWriteHour: 0,
  ...more,
})
const haiku = pricingOf('claude-haiku-5-5') ?? nothing

test('a million tokens cost the dollars of the price list', () => {
  const million = 1_000_000
  const dollars = (model: string, used: Partial<Usage>) =>
    costOf(priceAt(pricingOf(model) ?? nothing, at), usage(used)) / 1e9
  expect(dollars('claude-sonnet-5-5', { input: million })).toBe(2)
  expect(dollars('claude-sonnet-5-5', { output: million })).toBe(10)
  expect(dollars('claude-sonnet-5-5', { cacheWrite: million })).toBe(2.5)
  expect(dollars('claude-sonnet-5-5', { cacheWriteHour: million })).toBe(4)
  expect(dollars('claude-sonnet-5-5', { cacheRead: million })).toBe(0.1)
  expect(dollars('claude-opus-5-5', { input: million, output: million })).toBe(24)
  expect(dollars('claude-haiku-5-5', { output: million })).toBe(0.5)
})

test('a long prompt of Haiku costs five times as much, whatever it is made of', () => {
  const cost = (used: Partial<Usage>) => costOf(priceAt(haiku, at), usage(used))
  expect(cost({ input: 100_000, output: 10 })).toBe(100_000 * 100 + 10 * 500)
  expect(cost({ input: 100_001, output: 10 })).toBe(5 * (100_001 * 100 + 10 * 500))
  expect(cost({ input: 1, cacheRead: 100_000 })).toBe(5 * (100 + 100_000 * 10))
})

test('the price in force is the last one that has begun', () => {
  const [first] = haiku
  const pricing: Pricing = [
    { ...first, since: '2026-01-01' },
    { ...first, since: '2026-07-01', input: 7 },
  ]
  const since = (instant: string) => priceAt(pricing, Temporal.Instant.from(instant)).since
  expect(since('2025-05-05T00:00:00Z')).toBe('2026-01-01')
  expect(since('2026-06-30T23:59:59Z')).toBe('2026-01-01')
  expect(since('2026-07-01T00:00:00Z')).toBe('2026-07-01')
})

test('a model without a price is not known', () => {
  expect(pricingOf('claude-fable-5-2')).toBeUndefined()
  expect(pricingOf('constructor')).toBeUndefined()
})

test('no usage within the bounds costs more than the worst, as nothing is ever put in a cache', () => {
  const tokens = fc.nat({ max: 150_000 })
  const used = fc.record({ input: tokens, output: fc.nat({ max: 5000 }), cacheRead: tokens })
  fc.assert(
    fc.property(fc.constantFrom(...knownModels), used, tokens, (model, taken, slack) => {
      const price = priceAt(pricingOf(model) ?? nothing, at)
      const { input, cacheRead, output } = taken
      const prompt = input + cacheRead + slack
      const worst = worstOf(price, { prompt, output })
      expect(worst).toBeGreaterThanOrEqual(costOf(price, usage(taken)))
    }),
  )
})

test('every byte of a request is counted in its worst case', () => {
  const llm = openClaude({
    key: 'k',
    baseUrl: undefined,
    model: 'claude-haiku-5-5',
    pricing: haiku,
  })
  const text = fc.string({ minLength: 1, unit: 'grapheme' })
  fc.assert(
    fc.property(
      text,
      text,
      text,
      fc.array(text, { maxLength: 4 }),
      (question, said, title, parts) => {
        const asked: AnswerRequest = {
          ...request,
          question,
          earlier: [{ by: 'member', text: said }],
          sources: [{ id: 's', title, parts }],
        }
        const bytes = [asked.instructions, question.trim(), said.trim(), ...parts]
          .map((words) => Buffer.byteLength(words))
          .reduce((sum, count) => sum + count, 0)
        expect(llm.worst(asked, at)).toBeGreaterThanOrEqual(bytes * 100 + asked.most * 500)
      },
    ),
  )
  expect(promptMost({ text: '한' })).toBeGreaterThan(3)
})

test('what a call did cost is within what was set aside for it', async () => {
  const { writer } = await modelsOf(await openMessagesApi([{ kind: 'rambles' }]))
  const end = lastOf(await eventsOf(writer))
  const spent = end?.kind === 'end' && end.usage ? writer.cost(end.usage, at) : 0
  expect(spent).toBeGreaterThan(0)
  expect(writer.worst(request, at)).toBeGreaterThanOrEqual(spent)
  const judged = await writer.value(judging, verdicts, never())
  const cost = judged.usage ? writer.cost(judged.usage, at) : 0
  expect(cost).toBeGreaterThan(0)
  expect(writer.worst(judging, at)).toBeGreaterThanOrEqual(cost)
  expect(writer.prices(at)).toBe('claude-haiku-5-5@2026-11-22')
})
