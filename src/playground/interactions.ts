// Interactions: a member's command or press on its way to the bot, and the bot's answers to it.

import { randomBytes } from 'node:crypto'
import { MessageFlags } from 'discord-api-types/v10'
import { refusal } from './errors.ts'
import { type Asked, payloadOf } from './interaction-payload.ts'
import { keep } from './keep.ts'
import { editMessage } from './message-edit.ts'
import { openModal } from './modals.ts'
import type { Upload } from './payload.ts'
import { writeReply } from './replies.ts'
import { type Callback, callbackForm } from './validation/callbacks.ts'
import { messageForm } from './validation/messages.ts'
import type { ModalForm } from './validation/modals.ts'
import type { Interaction, StoredMessage, World } from './world.ts'

/** Real milliseconds a bot has for its first answer. */
const timeToAnswer = 3000
/** Milliseconds on the playground's clock for which a token can be used. */
const timeToLive = 15 * 60_000

export type Outcome =
  | { readonly kind: 'answered'; readonly id: string; readonly modal?: ModalForm }
  | { readonly kind: 'choices'; readonly id: string; readonly choices: unknown[] }
  | { readonly kind: 'failed'; readonly id: string; readonly error: string }

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

/** Whether the fifteen minutes of a token are over. */
export const isSpent = (world: World, interaction: Interaction): boolean =>
  world.clock.ms() - interaction.at > timeToLive

const outcomeOf = (id: string, callback: Callback): Outcome => {
  switch (callback.kind) {
    case 'choices':
      return { kind: 'choices', id, choices: callback.choices }
    case 'modal':
      return { kind: 'answered', id, modal: callback.modal }
    default:
      return { kind: 'answered', id }
  }
}

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
      // What a member is still typing is not taken from them.
      if (old.state === 'pending' || old.modal !== undefined) continue
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
        ...(asked.target && { target: asked.target }),
        ...(asked.trigger && { trigger: asked.trigger }),
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
      world.emit({
        kind: 'interaction',
        channel: asked.channel,
        payload: payloadOf(world, interaction, asked),
      })
      return done
    },

    answer(id, token, body, uploads) {
      const interaction = world.interactions.get(id)
      if (interaction === undefined || interaction.token !== token) throw refusal(10062)
      if (interaction.state === 'failed') throw refusal(10062)
      if (interaction.state === 'answered') throw refusal(40060)
      const callback = callbackForm(body, interaction)
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
          if (!source) {
            // A modal that no message led to closes and leaves nothing behind.
            if (interaction.source !== undefined) throw refusal(10008)
            break
          }
          message = source
          break
        case 'modal':
          openModal(world, interaction, callback.modal)
          break
        case 'choices':
          break
      }
      if (message !== undefined) interaction.original = message.message.id
      settle(interaction, outcomeOf(id, callback))
      return { interaction, callback, ...(message && { message }) }
    },

    stop() {
      for (const { timer } of waiting.values()) clearTimeout(timer)
    },
  }
}
