// Health: what an operator's probe gets, over real HTTP on this machine.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { type Health, serveHealth } from '#ops/health.ts'

const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}

async function serving(health: () => Promise<Health>): Promise<string> {
  const port = await freePort()
  const served = await serveHealth(port, health)
  if (!served.ok) throw new Error(served.fault)
  stops.push(served.value.stop)
  return `http://127.0.0.1:${port}`
}

test('well is 200 and unwell 503, asked anew each time, with the facts as JSON', async () => {
  let facts: Health = { ok: true, ping: 12 }
  const base = await serving(async () => facts)
  const well = await fetch(`${base}/healthz`)
  expect([well.status, await well.json()]).toEqual([200, facts])
  facts = { ok: false, discord: false }
  const unwell = await fetch(`${base}/healthz`)
  expect([unwell.status, await unwell.json()]).toEqual([503, facts])
})

test('a probe that fails is unwell, and says nothing of why', async () => {
  const base = await serving(() => Promise.reject(new Error('password in here')))
  const answer = await fetch(`${base}/healthz`)
  expect([answer.status, await answer.json()]).toEqual([503, { ok: false }])
})

test.each([
  ['GET', '/'],
  ['GET', '/healthz/more'],
  ['POST', '/healthz'],
])('%s %s is not there', async (method, path) => {
  const base = await serving(async () => ({ ok: true }))
  expect((await fetch(`${base}${path}`, { method })).status).toBe(404)
})

test('a taken port is a sentence that names it; a freed one can be had', async () => {
  const port = await freePort()
  const first = await serveHealth(port, async () => ({ ok: true }))
  if (!first.ok) throw new Error(first.fault)
  const second = await serveHealth(port, async () => ({ ok: true }))
  expect(second).toEqual({ ok: false, fault: expect.stringContaining(`HTTP_PORT ${port}`) })
  await first.value.stop()
  const third = await serveHealth(port, async () => ({ ok: true }))
  if (!third.ok) throw new Error(third.fault)
  await third.value.stop()
})
