// Pause: when its beginning is announced, when its end, and when a new end.

import type { Db } from '#core/deps.ts'
import { type Day, dayIn } from '#lib/day.ts'
import type { GuildSettings } from '#settings/settings.ts'
import type { NoticeDeps } from './announce.ts'
import { isPaused, type Slot } from './calendar.ts'
import { silent } from './post.ts'
import type { SlotOutcome } from './slot.ts'
import { type StoredSlot, slotsBetween } from './store.ts'
import { textsIn } from './texts.ts'

/** What a change of mind may take: nothing that is taken back within it is announced. */
const mindLasts = { minutes: 1 }
const newsLasts = { hours: 48 }

/** A pause got another end: what the subject of a `moved` slot says. */
type Move = {
  /** The first day of the pause, which is the same for no other that was announced. */
  readonly pause: string
  readonly at: Temporal.Instant
  /** Until when the pause was before and is now: a date, `open`, or `unsure` of what a group reads. */
  readonly from: string
  readonly to: string
}

const subjectOf = ({ pause, at, from, to }: Move): string => [pause, at, from, to].join(' ')

function moveOf({ subject }: Pick<Slot, 'subject'>): Move {
  const [pause = '', at = '', from = '', to = ''] = subject.split(' ')
  return { pause, at: Temporal.Instant.from(at), from, to }
}

const endOf = ({ pauseTo }: Pick<GuildSettings, 'pauseTo'>): string => pauseTo?.toString() ?? 'open'

/**
 * The slots of a pause that is on and was announced, and now ends on another day: one. None for a pause
 * nobody was told of, as its announcement says the new end.
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
  if (endOf(before) === endOf(after)) return []
  const [announced] = await slotsBetween(db, guild, ['pause'], pauseFrom, pauseFrom)
  if (!announced || announced.state === 'planned') return []
  // One that is just being announced may be read with either end; one that could not be, with none.
  const from = announced.message === null ? 'unsure' : endOf(before)
  const subject = subjectOf({ pause: pauseFrom.toString(), at: now, from, to: endOf(after) })
  const due = now.add(mindLasts)
  return [{ guild, kind: 'moved', localDate: today, subject, due, until: due.add(newsLasts) }]
}

/** What the announcement of a pause says, as the settings are now. */
export function pauseSaid(
  { clock }: NoticeDeps,
  { localDate }: StoredSlot,
  settings: GuildSettings,
): string | SlotOutcome {
  const { pauseFrom, pauseTo, language } = settings
  const isOn = pauseFrom?.equals(localDate) && isPaused(settings, dayIn(settings.zone, clock()))
  if (!isOn) return silent('the pause was taken back')
  return textsIn(language).pause(localDate, pauseTo)
}

/** What is said of a pause's new end, unless there is a newer one or the group knows it already. */
export async function movedSaid(
  { db, clock }: NoticeDeps,
  slot: StoredSlot,
  settings: GuildSettings,
): Promise<string | SlotOutcome> {
  const now = clock()
  const today = dayIn(settings.zone, now)
  if (!isPaused(settings, today)) return silent('the pause is over')
  const moves = await movesOf(db, slot, today)
  if (moves.at(-1)?.key.subject !== slot.subject) return silent('it was changed again')
  const earlier = moves.slice(0, -1)
  // What the group knows hangs on whether the one under way is posted.
  if (earlier.some(({ key }) => key.state === 'sent')) {
    return { kind: 'later', due: now.add({ seconds: 10 }) }
  }
  const posted = earlier.findLast(({ key }) => key.message !== null)
  if ((posted ? posted.to : moves[0]?.from) === endOf(settings)) {
    return silent('the group knows this end')
  }
  return textsIn(settings.language).moved(settings.pauseTo)
}

/** All moves of the slot's pause with their slots, by when they were made. */
async function movesOf(
  db: Db,
  slot: StoredSlot,
  today: Day,
): Promise<readonly (Move & { readonly key: StoredSlot })[]> {
  const { pause } = moveOf(slot)
  const first = Temporal.PlainDate.from(pause)
  // A change of zone moves dates by up to two.
  const all = await slotsBetween(
    db,
    slot.guild,
    ['moved'],
    first.subtract({ days: 2 }),
    today.add({ days: 2 }),
  )
  return all
    .filter(({ subject }) => subject.startsWith(`${pause} `))
    .map((key) => ({ ...moveOf(key), key }))
    .sort((one, other) => Temporal.Instant.compare(one.at, other.at))
}
