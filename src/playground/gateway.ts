// Gateway: Discord's WebSocket, version 10 in plain JSON: hello, identify, heartbeat, resume, events.

import { randomBytes } from 'node:crypto'
import { GatewayCloseCodes as Close, GatewayOpcodes as Op } from 'discord-api-types/v10'
import type { WebSocket } from 'ws'
import { z } from 'zod'
import { guildCreate } from './guild-view.ts'
import { dispatch, type Session, tell } from './session.ts'
import { userView } from './view.ts'
import { botOf, type World } from './world.ts'

/** Milliseconds between heartbeats, as Discord asks for. */
const heartbeat = 41_250
/** Frames a client may send in a minute. */
const sends = { most: 120, per: 60_000 }
/** Real milliseconds for which a session nobody is connected to can be resumed. */
const resumable = 15 * 60_000
/** Identifies a day. */
const starts = 1000
/** Every intent version 10 knows; any other bit is refused. */
const knownIntents = 0x1_ffff | (1 << 20) | (1 << 21) | (1 << 24) | (1 << 25)
const privilegedIntents = (1 << 1) | (1 << 8) | (1 << 15)

/** Some libraries send the prefix of the HTTP header here too, and Discord takes it. */
const token = z.string().transform((text) => text.replace(/^Bot /, ''))

const identify = z.object({
  token,
  intents: z.int().nonnegative(),
  shard: z
    .tuple([z.int().nonnegative(), z.int().positive()])
    .refine(([index, count]) => index < count)
    .default([0, 1]),
})
const resume = z.object({
  token,
  session_id: z.string(),
  seq: z.int().nonnegative().nullable(),
})
const frame = z.object({ op: z.int(), d: z.unknown().optional() })

export type Gateway = {
  /** Takes over a connected client. */
  readonly connect: (socket: WebSocket, url: URL) => void
  /** Cuts every connection without a word, as a broken network does. */
  readonly drop: () => void
  readonly close: (code: number) => void
  /** Sends op 7: please reconnect. */
  readonly askReconnect: () => void
  /** Sends op 9; unless `resumable`, the sessions are forgotten. */
  readonly invalidate: (resumable: boolean) => void
  /** While held, events wait and heartbeats stay unanswered. */
  readonly hold: (held: boolean) => void
  readonly startsLeft: () => number
  readonly stop: () => void
}

