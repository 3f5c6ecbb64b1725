// Client: the SDK, set up so that it reads nothing from the machine, writes nothing, and retries with care.

import Anthropic, { type Middleware } from '@anthropic-ai/sdk'
import { isSpent, isUnmade, Unanswered } from './fault.ts'
import type { Watchdog } from './watchdog.ts'

export type Endpoint = {
  readonly key: string | undefined
  /** Without `/v1`. Undefined: Anthropic's own. */
  readonly baseUrl: string | undefined
}

/** How long a service may be silent, in milliseconds. */
export type Patience = {
  /** From the request to the first byte of the answer, and between any two bytes of it. */
  readonly idle: number
  /** For a value, which comes all at once. */
  readonly value: number
}

const anthropic = 'https://api.anthropic.com'
/** Never reached: a watchdog and the caller's signal end calls much earlier. */
const timeout = 600_000

/** A client for one endpoint. */
export const createClient = ({ key, baseUrl }: Endpoint): Anthropic =>
  new Anthropic({
    // Without a key the SDK would look for one in the environment and in profiles on disk.
    apiKey: key ?? 'none',
    baseURL: baseUrl ?? anthropic,
    maxRetries: 1,
    timeout,
    logLevel: 'off',
    openTelemetry: false,
  })

/** The longest a service may ask us to wait before the second try. */
const retryWithin = 10_000

/**
 * Watches each try of one call. The second try is made only after a refusal or without a connection:
 * a request that may have been carried out is never sent again, since it may have been charged.
 */
export function watching(watch: Watchdog): Middleware {
  return async (request, next) => {
    watch.heard()
    let response: Response
    try {
      response = await next(request)
    } catch (error) {
      watch.heard(retryWithin * 2)
      const isOurs = error instanceof Error && error.name === 'AbortError'
      throw isOurs || isUnmade(error) ? error : new Unanswered()
    }
    if (!response.ok) {
      const refused = await advised(response)
      watch.heard(retryWithin * 2)
      return refused
    }
    watch.heard()
    if (response.body === null) return response
    const heard = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        watch.heard() // a ping too, which the SDK does not hand on
        controller.enqueue(chunk)
      },
    })
    return new Response(response.body.pipeThrough(heard), response)
  }
}

/** A refusal with our own word on whether to try again: the SDK waits as long as it is told. */
async function advised(response: Response): Promise<Response> {
  const body = await response.text()
  const headers = new Headers(response.headers)
  headers.set('x-should-retry', String(mayRetry(response, body)))
  return new Response(body || null, {
    status: response.status,
    statusText: response.statusText,
    headers,
  })
}

function mayRetry({ status, headers }: Response, body: string): boolean {
  if (status !== 408 && status !== 429 && status < 500) return false
  if (headers.get('x-should-retry') === 'false' || isSpent(spokenOf(status, body))) return false
  const seconds = headers.get('retry-after')
  const milliseconds = headers.get('retry-after-ms') ?? (seconds && Number(seconds) * 1000)
  // A date, which is not a number either, is not worth waiting for.
  return !milliseconds || Number(milliseconds) <= retryWithin
}

/** What a refusal's body says, as far as it is the API's. */
function spokenOf(status: number, body: string) {
  try {
    const error = JSON.parse(body)?.error
    return { status, type: error?.type, errorCode: error?.details?.error_code }
  } catch {
    return { status }
  }
}
