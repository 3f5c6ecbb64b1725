// Direct messages: the channel between the bot and one member, and whether the member takes any.

import type { DirectChannel } from './channel.ts'
import { refusal } from './errors.ts'
import { keep } from './keep.ts'
import type { World } from './world.ts'

/** The channel with a member, made when there is none; 10013 for nobody, 50007 for a bot. */
export function directChannel(world: World, recipient: string): DirectChannel {
  const member = world.members.get(recipient)
  if (member === undefined) throw refusal(10013)
  if (member.bot) throw refusal(50007)
  const known = [...world.channels.values()]
    .filter((channel) => channel.kind === 'dm')
    .find((channel) => channel.recipient === recipient)
  if (known !== undefined) return known
  const channel: DirectChannel = {
    id: world.newId(),
    kind: 'dm',
    name: member.name,
    topic: null,
    position: 0,
    overwrites: [],
    recipient,
    lastMessage: null,
  }
  world.channels.set(channel.id, channel)
  keep(world, 'channel', channel)
  world.emit({ kind: 'channel-created', channel })
  return channel
}

/** Refuses with 50007 where the member takes no messages, 50278 where they left the guild. */
export function demandReachable(world: World, channel: DirectChannel): void {
  const member = world.members.get(channel.recipient)
  if (member === undefined || member.closed) throw refusal(50007)
  if (!member.present) throw refusal(50278)
}
