// Target: the message whose menu was used, as the features see it.

import type { APIMessage, APIMessageApplicationCommandInteraction } from 'discord-api-types/v10'
import type { Target } from '#core/command.ts'
import type { ActionCall } from '#core/reply.ts'
import { parseCustomId } from './payload.ts'
import { wordsOf } from './words.ts'

/** What buttons and selects do, nested ones too, in their order; links do nothing of ours. */
export function actionsOf(part: unknown): ActionCall[] {
  if (Array.isArray(part)) return part.flatMap(actionsOf)
  if (typeof part !== 'object' || part === null) return []
  const { custom_id: id, components, accessory } = part as Readonly<Record<string, unknown>>
  const own = typeof id === 'string' ? [parseCustomId(id)] : []
  return [...own, ...actionsOf(components), ...actionsOf(accessory)]
}

/** The message a menu was used on; `bot` is our user's id. */
export function targetOf(
  { data, application_id: application }: APIMessageApplicationCommandInteraction,
  bot: string | undefined,
): Target {
  const message: APIMessage | undefined = data.resolved.messages[data.target_id]
  if (message === undefined) throw new Error('a menu came without the message it was used on')
  // Older applications and their users have different ids.
  const isOurs = message.author.id === bot || message.application_id === application
  return {
    message: message.id,
    text: wordsOf(message).join('\n'),
    isOurs,
    actions: isOurs ? actionsOf(message.components) : [],
  }
}
