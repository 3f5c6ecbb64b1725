// Send: the Chat that the features speak through, over Discord's REST interface.

import { randomBytes } from 'node:crypto'
import type { Client } from 'discord.js'
import {
  type APIMessage,
  PermissionFlagsBits,
  type RESTGetAPIChannelMessagesResult,
  Routes,
} from 'discord-api-types/v10'
import type { Chat } from '#core/chat.ts'
import type { Clock } from '#core/deps.ts'
import { isBefore } from '#lib/day.ts'
import { fail, ok } from '#lib/result.ts'
import { directOver } from './direct.ts'
import { attempt } from './fault.ts'
import { homeOver } from './home.ts'
import { demandSize } from './limit.ts'
import { membersOver } from './member.ts'
import { postPayload, replyPayload } from './payload.ts'
import { pollsOver } from './poll.ts'
import { type ReplyOptions, repliesOver } from './reply.ts'
import { threadsOver } from './thread.ts'
import { wordsOf } from './words.ts'

const pageSize = 100
/** Pages of a channel that are looked through for a message. */
const pagesMost = 10

const instantOf = (timestamp: string): Temporal.Instant => Temporal.Instant.from(timestamp)

const notConnected = fail({
  kind: 'unreachable' as const,
  reason: 'Not connected to the Discord gateway yet',
})

const shows = (message: APIMessage, mark: string): boolean =>
  wordsOf(message).some((text) => text.includes(mark))

/**
 * The Chat over `client`. Sending and asking need only the token, so they work before the gateway
 * is connected; `find` and `lacks` need to know who we are and are `unreachable` until then.
 */
export function chatOver(
  client: () => Client,
  options: ReplyOptions & { readonly clock: Clock },
): Chat {
  const { clock, log } = options
  const rest = () => client().rest
  return {
    ...pollsOver(rest),
    member: membersOver(rest, clock),
    reply: repliesOver(rest, options),
    thread: threadsOver(rest),
    direct: directOver(rest),
    home: homeOver(rest),

    async send(channel, post, nonce = randomBytes(16).toString('base64url')) {
      demandSize('nonce', nonce, 1, 25)
      // discord.js repeats a failed POST at once, so each one carries a nonce Discord dedupes by.
      const body = { ...postPayload(post, log), nonce, enforce_nonce: true }
      const sent = await attempt(
        () => rest().post(Routes.channelMessages(channel), { body }) as Promise<APIMessage>,
      )
      return sent.ok ? ok({ message: sent.value.id }) : sent
    },

    async edit(channel, message, panel) {
      const body = replyPayload({ panel }, log)
      const edited = await attempt(() =>
        rest().patch(Routes.channelMessage(channel, message), { body }),
      )
      return edited.ok ? ok(undefined) : edited
    },

    async find(channel, mark, since) {
      const me = client().user?.id
      if (me === undefined) return notConnected
      let oldest: string | undefined
      let before: string | undefined
      for (let page = 0; page < pagesMost; page += 1) {
        const query = new URLSearchParams({
          limit: String(pageSize),
          ...(before === undefined ? {} : { before }),
        })
        const read = await attempt(
          () =>
            rest().get(Routes.channelMessages(channel), {
              query,
            }) as Promise<RESTGetAPIChannelMessagesResult>,
        )
        if (!read.ok) return read
        // Newest first.
        const recent = read.value.filter(({ timestamp }) => !isBefore(instantOf(timestamp), since))
        const ours = recent.filter(({ author }) => author.id === me)
        oldest = ours.findLast((message) => shows(message, mark))?.id ?? oldest
        if (recent.length < pageSize) break
        before = recent.at(-1)?.id
      }
      return ok(oldest === undefined ? undefined : { message: oldest })
    },

    async lacks(channel, needed) {
      const connected = client()
      if (!connected.isReady()) return notConnected
      const found = await attempt(async () => {
        const place = await connected.channels.fetch(channel)
        if (place === null || !('guild' in place)) return undefined
        return place.permissionsFor(place.guild.members.me ?? (await place.guild.members.fetchMe()))
      })
      if (!found.ok) return found
      const held = found.value
      if (held === undefined) {
        return fail({ kind: 'missing', reason: `Channel ${channel} is not in a server` })
      }
      return ok(needed.filter((permission) => !held.has(PermissionFlagsBits[permission])))
    },
  }
}
