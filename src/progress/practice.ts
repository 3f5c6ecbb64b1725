// Practice: what a member's private answers are worth in points, and when a set of five is finished.

/** An answer in practice, as far as points and streaks look at it. */
export type PracticeAnswer = {
  /** Orders answers of one instant; unique. */
  readonly id: string
  readonly member: string
  readonly set: string
  readonly item: string
  readonly isRight: boolean
  readonly attempted: Temporal.Instant
  readonly localDate: Temporal.PlainDate
}

const pointsMost = 3
const setSize = 5
const setRight = 3

const byTime = (one: PracticeAnswer, other: PracticeAnswer): number =>
  Temporal.Instant.compare(one.attempted, other.attempted) || (one.id < other.id ? -1 : 1)

/**
 * What one member's answers of one day are worth: 1 for each item whose first answer that day is
 * right, at most 3. An item answered wrong first gives nothing more that day.
 */
export function practicePoints(ofDay: readonly PracticeAnswer[]): number {
  const first = new Map<string, boolean>()
  for (const { item, isRight } of ofDay.toSorted(byTime))
    if (!first.has(item)) first.set(item, isRight)
  return Math.min(pointsMost, [...first.values()].filter(Boolean).length)
}

/**
 * When one member finished a set: the instant of its fifth answer, if at least three of the first
 * five are right; undefined otherwise. Answers after the fifth change nothing.
 */
export function finishedAt(ofSet: readonly PracticeAnswer[]): Temporal.Instant | undefined {
  const five = ofSet.toSorted(byTime).slice(0, setSize)
  const enough = five.filter(({ isRight }) => isRight).length >= setRight
  return five.length === setSize && enough ? five.at(-1)?.attempted : undefined
}

/** A member's finished set. */
type Finished = { readonly member: string; readonly at: Temporal.Instant }

/** Every finished set among answers of any members, in the order of time. */
export function finishedSets(answers: readonly PracticeAnswer[]): readonly Finished[] {
  const sets = Map.groupBy(answers, ({ member, set }) => JSON.stringify([member, set]))
  return [...sets.values()]
    .flatMap((ofSet) => {
      const at = finishedAt(ofSet)
      const member = ofSet[0]?.member
      return at && member !== undefined ? [{ member, at }] : []
    })
    .sort((one, other) => Temporal.Instant.compare(one.at, other.at))
}

/** While a round is open: from the instant it opens until just before it closes. */
export type Open = { readonly opens: Temporal.Instant; readonly closes: Temporal.Instant }

/** Who finished a set while a round was open. */
export const practisersIn = (finished: readonly Finished[], round: Open): ReadonlySet<string> =>
  new Set(finished.flatMap(({ member, at }) => (isWhile(round, at) ? [member] : [])))

const isWhile = ({ opens, closes }: Open, at: Temporal.Instant): boolean =>
  Temporal.Instant.compare(opens, at) <= 0 && Temporal.Instant.compare(at, closes) < 0

/** The points of each member's day, for those above 0. */
export function pointsByDay(answers: readonly PracticeAnswer[]): readonly {
  readonly member: string
  readonly day: Temporal.PlainDate
  readonly points: number
}[] {
  const days = Map.groupBy(answers, ({ member, localDate }) => `${localDate} ${member}`)
  return [...days.values()].flatMap((ofDay) => {
    const [first] = ofDay
    const points = practicePoints(ofDay)
    return first && points > 0 ? [{ member: first.member, day: first.localDate, points }] : []
  })
}
