// Gateway: the connection to Discord: who logs in, what is listened to, how it ends.

import { setTimeout as delay } from 'node:timers/promises'
import { type Client, Events as ClientEvents, RESTEvents, Status } from 'discord.js'
import { OAuth2Scopes } from 'discord-api-types/v10'
import type { Chat } from '#core/chat.ts'
import type { Clock, Log } from '#core/deps.ts'
import { fail, ok, type Result } from '#lib/result.ts'
import {
  type ConnectFault,
  clientFor,
  closeFaultOf,
  isTokenSound,
  loginFaultOf,
  permissionsAsked,
  refusedToken,
  registerFaultOf,
} from './client.ts'
import { type Handlers, openIntake, takeIn } from './intake.ts'
import { createPace } from './pace.ts'
import { registerCommands } from './register.ts'
import { chatOver } from './send.ts'
import { openWritings } from './writing.ts'

export type DiscordOptions = {
  readonly token: string
  /** Another Discord-compatible REST base, e.g. `http://127.0.0.1:9000/api`. */
  readonly api?: string | undefined
  readonly log: Log
  readonly clock: Clock
  /** How many processes use this token now and share its rate limit; one unless said otherwise. */
  readonly replicas?: (() => number) | undefined
  /** Milliseconds between the edits of a staged reply, 2000 unless said otherwise. */
  readonly staged?: { readonly gap: number } | undefined
}

export type Connected = {
  readonly botId: string
  /** The address by which someone invites the bot into their server. */
  readonly invite: string
}

type Health = {
  /** Whether events arrive now; while false some may be missed without `sessionLost` showing it yet. */
  readonly connected: boolean
  /** Milliseconds of the last heartbeat, averaged over shards; -1 before the first. */
  readonly ping: number
  /** How often since start events may have been missed: a session begun anew, a vote not handled. */
  readonly sessionLost: number
}

export type Discord = {
  /** Usable at once; see chatOver for what works before `connect`. */
  readonly chat: Chat
  /** A clickable mention of a command, plainly `/name` while its id is not known. */
  readonly mention: (command: string) => string
  /** Registers the commands and serves interactions and events until `stop`. */
  readonly connect: (handlers: Handlers) => Promise<Result<Connected, ConnectFault>>
  readonly health: () => Health
  /**
   * Resolves when Discord has ended the connection for good after `connect` had succeeded: nothing
   * arrives any more and nothing can be sent. The process must end; a new one may connect.
   */
  readonly failed: Promise<ConnectFault>
  /** Takes nothing new in, gives what is running 1.5 seconds, then leaves: 2 seconds in all. */
  readonly stop: () => Promise<void>
}

const patience = 1500
const farewell = 500

const within = (ms: number, work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work, delay(ms, undefined, { ref: false })])

const settled = <Value>(work: Promise<Value>): Promise<Result<Value, unknown>> =>
  work.then(ok, (error: unknown) => fail(error))

/** Discord for one bot token. Nothing is sent before `chat` or `connect` is used. */
export function createDiscord(options: DiscordOptions): Discord {
  const { log, clock, staged = { gap: 2000 } } = options
  const { gap } = staged
  const intake = openIntake()
  const writings = openWritings()
  const pace = createPace(options.replicas ?? (() => 1))
  let client = clientFor({ ...options, pace })
  const chat = chatOver(() => client, { clock, log, gap, writings })
  let ids: ReadonlyMap<string, string> = new Map()
  let sessionLost = 0
  let isServing = false
  const failed = Promise.withResolvers<ConnectFault>()

  /** Says so once the connection was up; before that, `connect` tells why it failed. */
  function fatal(fault: ConnectFault): void {
    if (isServing) failed.resolve(fault)
  }

  function watch(connecting: Client): void {
    const begun = new Set<number>()
    const down = new Set<number>()
    connecting.on(ClientEvents.ShardReady, (shard) => {
      down.delete(shard)
      if (begun.has(shard)) {
        sessionLost += 1
        log.warn({ shard, sessionLost }, 'a new Discord session: events may have been missed')
      }
      begun.add(shard)
    })
    connecting.on(ClientEvents.ShardReconnecting, (shard) => {
      // Said once for an outage, not for each of the two attempts a second.
      if (!down.has(shard)) log.warn({ shard }, 'reconnecting to Discord')
      down.add(shard)
    })
    connecting.on(ClientEvents.ShardResume, (shard, replayed) => {
      down.delete(shard)
      log.info({ shard, replayed }, 'resumed the Discord session')
    })
    connecting.on(ClientEvents.ShardDisconnect, ({ code }, shard) => {
      sessionLost += 1
      log.error({ shard, code }, 'Discord closed the connection for good; see its close codes')
      fatal(closeFaultOf(code))
    })
    connecting.rest.on(RESTEvents.Response, ({ data }, { status }) => {
      // discord.js forgets a token that was refused once, so nothing could be sent any more.
      if (status === 401 && data.auth !== false) fatal(refusedToken)
    })
    connecting.on(ClientEvents.ShardError, (error, shard) => {
      log.warn({ shard, error: error.name }, 'the connection to Discord failed')
    })
    connecting.on(ClientEvents.Error, (error) => log.warn({ error: error.name }, 'discord.js'))
  }

  async function abandon(): Promise<void> {
    client.removeAllListeners()
    client.ws.removeAllListeners()
    await within(farewell, client.destroy())
    client = clientFor({ ...options, pace })
  }

  return {
    chat,
    mention: (command) => {
      const id = ids.get(command)
      return id === undefined ? `\`/${command}\`` : `</${command}:${id}>`
    },

    async connect(handlers) {
      if (!isTokenSound(options.token)) {
        const reason = 'The token holds characters no Discord token has. Copy it again, whole.'
        return fail({ kind: 'token', reason })
      }
      const connecting = client
      watch(connecting)
      takeIn(connecting, handlers, { log, gap, intake, writings, chat })
      const ready = new Promise<Client<true>>((resolve) => {
        connecting.once(ClientEvents.ClientReady, resolve)
      })
      const login = await settled(connecting.login(options.token))
      if (!login.ok) {
        await abandon()
        return fail(loginFaultOf(login.fault))
      }
      const connected = await ready
      const registered = await settled(
        registerCommands(connected, handlers.commands, handlers.menus),
      )
      if (!registered.ok) {
        await abandon()
        const fault = registerFaultOf(registered.fault)
        if (fault === undefined) throw registered.fault
        return fail(fault)
      }
      isServing = true
      ids = registered.value.ids
      const { written } = registered.value
      log.info({ bot: connected.user.id, written }, 'connected to Discord')
      const scopes = [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands] as const
      return ok({
        botId: connected.user.id,
        invite: connected.generateInvite({ scopes, permissions: permissionsAsked }),
      })
    },

    failed: failed.promise,

    health: () => ({
      connected:
        client.isReady() && client.ws.shards.every(({ status }) => status === Status.Ready),
      ping: Number.isNaN(client.ws.ping) ? -1 : client.ws.ping,
      sessionLost: sessionLost + intake.missed(),
    }),

    async stop() {
      isServing = false
      await within(patience, intake.close())
      // discord.js calls our own goodbye a reconnect.
      client.removeAllListeners(ClientEvents.ShardReconnecting)
      // A dead network never confirms the goodbye.
      await within(farewell, client.destroy())
    },
  }
}
