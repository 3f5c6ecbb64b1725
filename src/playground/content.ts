// Content: whose words a bot may read. Others' are empty without the privileged intent.

import { type APIMessage, GatewayIntentBits } from 'discord-api-types/v10'
import { messageView } from './view.ts'
import type { StoredMessage, World } from './world.ts'

/** Whether the application has the privileged intent, which routes ask for. */
export const readsAll = (world: World): boolean =>
  (world.application.privileged & GatewayIntentBits.MessageContent) !== 0

const veiled = ({ poll, ...message }: APIMessage): APIMessage => ({
  ...message,
  content: '',
  embeds: [],
  attachments: [],
  components: [],
})

/**
 * A message as the bot may read it: its own, one that mentions it and any in direct messages whole,
 * every other without words unless `all`. The message it replies to is judged by itself.
 */
export function readable(world: World, stored: StoredMessage, all: boolean): APIMessage {
  const bot = world.application.id
  const isOpen = (message: APIMessage) =>
    all ||
    message.author.id === bot ||
    world.channels.get(message.channel_id)?.kind === 'dm' ||
    message.mentions.some(({ id }) => id === bot)
  const shown = messageView(world, stored, bot)
  const message = isOpen(shown) ? shown : veiled(shown)
  const target = message.referenced_message
  if (!target || isOpen(target)) return message
  return { ...message, referenced_message: veiled(target) }
}
