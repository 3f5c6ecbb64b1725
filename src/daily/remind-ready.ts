// Remind ready: whether a round's members may be reminded now.

import { everVoided } from '#record/audit-store.ts'
import { type Round, roundOf } from '#record/store.ts'
import { silent } from '#schedule/post.ts'
import type { SlotOutcome } from '#schedule/slot.ts'
import type { GuildSettings } from '#settings/settings.ts'
import { guildSettings } from '#settings/store.ts'
import type { RoundDeps } from './deps.ts'
import { remindWhen } from './remind-time.ts'

/** A round of which its guild may be reminded now; otherwise how its slot ends or waits. */
export async function readyFor(
  { db, clock }: Pick<RoundDeps, 'db' | 'clock'>,
  id: string,
): Promise<{ readonly round: Round; readonly settings: GuildSettings } | SlotOutcome> {
  const round = await roundOf(db, id)
  const settings = round && (await guildSettings(db, round.guild))
  if (!round || !settings) return silent('the round is gone')
  if (round.state !== 'open') return silent('the round is not open')
  // Also one that counts again: whoever misses it is spared.
  if (round.voided !== null || (await everVoided(db, round.guild)).has(id)) {
    return silent('the round was voided: no streak is at risk')
  }
  const when = remindWhen(round, settings, clock())
  if (when.kind === 'later') return when
  if (when.kind === 'now') return { round, settings }
  return { kind: 'missed', reason: 'members sleep until the round closes' }
}
