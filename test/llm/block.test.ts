// Block: what a stream tells of its usage, and what it leaves open.
import type { RawMessageStreamEvent } from '@anthropic-ai/sdk/resources/messages'
import { expect, test } from 'vitest'
import { readBlocks } from '#llm/block.ts'
import { usageOf } from '#llm/usage.ts'

const endOf = (start: object | undefined, end: object | undefined) => {
  const reader = readBlocks()
  const events = [
    { type: 'message_start', message: { usage: start } },
    { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: end },
    { type: 'message_stop' },
  ]
  return events.flatMap((event) => reader.take(event as unknown as RawMessageStreamEvent)).at(-1)
}

test('usage that is told is known', () => {
  const known = { input: 900, output: 80, cacheRead: 0, cacheWrite: 0, cacheWriteHour: 0 }
  const end = endOf({ input_tokens: 900, output_tokens: 1 }, { output_tokens: 80 })
  expect(end).toEqual({ kind: 'end', stop: 'finished', usage: known })
})

test.each([
  ['nothing is told', undefined, undefined],
  ['nothing but noughts is told', { input_tokens: 0, output_tokens: 0 }, { output_tokens: 0 }],
  ['the prompt is not told', undefined, { output_tokens: 80 }],
  ['the end tells nothing', { input_tokens: 900, output_tokens: 1 }, undefined],
  ['it is nonsense', { input_tokens: '900', output_tokens: 1 }, { output_tokens: -3 }],
])('when %s the usage is unknown, so that its reservation stays', (_, start, end) => {
  expect(endOf(start, end)).toEqual({ kind: 'end', stop: 'finished' })
})

test('a whole message without usage is no free one', () => {
  expect(usageOf(undefined)).toBeUndefined()
  expect(usageOf({ input_tokens: 0, output_tokens: 12 })).toBeUndefined()
  expect(usageOf({ input_tokens: 9 })).toBeUndefined()
  expect(usageOf({ cache_read_input_tokens: 9, output_tokens: 0 })?.cacheRead).toBe(9)
})
