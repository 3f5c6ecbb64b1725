// Serve: the local Discord on loopback: REST and gateway for a bot, a control API and a page for people.

import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { WebSocketServer } from 'ws'
import { runningClock } from './clock.ts'
import { controlApp } from './control/app.ts'
import { openFaults } from './faults.ts'
import { openGateway } from './gateway.ts'
import { turnedAway } from './guard.ts'
import { openInteractions } from './interactions.ts'
import { limiter } from './limits.ts'
import { watchPolls } from './polls.ts'
import { openRequests } from './requests.ts'
import { channelRoutes } from './rest/channels.ts'
import { commandRoutes } from './rest/commands.ts'
import { gatewayRoutes } from './rest/gateway.ts'
import { guildRoutes } from './rest/guilds.ts'
import { messageRoutes } from './rest/messages.ts'
import { pollRoutes } from './rest/polls.ts'
import { restApp } from './rest/server.ts'
import { threadRoutes } from './rest/threads.ts'
import { userRoutes } from './rest/users.ts'
import { webhookRoutes } from './rest/webhooks.ts'
import { openSchema } from './schema.ts'
import { openWorld, type SeededChannel } from './seed.ts'
import { openStore } from './store.ts'
import { watchThreads } from './thread-clock.ts'
import { personView } from './view.ts'
import type { World } from './world.ts'

export type Bilingual = { readonly ko: string; readonly en: string }

/** A post the bot has scheduled; `at` is an ISO instant. */
export type NextPost = { readonly kind: string; readonly title: Bilingual; readonly at: string }

/** What the playground asks of the bot beside it. Each is optional: without them it is only a Discord. */
export type Hooks = {
  /** The next scheduled post. */
  readonly next?: () => Promise<NextPost | undefined>
  /** Resolves when the bot has dealt with everything due at the current clock. */
  readonly settled?: () => Promise<void>
  /** The answers of a quiz poll that somebody who studied would give; only a rehearsal asks. */
  readonly studied?: (message: string) => Promise<readonly number[] | undefined>
  /** The text of a note, for the highlighted view. */
  readonly note?: (source: string) => Promise<{ title: string; lines: string[] } | undefined>
}

export type PlaygroundOptions = {
  /** 0 takes any free one. */
  readonly port: number
  /** The SQLite file that keeps messages, votes and the clock; undefined keeps them in memory. */
  readonly store: string | undefined
  /** Forgets what the store held. */
  readonly fresh?: boolean
  /** Of the names in the seeded guild; Korean unless told. */
  readonly language?: 'ko' | 'en'
  /** IANA zone in which the page shows times. */
  readonly zone?: string
  /** ISO instant at which the clock of a new store begins; the real now unless told. */
  readonly start?: string
  /** Path of Discord's OpenAPI file: every request is then checked against it too. */
  readonly openapi?: string
  readonly hooks?: Hooks
  /** Mounts further routes, such as the page's. */
  readonly page?: (app: Hono, playground: Playground) => void | Promise<void>
}

export type Person = {
  readonly id: string
  readonly name: string
  readonly owner: boolean
  readonly locale: string
}

export type Playground = {
  readonly api: string
  readonly gateway: string
  readonly token: string
  readonly applicationId: string
  readonly guildId: string
  readonly channels: Readonly<Record<SeededChannel, string>>
  readonly members: readonly Person[]
  readonly control: string
  readonly zone: string
  readonly clock: () => Temporal.Instant
  /** Told after every jump of the clock; the result stops the telling. */
  readonly onClock: (listener: () => void) => () => void
  readonly setHooks: (hooks: Hooks) => void
  readonly hooks: () => Hooks
  /** Moves the clock forward without walking; false when `to` has passed. */
  readonly moveTo: (to: Temporal.Instant) => boolean
  readonly world: World
  /** Ends every connection and closes the store. */
  readonly stop: () => Promise<void>
}

/** Where the clock of a new store begins, in milliseconds from the real now. */
function offsetOf(start: string | undefined): number {
  if (start === undefined) return 0
  const { epochMilliseconds } = Temporal.Instant.from(start)
  // Ids carry the time and have the length libraries expect only within these years.
  if (epochMilliseconds < Date.UTC(2016, 0) || epochMilliseconds > Date.UTC(2090, 0)) {
    throw new Error(`The clock cannot begin at ${start}: choose an instant from 2016 to 2089.`)
  }
  return epochMilliseconds - Date.now()
}

