// Interactions: a member's command or press on its way to the bot, and the bot's answers to it.

import { randomBytes } from 'node:crypto'
import { MessageFlags } from 'discord-api-types/v10'
import { refusal } from './errors.ts'
import { editMessage, fileLimits } from './messages.ts'
import type { Upload } from './payload.ts'
import { permissionsIn } from './permissions.ts'
import { writeReply } from './replies.ts'
import { type Callback, callbackForm } from './validation/callbacks.ts'
import { messageForm } from './validation/messages.ts'
import { channelView, memberView, messageView, userView } from './view.ts'
import {
  type Channel,
  type Interaction,
  keep,
  type Member,
  type StoredMessage,
  type World,
} from './world.ts'

/** Real milliseconds a bot has for its first answer. */
const timeToAnswer = 3000
/** Milliseconds on the playground's clock for which a token can be used. */
const timeToLive = 15 * 60_000

export type Outcome =
  | { readonly kind: 'answered'; readonly id: string }
  | { readonly kind: 'choices'; readonly id: string; readonly choices: unknown[] }
  | { readonly kind: 'failed'; readonly id: string; readonly error: string }

type Asked = {
  readonly type: 2 | 3 | 4
  readonly member: Member
  readonly channel: Channel
  readonly name: string
  readonly data: object
  readonly source?: StoredMessage
}

export type Interactions = {
  /** Sends an interaction to the bot and waits for its first answer, or for three real seconds. */
  readonly ask: (asked: Asked) => Promise<Outcome>
  /** Takes the bot's first answer; gives the message it made or changed. */
  readonly answer: (
    id: string,
    token: string,
    body: unknown,
    uploads: readonly Upload[],
  ) => { interaction: Interaction; callback: Callback; message?: StoredMessage }
  /** Calls off every timer. */
  readonly stop: () => void
}

function payloadOf(world: World, interaction: Interaction, asked: Asked): object {
  const { member, channel, source } = asked
  const inGuild = channel.kind === 'text'
  const bits = (user: string) => permissionsIn(world, user, channel).toString()
  return {
    id: interaction.id,
    application_id: world.application.id,
    type: asked.type,
    token: interaction.token,
    version: 1,
    channel_id: channel.id,
    channel: { ...channelView(world, channel), permissions: bits(member.id) },
    ...(inGuild
      ? {
          guild_id: world.guild.id,
          guild: { id: world.guild.id, locale: world.guild.locale, features: [] },
          guild_locale: world.guild.locale,
          member: { ...memberView(member), permissions: bits(member.id) },
          context: 0,
        }
      : { user: userView(member), context: 1 }),
    locale: member.locale,
    app_permissions: bits(world.application.id),
    entitlements: [],
    authorizing_integration_owners: { 0: inGuild ? world.guild.id : '0' },
    attachment_size_limit: fileLimits.bytes,
    ...(source && { message: messageView(world, source, world.application.id) }),
    data: asked.data,
  }
}

/** Whether the fifteen minutes of a token are over. */
export const isSpent = (world: World, interaction: Interaction): boolean =>
  world.clock.ms() - interaction.at > timeToLive

/** The life of interactions in one world. */
export function openInteractions(world: World): Interactions {
  type Waiting = { readonly timer: NodeJS.Timeout; readonly end: (outcome: Outcome) => void }
  const waiting = new Map<string, Waiting>()

  const settle = (interaction: Interaction, outcome: Outcome) => {
    interaction.state = outcome.kind === 'failed' ? 'failed' : 'answered'
    keep(world, 'interaction', interaction)
    const waiter = waiting.get(interaction.id)
    waiting.delete(interaction.id)
    clearTimeout(waiter?.timer)
    if (interaction.type !== 4) {
      world.emit({
        kind: 'interaction-state',
        id: interaction.id,
        user: interaction.user,
        state: interaction.state,
        ...(outcome.kind === 'failed' && { error: outcome.error }),
      })
    }
    waiter?.end(outcome)
  }

  const forgetOld = () => {
    for (const [id, old] of world.interactions) {
      if (world.clock.ms() - old.at <= 2 * timeToLive) break
      if (old.state === 'pending') continue
      world.interactions.delete(id)
      world.byToken.delete(old.token)
      world.store.remove('interaction', id)
    }
  }

  // A restart ends what was still waiting: nobody is left to hear the answer.
  for (const interaction of world.interactions.values()) {
    if (interaction.state === 'pending') interaction.state = 'failed'
  }

  return {
    ask(asked) {
      forgetOld()
      const interaction: Interaction = {
        id: world.newId(),
        token: randomBytes(48).toString('base64url'),
        type: asked.type,
        user: asked.member.id,
        channel: asked.channel.id,
        name: asked.name,
        at: world.clock.ms(),
        state: 'pending',
        ...(asked.source && { source: asked.source.message.id }),
      }
      world.interactions.set(interaction.id, interaction)
      world.byToken.set(interaction.token, interaction)
      keep(world, 'interaction', interaction)
      const { id, user } = interaction
      if (asked.type !== 4) world.emit({ kind: 'interaction-state', id, user, state: 'pending' })
      const done = new Promise<Outcome>((end) => {
        const timer = setTimeout(() => {
          settle(interaction, {
            kind: 'failed',
            id,
            error: 'The application did not respond: no answer within 3 seconds.',
          })
        }, timeToAnswer)
        waiting.set(id, { timer, end })
      })
      world.emit({ kind: 'interaction', payload: payloadOf(world, interaction, asked) })
      return done
    },

    answer(id, token, body, uploads) {
      const interaction = world.interactions.get(id)
      if (interaction === undefined || interaction.token !== token) throw refusal(10062)
      if (interaction.state === 'failed') throw refusal(10062)
      if (interaction.state === 'answered') throw refusal(40060)
      const callback = callbackForm(body, interaction.type)
      const source = interaction.source && world.messages.get(interaction.source)
      let message: StoredMessage | undefined
      switch (callback.kind) {
        case 'reply':
          message = writeReply(world, interaction, callback.data, uploads, 'reply')
          break
        case 'deferred-reply': {
          const flags = callback.ephemeral ? MessageFlags.Ephemeral : 0
          message = writeReply(world, interaction, { flags }, [], 'loading')
          break
        }
        case 'update': {
          if (!source) throw refusal(10008)
          const form = messageForm('interaction-edit', callback.data, source.message.flags)
          editMessage(world, source, form, uploads, 'users')
          message = source
          break
        }
        case 'deferred-update':
          if (!source) throw refusal(10008)
          message = source
          break
        case 'choices':
          break
      }
      if (message !== undefined) interaction.original = message.message.id
      settle(
        interaction,
        callback.kind === 'choices'
          ? { kind: 'choices', id, choices: callback.choices }
          : { kind: 'answered', id },
      )
      return { interaction, callback, ...(message && { message }) }
    },

    stop() {
      for (const { timer } of waiting.values()) clearTimeout(timer)
    },
  }
}
