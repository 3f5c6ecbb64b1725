// Fault: what discord.js throws when Discord did not do it, as a value; bugs go on being thrown.

import { setTimeout as delay } from 'node:timers/promises'
import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js'
import type { ChatFault } from '#core/chat.ts'
import { fail, ok, type Result } from '#lib/result.ts'

/** A ChatFault with Discord's own number for it, when it gave one. */
export type DiscordFault = ChatFault & { readonly code?: number }

// Discord's JSON error codes: developers/topics/opcodes-and-status-codes, "JSON Error Codes".
const forbidden = new Set([50001, 50007, 50008, 50013, 50083, 50278, 160002, 160005, 160006])
const missing = new Set([10003, 10004, 10007, 10008, 10013, 520006])
const openingTooFast = 40003 // too many new direct messages at once: it passes

function kindOf(code: number, status: number): ChatFault['kind'] {
  // A token that is refused or revoked while we run: no permission mends it, a new token will.
  if (status === 401) return 'unreachable'
  if (code === openingTooFast) return 'unreachable'
  if (forbidden.has(code)) return 'forbidden'
  if (missing.has(code)) return 'missing'
  if (code === 0 || code === status) {
    if (status === 403) return 'forbidden'
    if (status === 404) return 'missing'
  }
  return 'refused'
}

const isNetworkError = (error: Error): boolean =>
  error.name === 'AbortError' ||
  ('code' in error && typeof error.code === 'string' && /^(E[A-Z_]+|UND_ERR_.+)$/u.test(error.code))

/** The error as a fault, or undefined when it is none of Discord's or the network's. */
export function faultOf(error: unknown): DiscordFault | undefined {
  if (error instanceof DiscordAPIError) {
    const code = Number(error.code)
    // The message names the fields Discord objected to; the address would hold tokens.
    const reason = `Discord answered ${error.status} (${code}): ${error.message}`
    return { kind: kindOf(code, error.status), reason, code }
  }
  if (error instanceof HTTPError) {
    return { kind: 'unreachable', reason: `Discord answered ${error.status}` }
  }
  if (error instanceof RateLimitError) {
    return { kind: 'unreachable', reason: `Discord's rate limit: wait ${error.retryAfter} ms` }
  }
  if (!(error instanceof Error)) return undefined
  if (isNetworkError(error)) {
    const code = 'code' in error ? ` (${String(error.code)})` : ''
    return { kind: 'unreachable', reason: `Discord could not be reached: ${error.name}${code}` }
  }
  if (error.message.startsWith('Expected token to be set')) {
    return { kind: 'unreachable', reason: 'Not logged in to Discord' }
  }
  return undefined
}

/** The value of `work`, or why Discord did not do it. */
export async function attempt<Value>(
  work: () => Promise<Value>,
): Promise<Result<Value, DiscordFault>> {
  try {
    return ok(await work())
  } catch (error) {
    const fault = faultOf(error)
    if (fault === undefined) throw error
    return fail(fault)
  }
}

/**
 * Tries `work` again after each of `waits` (milliseconds) while Discord is unreachable: discord.js
 * repeats a 5xx three times within milliseconds, which outlives no outage.
 */
export async function patiently<Value>(
  work: () => Promise<Result<Value, DiscordFault>>,
  waits: readonly number[],
): Promise<Result<Value, DiscordFault>> {
  let outcome = await work()
  for (const wait of waits) {
    if (outcome.ok || outcome.fault.kind !== 'unreachable') break
    await delay(wait)
    outcome = await work()
  }
  return outcome
}
