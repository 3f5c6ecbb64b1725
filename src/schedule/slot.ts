// Slot: carries out what is owed to a guild, by the handler of its kind.

import { z } from 'zod'
import type { Db, Log } from '#core/deps.ts'
import type { Job } from '#core/job.ts'
import { guildSettings } from '#settings/store.ts'
import { channelIn } from './kinds.ts'
import { noticesAfter } from './notice.ts'
import { beginSlot, owe, type SlotKey, type StoredSlot, settleSlot } from './store.ts'
import { endMended, endTroubles, oweTrouble } from './trouble-store.ts'

/**
 * How carrying out a slot ended. A handler throws only to be tried again soon. The channel is the one
 * that took the post or would not: named where settings do not say it.
 */
export type SlotOutcome =
  | {
      readonly kind: 'done'
      readonly message?: string
      readonly channel?: string
      readonly reason?: string
    }
  | { readonly kind: 'later'; readonly due: Temporal.Instant }
  | { readonly kind: 'missed'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly channel?: string }

/** Must be safe to repeat: it may have been killed anywhere in an earlier attempt. */
export type SlotHandler = (slot: StoredSlot) => Promise<SlotOutcome>

const payload = z.object({
  guild: z.string(),
  kind: z.string(),
  localDate: z.string(),
  subject: z.string(),
})
export type SlotPayload = z.infer<typeof payload>

export const slotPayload = (key: SlotKey): SlotPayload => ({
  guild: key.guild,
  kind: key.kind,
  localDate: key.localDate.toString(),
  subject: key.subject,
})

/** The one job that carries out slots of every kind. */
export function slotJob(
  deps: { readonly db: Db; readonly log: Log },
  handlers: Readonly<Record<string, SlotHandler>>,
): Job<SlotPayload> {
  return {
    name: 'slot',
    payload,
    async run({ localDate, ...rest }) {
      const key = { ...rest, localDate: Temporal.PlainDate.from(localDate) }
      const slot = await beginSlot(deps.db, key)
      if (!slot) return // another attempt has ended it
      const handler = handlers[slot.kind]
      if (!handler) throw new Error(`no handler for slots of kind ${slot.kind}`)
      const outcome = await handler(slot)
      if (outcome.kind === 'missed' || outcome.kind === 'failed') {
        const { kind: ended, reason } = outcome
        deps.log.warn({ ...slotPayload(key), ended, reason }, 'slot not carried out')
      }
      await deps.db.transaction(async (tx) => {
        const channel = await channelAfter(tx, slot, outcome)
        await settleSlot(tx, key, { ...stateAfter(outcome), channel })
        if (hasPosted(outcome)) {
          if (slot.kind === 'trouble') await endMended(tx, slot)
          if (channel !== null) await endTroubles(tx, slot, channel)
        }
        for (const notice of await noticesAfter(tx, slot, outcome, channel)) {
          if (!(notice.kind in handlers)) continue
          if (notice.kind === 'trouble') await oweTrouble(tx, notice)
          else await owe(tx, [notice])
        }
      })
    },
  }
}

const hasPosted = (outcome: SlotOutcome): boolean =>
  outcome.kind === 'done' && outcome.message !== undefined

/**
 * The channel that took a slot's post or would not, now or at last, '' where none was set; null for no
 * channel.
 */
async function channelAfter(
  db: Db,
  slot: StoredSlot,
  outcome: SlotOutcome,
): Promise<string | null> {
  if (outcome.kind !== 'failed' && !hasPosted(outcome)) return slot.channel
  if ('channel' in outcome && outcome.channel !== undefined) return outcome.channel
  const settings = await guildSettings(db, slot.guild)
  return settings ? channelIn(settings, slot.kind) : null
}

function stateAfter(outcome: SlotOutcome): Parameters<typeof settleSlot>[2] {
  if (outcome.kind === 'later') return { state: 'planned', due: outcome.due }
  const { kind: state, ...facts } = outcome
  return { state, ...facts }
}