export function openGateway(world: World, address: string): Gateway {
  const sessions = new Map<string, Session>()
  const clients = new Set<WebSocket>()
  let held = false
  let waiting: (() => void)[] = []
  let identified = 0

  const whenReleased = (act: () => void) => {
    if (held) waiting.push(act)
    else act()
  }

  const forgetLeft = () => {
    const now = performance.now()
    for (const [id, { deliver, left }] of sessions) {
      if (deliver === undefined && left !== undefined && now - left > resumable) sessions.delete(id)
    }
  }

  const off = world.onChange((change) => {
    for (const session of sessions.values()) tell(world, session, change)
  })

  function connect(socket: WebSocket, url: URL): void {
    let session: Session | undefined
    let deliver: ((text: string) => void) | undefined
    let recent: number[] = []
    clients.add(socket)
    const send = (op: number, d: unknown) =>
      socket.send(JSON.stringify({ op, d, s: null, t: null }))
    const attach = (to: Session) => {
      session = to
      // Whoever held the session before has lost it.
      deliver = (text) => whenReleased(() => socket.readyState === 1 && socket.send(text))
      to.deliver = deliver
    }

    const begin = (data: unknown) => {
      const asked = identify.safeParse(data)
      if (!asked.success) return socket.close(Close.DecodeError, 'Error while decoding payload.')
      const { token, intents, shard } = asked.data
      if (token !== world.application.token) {
        return socket.close(Close.AuthenticationFailed, 'Authentication failed.')
      }
      if (session !== undefined)
        return socket.close(Close.AlreadyAuthenticated, 'Already authenticated.')
      if (intents & ~knownIntents) return socket.close(Close.InvalidIntents, 'Invalid intent(s).')
      if (intents & privilegedIntents & ~world.application.privileged) {
        return socket.close(Close.DisallowedIntents, 'Disallowed intent(s).')
      }
      identified += 1
      forgetLeft()
      const fresh: Session = {
        id: randomBytes(16).toString('hex'),
        intents,
        shard,
        seq: 0,
        sent: [],
      }
      sessions.set(fresh.id, fresh)
      attach(fresh)
      const here = Number((BigInt(world.guild.id) >> 22n) % BigInt(shard[1])) === shard[0]
      dispatch(fresh, 'READY', {
        v: 10,
        user: { ...userView(botOf(world)), mfa_enabled: true, verified: true, email: null },
        guilds: here ? [{ id: world.guild.id, unavailable: true }] : [],
        session_id: fresh.id,
        resume_gateway_url: address,
        shard,
        application: {
          id: world.application.id,
          flags: world.application.privileged ? 1 << 19 : 0,
        },
        private_channels: [],
        relationships: [],
        user_settings: {},
      })
      if (here && intents & 1) dispatch(fresh, 'GUILD_CREATE', guildCreate(world))
    }

    const goOn = (data: unknown) => {
      const asked = resume.safeParse(data)
      if (!asked.success) return socket.close(Close.DecodeError, 'Error while decoding payload.')
      const { token, session_id, seq } = asked.data
      if (token !== world.application.token) {
        return socket.close(Close.AuthenticationFailed, 'Authentication failed.')
      }
      const known = sessions.get(session_id)
      if (known === undefined) return send(Op.InvalidSession, false)
      const seen = seq ?? 0
      if (seen > known.seq) return socket.close(Close.InvalidSeq, 'Invalid seq.')
      const missed = known.sent.filter((event) => event.seq > seen)
      if (missed.length < known.seq - seen) {
        sessions.delete(session_id)
        return send(Op.InvalidSession, false)
      }
      attach(known)
      for (const { text } of missed) known.deliver?.(text)
      dispatch(known, 'RESUMED', {})
    }

    const receive = (op: number, data: unknown) => {
      switch (op) {
        case Op.Heartbeat:
          return whenReleased(() => socket.readyState === 1 && send(Op.HeartbeatAck, null))
        case Op.Identify:
          return begin(data)
        case Op.Resume:
          return goOn(data)
        case Op.PresenceUpdate:
        case Op.VoiceStateUpdate:
          return session ?? socket.close(Close.NotAuthenticated, 'Not authenticated.')
        default:
          return socket.close(
            Close.UnknownOpcode,
            `Opcode ${op} is not supported by the local Discord.`,
          )
      }
    }

    socket.on('message', (raw) => {
      const now = performance.now()
      recent = recent.filter((at) => now - at < sends.per)
      recent.push(now)
      if (world.settings.limits === 'on' && recent.length > sends.most) {
        return socket.close(Close.RateLimited, 'You are being rate limited.')
      }
      try {
        const { op, d } = frame.parse(JSON.parse(String(raw)))
        receive(op, d)
      } catch {
        socket.close(Close.DecodeError, 'Error while decoding payload.')
      }
    })
    socket.on('close', (code) => {
      clients.delete(socket)
      if (session === undefined || session.deliver !== deliver) return
      delete session.deliver
      session.left = performance.now()
      // A client that says goodbye ends its session; any other end can be resumed.
      if (code === 1000 || code === 1001) sessions.delete(session.id)
    })
    socket.on('error', () => socket.terminate())

    const version = url.searchParams.get('v')
    if (version !== null && version !== '10') {
      socket.close(Close.InvalidAPIVersion, 'The local Discord speaks version 10.')
      return
    }
    const encoding = url.searchParams.get('encoding') ?? 'json'
    if (encoding !== 'json') {
      socket.close(Close.DecodeError, `Encoding ${encoding} is not supported here, only json.`)
      return
    }
    send(Op.Hello, { heartbeat_interval: heartbeat })
  }

  return {
    connect,
    drop: () => {
      for (const socket of clients) socket.terminate()
    },
    close: (code) => {
      for (const socket of clients) socket.close(code)
    },
    askReconnect: () => {
      for (const socket of clients) socket.send(JSON.stringify({ op: Op.Reconnect, d: null }))
    },
    invalidate: (canResume) => {
      if (!canResume) sessions.clear()
      for (const socket of clients) {
        socket.send(JSON.stringify({ op: Op.InvalidSession, d: canResume }))
      }
    },
    hold: (hold) => {
      held = hold
      if (held) return
      const acts = waiting
      waiting = []
      for (const act of acts) act()
    },
    startsLeft: () => Math.max(0, starts - identified),
    stop: () => {
      off()
      for (const socket of clients) socket.terminate()
    },
  }
}
