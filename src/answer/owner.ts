// Owner: tells whoever keeps the notes, in the channel they chose for that.

import type { Chat } from '#core/chat.ts'
import type { Db, Log } from '#core/deps.ts'
import { type Block, type Panel, panelOf } from '#core/reply.ts'
import { guildSettings } from '#settings/store.ts'
import type { FeedbackDeps } from './feedback.ts'

/**
 * Posts a text to a guild's owner channel in the guild's language; does nothing where none is chosen.
 * What is told is kept elsewhere too (`/feedback`), so a post that fails is only logged.
 */
export const ownerOver =
  (deps: { readonly db: Db; readonly chat: Chat; readonly log: Log }): FeedbackDeps['tellOwner'] =>
  async (guild, text, buttonsIn) => {
    const settings = await guildSettings(deps.db, guild)
    if (!settings?.ownerChannel) return
    const { tone, blocks } = panelOf('setup', text(settings.language))
    const buttons = buttonsIn?.(settings.language) ?? []
    const row: readonly Block[] = buttons.length === 0 ? [] : [{ kind: 'buttons', buttons }]
    const panel: Panel = { tone, blocks: [...blocks, ...row] }
    const sent = await deps.chat.send(settings.ownerChannel, { kind: 'panel', panel })
    if (!sent.ok) deps.log.warn({ guild, fault: sent.fault }, 'the owner was not told')
  }
