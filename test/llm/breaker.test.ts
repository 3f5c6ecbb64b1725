// Breaker: a model that keeps failing is left alone, then tried by one call at a time.
import { expect, test } from 'vitest'
import type { Llm, LlmEvent, LlmFault } from '#core/llm.ts'
import { withBreaker } from '#llm/breaker.ts'
import { noUsage, tooMany } from '#llm/fault.ts'
import { keepingLog } from '../support/quiet.ts'
import { faultOf, judging, lastOf, never, request, verdicts } from './asked.ts'

const rests = { first: 200, most: 800, someone: 600 }
const fault = (kind: LlmFault['kind']): LlmFault => ({ kind, reason: 'scripted' })
const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))

/** A model that ends each call as told: undefined is well; a promise keeps the call open. */
function modelThat() {
  const endings: (LlmFault | undefined | Promise<LlmFault | undefined>)[] = []
  let calls = 0
  const llm: Llm = {
    model: 'scripted',
    isFree: true,
    async *answer(_, signal): AsyncGenerator<LlmEvent, void> {
      calls += 1
      yield { kind: 'text', piece: 0, text: 'a' }
      const ended = await Promise.race([
        endings.shift(),
        new Promise<LlmFault>((done) =>
          signal.addEventListener('abort', () => done(fault('aborted'))),
        ),
      ])
      if (ended) yield { kind: 'failed', fault: ended }
      else yield { kind: 'end', stop: 'finished', usage: noUsage }
    },
    async value() {
      calls += 1
      return { result: { ok: false, fault: (await endings.shift()) ?? fault('invalid') } }
    },
    worst: () => 0,
    cost: () => 0,
    prices: () => 'free',
  }
  const { log, kept } = keepingLog()
  const guarded = withBreaker(llm, log, rests)
  const ends = (...more: typeof endings) => void endings.push(...more)
  /** How a call ends, by its fault's kind. */
  const call = async (...more: typeof endings) => {
    ends(...more)
    return (await faultOf(guarded))?.kind
  }
  return { guarded, ends, call, calls: () => calls, kept }
}

test.each<LlmFault['kind']>(['busy', 'unreachable', 'stalled', 'cut'])(
  'three times %s in a row, and the next call is not made',
  async (kind) => {
    const { call, calls } = modelThat()
    for (let times = 0; times < 3; times += 1) expect(await call(fault(kind))).toBe(kind)
    expect(await call()).toBe('resting')
    expect(calls()).toBe(3)
  },
)

test('a call that is not made costs nothing', async () => {
  const { call, guarded } = modelThat()
  for (let times = 0; times < 3; times += 1) await call(fault('cut'))
  expect(await faultOf(guarded)).toMatchObject({ kind: 'resting', usage: noUsage })
  const { result, usage } = await guarded.value(judging, verdicts, never())
  expect(result).toMatchObject({ ok: false, fault: { kind: 'resting' } })
  expect(usage).toEqual(noUsage)
})

test('failures of values and of answers count together', async () => {
  const { call, ends, guarded } = modelThat()
  await call(fault('cut'), fault('cut'))
  await guarded.value(judging, verdicts, never())
  ends(fault('cut'))
  await guarded.value(judging, verdicts, never())
  expect(await call()).toBe('resting')
})

test('a success in between begins the count anew', async () => {
  const { call } = modelThat()
  for (const ending of ['cut', 'cut', undefined, 'cut', 'cut'] as const) {
    await call(ending && fault(ending))
  }
  expect(await call(undefined)).toBeUndefined()
})

test.each<[string, LlmFault]>([
  ['our own bad request', fault('invalid')],
  ['a call we ended', fault('aborted')],
  ['a plea for patience', tooMany],
])('%s never counts, and does not wipe out what does', async (_, ending) => {
  const { call } = modelThat()
  for (let times = 0; times < 9; times += 1) expect(await call(ending)).toBe(ending.kind)
  await call(fault('cut'))
  await call(ending)
  await call(fault('cut'))
  await call(ending)
  await call(fault('cut'))
  expect(await call()).toBe('resting')
})

test.each<LlmFault['kind']>(['spent', 'denied'])(
  '%s is left alone at once, and longer',
  async (kind) => {
    const { call, calls } = modelThat()
    expect(await call(fault(kind))).toBe(kind)
    await pause(rests.first + 50)
    expect(await call()).toBe('resting')
    await pause(rests.someone)
    expect(await call(undefined)).toBeUndefined()
    expect(calls()).toBe(2)
  },
)

test('after the rest one call tries it out, and the others do not wait for it', async () => {
  const { call, ends, guarded, calls } = modelThat()
  for (let times = 0; times < 3; times += 1) await call(fault('cut'))
  await pause(rests.first + 50)
  const { promise, resolve } = Promise.withResolvers<undefined>()
  ends(promise)
  const probe = faultOf(guarded)
  await expect.poll(calls).toBe(4)
  expect((await faultOf(guarded))?.kind).toBe('resting')
  resolve(undefined)
  expect(await probe).toBeUndefined()
  expect(await call(undefined)).toBeUndefined()
})

test('each further failure doubles the rest', async () => {
  const { call, calls } = modelThat()
  for (let times = 0; times < 3; times += 1) await call(fault('cut'))
  await pause(rests.first + 50)
  expect(await call(fault('cut'))).toBe('cut')
  await pause(rests.first + 50)
  expect(await call()).toBe('resting')
  await pause(rests.first)
  expect(await call(undefined)).toBeUndefined()
  expect(calls()).toBe(5)
})

test('a probe that a member ends says nothing: the next call tries again at once', async () => {
  const { call, ends, guarded } = modelThat()
  for (let times = 0; times < 3; times += 1) await call(fault('cut'))
  await pause(rests.first + 50)
  for await (const _ of guarded.answer(request, never())) break
  const leaving = new AbortController()
  const reading = guarded.answer(request, leaving.signal)[Symbol.asyncIterator]()
  await reading.next() // and never again
  expect((await faultOf(guarded))?.kind).toBe('resting')
  leaving.abort()
  await pause(1)
  ends(fault('cut'))
  expect((await faultOf(guarded))?.kind).toBe('cut')
})

test('what the model said is handed on as it came', async () => {
  const { guarded, ends } = modelThat()
  ends(undefined)
  const events: LlmEvent[] = []
  for await (const event of guarded.answer(request, never())) events.push(event)
  expect(events.map(({ kind }) => kind)).toEqual(['text', 'end'])
  expect(lastOf(events)).toMatchObject({ stop: 'finished' })
})

test('the operator is told when it opens and when it closes, not when a member leaves', async () => {
  const { call, kept } = modelThat()
  await call(fault('aborted'))
  expect(kept).toEqual([])
  for (let times = 0; times < 3; times += 1) await call(fault('cut'))
  await pause(rests.first + 50)
  await call(undefined)
  const states = kept.flatMap(({ fields }) => ('state' in fields ? [fields.state] : []))
  expect(states).toEqual(['open', 'closed'])
})
