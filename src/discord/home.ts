// Home: whom a guild belongs to, and whether the bot is in it.

import type { REST } from 'discord.js'
import { type RESTGetAPIGuildResult, Routes } from 'discord-api-types/v10'
import type { Chat } from '#core/chat.ts'
import { fail, ok } from '#lib/result.ts'
import { attempt } from './fault.ts'

/**
 * Unknown Guild and Missing Access: what Discord says of a guild we are not in. Whatever else refuses,
 * such as something in between, says nothing about that.
 */
const outside = new Set([10004, 50001])

/** Chat.home over `rest`: asked of Discord each time, because it also says whether we are there at all. */
export const homeOver =
  (rest: () => REST): Chat['home'] =>
  async (guild) => {
    const found = await attempt(
      () => rest().get(Routes.guild(guild)) as Promise<RESTGetAPIGuildResult>,
    )
    if (!found.ok) {
      const { kind, reason, code } = found.fault
      const isVague = (kind === 'missing' || kind === 'forbidden') && !outside.has(code ?? 0)
      return isVague ? fail({ kind: 'unreachable', reason }) : found
    }
    return ok({ owner: found.value.owner_id, channel: found.value.system_channel_id })
  }
