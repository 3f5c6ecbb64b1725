// Planner's Discord: takes 50 requests in any second from one bot, refuses what is more, and keeps every post.

import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** Requests a second Discord takes from one bot: discord.com/developers, "Global Rate Limit". */
export const limit = 50
const latency = 60 // milliseconds of a request to Discord, about

/** Every hundredth channel is deleted, and every hundredth forbids posting. */
export const faultOf = (channel: number) =>
  channel % 100 === 7
    ? { status: 404, code: 10003, message: 'Unknown Channel' }
    : channel % 100 === 57
      ? { status: 403, code: 50013, message: 'Missing Permissions' }
      : undefined

async function nonceOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const { nonce } = JSON.parse(Buffer.concat(parts).toString()) as { nonce: string }
  return nonce
}

/** Serves it; a post repeated with its nonce is the first one, as in earnest. */
export async function serveLimited() {
  /** Each channel's posts by their nonces. */
  const posts = new Map<string, Set<string>>()
  const taken: number[] = []
  const refused: number[] = []
  const server = createServer(async (request, response) => {
    const nonce = await nonceOf(request)
    const answer = (status: number, body: object, headers: Record<string, string> = {}) =>
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(body))
    const now = performance.now()
    const first = taken.at(-limit)
    if (first !== undefined && now - first < 1000) {
      refused.push(now)
      const wait = (1000 - (now - first)) / 1000
      answer(
        429,
        { message: 'limited', retry_after: wait, global: true },
        { 'retry-after': String(wait), 'x-ratelimit-global': 'true' },
      )
      return
    }
    taken.push(now)
    await pause(latency)
    const channel = /channels\/(\d+)/.exec(request.url ?? '')?.[1] ?? ''
    const fault = faultOf(Number(channel))
    if (fault) return void answer(fault.status, { code: fault.code, message: fault.message })
    const ours = posts.get(channel) ?? new Set()
    posts.set(channel, ours.add(nonce))
    answer(200, { id: `${channel}${nonce}`, channel_id: channel })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    api: `http://127.0.0.1:${port}/api`,
    posts,
    /** When it took a request and when it refused one, in milliseconds. */
    taken,
    refused,
    close: () => new Promise((done) => server.close(done)),
  }
}

/** The most requests in any one second. */
export function mostInASecond(instants: readonly number[]): number {
  let first = 0
  let most = 0
  for (const [last, at] of instants.entries()) {
    while (at - (instants[first] ?? at) >= 1000) first += 1
    most = Math.max(most, last - first + 1)
  }
  return most
}
