// Home: whom a guild belongs to, and whether the bot is in it.

import type { REST } from 'discord.js'
import { type RESTGetAPIGuildResult, Routes } from 'discord-api-types/v10'
import type { Chat } from '#core/chat.ts'
import { ok } from '#lib/result.ts'
import { attempt } from './fault.ts'

/** Chat.home over `rest`: asked of Discord each time, because it also says whether we are there at all. */
export const homeOver =
  (rest: () => REST): Chat['home'] =>
  async (guild) => {
    const found = await attempt(
      () => rest().get(Routes.guild(guild)) as Promise<RESTGetAPIGuildResult>,
    )
    if (!found.ok) return found
    return ok({ owner: found.value.owner_id, channel: found.value.system_channel_id })
  }