/** Opens the port on loopback only; the error says what to do when it is taken. */
async function listen(port: number) {
  const server = createServer()
  // A client that keeps a connection for its next request must not find it closed in that instant.
  server.keepAliveTimeout = 120_000
  await new Promise<void>((ready, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      failed(
        error.code === 'EADDRINUSE'
          ? new Error(
              `Port ${port} is taken. Stop what uses it, or set PLAYGROUND_PORT to another.`,
            )
          : error,
      ),
    )
    server.listen(port, '127.0.0.1', ready)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port')
  return { server, port: address.port }
}

/** Serves a local Discord until stopped. */
export async function servePlayground(options: PlaygroundOptions): Promise<Playground> {
  const schema = options.openapi === undefined ? undefined : await openSchema(options.openapi)
  const begin = offsetOf(options.start)
  const store = openStore(options.store, options.fresh)
  const { server, port } = await listen(options.port).catch((error: unknown) => {
    store.close()
    throw error
  })
  const origin = `http://127.0.0.1:${port}`
  const gatewayUrl = `ws://127.0.0.1:${port}/gateway`

  const saved = store.all('fact').find(({ id }) => id === 'offset')
  const offset = saved ? Number(saved.body) : begin
  const save = (ms: number) => store.put('fact', 'offset', String(ms))
  save(offset)
  const clock = runningClock(offset, save)

  const { world, channels } = openWorld(store, clock, origin, options.language ?? 'ko')
  const interactions = openInteractions(world)
  const gateway = openGateway(world, gatewayUrl)
  const faults = openFaults()
  const requests = openRequests()
  const rates = limiter()
  watchPolls(world)
  watchThreads(world)
  let hooks: Hooks = options.hooks ?? {}

  const playground: Playground = {
    api: `${origin}/api`,
    gateway: gatewayUrl,
    token: world.application.token,
    applicationId: world.application.id,
    guildId: world.guild.id,
    channels,
    members: [...world.members.values()]
      .filter(({ bot }) => !bot)
      .slice(0, 4)
      .map((member) => {
        const { id, name, owner, locale } = personView(world, member)
        return { id, name, owner, locale }
      }),
    control: `${origin}/control`,
    zone: options.zone ?? 'Asia/Seoul',
    clock: clock.now,
    onClock: clock.onMove,
    setHooks: (given) => {
      hooks = given
    },
    hooks: () => hooks,
    moveTo: clock.moveTo,
    world,
    async stop() {
      clock.stop()
      interactions.stop()
      gateway.stop()
      sockets.close()
      const closed = new Promise((done) => server.close(done))
      server.closeAllConnections()
      await closed
      store.close()
    },
  }

  const routes = [
    ...gatewayRoutes(gateway, gatewayUrl),
    ...userRoutes(world),
    ...guildRoutes(world),
    ...channelRoutes(world),
    ...threadRoutes(world),
    ...commandRoutes(world),
    ...messageRoutes(world),
    ...pollRoutes(world),
    ...webhookRoutes(world, interactions),
  ]

  const app = new Hono()
  app.use(async (c, next) => {
    const reason = turnedAway(port, c.req.header('host'), c.req.header('origin'))
    return reason === undefined ? next() : c.json({ error: reason }, 403)
  })
  app.route('/api', restApp({ world, routes, faults, limiter: rates, requests, schema }))
  app.route(
    '/control',
    controlApp({ playground, interactions, gateway, faults, requests, limiter: rates }),
  )
  app.get('/attachments/:channel/:id/:name', (c) => {
    const file = store.file(c.req.param('id'))
    if (file === undefined) return c.notFound()
    // Bytes a bot uploaded must never run as a page of the playground.
    return c.body(file.bytes, 200, {
      'Content-Type': file.type,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
    })
  })
  await options.page?.(app, playground)

  server.on('request', getRequestListener(app.fetch, { overrideGlobalObjects: false }))
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 15 * 1024 })
  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', origin)
    const reason = turnedAway(port, request.headers.host, request.headers.origin)
    if (reason !== undefined || !/^\/gateway\/?$/.test(url.pathname)) {
      socket.end(`HTTP/1.1 ${reason === undefined ? '404 Not Found' : '403 Forbidden'}\r\n\r\n`)
      return
    }
    sockets.handleUpgrade(request, socket, head, (client) => gateway.connect(client, url))
  })
  return playground
}
