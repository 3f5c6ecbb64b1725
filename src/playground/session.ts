// Session: one shard's stream of events, numbered and kept so that a dropped connection loses none.

import { GatewayIntentBits as Intent } from 'discord-api-types/v10'
import { type Channel, isInGuild } from './channel.ts'
import { readable } from './content.ts'
import { may } from './permissions.ts'
import { type Event, type ThreadEvent, threadEvents } from './thread-events.ts'
import { channelView, memberFields, memberView, userView } from './view.ts'
import type { Change, StoredMessage, World } from './world.ts'

export type Session = {
  readonly id: string
  readonly intents: number
  readonly shard: readonly [number, number]
  /** Number of the last event. */
  seq: number
  /** Events as sent, oldest first; resuming replays those the client has not seen. */
  sent: { readonly seq: number; readonly text: string }[]
  /** Hands a frame to the connected client; absent while nobody is connected. */
  deliver?: (text: string) => void
  /** When the last connection ended, in real milliseconds. */
  left?: number
}

/** Events a session keeps for replay. */
const kept = 5000

/** Numbers an event, keeps it, and delivers it to whoever is connected. */
export function dispatch(session: Session, name: string, data: unknown): void {
  session.seq += 1
  const text = JSON.stringify({ op: 0, t: name, s: session.seq, d: data })
  session.sent.push({ seq: session.seq, text })
  if (session.sent.length > 2 * kept) session.sent = session.sent.slice(-kept)
  session.deliver?.(text)
}

const has = (session: Session, intent: number) => (session.intents & intent) !== 0

/** The shard a guild belongs to; direct messages are on shard 0. */
const isOn = (session: Session, world: World, channel: Channel | undefined) =>
  session.shard[0] ===
  (channel?.kind === 'dm' ? 0 : Number((BigInt(world.guild.id) >> 22n) % BigInt(session.shard[1])))

/** A message as this session may see it: others' words need the privileged intent. */
function messageFor(world: World, session: Session, stored: StoredMessage, channel: Channel) {
  const message = readable(world, stored, has(session, Intent.MessageContent))
  const author = world.members.get(message.author.id)
  return {
    ...message,
    channel_type: channelView(world, channel).type,
    ...(isInGuild(channel) && {
      guild_id: world.guild.id,
      ...(author && { member: memberFields(author) }),
    }),
  }
}

/** Whether the bot hears what is said in a channel. */
const hears = (world: World, channel: Channel) =>
  may(world, world.application.id, channel, 'ViewChannel')

/** The event a change means to a session, if its intents ask for it; threads have their own. */
function eventOf(
  world: World,
  session: Session,
  change: Exclude<Change, ThreadEvent>,
): Event | undefined {
  switch (change.kind) {
    case 'message-created':
    case 'message-updated':
    case 'message-deleted': {
      const { stored } = change
      const channel = world.channels.get(stored.message.channel_id)
      // Ephemeral messages live between Discord and one member's client.
      if (channel === undefined || stored.viewer !== undefined) return undefined
      const intent = channel.kind === 'dm' ? Intent.DirectMessages : Intent.GuildMessages
      if (!has(session, intent) || !isOn(session, world, channel)) return undefined
      if (!hears(world, channel)) return undefined
      if (change.kind === 'message-deleted') {
        const guild = isInGuild(channel) && { guild_id: world.guild.id }
        return ['MESSAGE_DELETE', { id: stored.message.id, channel_id: channel.id, ...guild }]
      }
      const name = change.kind === 'message-created' ? 'MESSAGE_CREATE' : 'MESSAGE_UPDATE'
      return [name, messageFor(world, session, stored, channel)]
    }
    case 'vote-added':
    case 'vote-removed': {
      const { stored, user, answer } = change
      const channel = world.channels.get(stored.message.channel_id)
      const intent = channel?.kind === 'dm' ? Intent.DirectMessagePolls : Intent.GuildMessagePolls
      if (channel === undefined || !has(session, intent) || !isOn(session, world, channel)) {
        return undefined
      }
      if (!hears(world, channel)) return undefined
      const name =
        change.kind === 'vote-added' ? 'MESSAGE_POLL_VOTE_ADD' : 'MESSAGE_POLL_VOTE_REMOVE'
      return [
        name,
        {
          user_id: user,
          channel_id: channel.id,
          message_id: stored.message.id,
          ...(isInGuild(channel) && { guild_id: world.guild.id }),
          answer_id: answer,
        },
      ]
    }
    case 'interaction':
      return isOn(session, world, change.channel)
        ? ['INTERACTION_CREATE', change.payload]
        : undefined
    case 'channel-created':
    case 'channel-updated':
    case 'channel-deleted': {
      const { channel } = change
      // Nobody is told of direct messages beginning: the first message is the news.
      if (channel.kind === 'dm' || !isOn(session, world, channel)) return undefined
      if (!has(session, Intent.Guilds)) return undefined
      const name = { created: 'CREATE', updated: 'UPDATE', deleted: 'DELETE' }
      const verb = name[change.kind.slice('channel-'.length) as keyof typeof name]
      return [`CHANNEL_${verb}`, channelView(world, channel)]
    }
    case 'member-joined':
    case 'member-left': {
      if (!has(session, Intent.GuildMembers) || !isOn(session, world, undefined)) return undefined
      const guild = { guild_id: world.guild.id }
      return change.kind === 'member-joined'
        ? ['GUILD_MEMBER_ADD', { ...memberView(change.member), ...guild }]
        : ['GUILD_MEMBER_REMOVE', { user: userView(change.member), ...guild }]
    }
    case 'typing': {
      const { channel, user } = change
      const isDm = channel.kind === 'dm'
      const intent = isDm ? Intent.DirectMessageTyping : Intent.GuildMessageTyping
      if (!has(session, intent) || !isOn(session, world, channel)) return undefined
      if (!hears(world, channel)) return undefined
      const member = world.members.get(user)
      return [
        'TYPING_START',
        {
          channel_id: channel.id,
          user_id: user,
          timestamp: Math.floor(world.clock.ms() / 1000),
          ...(!isDm && { guild_id: world.guild.id, ...(member && { member: memberView(member) }) }),
        },
      ]
    }
    case 'interaction-state':
    case 'modal-opened':
    case 'modal-closed':
    case 'commands':
      return undefined
  }
}

const isOfThreads = (change: Change): change is ThreadEvent => change.kind.startsWith('thread')

/** Tells a session of a change, if it concerns it. */
export function tell(world: World, session: Session, change: Change): void {
  if (isOfThreads(change)) {
    if (!isOn(session, world, change.channel)) return
    for (const event of threadEvents(world, session.intents, change)) dispatch(session, ...event)
    return
  }
  const event = eventOf(world, session, change)
  if (event !== undefined) dispatch(session, ...event)
}
