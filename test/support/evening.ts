// Evening: the whole product in one process: the local Discord, the real client, app and database.

import { existsSync } from 'node:fs'
import type { APIMessage } from 'discord-api-types/v10'
import { textsIn } from '#answer/texts.ts'
import { loadBank } from '#bank/bank.ts'
import { languages } from '#core/language.ts'
import type { Models } from '#core/llm.ts'
import type { Course } from '#course/course.ts'
import type { RoundDeps } from '#daily/deps.ts'
import type { Database } from '#db/database.ts'
import { createDiscord } from '#discord/gateway.ts'
import { loadLibrary } from '#knowledge/library.ts'
import { type Playground, servePlayground } from '#playground/serve.ts'
import { type App, createApp, type Shelves } from '../../src/app.ts'
import { noteText } from '../../src/local.ts'
import { freshDatabase } from './database.ts'
import { type Kept, keepingLog } from './quiet.ts'

// Discord's published schema, when it is at hand: every request of every flow is then checked by it.
const schema = '../shared/discord-openapi.json'
export const openapi = existsSync(schema) ? schema : undefined

/** Milliseconds a command may take when hundreds wait before it. */
const answeredWithin = 20_000

/** What a reply says while it is still being made. */
const unfinished = languages.flatMap((language) => {
  const { searching, writing } = textsIn(language)
  return [searching, writing]
})

const loaded = new Map<string, ReturnType<typeof load>>()
async function load(directory: string) {
  const library = await loadLibrary(directory)
  return { library, bank: await loadBank(directory, library) }
}
const material = (directory: string) => {
  const known = loaded.get(directory) ?? load(directory)
  loaded.set(directory, known)
  return known
}

