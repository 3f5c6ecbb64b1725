// Member: display names from Get Guild Member, remembered for an hour so a board costs few requests.

import type { REST } from 'discord.js'
import { type APIGuildMember, type APIUser, Routes } from 'discord-api-types/v10'
import type { ChatMember } from '#core/chat.ts'
import type { Clock } from '#core/deps.ts'
import { isBefore } from '#lib/day.ts'
import { attempt } from './fault.ts'

const remembered = 10_000
const freshFor = Temporal.Duration.from({ hours: 1 })

/** The name a guild shows for someone: nickname, else display name, else user name. */
export const nameOf = (nick: string | null | undefined, user: APIUser): string =>
  nick ?? user.global_name ?? user.username

// Unknown Member, Unknown User. Any other refusal, as of a server that has thrown the bot out, is no
// word about the member, and a missing name hinders no post: what sends it meets the refusal itself.
const gone: ReadonlySet<number | undefined> = new Set([10007, 10013])

/**
 * Chat.member over `rest`: undefined when Discord no longer knows the member there, without a name when
 * it refuses to say. Throws while Discord is out of reach.
 */
export function membersOver(
  rest: () => REST,
  clock: Clock,
): (guild: string, member: string) => Promise<ChatMember | undefined> {
  const known = new Map<string, { readonly until: Temporal.Instant; readonly member: ChatMember }>()

  return async (guild, member) => {
    const key = `${guild}/${member}`
    const now = clock()
    const held = known.get(key)
    if (held !== undefined && isBefore(now, held.until)) return held.member

    const got = await attempt(
      () => rest().get(Routes.guildMember(guild, member)) as Promise<APIGuildMember>,
    )
    known.delete(key)
    if (!got.ok) {
      if (gone.has(got.fault.code)) return undefined
      if (got.fault.kind !== 'unreachable') return { id: member, name: undefined }
      throw new Error(`Get Guild Member failed: ${got.fault.reason}`)
    }
    const found = { id: member, name: nameOf(got.value.nick, got.value.user) }
    known.set(key, { until: now.add(freshFor), member: found })
    const oldest = known.size > remembered ? known.keys().next().value : undefined
    if (oldest !== undefined) known.delete(oldest)
    return found
  }
}
