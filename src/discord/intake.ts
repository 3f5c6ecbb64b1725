// Intake: what the gateway brings, each to whoever handles it, until it is closed.

import { type Client, Events as ClientEvents, type Guild } from 'discord.js'
import {
  type APIInteraction,
  GatewayDispatchEvents,
  type GatewayMessagePollVoteDispatchData,
} from 'discord-api-types/v10'
import type { Action, Command } from '#core/command.ts'
import type { Log } from '#core/deps.ts'
import type { Events, Vote } from '#core/event.ts'
import { keyedQueue } from '#lib/keyed-queue.ts'
import { guard } from './guard.ts'
import { voteOf } from './poll.ts'
import { repeatedCallbacks } from './response.ts'
import { type LanguageOf, routeOver } from './route.ts'

/** Who handles what arrives. */
export type Handlers = {
  readonly commands: readonly Command[]
  readonly actions: readonly Action[]
  readonly events: Events
  readonly languageOf: LanguageOf
}

export type Intake = {
  /** Starts `work` and keeps count of it, unless closed. */
  readonly take: (work: () => Promise<unknown>) => void
  /** Handles an event; one that fails is logged and counted as missed. */
  readonly handle: (log: Log, id: string, what: string, work: () => Promise<void>) => Promise<void>
  readonly missed: () => number
  /** Takes nothing more; resolves when everything taken has ended. */
  readonly close: () => Promise<unknown>
}

/** An intake that is open and has nothing running. */
export function openIntake(): Intake {
  const running = new Set<Promise<unknown>>()
  let missed = 0
  let isOpen = true
  return {
    take(work) {
      if (!isOpen) return
      const taken = work()
      running.add(taken)
      const done = () => running.delete(taken)
      taken.then(done, done)
    },
    async handle(log, id, what, work) {
      const went = await guard(log, { id, what }, work, async () => undefined)
      // An event that was not handled is as good as one that never came.
      if (!went) missed += 1
    },
    missed: () => missed,
    close() {
      isOpen = false
      return Promise.allSettled(running)
    },
  }
}

/** Leads what `client` receives through `intake` to its handlers. */
export function takeIn(
  client: Client,
  { events, ...handlers }: Handlers,
  { log, gap, intake }: { readonly log: Log; readonly gap: number; readonly intake: Intake },
): void {
  const { rest, ws } = client
  const route = routeOver({ ...handlers, rest, log, gap, wasRepeated: repeatedCallbacks(rest) })
  const oneAtATime = keyedQueue()

  // Taken as they arrive on the wire: discord.js holds events back until every guild is known,
  // longer than an interaction waits, and drops votes on polls it has not cached.
  ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) => {
    intake.take(() => route(interaction))
  })

  const onVote = (kind: Vote['kind']) => (data: GatewayMessagePollVoteDispatchData) => {
    const vote = voteOf(kind, data)
    if (vote === undefined || vote.member === client.user?.id) return
    const { guild, member, message } = vote
    const work = () => intake.handle(log, message, `vote ${kind}`, () => events.voted(vote))
    intake.take(() => oneAtATime(`${guild}/${member}`, work))
  }
  ws.on(GatewayDispatchEvents.MessagePollVoteAdd, onVote('cast'))
  ws.on(GatewayDispatchEvents.MessagePollVoteRemove, onVote('withdrawn'))

  // One listener for all guilds: a bot in many would otherwise seem to leak them.
  const ready = new Promise<unknown>((done) => client.once(ClientEvents.ClientReady, done))
  const onGuild = (isNew: boolean) => (guild: Guild) => {
    const { id, name, preferredLocale: locale } = guild
    const seen = { guild: id, name, locale, isNew }
    const tell = () =>
      intake.take(() => intake.handle(log, id, 'guild seen', () => events.guildSeen(seen)))
    // Guilds arrive while connecting; whoever is told of one may want to ask about its channels.
    if (client.isReady()) tell()
    else void ready.then(tell)
  }
  client.on(ClientEvents.GuildAvailable, onGuild(false))
  client.on(ClientEvents.GuildCreate, onGuild(true))
}
