// Local: the bot's Discord folder connected by real discord.js to a local Discord of the test's own.

import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import type { Action, Command, Menu } from '#core/command.ts'
import type { Events, GuildSeen, Mention, Vote } from '#core/event.ts'
import {
  type Connected,
  createDiscord,
  type Discord,
  type DiscordOptions,
} from '#discord/gateway.ts'
import type { Handlers } from '#discord/intake.ts'
import type { LanguageOf } from '#discord/route.ts'
import { type Playground, servePlayground } from '#playground/serve.ts'
import { type Line, recordingLog } from './recording-log.ts'

const published = fileURLToPath(new URL('../../../shared/discord-openapi.json', import.meta.url))

type Asked = {
  readonly id: number
  readonly method: string
  readonly route: string
  readonly path: string
  readonly status: number
  readonly body: unknown
  readonly problems: readonly string[]
}

/** A message as one member sees it. */
type Seen = {
  readonly id: string
  readonly flags?: number
  readonly type: number
  readonly content: string
  readonly mentions: readonly { readonly id: string }[]
  readonly message_reference?: { readonly message_id?: string }
  readonly components?: unknown
  readonly pending: boolean
  readonly nonce?: string
}

type Bot = {
  readonly discord: Discord
  readonly lines: Line[]
  readonly votes: Vote[]
  readonly mentions: Mention[]
  readonly guilds: GuildSeen[]
  /** Who it is, once connected. */
  readonly identity?: Connected
}

export type Local = {
  readonly playground: Playground
  /** Posts to the control API; its answer, or an error with its words. */
  readonly control: (path: string, body: object) => Promise<Record<string, unknown>>
  readonly deleteFaults: () => Promise<void>
  /** What the bots asked of Discord since the last call. */
  readonly asked: () => Promise<Asked[]>
  /** Everything a member sees in a channel, oldest first. */
  readonly seen: (channel: string, member?: string) => Promise<Seen[]>
  /** A bot that is made but not connected. */
  readonly bot: (options?: Partial<DiscordOptions>) => Bot
  /** A connected bot with these commands, actions and whatever else differs. */
  readonly connected: (parts?: Parts, options?: Partial<DiscordOptions>) => Promise<Bot>
  readonly stop: () => Promise<void>
}

type Parts = {
  readonly commands?: readonly Command[]
  readonly actions?: readonly Action[]
  readonly menus?: readonly Menu[]
  readonly voted?: Events['voted']
  readonly mentioned?: Events['mentioned']
  readonly languageOf?: LanguageOf
}

/** Handlers of a bot that does nothing. */
export const nobody: Handlers = {
  commands: [],
  actions: [],
  menus: [],
  languageOf: async () => 'ko',
  events: {
    voted: async () => undefined,
    mentioned: async () => undefined,
    guildSeen: async () => undefined,
  },
}

/** Expects of what will be, however busy the machine is. */
export const eventually = <Value>(look: () => Value) => expect.poll(look, { timeout: 20_000 })

/** The text a message shows, sent or seen: its content and its components'. */
export function textOf(message: unknown): string {
  const { content, components, accessory } = (message ?? {}) as Record<string, unknown>
  const inner = [components, accessory].flat().filter((part) => part !== undefined)
  return [content ?? '', ...inner.map(textOf)].join('')
}

/** Opens a local Discord that also checks requests against Discord's schema when a copy is near. */
export async function openLocal(): Promise<Local> {
  const playground = await servePlayground({
    port: 0,
    store: undefined,
    ...(existsSync(published) ? { openapi: published } : {}),
  })
  const bots: Bot[] = []
  let last = 0

  async function call(method: string, path: string, body?: object) {
    const answer = await fetch(`${playground.control}${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    const said = (await answer.json()) as Record<string, unknown>
    if (!answer.ok) throw new Error(`${path}: ${String(said['error'])}`)
    return said
  }

  function bot(options: Partial<DiscordOptions> = {}): Bot {
    const { log, lines } = recordingLog()
    const { token, api, clock } = playground
    const staged = { gap: 16 }
    const discord = createDiscord({ token, api, clock, log, staged, ...options })
    const made: Bot = { discord, lines, votes: [], mentions: [], guilds: [] }
    bots.push(made)
    return made
  }

  return {
    playground,
    control: (path, body) => call('POST', path, body),
    async deleteFaults() {
      await call('DELETE', '/faults')
    },
    async asked() {
      const { requests } = (await call('GET', `/requests?since=${last}`)) as { requests: Asked[] }
      last = requests.at(-1)?.id ?? last
      return requests
    },
    async seen(channel, member = '') {
      const state = await call('GET', `/state?as=${member}`)
      return (state['messages'] as Record<string, Seen[]>)[channel] ?? []
    },
    bot,
    async connected(parts = {}, options = {}) {
      const made = bot(options)
      const outcome = await made.discord.connect({
        commands: parts.commands ?? [],
        actions: parts.actions ?? [],
        menus: parts.menus ?? [],
        languageOf: parts.languageOf ?? (async ({ locale }) => locale),
        events: {
          voted: parts.voted ?? (async (vote) => void made.votes.push(vote)),
          mentioned: parts.mentioned ?? (async (mention) => void made.mentions.push(mention)),
          guildSeen: async (guild) => void made.guilds.push(guild),
        },
      })
      if (!outcome.ok) throw new Error(`not connected: ${outcome.fault.reason}`)
      return { ...made, identity: outcome.value }
    },
    async stop() {
      await Promise.all(bots.map(({ discord }) => discord.stop()))
      await playground.stop()
    },
  }
}
