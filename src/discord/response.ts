// Response: what one interaction gets: acknowledged at once, shown, and shown elsewhere if need be.

import { type REST, RESTEvents } from 'discord.js'
import {
  type APIInteraction,
  type APIMessage,
  InteractionResponseType,
  MessageFlags,
  Routes,
} from 'discord-api-types/v10'
import type { Log } from '#core/deps.ts'
import type { Reply } from '#core/reply.ts'
import { fail, ok, type Result } from '#lib/result.ts'
import { attempt, type DiscordFault, patiently } from './fault.ts'
import { replyPayload } from './payload.ts'

/** Where the reply goes: a new message (seen by all or by one), or in place of the pressed one. */
export type Way = 'public' | 'private' | 'replace'

/** `ours`: go on. `taken`: another replica answers it. `lost`: Discord no longer takes an answer. */
type Acknowledgement =
  | { readonly kind: 'ours' }
  | { readonly kind: 'taken' }
  | { readonly kind: 'lost'; readonly fault: DiscordFault }

export type Response = {
  /** Tells Discord that an answer is coming; it waits 3 seconds for this. */
  readonly acknowledge: (way: Way) => Promise<Acknowledgement>
  /** Shows the reply where `acknowledge` said, replacing the one shown before. */
  readonly show: (reply: Reply) => Promise<Result<undefined, DiscordFault>>
  /** Shows something that is not the reply: never in place of a message others still need. */
  readonly tell: (reply: Reply) => Promise<Result<undefined, DiscordFault>>
}

const alreadyAcknowledged = 40060
const expired = new Set<number | undefined>([10015, 10062, 50027])
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

type ResponseOptions = {
  readonly rest: REST
  readonly log: Log
  readonly wasRepeated: (path: string) => boolean
}

/** The Response of an interaction; `wasRepeated` is repeatedCallbacks of the same `rest`. */
export function responseTo(
  interaction: APIInteraction,
  { rest, log, wasRepeated }: ResponseOptions,
): Response {
  const { id, token, application_id: application } = interaction
  const channel = interaction.channel?.id ?? interaction.channel_id
  const pressed = interaction.message
  const callback = Routes.interactionCallback(id, token)
  let way: Way | undefined
  let message: string | undefined
  let isExpired = false

  /** Past the token's 15 minutes the bot edits its message, or posts, as itself. */
  async function showInChannel(body: object): Promise<Result<undefined, DiscordFault>> {
    const isPublic =
      way === 'public' ||
      (way === 'replace' && ((pressed?.flags ?? 0) & MessageFlags.Ephemeral) === 0)
    if (!isPublic || channel === undefined) {
      return fail({ kind: 'missing', reason: 'The interaction expired and its reply is private' })
    }
    if (message !== undefined) {
      const route = Routes.channelMessage(channel, message)
      const edited = await attempt(() => rest.patch(route, { body }))
      if (edited.ok) return ok(undefined)
      if (edited.fault.kind !== 'missing') return edited
    }
    const sent = await attempt(
      () =>
        rest.post(Routes.channelMessages(channel), {
          body: { ...body, nonce: id, enforce_nonce: true },
        }) as Promise<APIMessage>,
    )
    if (!sent.ok) return sent
    message = sent.value.id
    return ok(undefined)
  }

  async function show(reply: Reply): Promise<Result<undefined, DiscordFault>> {
    const body = replyPayload(reply, log)
    if (!isExpired) {
      const route = Routes.webhookMessage(application, token, '@original')
      const edited = await attempt(
        () => rest.patch(route, { body, auth: false }) as Promise<APIMessage>,
      )
      if (edited.ok) message = edited.value.id
      if (edited.ok) return ok(undefined)
      if (!expired.has(edited.fault.code)) return edited
      isExpired = true
    }
    return showInChannel(body)
  }

  return {
    async acknowledge(chosen) {
      way = chosen
      if (chosen === 'replace') message = pressed?.id
      const body =
        chosen === 'replace'
          ? { type: InteractionResponseType.DeferredMessageUpdate }
          : {
              type: InteractionResponseType.DeferredChannelMessageWithSource,
              data: { flags: chosen === 'private' ? MessageFlags.Ephemeral : 0 },
            }
      let attempts = 0
      const done = await patiently(() => {
        attempts += 1
        return attempt(() => rest.post(callback, { body, auth: false }))
      }, withinThreeSeconds)
      const repeated = wasRepeated(callback) || attempts > 1
      if (done.ok) return { kind: 'ours' }
      if (done.fault.code === alreadyAcknowledged) return { kind: repeated ? 'ours' : 'taken' }
      return { kind: 'lost', fault: done.fault }
    },

    show,

    async tell(reply) {
      if (way === 'public' || way === 'private') return show(reply)
      const data = replyPayload(reply, log, true)
      const told = await attempt(() =>
        way === 'replace'
          ? rest.post(Routes.webhook(application, token), { body: data, auth: false })
          : rest.post(callback, {
              body: { type: InteractionResponseType.ChannelMessageWithSource, data },
              auth: false,
            }),
      )
      return told.ok ? ok(undefined) : told
    },
  }
}
