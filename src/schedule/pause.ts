// Pause: when its beginning is announced, when its end, and when a new end.

import type { Db } from '#core/deps.ts'
import { dayIn } from '#lib/day.ts'
import type { GuildSettings } from '#settings/settings.ts'
import { type NoticeDeps, silent } from './announce.ts'
import { isPaused, type Slot } from './calendar.ts'
import type { SlotOutcome } from './slot.ts'
import { type StoredSlot, slotsBetween } from './store.ts'
import { textsIn } from './texts.ts'

/** Words and where they go. */
export type Said = { readonly channel: string | null; readonly text: string }

/** What a change of mind may take: nothing that is taken back within it is announced. */
const mindLasts = { minutes: 1 }
const newsLasts = { hours: 48 }

/**
 * The slots of a pause that is on and was announced, and now ends on another day: one, whose subject is
 * the instant of the change. None for a pause nobody was told of, as its announcement says the new end.
 */
export async function pauseMoved(
  db: Db,
  before: GuildSettings,
  after: GuildSettings,
  now: Temporal.Instant,
): Promise<readonly Slot[]> {
  const today = dayIn(after.zone, now)
  const { id: guild, pauseFrom } = after
  if (!pauseFrom || !before.pauseFrom?.equals(pauseFrom) || !isPaused(after, today)) return []
  if (String(before.pauseTo) === String(after.pauseTo)) return []
  const announced = await slotsBetween(db, guild, ['pause'], pauseFrom, pauseFrom)
  if (!announced.some(({ state }) => state !== 'planned')) return []
  const due = now.add(mindLasts)
  const until = due.add(newsLasts)
  return [{ guild, kind: 'moved', localDate: today, subject: now.toString(), due, until }]
}

/** What the announcement of a pause says, as the settings are now. */
export function pauseSaid(
  { clock }: NoticeDeps,
  { localDate }: StoredSlot,
  settings: GuildSettings,
): Said | SlotOutcome {
  const { pauseFrom, pauseTo, quizChannel: channel, language } = settings
  const isOn = pauseFrom?.equals(localDate) && isPaused(settings, dayIn(settings.zone, clock()))
  if (!isOn) return silent('the pause was taken back')
  return { channel, text: textsIn(language).pause(localDate, pauseTo) }
}

/** What is said of a pause's new end, unless there is a newer one. */
export async function movedSaid(
  { db, clock }: NoticeDeps,
  { guild, localDate, subject }: StoredSlot,
  settings: GuildSettings,
): Promise<Said | SlotOutcome> {
  const { pauseTo, quizChannel: channel, language } = settings
  const today = dayIn(settings.zone, clock())
  if (!isPaused(settings, today)) return silent('the pause is over')
  const others = await slotsBetween(db, guild, ['moved'], localDate, today)
  if (others.some((other) => other.subject > subject)) return silent('it was changed again')
  return { channel, text: textsIn(language).moved(pauseTo) }
}
