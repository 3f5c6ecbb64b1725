// Server: serves the routes as Discord would: faults, token, limits, checks, then the route itself.

import { setTimeout as sleep } from 'node:timers/promises'
import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { invalidForm, Refusal, unauthorized } from '#playground/errors.ts'
import type { Fault, Faults } from '#playground/faults.ts'
import type { Limiter, Rate } from '#playground/limits.ts'
import type { Requests } from '#playground/requests.ts'
import type { Schema } from '#playground/schema.ts'
import type { World } from '#playground/world.ts'
import { readBody } from './body.ts'
import { type Call, param, type Route } from './route.ts'

export type Parts = {
  readonly world: World
  readonly routes: readonly Route[]
  readonly faults: Faults
  readonly limiter: Limiter
  readonly requests: Requests
  readonly schema: Schema | undefined
}

/** For routes whose limit Discord does not tell. */
const usualRate: Rate = { most: 30, per: 10_000 }

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  body === undefined
    ? new Response(null, { status: 204, headers })
    : Response.json(body, { status, headers })

/** Limits are counted apart for each channel, guild, and interaction. */
const majorOf = (call: Call) =>
  [param(call, 'channel'), param(call, 'guild'), param(call, 'token')].join('.')

function faultAnswer(fault: Fault): Response | undefined {
  if (fault.status === undefined) return undefined
  if (fault.status !== 429) {
    return json(fault.status, { message: `${fault.status}: injected fault`, code: fault.code })
  }
  const seconds = fault.retry_after ?? 1
  return json(
    429,
    {
      message: 'You are being rate limited.',
      retry_after: seconds,
      global: fault.scope === 'global',
    },
    {
      'X-RateLimit-Scope': fault.scope,
      ...(fault.scope === 'global' && { 'X-RateLimit-Global': 'true' }),
      ...(fault.retry_after !== null && { 'Retry-After': String(Math.ceil(seconds)) }),
    },
  )
}

/** Cuts the connection, or keeps it open without an answer until the client gives up. */
async function cut(c: Context, how: NonNullable<Fault['connection']>): Promise<Response> {
  const { socket } = (c.env as HttpBindings).incoming
  if (how === 'reset') socket.resetAndDestroy()
  else await new Promise((end) => socket.once('close', end))
  return new Response(null, { status: 204 })
}

/** What the published schema refuses, as one fault of the whole form. */
const notInSchema = (problems: readonly string[]) =>
  invalidForm(problems.map((message) => ({ path: [], code: 'OPENAPI_SCHEMA', message })))

async function carryOut(parts: Parts, route: Route, c: Context, path: string) {
  const { world, schema, limiter } = parts
  if (!route.open && c.req.header('authorization') !== `Bot ${world.application.token}`) {
    throw unauthorized()
  }
  const params = Object.fromEntries(
    Object.entries(c.req.param()).map(([key, value]) => [key, String(value)]),
  )
  const query = new URL(c.req.url).searchParams
  const call: Call = { params, query, body: undefined, files: [] }
  const ticket =
    world.settings.limits === 'on'
      ? limiter.take(
          {
            route: `${route.method} ${route.path}`,
            major: majorOf(call),
            rate: route.rate ?? usualRate,
            isGlobal: !route.open,
          },
          performance.timeOrigin + performance.now(),
        )
      : undefined
  const headers = ticket?.headers ?? {}
  if (ticket && !ticket.allowed) {
    const body = {
      message: 'You are being rate limited.',
      retry_after: ticket.retryAfter,
      global: ticket.isGlobal,
    }
    return { status: 429, body, headers, asked: undefined, problems: [] }
  }
  let asked: unknown
  const problems: string[] = []
  try {
    const { body, files } = await readBody(c.req.raw)
    asked = body
    problems.push(...(schema?.request(route.method, path, body) ?? []))
    if (problems.length > 0) throw notInSchema(problems)
    const answer = route.run({ ...call, body, files })
    const status = answer === undefined ? 204 : (answer.status ?? 200)
    return { status, body: answer?.body, headers, asked, problems }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { status: error.status, body: error.body, headers, asked, problems }
  }
}

async function serveRoute(parts: Parts, route: Route, c: Context): Promise<Response> {
  const { world, faults, schema, requests } = parts
  const path = c.req.path.replace(/^\/api\/v10/, '')
  const token = c.req.param('token')
  const shownPath = token ? path.replace(token, ':token') : path
  const log = (status: number, body: unknown, problems: readonly string[]) =>
    requests.add({
      at: world.clock.now().toString(),
      method: route.method,
      route: route.path,
      path: decodeURIComponent(shownPath),
      status,
      body,
      problems,
    })
  const fault = faults.befall(route.method, shownPath)
  if (fault?.latency) await sleep(fault.latency)
  if (fault?.when === 'before') {
    if (fault.connection) return cut(c, fault.connection)
    const refused = faultAnswer(fault)
    if (refused) {
      log(refused.status, undefined, [])
      return refused
    }
  }
  const done = await carryOut(parts, route, c, path).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    return { status: error.status, body: error.body, headers: {}, asked: undefined, problems: [] }
  })
  const problems = [
    ...done.problems.map((problem) => `request: ${problem}`),
    ...(schema?.response(route.method, path, done.status, done.body) ?? []).map(
      (problem) => `response: ${problem}`,
    ),
  ]
  log(done.status, done.asked, problems)
  if (fault?.when === 'after') {
    if (fault.connection) return cut(c, fault.connection)
    const refused = faultAnswer(fault)
    if (refused) return refused
  }
  return json(done.status, done.body, done.headers)
}

/** Discord's REST API below /api; whatever it lacks answers 501 by name. */
export function restApp(parts: Parts): Hono {
  const app = new Hono()
  for (const route of parts.routes) {
    app.on(route.method, `/v10${route.path}`, (c) => serveRoute(parts, route, c))
  }
  app.onError((error, c) => {
    const { method, path } = c.req
    const message = `500: the local Discord failed: ${error.message}`
    const at = parts.world.clock.now().toString()
    const problems = [String(error.stack)]
    parts.requests.add({
      at,
      method,
      route: 'failed',
      path,
      status: 500,
      body: undefined,
      problems,
    })
    return json(500, { message, code: 0 })
  })
  app.all('*', (c) => {
    const path = c.req.path.replace(/^\/api(\/v10)?/, '')
    const what = c.req.path.startsWith('/api/v10/')
      ? `${c.req.method} ${path}`
      : `API version of ${c.req.method} ${c.req.path} (only /api/v10)`
    parts.requests.add({
      at: parts.world.clock.now().toString(),
      method: c.req.method,
      route: 'unsupported',
      path,
      status: 501,
      body: undefined,
      problems: [],
    })
    return json(501, { message: `${what} is not supported by the local Discord`, code: 0 })
  })
  return app
}
