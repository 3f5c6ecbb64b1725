// Failure: each way in which a call can go wrong, told as what it is and charged as what is known.
import { expect, test } from 'vitest'
import type { Behaviour } from '#playground/model/behaviour.ts'
import { modelsOf, openMessagesApi, testKey } from '../support/messages-api.ts'
import { eventsOf, faultOf, lastOf, never, request } from './asked.ts'

const refusal = (
  status: number,
  type: string,
  more: Partial<Extract<Behaviour, { kind: 'refuses' }>> = {},
): Behaviour => ({ kind: 'refuses', status, type, ...more })

const twice = (behaviour: Behaviour) => [behaviour, behaviour]

test.each<[string, Behaviour[], string, number]>([
  ['529', twice(refusal(529, 'overloaded_error')), 'busy', 2],
  ['500', twice(refusal(500, 'api_error')), 'unreachable', 2],
  ['429', twice(refusal(429, 'rate_limit_error')), 'busy', 2],
  [
    '429 with a long wait',
    [refusal(429, 'rate_limit_error', { headers: { 'retry-after': '3600' } })],
    'busy',
    1,
  ],
  [
    'a spend limit',
    [refusal(429, 'rate_limit_error', { code: 'enforced_spend_limit_reached' })],
    'spent',
    1,
  ],
  ['402', [refusal(402, 'billing_error')], 'spent', 1],
  [
    'used up credit',
    [refusal(400, 'invalid_request_error', { message: 'Your credit balance is too low' })],
    'spent',
    1,
  ],
  ['401', [refusal(401, 'authentication_error')], 'denied', 1],
  ['403', [refusal(403, 'permission_error')], 'denied', 1],
  ['404', [refusal(404, 'not_found_error')], 'denied', 1],
  ['400', [refusal(400, 'invalid_request_error')], 'invalid', 1],
])('%s costs nothing and is told as what it is', async (_, script, kind, tries) => {
  const server = await openMessagesApi(script)
  const { writer } = await modelsOf(server)
  const fault = await faultOf(writer)
  expect(fault?.kind).toBe(kind)
  expect(fault?.usage).toMatchObject({ input: 0, output: 0 })
  expect(server.requests).toHaveLength(tries)
})

test('after a short refusal the second try answers', async () => {
  const script = [refusal(429, 'rate_limit_error', { headers: { 'retry-after': '1' } })]
  const server = await openMessagesApi(script)
  const { writer } = await modelsOf(server)
  expect(lastOf(await eventsOf(writer))?.kind).toBe('end')
  expect(server.requests).toHaveLength(2)
})

test.each<[string, Behaviour, string]>([
  ['silence before the headers', { kind: 'stalls', at: 'start' }, 'stalled'],
  ['silence after the headers', { kind: 'stalls', at: 'headers' }, 'stalled'],
  ['silence in the middle', { kind: 'stalls', at: 'middle' }, 'stalled'],
  ['an end in the middle', { kind: 'cuts' }, 'cut'],
  ['a broken connection in the middle', { kind: 'resets', at: 'middle' }, 'cut'],
  ['a broken connection before the headers', { kind: 'resets', at: 'start' }, 'unreachable'],
  ['overload in the middle', { kind: 'fails', type: 'overloaded_error' }, 'busy'],
  ['a server error in the middle', { kind: 'fails', type: 'api_error' }, 'unreachable'],
])('%s is never tried again, and nobody knows what it took', async (_, behaviour, kind) => {
  const server = await openMessagesApi([behaviour])
  const isSilent = behaviour.kind === 'stalls'
  const { writer } = await modelsOf(server, isSilent ? { patience: { idle: 300, value: 300 } } : {})
  const fault = await faultOf(writer)
  expect(fault?.kind).toBe(kind)
  expect(fault?.usage).toBeUndefined()
  expect(server.requests).toHaveLength(1)
})

test('a refusal and a full answer end as such, with what they took', async () => {
  const { writer } = await modelsOf(
    await openMessagesApi([
      { kind: 'stops', reason: 'refusal' },
      { kind: 'stops', reason: 'max_tokens' },
      { kind: 'stops', reason: 'pause_turn' },
    ]),
  )
  const ends = [await eventsOf(writer), await eventsOf(writer), await eventsOf(writer)].map(lastOf)
  expect(ends.map((end) => end?.kind === 'end' && end.stop)).toEqual([
    'refused',
    'length',
    'length',
  ])
  expect(ends.every((end) => end?.kind === 'end' && (end.usage?.output ?? 0) > 0)).toBe(true)
})

test('nobody there is told as unreachable and costs nothing', async () => {
  const server = await openMessagesApi()
  const { writer } = await modelsOf(server)
  await server.stop()
  expect(await faultOf(writer)).toMatchObject({ kind: 'unreachable', usage: { input: 0 } })
})

test('aborting ends the request at the service', async () => {
  const server = await openMessagesApi([{ kind: 'slow', milliseconds: 30 }])
  const { writer } = await modelsOf(server)
  const leaving = new AbortController()
  const kinds: string[] = []
  for await (const event of writer.answer(request, leaving.signal)) {
    kinds.push(event.kind === 'failed' ? event.fault.kind : event.kind)
    leaving.abort()
  }
  expect(kinds).toEqual(['text', 'aborted'])
  await expect.poll(() => server.requests[0]?.isLeft).toBe(true)
})

test('leaving the loop ends the request at the service', async () => {
  const server = await openMessagesApi([{ kind: 'slow', milliseconds: 30 }])
  const { writer } = await modelsOf(server)
  for await (const event of writer.answer(request, never())) if (event.kind === 'text') break
  await expect.poll(() => server.requests[0]?.isLeft).toBe(true)
})

test('a signal that was aborted before sends nothing', async () => {
  const server = await openMessagesApi()
  const { writer } = await modelsOf(server)
  const fault = await faultOf(writer, request, AbortSignal.abort())
  expect(fault).toMatchObject({ kind: 'aborted', usage: { input: 0 } })
  expect(server.requests).toHaveLength(0)
})

test('a reader who is slower than the watchdog loses nothing', async () => {
  const server = await openMessagesApi()
  const { writer } = await modelsOf(server, { patience: { idle: 1000, value: 1000 } })
  const kinds = new Set<string>()
  let isFirst = true
  for await (const event of writer.answer(request, never())) {
    if (isFirst) await new Promise((done) => setTimeout(done, 1500))
    isFirst = false
    kinds.add(event.kind)
  }
  expect(kinds).toEqual(new Set(['text', 'citation', 'end']))
})

test('a source without words is refused before anything is sent', async () => {
  const server = await openMessagesApi()
  const { writer } = await modelsOf(server)
  const asked = { ...request, sources: [{ id: 'empty', title: 'Empty', parts: [' '] }] }
  expect(await faultOf(writer, asked)).toMatchObject({ kind: 'invalid', usage: { input: 0 } })
  expect(server.requests).toHaveLength(0)
})

test('neither the log nor a reason holds a word of the key, the notes or the question', async () => {
  const quoting = `messages.2: ${request.question} ${testKey} 가시성`
  const script = [
    refusal(400, 'invalid_request_error', { message: quoting }),
    refusal(401, quoting, { message: quoting }),
  ]
  const { writer, kept } = await modelsOf(await openMessagesApi(script))
  const reasons = [await faultOf(writer), await faultOf(writer)].map((fault) => fault?.reason)
  const told = JSON.stringify([kept, reasons])
  expect(kept.length).toBeGreaterThan(1)
  expect(told).not.toMatch(/sk-ant|가시성|기본값/)
})
