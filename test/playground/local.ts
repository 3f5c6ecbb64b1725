// Local: a local Discord of the test's own, and the real discord.js client in it.

import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  Client,
  type ClientOptions,
  Events,
  GatewayIntentBits,
  Partials,
  type TextChannel,
} from 'discord.js'
import type { APIMessage } from 'discord-api-types/v10'
import { expect } from 'vitest'
import { type Playground, type PlaygroundOptions, servePlayground } from '#playground/serve.ts'

const published = fileURLToPath(new URL('../../../shared/discord-openapi.json', import.meta.url))

export type Seen = APIMessage & { pending: boolean; interaction?: { name: string } }
// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the page is sent.
type Heard = { event: string | undefined; data: any }
type Logged = { method: string; route: string; status: number; body: unknown; problems: string[] }

export type Local = Awaited<ReturnType<typeof openLocal>>

export const intents =
  GatewayIntentBits.Guilds | GatewayIntentBits.GuildMessages | GatewayIntentBits.GuildMessagePolls

/** Polls until `look` gives something; the test's own timeout is the limit. */
export async function until<Value>(
  look: () => Value | Promise<Value>,
): Promise<NonNullable<Value>> {
  for (;;) {
    const found = await look()
    if (found) return found
    await new Promise((again) => setTimeout(again, 5))
  }
}

export async function openLocal(options: Partial<PlaygroundOptions> = {}) {
  const playground: Playground = await servePlayground({
    port: 0,
    store: undefined,
    ...(existsSync(published) && { openapi: published }),
    ...options,
  })
  const clients: Client[] = []
  const [minjun, seoyeon, doyun, sofia] = playground.members.map(({ id }) => id) as [
    string,
    string,
    string,
    string,
  ]

  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${playground.control}${path}`, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    })
    // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the API answers.
    return (await answer.json()) as any
  }

  return {
    playground,
    people: { minjun, seoyeon, doyun, sofia },
    control: (path: string, body: unknown) => call('POST', path, body),
    look: (path: string) => call('GET', path),
    clearFaults: () => call('DELETE', '/faults'),

    /** A connected client; its token can be replaced. */
    async client(
      given: Partial<ClientOptions> = {},
      token = playground.token,
    ): Promise<Client<true>> {
      const client = new Client({
        intents,
        partials: [Partials.Message, Partials.Poll, Partials.PollAnswer],
        allowedMentions: { parse: [] },
        ...given,
        rest: { api: playground.api, ...given.rest },
      })
      clients.push(client)
      const ready = new Promise((done) => client.once(Events.ClientReady, done))
      await client.login(token)
      await ready
      return client as Client<true>
    },

    async channel(client: Client, name: 'study' | 'quiz' | 'board' = 'study') {
      return (await client.channels.fetch(playground.channels[name])) as TextChannel
    },

    /** A request of a bot without any library, for what libraries refuse to send. */
    async rest(method: string, path: string, body?: unknown, token = playground.token) {
      const answer = await fetch(`${playground.api}/v10${path}`, {
        method,
        headers: { authorization: `Bot ${token}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      return {
        status: answer.status,
        headers: answer.headers,
        // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the API answers.
        body: (text === '' ? undefined : JSON.parse(text)) as any,
      }
    },

    async seen(channel: 'study' | 'quiz' | 'board' = 'study', as = minjun): Promise<Seen[]> {
      const state = await call('GET', `/state?as=${as}`)
      return state.messages[playground.channels[channel]]
    },

    async requests(): Promise<Logged[]> {
      return (await call('GET', '/requests')).requests
    },

    /** What a member's page hears from now on, with the name each event goes by. */
    async hear(as = minjun) {
      const heard: Heard[] = []
      const answer = await fetch(`${playground.control}/events?as=${as}`)
      const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
      const follow = async () => {
        let rest = ''
        for (;;) {
          const part = await reader?.read().catch(() => undefined)
          if (part === undefined || part.done) return
          const blocks = (rest + part.value).split('\n\n')
          rest = blocks.pop() ?? ''
          for (const block of blocks) {
            const field = (name: string) =>
              block
                .split('\n')
                .find((line) => line.startsWith(`${name}: `))
                ?.slice(name.length + 2)
            const data = field('data')
            if (data !== undefined) heard.push({ event: field('event'), data: JSON.parse(data) })
          }
        }
      }
      void follow()
      // The stream begins with the clock; before that nobody listens yet.
      await until(() => heard.length > 0)
      return heard
    },

    /** Stops everything; whatever was answered must have fitted Discord's published schema. */
    async close() {
      const problems = (await this.requests())
        .filter(({ status }) => status < 400)
        .flatMap(({ method, route, problems }) =>
          problems.map((one) => `${method} ${route}: ${one}`),
        )
      for (const client of clients) await client.destroy()
      await playground.stop()
      expect(problems).toEqual([])
    },
  }
}
