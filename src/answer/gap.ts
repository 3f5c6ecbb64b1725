// Gap: questions the notes could not answer, brought together where they ask for the same.

import { ideaTerm } from '#knowledge/bag.ts'
import { readQuestion } from '#knowledge/question.ts'
import type { Index } from '#knowledge/search-index.ts'
import { normalForm } from '#lib/normal-form.ts'

/** A question that was not answered, or whose answer was found bad. */
export type Asking = {
  readonly id: string
  readonly member: string
  readonly question: string
  readonly asked: Temporal.Instant
  /** Only its asker saw the answer. */
  readonly isPrivate: boolean
  /** Whether there was an answer: then somebody found it bad. */
  readonly isAnswered: boolean
}

/** What is asked for by some members in one or several wordings; the earliest asking first. */
export type Gap = {
  readonly askings: readonly Asking[]
  /** Distinct members who asked. */
  readonly members: number
}

/** How much of a question each of its terms is: a vector of length 1, or none when it has no terms. */
export type Meaning = ReadonlyMap<string, number>

/** An idea stands for all its words in both languages, so it counts more than a word, as when ranking. */
const ideaWorth = 2
/**
 * Groups of questions become one while they are on average this much alike (cosine). Set on 20 themes
 * asked in four wordings, Korean and English: 96 % of the pairs it brings together belong together,
 * and 83 % of those that do are found; from 0.3 to 0.55 little changes.
 */
const alike = 0.45

/** What a question asks about, as the notes' own index reads it: Korean and English meet in ideas. */
export function meaningOf(index: Index, question: string): Meaning {
  const weights = new Map<string, number>()
  for (const { term, weight } of readQuestion(index, question).units) {
    const worth = term.startsWith(ideaTerm('')) ? ideaWorth * weight : weight
    weights.set(term, Math.max(worth, weights.get(term) ?? 0))
  }
  const length = Math.hypot(...weights.values())
  return new Map([...weights].map(([term, weight]) => [term, weight / length]))
}

/**
 * Brings questions together by what they mean: what most members asked for first, then what was asked
 * most often, then what has waited longest. The order of the questions does not matter, and taking
 * a whole gap away leaves every other as it is.
 */
export function gapsOf(
  askings: readonly Asking[],
  meaning: (question: string) => Meaning,
): readonly Gap[] {
  const wordings = new Map<string, Wording>()
  for (const asking of askings.toSorted(byTime)) {
    const means = meaning(asking.question)
    const key = keyOf(means, asking.question)
    const wording = wordings.get(key)
    if (wording) wording.askings.push(asking)
    else wordings.set(key, { means, askings: [asking] })
  }
  // Among equally alike ones, those asked first come together first.
  return groupsOf([...wordings.values()])
    .map((group): Gap => {
      const all = group.flatMap((wording) => wording.askings).sort(byTime)
      return { askings: all, members: new Set(all.map(({ member }) => member)).size }
    })
    .sort(byWeight)
}

/** Askings that mean exactly the same. */
type Wording = { readonly means: Meaning; readonly askings: Asking[] }

const byTime = (one: Asking, other: Asking): number =>
  Temporal.Instant.compare(one.asked, other.asked) || (one.id < other.id ? -1 : 1)

const byWeight = (one: Gap, other: Gap): number =>
  other.members - one.members ||
  other.askings.length - one.askings.length ||
  byTime(one.askings[0] as Asking, other.askings[0] as Asking)

/** Equal for questions that mean exactly the same; one that says nothing is like its own words alone. */
function keyOf(means: Meaning, question: string): string {
  if (means.size === 0) return `=${normalForm(question)}`
  return [...means]
    .map(([term, share]) => `${term} ${share.toFixed(9)}`)
    .sort()
    .join(', ')
}

function likeness(one: Meaning, other: Meaning): number {
  let sum = 0
  for (const [term, share] of one) sum += share * (other.get(term) ?? 0)
  return sum
}

/**
 * Average-linkage clustering: the two groups most alike become one until none are alike enough. (Sokal
 * and Michener 1958; the likeness of merged groups follows from theirs, Lance and Williams 1967.)
 */
function groupsOf(wordings: readonly Wording[]): readonly (readonly Wording[])[] {
  const groups = wordings.map((wording) => [wording])
  const table = wordings.map(({ means }) => wordings.map((other) => likeness(means, other.means)))
  for (;;) {
    const pair = mostAlike(table)
    if (!pair) return groups
    const [into, from] = pair
    const [kept, taken] = [groups[into] as Wording[], groups[from] as Wording[]]
    const [row, gone] = [table[into] as number[], table[from] as number[]]
    const all = kept.length + taken.length
    for (const [at, each] of table.entries()) {
      const both = (row[at] as number) * kept.length + (gone[at] as number) * taken.length
      row[at] = both / all
      each[into] = row[at]
    }
    groups[into] = [...kept, ...taken]
    groups.splice(from, 1)
    table.splice(from, 1)
    for (const each of table) each.splice(from, 1)
  }
}

/** The first pair of groups of the greatest likeness that is enough; undefined when there is none. */
function mostAlike(table: readonly (readonly number[])[]): readonly [number, number] | undefined {
  let pair: readonly [number, number] | undefined
  let best = 0
  for (const [one, row] of table.entries()) {
    for (let other = one + 1; other < row.length; other++) {
      const found = row[other] as number
      if (found < alike || found <= best) continue
      best = found
      pair = [one, other]
    }
  }
  return pair
}
