// Choose: which item a guild is asked next, by rules its owner can be told.

import type { Item } from '#bank/item.ts'
import type { Course } from '#course/course.ts'
import { topicsReached } from '#course/syllabus.ts'
import type { Day } from '#lib/day.ts'
import { seeded, shuffled } from '#lib/random.ts'
import { foundWrong, type Ruled } from '#progress/found-wrong.ts'

/** An item put to the guild before. */
export type Use = Ruled & {
  readonly concept: string
  readonly domain: string
  readonly localDate: Day
}

export type Chosen = {
  readonly item: Item
  /** How often the guild has been asked it before: shown as "again" when not 0. */
  readonly usedBefore: number
  readonly why: Why
}

/** The rules in the order in which they fall when nothing fits; the last to have fallen, if any. */
export const fallen = ['none', 'week', 'domain', 'rest'] as const

/** What an owner is told of a choice. What does not apply is absent. */
export type Why = {
  readonly fell: (typeof fallen)[number]
  /** How many questions the guild had been asked before. */
  readonly asked: number
  /** How many items were equal in the end, this one among them: one of them was drawn. */
  readonly equal: number
  /** The last topic of the syllabus that was reached. */
  readonly reached?: string
  /** The domain that was furthest below its exam weight, its share so far and that weight, in percent. */
  readonly domain?: string
  readonly share?: number
  readonly weight?: number
  /** The date on which the item was asked last. */
  readonly lastUse?: string
  /** How many items of the syllabus were left out because the guild had found them wrong. */
  readonly barred?: number
}

const restDays = 60 // an item rests this long while an unused one exists
const conceptDays = 7 // no concept twice in a week

/**
 * The next item for a guild: inside the syllabus and not found wrong there; from the domain furthest below its exam weight; no
 * concept twice in a week; unused first, then the one used longest ago. When nothing fits, the week
 * rule falls first, then the domain, then the rest of 60 days, never the syllabus. An item that the
 * guild voided or re-keyed stays away until its author has revised it. Equal items are drawn by `seed`.
 * Undefined when the syllabus has no items.
 */
export function chooseItem(
  items: readonly Item[],
  course: Course,
  past: readonly Use[],
  on: { readonly day: Day; readonly syllabus: string | null; readonly seed: string },
): Chosen | undefined {
  const lastUse = new Map<string, Day>()
  const uses = new Map<string, number>()
  for (const use of past) {
    uses.set(use.item, (uses.get(use.item) ?? 0) + 1)
    const known = lastUse.get(use.item)
    if (!known || Temporal.PlainDate.compare(known, use.localDate) < 0)
      lastUse.set(use.item, use.localDate)
  }
  const daysSince = (day: Day) => day.until(on.day).days

  const reached = topicsReached(course, on.syllabus)
  const inSyllabus = items.filter(({ topic }) => reached.has(topic))
  const wrong = foundWrong(inSyllabus, past)
  const candidates = inSyllabus.filter((item) => !wrong.has(item))
  const recent = new Set(
    past.filter((use) => daysSince(use.localDate) < conceptDays).map(({ concept }) => concept),
  )
  const need = neediestDomain(candidates, course, past)

  const fresh = ({ concept }: Item) => !recent.has(concept)
  const needed = ({ domain }: Item) => domain === need?.domain
  const rested = ({ id }: Item) => {
    const last = lastUse.get(id)
    return last === undefined || daysSince(last) > restDays
  }
  const rules = [[fresh, needed, rested], [needed, rested], [rested], []]
  const fits = rules.map((all) => candidates.filter((item) => all.every((rule) => rule(item))))
  const fell = fits.findIndex((found) => found.length > 0)
  const fitting = shuffled(fits[fell] ?? [], seeded(on.seed)).sort((one, other) =>
    byAge(lastUse.get(one.id), lastUse.get(other.id)),
  )
  const [item] = fitting
  if (!item) return undefined
  const last = lastUse.get(item.id)
  const why: Why = {
    fell: fallen[fell] ?? 'none',
    asked: past.length,
    equal: fitting.filter(({ id }) => byAge(lastUse.get(id), last) === 0).length,
    ...(on.syllabus !== null && { reached: on.syllabus }),
    ...need,
    ...(last && { lastUse: last.toString() }),
    ...(wrong.size > 0 && { barred: wrong.size }),
  }
  return { item, usedBefore: uses.get(item.id) ?? 0, why }
}

/** Unused before used, then the longest ago. */
function byAge(one: Day | undefined, other: Day | undefined): number {
  if (one === undefined || other === undefined) {
    return Number(one !== undefined) - Number(other !== undefined)
  }
  return Temporal.PlainDate.compare(one, other)
}

/** Of the domains that have candidates, the one furthest below its weight in what was asked, in percent. */
function neediestDomain(
  candidates: readonly Item[],
  course: Course,
  past: readonly Use[],
): { readonly domain: string; readonly share: number; readonly weight: number } | undefined {
  const offered = new Set(candidates.map(({ domain }) => domain))
  const lacks = course.domains
    .filter(({ id }) => offered.has(id))
    .map(({ id, weight }) => {
      const share = past.filter(({ domain }) => domain === id).length / (past.length || 1)
      return { lack: weight / 100 - share, domain: id, share: inPercent(share), weight }
    })
  const [most] = lacks.sort((one, other) => other.lack - one.lack)
  return most && { domain: most.domain, share: most.share, weight: most.weight }
}

/** To one digit after the point. */
const inPercent = (share: number): number => Math.round(share * 1000) / 10
