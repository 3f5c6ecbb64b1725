// Further: the messages in which a reply goes on that one message cannot hold.

import { createHash } from 'node:crypto'
import { fail, ok, type Result } from '#lib/result.ts'
import type { DiscordFault } from './fault.ts'

/** A nonce for each further message of a reply whose first one has `nonce`; places count from 1. */
export const furtherNonce = (nonce: string, place: number): string =>
  createHash('sha256').update(`${nonce}/${place}`).digest('base64url').slice(0, 24)

type Posted = Promise<Result<unknown, DiscordFault>>

/**
 * Gives the function that posts each of the bodies once and in their order. Called again after a fault
 * it goes on where it stopped, and `post` hears that it is a repeat: the message may stand already.
 * Places count from 1. After `ended` nothing more is posted.
 */
export function furtherOver<Body>(
  post: (body: Body, place: number, isRepeat: boolean) => Posted,
  ended: AbortSignal,
): (bodies: readonly Body[]) => Promise<Result<undefined, DiscordFault>> {
  let posted = 0
  let tried = 0
  return async (bodies) => {
    for (const [index, body] of bodies.entries()) {
      const place = index + 1
      if (place <= posted) continue
      if (ended.aborted) return fail({ kind: 'missing', reason: 'The answer was deleted' })
      const isRepeat = tried === place
      tried = place
      const done = await post(body, place, isRepeat)
      if (!done.ok) return done
      posted = place
    }
    return ok(undefined)
  }
}
