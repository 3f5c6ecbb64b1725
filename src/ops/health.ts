// Health: answers an operator's or a container's question whether the bot is well.

import { createServer } from 'node:http'
import { fail, ok, type Result } from '#lib/result.ts'

export type Health = { readonly ok: boolean; readonly [fact: string]: unknown }

/**
 * Serves `GET /healthz`: 200 when everything is well, 503 when not, with the facts as JSON. Gives
 * the way to stop it, or a sentence when the port cannot be had.
 */
export async function serveHealth(
  port: number,
  health: () => Promise<Health>,
): Promise<Result<{ readonly stop: () => Promise<void> }, string>> {
  const server = createServer(async (request, response) => {
    if (request.method !== 'GET' || request.url !== '/healthz') {
      response.writeHead(404).end('Only GET /healthz is served here.\n')
      return
    }
    const facts = await health().catch(() => ({ ok: false }))
    response
      .writeHead(facts.ok ? 200 : 503, { 'content-type': 'application/json' })
      .end(`${JSON.stringify(facts)}\n`)
  })
  const listening = await new Promise<Error | undefined>((done) => {
    server.once('error', done)
    server.listen(port, () => done(undefined))
  })
  if (listening) return fail(`HTTP_PORT ${port} cannot be used: ${listening.message}`)
  const stop = () =>
    new Promise<void>((done) => {
      server.close(() => done())
      server.closeAllConnections()
    })
  return ok({ stop })
}
