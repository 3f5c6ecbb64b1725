// Webhooks: the first answer to an interaction and everything its token allows afterwards.

import { refusal } from '#playground/errors.ts'
import { type Interactions, isSpent } from '#playground/interactions.ts'
import { dropMessage, keep } from '#playground/keep.ts'
import { editMessage } from '#playground/message-edit.ts'
import { writeReply } from '#playground/replies.ts'
import { messageForm } from '#playground/validation/messages.ts'
import { messageView } from '#playground/view.ts'
import type { Interaction, StoredMessage, World } from '#playground/world.ts'
import { type Call, param, type Route } from './route.ts'

const rate = { most: 5, per: 2000 }

export function webhookRoutes(world: World, interactions: Interactions): Route[] {
  const shown = (stored: StoredMessage) => messageView(world, stored, world.application.id)

  const holder = (call: Call): Interaction => {
    if (param(call, 'application') !== world.application.id) throw refusal(10015)
    const interaction = world.byToken.get(param(call, 'token'))
    if (interaction === undefined || interaction.state !== 'answered') throw refusal(10015)
    if (isSpent(world, interaction)) throw refusal(50027)
    return interaction
  }

  const target = (call: Call, interaction: Interaction): StoredMessage => {
    const named = param(call, 'message')
    const stored = world.messages.get(named === '@original' ? (interaction.original ?? '') : named)
    const ours =
      stored !== undefined &&
      (stored.message.id === interaction.original || stored.interaction?.id === interaction.id)
    if (!ours) throw refusal(10008)
    return stored
  }

  const base = '/webhooks/:application/:token'
  const edit = (stored: StoredMessage, call: Call) => {
    const form = messageForm('interaction-edit', call.body, stored.message.flags)
    // A poll may come with the message that fills a deferred reply, never into a finished one.
    if (stored.poll !== undefined || (form.poll && !stored.pending)) throw refusal(520003)
    editMessage(world, stored, form, call.files, 'users')
    return { body: shown(stored) }
  }
  return [
    {
      method: 'POST',
      path: '/interactions/:interaction/:token/callback',
      open: true,
      rate,
      run(call) {
        const { interaction, callback, message } = interactions.answer(
          param(call, 'interaction'),
          param(call, 'token'),
          call.body,
          call.files,
        )
        if (call.query.get('with_response') !== 'true') return undefined
        const types = {
          reply: 4,
          'deferred-reply': 5,
          'deferred-update': 6,
          update: 7,
          choices: 8,
          modal: 9,
        }
        const type = types[callback.kind]
        return {
          body: {
            interaction: {
              id: interaction.id,
              type: interaction.type,
              ...(message && {
                response_message_id: message.message.id,
                response_message_loading: message.pending,
                response_message_ephemeral: message.viewer !== undefined,
              }),
            },
            ...(message &&
              callback.kind !== 'deferred-update' && {
                resource: { type, message: shown(message) },
              }),
          },
        }
      },
    },
    {
      method: 'POST',
      path: base,
      open: true,
      rate,
      run(call) {
        const interaction = holder(call)
        const original = world.messages.get(interaction.original ?? '')
        // The first follow-up to a deferred reply is that reply.
        if (original?.pending) {
          const form = messageForm('interaction', call.body)
          editMessage(world, original, form, call.files, 'users')
          return { body: shown(original) }
        }
        return { body: shown(writeReply(world, interaction, call.body, call.files, 'followup')) }
      },
    },
    {
      method: 'GET',
      path: `${base}/messages/:message`,
      open: true,
      rate,
      run: (call) => ({ body: shown(target(call, holder(call))) }),
    },
    {
      method: 'PATCH',
      path: `${base}/messages/:message`,
      open: true,
      rate,
      run: (call) => edit(target(call, holder(call)), call),
    },
    {
      method: 'DELETE',
      path: `${base}/messages/:message`,
      open: true,
      rate,
      run(call) {
        const interaction = holder(call)
        dropMessage(world, target(call, interaction))
        keep(world, 'interaction', interaction)
        return undefined
      },
    },
  ]
}
