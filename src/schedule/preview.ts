// Preview: the posts a guild may expect next, and why the days between have none.

import { type Day, dayIn, isBefore, weekOf } from '#lib/day.ts'
import type { GuildSettings } from '#settings/settings.ts'
import { type Skip, type Slot, skipOn, slotsOn } from './calendar.ts'
import type { StoredSlot } from './store.ts'

/** Why nothing comes on a date; `had`: its quiz was posted before the zone or the time was changed. */
export type Gap = Skip | 'had'

export type Coming =
  | ({ readonly kind: 'post'; readonly of: string } & Pick<Slot, 'localDate' | 'due'> & {
        readonly closes: Temporal.Instant | null
      })
  /** Days in a row without a quiz for the same reason; `to` is null when that has no end. */
  | { readonly kind: 'skipped'; readonly why: Gap; readonly from: Day; readonly to: Day | null }

/** The dates whose stored slots a preview at `now` needs: the week before and what is planned. */
export function datesOfPreview(settings: GuildSettings, now: Temporal.Instant) {
  const today = dayIn(settings.zone, now)
  return { first: weekOf(today).subtract({ days: 7 }), last: today.add({ days: 10 }) }
}

export const previewKinds = ['pause', 'resume', 'quiz', 'board'] as const
const isShown = (kind: string) => (previewKinds as readonly string[]).includes(kind)
const order = (kind: string) => (previewKinds as readonly string[]).indexOf(kind)

const daysAhead = 400 // further than any seven posts, unless there are none

/**
 * The next `most` posts after `now`, earliest first, with the days skipped before the last of them.
 * `stored` are the guild's slots of `datesOfPreview`, planned by the present settings: what is written
 * down is what will happen, beyond it the calendar decides. A board comes only when its week had, or
 * will have had, a quiz.
 */
export function previewOf(
  settings: GuildSettings,
  now: Temporal.Instant,
  stored: readonly StoredSlot[],
  most = 7,
): readonly Coming[] {
  if (settings.since === null) return []
  const today = dayIn(settings.zone, now)
  const { first } = datesOfPreview(settings, now)
  const written = Map.groupBy(stored, ({ localDate }) => localDate.toString())
  const quizDates = new Set<string>()
  const posts: Extract<Coming, { kind: 'post' }>[] = []
  const skips: Extract<Coming, { kind: 'skipped' }>[] = []

  for (let day = first; today.until(day).days <= daysAhead; day = day.add({ days: 1 })) {
    const there = (written.get(day.toString()) ?? []).filter(({ kind }) => isShown(kind))
    const asked = slotsOn(settings, day).filter(({ kind }) => isShown(kind))
    const isAhead = ({ due, until }: Slot | StoredSlot) =>
      !isBefore(due, now) || (until != null && !isBefore(until, now))
    // A slot whose hours are over is not planned any more; one under way or over is not ahead.
    const ahead = [
      ...there.filter((slot) => slot.state === 'planned' && isAhead(slot)),
      ...asked.filter(
        (slot) =>
          today.until(day).days >= -3 &&
          isAhead(slot) &&
          !there.some(({ kind, subject }) => kind === slot.kind && subject === slot.subject),
      ),
    ]
    const quizzes = [...there.filter(({ state }) => isPosted(state)), ...ahead]
    if (quizzes.some(({ kind }) => kind === 'quiz')) quizDates.add(day.toString())
    for (const { kind: of, localDate, due, closes = null } of ahead) {
      if (of === 'board' && !isBoardDue(day, quizDates, stored)) continue
      posts.push({ kind: 'post', of, localDate, due, closes })
    }
    const isYetToCome = asked.some(({ kind, due }) => kind === 'quiz' && !isBefore(due, now))
    const wasPosted = there.some(({ kind, state }) => kind === 'quiz' && isPosted(state))
    if (isYetToCome && wasPosted) lengthen(skips, 'had', day, settings)
    const why = skipOn(settings, day)
    if (why && today.until(day).days >= 0 && !quizDates.has(day.toString())) {
      lengthen(skips, why, day, settings)
    }
    // Two days more: a change of zone may have put a later date's post before an earlier one's.
    const seventh = posts[most - 1]
    if (seventh && seventh.localDate.until(day).days > 2) break
  }

  posts.sort(
    (one, other) => Temporal.Instant.compare(one.due, other.due) || order(one.of) - order(other.of),
  )
  const next = posts.slice(0, most)
  const last = next.at(-1)?.localDate
  const between = skips.filter(
    ({ from }) => posts.length < most || !last || Temporal.PlainDate.compare(from, last) <= 0,
  )
  return interleaved(next, between)
}

/**
 * Posts in the order in which they come, which a change of zone may make another than that of their
 * dates, with each skipped day before the first post of a later date. A notice of a pause stands before
 * its days.
 */
function interleaved(
  posts: readonly Extract<Coming, { kind: 'post' }>[],
  skips: readonly Extract<Coming, { kind: 'skipped' }>[],
): readonly Coming[] {
  const left = [...skips]
  const coming = posts.flatMap((post): Coming[] => {
    const later = left.findIndex(
      ({ from }) => Temporal.PlainDate.compare(from, post.localDate) >= 0,
    )
    return [...left.splice(0, later < 0 ? left.length : later), post]
  })
  return [...coming, ...left]
}

const isPosted = (state: StoredSlot['state']) => state === 'sent' || state === 'done'

/** Whether the week before the board's had a quiz, and no other day of this week had the board. */
function isBoardDue(
  day: Day,
  quizDates: ReadonlySet<string>,
  stored: readonly StoredSlot[],
): boolean {
  const monday = weekOf(day)
  const weekBefore = [1, 2, 3, 4, 5, 6, 7].map((days) => monday.subtract({ days }).toString())
  const isTold = stored.some(
    ({ kind, localDate, message }) =>
      kind === 'board' && message !== null && weekOf(localDate).equals(monday),
  )
  return !isTold && weekBefore.some((date) => quizDates.has(date))
}

/** Adds a skipped day to the run it continues, or begins a new one. */
function lengthen(
  skips: Extract<Coming, { kind: 'skipped' }>[],
  why: Gap,
  day: Day,
  { pauseTo }: GuildSettings,
): void {
  const to = why === 'pause' && pauseTo === null ? null : day
  const run = skips.at(-1)
  const goesOn = run?.why === why && (run.to === null || run.to.add({ days: 1 }).equals(day))
  if (run && goesOn) skips[skips.length - 1] = { ...run, to }
  else skips.push({ kind: 'skipped', why, from: day, to })
}
