// Mention: a member's message that mentions the bot, and whose turn it is to be answered.

import { type Guild, PermissionFlagsBits } from 'discord.js'
import { type GatewayMessageCreateDispatchData, MessageType } from 'discord-api-types/v10'
import type { Mention } from '#core/event.ts'
import { keyedQueue } from '#lib/keyed-queue.ts'
import { nameOf } from './member.ts'
import { actionsOf } from './target.ts'
import type { Writings } from './writing.ts'

const written = new Set<MessageType>([MessageType.Default, MessageType.Reply])

/** Whether the member's cached roles let them manage the server; false where nothing is known. */
function manages(guild: Guild | undefined, member: string, roles: readonly string[]): boolean {
  if (guild === undefined) return false
  if (guild.ownerId === member) return true
  return [guild.id, ...roles].some((role) =>
    guild.roles.cache.get(role)?.permissions.has(PermissionFlagsBits.ManageGuild),
  )
}

/**
 * The mention in a message; undefined unless a member wrote it in a server and it notifies `bot` itself:
 * by its mention or as a reply, not through a role or everyone. `guild` is the server as cached.
 */
export function mentionOf(
  data: GatewayMessageCreateDispatchData,
  bot: string,
  guild: Guild | undefined,
): Mention | undefined {
  const { author, member } = data
  const isMembers = author.bot !== true && author.system !== true && data.webhook_id === undefined
  if (data.guild_id === undefined || !isMembers || !written.has(data.type)) return undefined
  if (!data.mentions.some(({ id }) => id === bot)) return undefined
  return {
    message: data.id,
    guild: data.guild_id,
    channel: data.channel_id,
    member: {
      id: author.id,
      name: nameOf(member?.nick, author),
      managesServer: manages(guild, author.id, member?.roles ?? []),
    },
    isWritten: new RegExp(`<@!?${bot}>`, 'u').test(data.content),
    repliedTo:
      data.referenced_message?.author.id === bot
        ? actionsOf(data.referenced_message.components)
        : [],
    text: data.content.replace(new RegExp(`[ \\t]*<@!?${bot}>[ \\t]*`, 'gu'), ' ').trim(),
  }
}

/** Mentions of one member in one channel that wait their turn; more are a flood. */
const waitingMost = 10

type Turns = {
  /**
   * Runs `work` when the member's earlier mentions in the channel have been answered, unless the
   * message is deleted before. False when too many of theirs wait already.
   */
  readonly take: (mention: Mention, work: () => Promise<void>) => Promise<boolean>
}

/** Answers each member's mentions in a channel one after the other. */
export function mentionTurns(writings: Writings): Turns {
  const oneAtATime = keyedQueue()
  const waiting = new Map<string, number>()
  return {
    async take({ channel, member, message }, work) {
      const key = `${channel}/${member.id}`
      const before = waiting.get(key) ?? 0
      if (before >= waitingMost) return false
      waiting.set(key, before + 1)
      const writing = writings.begin()
      writing.watch(message)
      try {
        await oneAtATime(key, async () => {
          writing.close()
          if (!writing.ended.aborted) await work()
        })
      } finally {
        const left = (waiting.get(key) ?? 1) - 1
        if (left === 0) waiting.delete(key)
        else waiting.set(key, left)
      }
      return true
    },
  }
}
