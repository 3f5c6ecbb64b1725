// Value: answers of a known shape, and everything that is none.
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Behaviour } from '#playground/model/behaviour.ts'
import { modelsOf, openMessagesApi } from '../support/messages-api.ts'
import { judging, never, verdicts } from './asked.ts'

test('a value has the shape that was asked for', async () => {
  const server = await openMessagesApi()
  const { writer } = await modelsOf(server)
  const { result, usage } = await writer.value(judging, verdicts, never())
  expect(result).toEqual({
    ok: true,
    value: {
      verdicts: [
        { claim: 1, supported: true },
        { claim: 2, supported: false },
      ],
    },
  })
  expect(usage?.output).toBeGreaterThan(0)
  expect(server.requests[0]?.refused).toBeUndefined()
})

test.each<[string, Behaviour]>([
  ['no JSON', { kind: 'nonsense' }],
  ['JSON of another shape', { kind: 'misshapes' }],
  ['a value cut off', { kind: 'stops', reason: 'max_tokens' }],
  ['a refusal', { kind: 'stops', reason: 'refusal' }],
])('%s is no value, and what it took is known', async (_, behaviour) => {
  const { writer } = await modelsOf(await openMessagesApi([behaviour]))
  const { result, usage } = await writer.value(judging, verdicts, never())
  expect(result).toMatchObject({ ok: false, fault: { kind: 'invalid' } })
  expect(usage?.input).toBeGreaterThan(0)
})

test('a value that never comes is given up', async () => {
  const server = await openMessagesApi([{ kind: 'stalls', at: 'start' }])
  const { writer } = await modelsOf(server, { patience: { idle: 300, value: 300 } })
  const outcome = await writer.value(judging, verdicts, never())
  expect(outcome.result).toMatchObject({ ok: false, fault: { kind: 'stalled' } })
  expect(outcome.usage).toBeUndefined()
})

test('a shape the API cannot promise is refused before anything is sent', async () => {
  const server = await openMessagesApi()
  const { writer } = await modelsOf(server)
  const shape = z.object({ at: z.string().transform((text) => text.length) })
  const { result } = await writer.value(judging, shape as unknown as z.ZodType<unknown>, never())
  expect(result).toMatchObject({ ok: false, fault: { kind: 'invalid' } })
  expect(server.requests).toHaveLength(0)
})
