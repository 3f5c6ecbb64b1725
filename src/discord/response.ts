// Response: what one interaction gets: acknowledged at once, shown, and shown elsewhere if need be.

import type { REST } from 'discord.js'
import {
  type APIInteraction,
  type APIMessage,
  InteractionResponseType,
  MessageFlags,
  type RESTGetAPIChannelMessagesResult,
  Routes,
} from 'discord-api-types/v10'
import type { Log } from '#core/deps.ts'
import type { Form } from '#core/form.ts'
import type { Reply } from '#core/reply.ts'
import { fail, ok, type Result } from '#lib/result.ts'
import { type Acknowledgement, acknowledge } from './acknowledgement.ts'
import { attempt, type DiscordFault } from './fault.ts'
import { formPayload } from './form.ts'
import { furtherNonce, furtherOver } from './further.ts'
import { replyPayload, replyPayloads } from './payload.ts'
import type { Writing } from './writing.ts'

/** Where the reply goes: a new message (seen by all or by one), or in place of the pressed one. */
export type Way = 'public' | 'private' | 'replace'

type Outcome = Result<undefined, DiscordFault>

export type Response = {
  /** Tells Discord that an answer is coming; it waits 3 seconds for this. */
  readonly acknowledge: (way: Way) => Promise<Acknowledgement>
  /** Opens a form instead: nothing else can be shown then. Throws like formPayload. */
  readonly open: (form: Form) => Promise<Acknowledgement>
  /**
   * Shows the reply where `acknowledge` said, replacing the one shown before, and what it has further
   * below it. Shown again after a fault, what stands already is not posted a second time.
   */
  readonly show: (reply: Reply) => Promise<Outcome>
  /** Shows something that is not the reply: never in place of a message others still need. */
  readonly tell: (reply: Reply) => Promise<Outcome>
}

const expired = new Set<number | undefined>([10015, 10062, 50027])

export type ResponseOptions = {
  readonly rest: REST
  /** The same without discord.js's own repeats: Discord does not notice a repeated follow-up. */
  readonly unrepeated: () => REST
  readonly log: Log
  /** See repeatedCallbacks in acknowledgement.ts. */
  readonly wasRepeated: (path: string) => boolean
}

/** The Response of an interaction; `writing` learns which message holds it. */
export function responseTo(
  interaction: APIInteraction,
  { rest, unrepeated, log, wasRepeated }: ResponseOptions,
  writing: Writing,
): Response {
  const { id, token, application_id: application } = interaction
  const channel = interaction.channel?.id ?? interaction.channel_id
  const pressed = interaction.message
  let way: Way | undefined
  let message: string | undefined
  let isExpired = false
  let isFinal = false

  const isPublic = (): boolean =>
    way === 'public' ||
    (way === 'replace' && ((pressed?.flags ?? 0) & MessageFlags.Ephemeral) === 0)

  function stands(shown: string): void {
    message = shown
    writing.watch(shown)
  }

  /** Past the token's 15 minutes the bot posts as itself. */
  async function post(body: object, nonce: string): Promise<Result<APIMessage, DiscordFault>> {
    if (!isPublic() || channel === undefined) {
      return fail({ kind: 'missing', reason: 'The interaction expired and its reply is private' })
    }
    const posted = { ...body, nonce, enforce_nonce: true }
    return attempt(
      () => rest.post(Routes.channelMessages(channel), { body: posted }) as Promise<APIMessage>,
    )
  }

  async function showInChannel(body: object): Promise<Outcome> {
    if (message !== undefined && isPublic() && channel !== undefined) {
      const route = Routes.channelMessage(channel, message)
      const edited = await attempt(() => rest.patch(route, { body }))
      return edited.ok ? ok(undefined) : edited
    }
    const sent = await post(body, id)
    if (!sent.ok) return sent
    stands(sent.value.id)
    return ok(undefined)
  }

  async function showFirst(body: object): Promise<Outcome> {
    if (!isExpired) {
      const route = Routes.webhookMessage(application, token, '@original')
      const edited = await attempt(
        () => rest.patch(route, { body, auth: false }) as Promise<APIMessage>,
      )
      if (edited.ok) stands(edited.value.id)
      if (edited.ok) return ok(undefined)
      if (!expired.has(edited.fault.code)) return edited
      isExpired = true
    }
    return showInChannel(body)
  }

  /** How many follow-ups stand in the channel; unknown where nobody but the asker sees them. */
  async function standing(): Promise<number> {
    if (!isPublic() || channel === undefined || message === undefined) return 0
    // An interaction's id is older than every message that answers it.
    const query = new URLSearchParams({ after: id, limit: '100' })
    const read = await attempt(
      () =>
        rest.get(Routes.channelMessages(channel), {
          query,
        }) as Promise<RESTGetAPIChannelMessagesResult>,
    )
    const found = read.ok ? read.value : []
    const isFurther = (one: APIMessage) => one.interaction_metadata?.id === id && one.id !== message
    return found.filter(isFurther).length
  }

  const showFurther = furtherOver<object>(async (body, place, isRepeat) => {
    if (!isExpired) {
      if (isRepeat && (await standing()) >= place) return ok(undefined)
      const route = Routes.webhook(application, token)
      const sent = await attempt(() => unrepeated().post(route, { body, auth: false }))
      if (sent.ok || !expired.has(sent.fault.code)) return sent
      isExpired = true
    }
    return post(body, furtherNonce(id, place))
  }, writing.ended)

  async function show(reply: Reply): Promise<Outcome> {
    const [first, ...further] = replyPayloads(reply, log, !isPublic())
    const shown = await showFirst(first)
    if (!shown.ok || further.length === 0) return shown
    isFinal = true
    return showFurther(further)
  }

  return {
    acknowledge(chosen) {
      way = chosen
      if (chosen === 'replace' && pressed !== undefined) stands(pressed.id)
      const body =
        chosen === 'replace'
          ? { type: InteractionResponseType.DeferredMessageUpdate as const }
          : {
              type: InteractionResponseType.DeferredChannelMessageWithSource as const,
              data: { flags: chosen === 'private' ? MessageFlags.Ephemeral : 0 },
            }
      return acknowledge(rest, interaction, body, wasRepeated)
    },

    open(form) {
      const body = { type: InteractionResponseType.Modal as const, data: formPayload(form) }
      return acknowledge(rest, interaction, body, wasRepeated)
    },

    show,

    async tell(reply) {
      // Most of an answer that stands is worth more than an apology in its place.
      if ((way === 'public' || way === 'private') && !isFinal) return show(reply)
      const data = replyPayload(reply, log, true)
      const told = await attempt(() =>
        way !== undefined
          ? rest.post(Routes.webhook(application, token), { body: data, auth: false })
          : rest.post(Routes.interactionCallback(id, token), {
              body: { type: InteractionResponseType.ChannelMessageWithSource, data },
              auth: false,
            }),
      )
      return told.ok ? ok(undefined) : told
    },
  }
}
