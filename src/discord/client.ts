// Client: discord.js as we use it: no mentions, few caches, patient requests; and why it won't log in.

import {
  Client,
  DefaultRestOptions,
  DiscordAPIError,
  GatewayIntentBits,
  Options,
  type RateLimitData,
  type RESTOptions,
} from 'discord.js'
import { GatewayCloseCodes } from 'discord-api-types/v10'
import { permissionsNeeded } from '#core/chat.ts'
import { faultOf } from './fault.ts'
import { createPace, type Pace } from './pace.ts'

export type ConnectFault = {
  /** `token`: Discord refuses it. `intents`: the bot's page forbids one. `unreachable`: try later. */
  readonly kind: 'token' | 'unreachable' | 'intents'
  readonly reason: string
}

/** What the bot asks for when it is invited: what a quiz channel must have, and threads for questions. */
export const permissionsAsked = [
  ...permissionsNeeded,
  'CreatePublicThreads',
  'SendMessagesInThreads',
] as const

const own = (thing: { readonly id: string; readonly client: Client }): boolean =>
  thing.id === thing.client.user?.id
const onlyOurselves = { maxSize: 0, keepOverLimit: own }

const minute = 60_000

/** Waits as Discord asks, but not for ever: no wait named is a hot loop, a long one is a ban. */
const isHopeless = ({ retryAfter }: RateLimitData): boolean =>
  retryAfter <= 0 || retryAfter > minute

/** Milliseconds Discord has for an answer, which discord.js would count from before the turn came. */
const answerWithin = 15_000

/**
 * Sends each request in its turn, a repeated one too. What carries no token, such as the answer to an
 * interaction, counts against no limit of the bot's and never waits.
 */
const inTurn =
  (pace: Pace): RESTOptions['makeRequest'] =>
  async (url, init) => {
    if (init.headers && 'Authorization' in init.headers) await pace.turn(init.signal)
    const slow = new AbortController()
    const timer = setTimeout(() => slow.abort(), answerWithin)
    const signal = init.signal ? AbortSignal.any([init.signal, slow.signal]) : slow.signal
    try {
      return await DefaultRestOptions.makeRequest(url, { ...init, signal })
    } finally {
      clearTimeout(timer)
    }
  }

/** The REST base as discord.js wants it: without a slash or version at its end. */
const baseOf = (api: string): string => api.replace(/\/+$/u, '').replace(/\/v\d+$/u, '')

/** A token can stand in a header: printable, without spaces. Whether it is right, Discord says. */
export const isTokenSound = (token: string): boolean => /^[\x21-\x7e]+$/u.test(token)

/** A client that is not logged in; its `rest` already carries the token. */
export function clientFor(options: {
  readonly token: string
  readonly api?: string | undefined
  /** One's own, for a client that is alone, unless said otherwise. */
  readonly pace?: Pace
}): Client {
  const { pace = createPace(() => 1) } = options
  const client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.GuildMessagePolls,
    ],
    shards: 'auto',
    allowedMentions: { parse: [], repliedUser: false },
    enforceNonce: true,
    // A guild in an outage must not keep the others waiting; it is seen when it comes back.
    waitGuildTimeout: 2000,
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      GuildMemberManager: onlyOurselves,
      UserManager: onlyOurselves,
      ThreadMemberManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      GuildScheduledEventManager: 0,
      StageInstanceManager: 0,
    }),
    sweepers: Options.DefaultSweeperSettings,
    rest: {
      // With the wait for a turn.
      timeout: minute,
      retries: 3,
      // The pace sees to that, and leaves out what Discord does not count.
      globalRequestsPerSecond: Number.POSITIVE_INFINITY,
      rejectOnRateLimit: isHopeless,
      makeRequest: inTurn(pace),
      ...(options.api === undefined ? {} : { api: baseOf(options.api) }),
    },
  })
  if (isTokenSound(options.token)) client.rest.setToken(options.token)
  return client
}

// What discord.js and @discordjs/ws say of a 401 and of close codes 4004, 4013 and 4014.
const tokenRefused = new Set(['TokenInvalid', 'Authentication failed'])
const intentsRefused = new Set(['Used invalid intents', 'Used disallowed intents'])

/** What Discord means by 401, in words for whoever runs the bot. */
export const refusedToken: ConnectFault = {
  kind: 'token',
  reason: 'Discord refuses the token. Make a new one on the bot page of your application.',
}

const refusedIntents: ConnectFault = {
  kind: 'intents',
  reason: 'Discord refuses the intents Guilds, GuildMessages and GuildMessagePolls.',
}

/** Why logging in failed, without the token. */
export function loginFaultOf(error: unknown): ConnectFault {
  const isError = error instanceof Error
  const said = isError && 'code' in error ? String(error.code) : isError ? error.message : ''
  if (tokenRefused.has(said)) return refusedToken
  if (intentsRefused.has(said)) return refusedIntents
  const name = isError ? error.name : 'closed'
  const reason = `Discord does not answer at this address, or lets nobody in now (${name}: ${said}).`
  return { kind: 'unreachable', reason: faultOf(error)?.reason ?? reason }
}

/** Why Discord has closed the gateway for good, by its close code: 4004, 4010 to 4014. */
export function closeFaultOf(code: number): ConnectFault {
  if (code === GatewayCloseCodes.AuthenticationFailed) return refusedToken
  const ofIntents: readonly number[] = [
    GatewayCloseCodes.InvalidIntents,
    GatewayCloseCodes.DisallowedIntents,
  ]
  if (ofIntents.includes(code)) return refusedIntents
  return { kind: 'unreachable', reason: `Discord closed the connection for good (${code}).` }
}

/** Why registering the commands failed; undefined when Discord objects to what we register. */
export function registerFaultOf(error: unknown): ConnectFault | undefined {
  if (error instanceof DiscordAPIError && error.status === 401) return refusedToken
  const fault = faultOf(error)
  return fault === undefined || fault.kind === 'refused'
    ? undefined
    : { kind: 'unreachable', reason: fault.reason }
}
