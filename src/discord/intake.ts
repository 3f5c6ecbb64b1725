// Intake: what the gateway brings, each to whoever handles it, until it is closed.

import { type Client, Events as ClientEvents, type Guild } from 'discord.js'
import {
  type APIInteraction,
  GatewayDispatchEvents,
  type GatewayMessageCreateDispatchData,
  type GatewayMessageDeleteBulkDispatchData,
  type GatewayMessageDeleteDispatchData,
  type GatewayMessagePollVoteDispatchData,
} from 'discord-api-types/v10'
import type { Chat } from '#core/chat.ts'
import type { Action, Command, Menu } from '#core/command.ts'
import type { Log } from '#core/deps.ts'
import type { Events, Mention, Vote } from '#core/event.ts'
import { languageOfLocale } from '#core/language.ts'
import { panelOf } from '#core/reply.ts'
import { keyedQueue } from '#lib/keyed-queue.ts'
import { repeatedCallbacks } from './acknowledgement.ts'
import { guard } from './guard.ts'
import { mentionOf, mentionTurns } from './mention.ts'
import { voteOf } from './poll.ts'
import { type LanguageOf, routeOver, soon } from './route.ts'
import { texts } from './texts.ts'
import type { Writings } from './writing.ts'

/** Who handles what arrives. */
export type Handlers = {
  readonly commands: readonly Command[]
  readonly actions: readonly Action[]
  readonly menus: readonly Menu[]
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

type IntakeOptions = {
  readonly log: Log
  readonly gap: number
  readonly intake: Intake
  readonly writings: Writings
  readonly chat: Chat
}

/** Leads what `client` receives through `intake` to its handlers. */
export function takeIn(client: Client, handlers: Handlers, options: IntakeOptions): void {
  const { rest, ws } = client
  const { events } = handlers
  const { log, intake, writings } = options
  const botId = () => client.user?.id
  const wasRepeated = repeatedCallbacks(rest)
  const route = routeOver({ ...handlers, ...options, rest, botId, wasRepeated })
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

  const onMention = mentionsTo(client, handlers, options)
  ws.on(GatewayDispatchEvents.MessageCreate, (data: GatewayMessageCreateDispatchData) => {
    const guild = client.guilds.cache.get(data.guild_id ?? '')
    const mention = client.user === null ? undefined : mentionOf(data, client.user.id, guild)
    if (mention !== undefined) intake.take(() => onMention(mention))
  })
  ws.on(GatewayDispatchEvents.MessageDelete, ({ id }: GatewayMessageDeleteDispatchData) => {
    writings.deleted(id)
  })
  ws.on(GatewayDispatchEvents.MessageDeleteBulk, (data: GatewayMessageDeleteBulkDispatchData) => {
    for (const id of data.ids) writings.deleted(id)
  })

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

/** Hands mentions on in their turns; a member whose mention breaks something hears so. */
function mentionsTo(
  client: Client,
  { events, languageOf }: Handlers,
  { log, writings, chat }: IntakeOptions,
): (mention: Mention) => Promise<void> {
  const turns = mentionTurns(writings)

  async function apologise({ guild, channel, message, member }: Mention, incident: string) {
    const locale = languageOfLocale(client.guilds.cache.get(guild)?.preferredLocale)
    const language = await soon(languageOf({ guild, member: member.id, locale }), locale)
    const panel = panelOf('problem', texts[language].broken(incident))
    const told = await chat.send(channel, { kind: 'panel', panel, replyTo: message })
    if (!told.ok) log.warn({ incident, fault: told.fault }, 'the apology was not shown')
  }

  return async (mention) => {
    const { message: id, channel } = mention
    const handle = () => events.mentioned(mention)
    const taken = await turns.take(mention, async () => {
      await guard(log, { id, what: 'mention' }, handle, (code) => apologise(mention, code))
    })
    if (!taken) log.info({ id, channel }, 'a mention too many at once is not answered')
  }
}
