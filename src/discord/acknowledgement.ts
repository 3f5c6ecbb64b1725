// Acknowledgement: the first answer to an interaction, for which Discord waits three seconds.

import { type REST, RESTEvents } from 'discord.js'
import { type APIInteractionResponse, Routes } from 'discord-api-types/v10'
import { attempt, type DiscordFault, patiently } from './fault.ts'

/** `ours`: go on. `taken`: another replica answers it. `lost`: Discord no longer takes an answer. */
export type Acknowledgement =
  | { readonly kind: 'ours' }
  | { readonly kind: 'taken' }
  | { readonly kind: 'lost'; readonly fault: DiscordFault }

const alreadyAcknowledged = 40060
const withinThreeSeconds = [150, 450]

/**
 * Whether discord.js has repeated a callback by itself (and forgets it again): an "already
 * acknowledged" then answers our own first attempt, not another replica's.
 */
export function repeatedCallbacks(rest: REST): (path: string) => boolean {
  const repeated = new Set<string>()
  rest.on(RESTEvents.Response, ({ path, retries }) => {
    if (retries > 0 && path.startsWith('/interactions/')) repeated.add(path)
  })
  return (path) => repeated.delete(path)
}

/** Acknowledges an interaction with `body`; `wasRepeated` is repeatedCallbacks of the same `rest`. */
export async function acknowledge(
  rest: REST,
  { id, token }: { readonly id: string; readonly token: string },
  body: APIInteractionResponse,
  wasRepeated: (path: string) => boolean,
): Promise<Acknowledgement> {
  const callback = Routes.interactionCallback(id, token)
  let attempts = 0
  const done = await patiently(() => {
    attempts += 1
    return attempt(() => rest.post(callback, { body, auth: false }))
  }, withinThreeSeconds)
  const repeated = wasRepeated(callback) || attempts > 1
  if (done.ok) return { kind: 'ours' }
  if (done.fault.code === alreadyAcknowledged) return { kind: repeated ? 'ours' : 'taken' }
  return { kind: 'lost', fault: done.fault }
}
