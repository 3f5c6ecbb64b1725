// Mastery: how well a member knows a domain, judged by their latest answer to each of its items.

import type { Day } from '#lib/day.ts'

/** One answer to an item that has a right and a wrong: a ballot that counted, or an attempt. */
export type Answered = {
  readonly item: string
  readonly concept: string
  readonly topic: string
  readonly domain: string
  readonly isRight: boolean
  /** Given where others could see the votes: it says half as much. */
  readonly isPublic: boolean
  /** Orders answers; a ballot counts from the round's close. */
  readonly at: Temporal.Instant
  readonly day: Day
}

/** Σw and Σw·x over the latest result of each item. */
export type Evidence = { readonly weight: number; readonly right: number }

const halfLifeDays = 30
const privateStrength = 1
const publicStrength = 0.5

/** Whole days from one day to another, 0 when the other is not later. */
const daysBetween = (one: Day, other: Day): number => Math.max(0, one.until(other).days)

/**
 * What an answer weighs today: `s·2^(−days/30)`, `s` = 1 in private and 0.5 in a public poll. Half
 * of it is left after thirty days.
 */
export const weightOf = (
  { isPublic, day }: Pick<Answered, 'isPublic' | 'day'>,
  today: Day,
): number =>
  (isPublic ? publicStrength : privateStrength) * 2 ** (-daysBetween(day, today) / halfLifeDays)

/** The latest answer to each item; of two at one instant the private one, then the wrong one. */
export function latestResults(answers: readonly Answered[]): readonly Answered[] {
  const latest = new Map<string, Answered>()
  for (const answer of answers) {
    const known = latest.get(answer.item)
    if (!known || isLater(answer, known)) latest.set(answer.item, answer)
  }
  return [...latest.values()]
}

function isLater(one: Answered, other: Answered): boolean {
  const order = Temporal.Instant.compare(one.at, other.at)
  if (order !== 0) return order > 0
  if (one.isPublic !== other.isPublic) return other.isPublic
  return other.isRight && !one.isRight
}

/** What a member's answers in one domain show of it today. */
export function evidenceOf(answers: readonly Answered[], today: Day): Evidence {
  let [weight, right] = [0, 0]
  for (const answer of latestResults(answers)) {
    const part = weightOf(answer, today)
    weight += part
    if (answer.isRight) right += part
  }
  return { weight, right }
}

// As if four items had been guessed, one of them right: without answers, mastery is that of guessing.
const priorRight = 1
const priorWeight = 4

/** Mastery, above 0 and below 1: `(1 + Σw·x) / (4 + Σw)`. */
export const masteryOf = ({ weight, right }: Evidence): number =>
  (priorRight + right) / (priorWeight + weight)
