// Clock: a process follows a moved time over real HTTP, and goes on when it falls silent.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { followClock } from '#ops/clock.ts'
import { keepingLog } from '../support/quiet.ts'

const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop()
})

/** A server that answers each request with what `said` gives then. */
async function serving(said: () => { status?: number; body: string }): Promise<string> {
  const server = createServer((_, response) => {
    const { status = 200, body } = said()
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  stops.push(() => {
    server.closeAllConnections()
    return new Promise((done) => server.close(done))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const noon = Temporal.Instant.from('2026-11-22T12:00:00Z')
const nextYear = '2027-11-22T09:00:00+09:00'
const soon = { timeout: 20_000 }

test('the time is what the address says, and runs on by the real clock between readings', async () => {
  let real = noon
  const url = await serving(() => ({ body: JSON.stringify({ now: nextYear }) }))
  const followed = await followClock(url, () => real, keepingLog().log)
  if (!followed.ok) throw new Error(followed.fault)
  stops.push(followed.value.stop)
  const { clock } = followed.value
  expect(clock().toString()).toBe('2027-11-22T00:00:00Z')
  real = real.add({ milliseconds: 400 })
  expect(clock().toString()).toBe('2027-11-22T00:00:00.4Z')
})

test('a moved time is followed; while the address is silent the last one runs on, and the log says so', async () => {
  let said = { status: 200, body: JSON.stringify({ now: '2027-01-01T00:00:00Z' }) }
  const url = await serving(() => said)
  const { log, kept } = keepingLog()
  const followed = await followClock(url, () => noon, log)
  if (!followed.ok) throw new Error(followed.fault)
  stops.push(followed.value.stop)
  const { clock } = followed.value
  said = { status: 200, body: JSON.stringify({ now: '2028-01-01T00:00:00Z' }) }
  await expect.poll(() => clock().toString(), soon).toBe('2028-01-01T00:00:00Z')
  said = { status: 500, body: 'broken' }
  await expect.poll(() => kept.length, soon).toBeGreaterThan(0)
  expect(clock().toString()).toBe('2028-01-01T00:00:00Z')
  said = { status: 200, body: JSON.stringify({ now: '2029-01-01T00:00:00Z' }) }
  await expect.poll(() => clock().toString(), soon).toBe('2029-01-01T00:00:00Z')
})

test.each(['not json', '{}', '{"now":"tomorrow"}', '{"now":1700000000}'])(
  'a first answer of %s is a fault in words',
  async (body) => {
    const url = await serving(() => ({ body }))
    expect(await followClock(url, () => noon, keepingLog().log)).toEqual({
      ok: false,
      fault: expect.stringContaining('CLOCK_URL must answer'),
    })
  },
)

test('nobody at the address is a fault in words', async () => {
  expect(await followClock('http://127.0.0.1:1/', () => noon, keepingLog().log)).toMatchObject({
    ok: false,
  })
})
