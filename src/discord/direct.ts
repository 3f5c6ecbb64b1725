// Direct: direct messages: the channel they stand in, and presses of what stands there.

import type { REST } from 'discord.js'
import {
  InteractionType,
  type RESTPostAPICurrentUserCreateDMChannelResult,
  Routes,
} from 'discord-api-types/v10'
import type { Chat } from '#core/chat.ts'
import type { Action } from '#core/command.ts'
import { ok } from '#lib/result.ts'
import { attempt } from './fault.ts'
import type { Asked, InGuild } from './invocation.ts'
import { parseCustomId } from './payload.ts'

/** Chat.direct over `rest`; Discord gives the channel there is, or makes it. */
export const directOver =
  (rest: () => REST): Chat['direct'] =>
  async (member) => {
    const body = { recipient_id: member }
    const opened = await attempt(
      () =>
        rest().post(Routes.userChannels(), {
          body,
        }) as Promise<RESTPostAPICurrentUserCreateDMChannelResult>,
    )
    return opened.ok ? ok({ channel: opened.value.id }) : opened
  }

/**
 * A press in direct messages as one in the guild that its subject names, by a member who manages
 * nothing. Undefined for whatever else arrives from there: only actions that say so work without a
 * guild. Nobody but us puts buttons there, so the subject is ours.
 */
export function placed(
  asked: Asked,
  actions: ReadonlyMap<string, Action>,
): InGuild<Asked> | undefined {
  if (asked.type !== InteractionType.MessageComponent || !asked.user) return undefined
  const { action, subject } = parseCustomId(asked.data.custom_id)
  const guild = actions.get(action)?.guildIn?.(subject)
  if (guild === undefined) return undefined
  const member = { user: asked.user, permissions: '0' }
  // Who they are and what they may do is all that is ever read of a member.
  return { ...asked, guild_id: guild, member } as InGuild<Asked>
}
