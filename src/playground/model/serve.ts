// Serve: a stand-in for the Messages API on loopback; it answers from the passages it is sent.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Behaviour } from './behaviour.ts'
import { type Body, headerRefusal, type Refusal, readBody } from './contract.ts'
import { readNative, readPlain } from './reading.ts'
import { type Asked, reply } from './reply.ts'
import { send } from './send.ts'
import { messageOf } from './wire.ts'

/** A request as it came, and what became of it. */
export type Seen = {
  readonly headers: IncomingMessage['headers']
  readonly body: Readonly<Record<string, unknown>>
  /** Why it was refused by the contract. */
  refused?: string
  /** Whether the caller went away before the answer was whole. */
  isLeft: boolean
}

export type ModelServerOptions = {
  /** 0 takes any free one. */
  readonly port?: number
  readonly key: string
  readonly models?: readonly string[]
  /** `strict` is the API; `plain` a server that knows text alone and drops the rest without a word. */
  readonly manner?: 'strict' | 'plain'
  /** Milliseconds between two deltas, so that a person sees it being written. */
  readonly pace?: number
}

export type ModelServer = {
  readonly url: string
  readonly key: string
  readonly requests: readonly Seen[]
  /** What the next requests meet, one behaviour for each; after them it composes again. */
  readonly script: (...behaviours: readonly Behaviour[]) => void
  /** What every request meets that the script has nothing for. */
  readonly always: (behaviour: Behaviour) => void
  readonly stop: () => Promise<void>
}

const sizeMost = 32 * 1024 * 1024

/** Serves the stand-in. Rejects when the port cannot be had. */
export async function serveModel(options: ModelServerOptions): Promise<ModelServer> {
  const { key, port = 0, models = [], manner = 'strict', pace = 0 } = options
  const requests: Seen[] = []
  const queue: Behaviour[] = []
  let usual: Behaviour = { kind: 'composes' }
  let count = 0

  /** The request as read by the contract, or why it is refused. */
  function read(seen: Seen): Omit<Asked, 'id'> | Refusal {
    const { body, headers } = seen
    if (manner === 'plain') {
      const most = Number(body['max_tokens'])
      return { model: String(body['model']), most, isNative: false, reading: readPlain(body) }
    }
    const checked: Body | Refusal = headerRefusal(headers, key) ?? readBody(body, models)
    if ('status' in checked) return checked
    const { model, max_tokens: most } = checked
    return { model, most, isNative: true, reading: readNative(checked) }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    count += 1
    const id = String(count).padStart(6, '0')
    const path = new URL(request.url ?? '/', 'http://model').pathname
    const raw = await rawOf(request)
    if (request.method !== 'POST' || path !== '/v1/messages') {
      return refuse(response, id, { status: 404, type: 'not_found_error', message: `no ${path}` })
    }
    const body = jsonOf(raw)
    const seen: Seen = { headers: request.headers, body: body ?? {}, isLeft: false }
    requests.push(seen)
    response.once('close', () => {
      seen.isLeft = !response.writableFinished
    })
    const asked = body === undefined ? malformed : read(seen)
    if ('status' in asked) {
      seen.refused = asked.message
      return refuse(response, id, asked)
    }
    const behaviour = queue.shift() ?? usual
    if (behaviour.kind === 'refuses') {
      const { headers = {}, message = 'scripted', ...refusal } = behaviour
      return refuse(response, id, { ...refusal, message }, headers, behaviour.code)
    }
    if (behaviour.kind === 'stalls' && behaviour.at === 'start') return
    if (behaviour.kind === 'resets' && behaviour.at === 'start') {
      request.socket.resetAndDestroy()
      return
    }
    const told = reply({ ...asked, id: `msg_${id}` }, behaviour)
    if (seen.body['stream'] === true) await send(response, id, told, behaviour, pace)
    else json(response, id, 200, messageOf(told))
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error as Error))
  })
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(port, '127.0.0.1', done)
  })
  const { port: bound } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${bound}`,
    key,
    requests,
    script: (...behaviours) => void queue.push(...behaviours),
    always(behaviour) {
      usual = behaviour
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

const malformed: Refusal = {
  status: 400,
  type: 'invalid_request_error',
  message: 'the body must be JSON of at most 32 MB',
}

async function rawOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size <= sizeMost) chunks.push(chunk)
  }
  return size > sizeMost ? '' : Buffer.concat(chunks).toString('utf8')
}

function jsonOf(raw: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(raw)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}

function refuse(
  response: ServerResponse,
  id: string,
  { status, type, message }: Refusal,
  headers: Readonly<Record<string, string>> = {},
  code?: string,
): void {
  const error = { type, message, ...(code ? { details: { error_code: code } } : {}) }
  json(response, id, status, { type: 'error', error, request_id: `req_${id}` }, headers)
}

function json(
  response: ServerResponse,
  id: string,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'request-id': `req_${id}`,
    ...headers,
  })
  response.end(JSON.stringify(body))
}