export type Evening = {
  readonly playground: Playground
  readonly database: Database
  readonly app: App
  /** What the daily handlers are handed, for tests that call one themselves. */
  readonly round: RoundDeps
  readonly kept: readonly Kept[]
  /** Member ids by what they are to the group. */
  readonly people: Record<'owner' | 'seoyeon' | 'doyun' | 'sofia', string>
  readonly control: (path: string, body?: object) => Promise<Record<string, unknown>>
  /** Runs a slash command as a member and gives the finished reply. */
  readonly command: (
    as: string,
    name: string,
    options?: Record<string, unknown>,
    channel?: 'study' | 'quiz' | 'board',
  ) => Promise<APIMessage>
  /** Messages of a channel as a member sees them, oldest first. */
  readonly messages: (channel: 'study' | 'quiz' | 'board', as?: string) => Promise<APIMessage[]>
  readonly vote: (as: string, message: string, ...answers: number[]) => Promise<void>
  /** Moves the clock by an ISO duration, through every scheduled post on the way. */
  readonly pass: (duration: string) => Promise<void>
  readonly setUp: (options?: Record<string, unknown>) => Promise<APIMessage>
  /** Stops the bot, not Discord: what happens meanwhile it must find out later. */
  readonly sleep: () => Promise<void>
  readonly wake: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** Opens an evening at an instant; nothing is set up yet. */
export async function openEvening(
  options: {
    readonly start?: string
    readonly knowledge?: string
    readonly database?: Database
    readonly material?: Shelves
    /** Who writes answers; left out, they are the notes' own passages. */
    readonly models?: Models
    /** Dollars that may be spent under each cap. */
    readonly cap?: number
  } = {},
): Promise<Evening> {
  const { library, bank } = await material(options.knowledge ?? 'knowledge')
  const database = options.database ?? (await freshDatabase('pglite'))
  const { log, kept } = keepingLog()
  const playground = await servePlayground({
    port: 0,
    store: undefined,
    start: options.start ?? '2026-11-16T08:00:00+09:00', // a Monday morning in Seoul
    ...(openapi === undefined ? {} : { openapi }),
  })
  const origin = new URL(playground.control).origin
  const { clock } = playground

  async function control(path: string, body?: object): Promise<Record<string, unknown>> {
    const response = await fetch(`${playground.control}/${path}`, {
      ...(body && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    })
    const answer = (await response.json()) as Record<string, unknown>
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`)
    return answer
  }
  await control('limits', { mode: 'off' })

  async function start() {
    const discord = createDiscord({
      token: playground.token,
      api: playground.api,
      log,
      clock,
      staged: { gap: 5 },
    })
    const linkTo: Parameters<typeof createApp>[0]['linkTo'] = ({ file, lines: [from, to] }) =>
      `${origin}/note/${file}#L${from}-L${to}`
    const { chat, mention } = discord
    const shelves = options.material ?? {
      current: () => library,
      bank: () => bank,
      onChange: () => () => {},
    }
    const nanos = (options.cap ?? 1000) * 1e9
    const caps = { member: nanos, guild: nanos, day: nanos, month: nanos }
    const outside = { database, clock, log, chat, models: options.models, caps }
    const app = createApp({ ...outside, material: shelves, linkTo, mention })
    const connected = await discord.connect(app)
    if (!connected.ok) throw new Error(connected.fault.reason)
    await app.start()
    const unsubscribe = playground.onClock(() => void app.tick())
    playground.setHooks({
      next: app.next,
      settled: app.settled,
      note: (source) => noteText(options.knowledge ?? 'knowledge', library, source),
    })
    const materialOf = () => ({
      course: library.courses[0] as Course,
      items: bank.items,
      concepts: library.concepts,
    })
    const round: RoundDeps = { db: database.db, clock, chat, log, linkTo, materialOf }
    return { app, discord, unsubscribe, round }
  }

  let bot: Awaited<ReturnType<typeof start>> | undefined = await start()
  const [owner = '', seoyeon = '', doyun = '', sofia = ''] = playground.members.map(({ id }) => id)

  async function messages(channel: 'study' | 'quiz' | 'board', as = owner): Promise<APIMessage[]> {
    const state = await control(`state?as=${as}`)
    return (state['messages'] as Record<string, APIMessage[]>)[playground.channels[channel]] ?? []
  }

  async function command(
    as: string,
    name: string,
    given: Record<string, unknown> = {},
    channel: 'study' | 'quiz' | 'board' = 'study',
  ): Promise<APIMessage> {
    const before = new Set((await messages(channel, as)).map(({ id }) => id))
    await control('command', { as, channel: playground.channels[channel], name, options: given })
    const deadline = performance.now() + answeredWithin
    while (performance.now() < deadline) {
      const reply = (await messages(channel, as)).find(
        (message) =>
          message.interaction_metadata &&
          !before.has(message.id) &&
          !('pending' in message && message.pending) &&
          !unfinished.some((words) => textOf(message).includes(words)),
      )
      if (reply) return reply
      await new Promise((done) => setTimeout(done, 10))
    }
    throw new Error(`/${name} was never answered`)
  }

  return {
    playground,
    database,
    kept,
    get app() {
      if (!bot) throw new Error('the bot is asleep')
      return bot.app
    },
    get round() {
      if (!bot) throw new Error('the bot is asleep')
      return bot.round
    },
    people: { owner, seoyeon, doyun, sofia },
    control,
    command,
    messages,
    vote: async (as, message, ...answers) => {
      await control('vote', { as, message, answers })
    },
    pass: async (duration) => {
      await control('clock', bot ? { advance: duration } : { advance: duration, skip: true })
    },
    setUp: (given = {}) =>
      command(owner, 'setup', {
        quiz_channel: playground.channels.quiz,
        board_channel: playground.channels.board,
        time: '09:00',
        zone: 'Asia/Seoul',
        ...given,
      }),
    async sleep() {
      playground.setHooks({})
      bot?.unsubscribe()
      await bot?.discord.stop()
      await bot?.app.stop()
      bot = undefined
    },
    async wake() {
      bot = await start()
      await bot.app.settled()
    },
    async stop() {
      playground.setHooks({})
      bot?.unsubscribe()
      await bot?.discord.stop()
      await bot?.app.stop()
      await playground.stop()
      if (!options.database) await database.close()
    },
  }
}

/** Every text of a message: its content, and the text blocks of its components. */
export function textOf(message: APIMessage | undefined): string {
  const texts: string[] = [message?.content ?? '']
  const collect = (node: unknown): void => {
    if (Array.isArray(node)) for (const entry of node) collect(entry)
    else if (node !== null && typeof node === 'object') {
      if ('content' in node && typeof node.content === 'string') texts.push(node.content)
      if ('components' in node) collect(node.components)
      if ('accessory' in node) collect(node.accessory)
    }
  }
  collect(message?.components)
  return texts.join('\n')
}
