// Relay: stands between one bot and the local Discord, passes everything on, and tells at which moment it is.

import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { marksOf } from './mark.ts'
import { passFrames } from './wire.ts'

/** What a bot is about when it asks something of Discord. */
export const phases = [
  'planning',
  'posting',
  'recording',
  'closing',
  'settling',
  'revealing',
] as const
export type Phase = (typeof phases)[number]

/**
 * `asked`: the request has left the bot. `done`: Discord has carried it out, the bot does not know
 * yet. `told`: the bot has the answer.
 */
export type Stage = 'asked' | 'done' | 'told'

export type Moment = {
  readonly phase: Phase
  readonly stage: Stage
  /** The mark of the message being posted, when one is. */
  readonly mark?: string
}

export type Relay = {
  /** The local Discord's address as this bot must be told it. */
  readonly origin: string
  /** Posts of which the bot does not know for certain whether they stand, and will ask at once again. */
  readonly isPosting: () => boolean
  /** How often this bot has read a channel, or heard that something of its own stands there. */
  readonly looks: (channel: string) => number
  /** The bot is dead: it will ask nothing again. */
  readonly forget: () => void
  readonly stop: () => Promise<void>
}

/** After a failed request discord.js asks again within milliseconds, or not at all. */
const repeatsWithin = 1000
const messagesPath = /\/channels\/(\d+)\/messages$/
const pollPath = /\/channels\/\d+\/polls\/(\d+)\/(?:answers\/(\d+)|expire)/

type Subject = { readonly phases: Readonly<Record<Stage, Phase | undefined>>; mark?: string }

/** What a request is about; undefined when nothing that must happen once hangs on it. */
function subjectOf(
  method: string,
  path: string,
  body: string,
  answersOf: (message: string) => number,
): Subject | undefined {
  if (method === 'GET' && path.startsWith('/control/clock')) {
    return { phases: { asked: undefined, done: undefined, told: 'planning' } }
  }
  const [, poll, answer] = pollPath.exec(path) ?? []
  if (poll !== undefined) {
    const isLast = answer !== undefined && Number(answer) === answersOf(poll)
    return { phases: { asked: 'closing', done: 'closing', told: isLast ? 'settling' : 'closing' } }
  }
  if (method !== 'POST' || !messagesPath.test(path)) return undefined
  const [mark] = body.startsWith('{') ? marksOf(JSON.parse(body)) : []
  if (mark === undefined) return undefined
  const isReveal = mark.includes('-')
  return isReveal
    ? { mark, phases: { asked: 'revealing', done: 'revealing', told: 'revealing' } }
    : { mark, phases: { asked: 'posting', done: 'posting', told: 'recording' } }
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/**
 * Opens a relay to the local Discord at `port`. `watch` hears of each moment and may hold it: what it
 * gives is waited for, and when it says false the answer never reaches the bot.
 */
export async function openRelay(options: {
  readonly port: number
  /** The guild behind a group: all groups live in one guild of the local Discord. */
  readonly guildOf: (group: string) => string
  /** The group whose channel it is. */
  readonly groupOf: (channel: string) => string | undefined
  readonly answersOf: (message: string) => number
  readonly watch: (moment: Moment) => boolean
}): Promise<Relay> {
  const { port, guildOf, groupOf, answersOf, watch } = options
  const gateway = `ws://127.0.0.1:${port}/gateway`
  const agent = new Agent({ keepAlive: true })
  let own = () => gateway
  const underWay = new Set<string>()
  const failed = new Map<string, number>()
  const looked = new Map<string, number>()

  async function pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await bytesOf(asked)
    const { method = 'GET', url = '/' } = asked
    const path = url.replace(/\/guilds\/(\d+)/, (_, group: string) => `/guilds/${guildOf(group)}`)
    const plain = path.replace(/\?.*$/, '')
    const about = subjectOf(method, plain, body.toString(), answersOf)
    const [, channel] = messagesPath.exec(plain) ?? []
    const { mark } = about ?? {}
    const tell = (stage: Stage): boolean => {
      const phase = about?.phases[stage]
      return phase === undefined || watch({ phase, stage, ...(mark && { mark }) })
    }
    if (mark !== undefined) underWay.add(mark)
    const ended = (isCertain: boolean) => {
      if (mark === undefined) return
      underWay.delete(mark)
      if (isCertain) failed.delete(mark)
      else failed.set(mark, performance.now())
    }
    if (!tell('asked')) return
    const headers = { ...asked.headers, host: `127.0.0.1:${port}` }
    const onward = request({ host: '127.0.0.1', port, method, path, headers, agent })
    const cut = () => {
      ended(false)
      answer.destroy()
    }
    answer.once('close', () => onward.destroy())
    onward.once('error', cut)
    onward.once('response', (got) => {
      bytesOf(got)
        .then((bytes) => {
          if (!tell('done')) return
          const status = got.statusCode ?? 502
          const isAddress = plain.endsWith('/gateway/bot')
          const said = isAddress ? bytes.toString().replaceAll(gateway, own()) : bytes
          const length = isAddress ? { 'content-length': Buffer.byteLength(said) } : {}
          answer.writeHead(status, { ...got.headers, ...length })
          answer.end(said, () => {
            ended(status < 429)
            if (status >= 400) return
            if (channel !== undefined) looked.set(channel, (looked.get(channel) ?? 0) + 1)
            tell('told')
          })
        })
        .catch(cut)
    })
    onward.end(body)
  }

  const server = createServer((asked, answer) => {
    pass(asked, answer).catch(() => answer.destroy())
  })
  server.keepAliveTimeout = 120_000
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port')
  own = () => `ws://127.0.0.1:${address.port}/gateway`
  const stopFrames = passFrames(server, { gateway, own, groupOf })
  return {
    origin: `http://127.0.0.1:${address.port}`,
    isPosting: () => {
      const recent = performance.now() - repeatsWithin
      return underWay.size > 0 || [...failed.values()].some((at) => at > recent)
    },
    looks: (channel) => looked.get(channel) ?? 0,
    forget: () => {
      underWay.clear()
      failed.clear()
    },
    stop: async () => {
      stopFrames()
      const closed = new Promise((done) => server.close(done))
      server.closeAllConnections()
      agent.destroy()
      await closed
    },
  }
}
