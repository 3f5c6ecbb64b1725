// Next: a guild's next posts, as /setup and /schedule show them.

import type { Db } from '#core/deps.ts'
import { type Coming, datesOfPreview, previewKinds, previewOf } from '#schedule/preview.ts'
import { slotsBetween } from '#schedule/store.ts'
import type { GuildSettings } from '#settings/settings.ts'

/** The next seven posts and the skipped days between, by what is planned and by the calendar. */
export async function nextPosts(
  db: Db,
  settings: GuildSettings,
  now: Temporal.Instant,
): Promise<readonly Coming[]> {
  const { first, last } = datesOfPreview(settings, now)
  return previewOf(settings, now, await slotsBetween(db, settings.id, previewKinds, first, last))
}
