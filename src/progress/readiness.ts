// Readiness: how much of the exam's content a member has shown to know, weighted as the exam weights it.

import type { Day } from '#lib/day.ts'
import { type Answered, type Evidence, evidenceOf, masteryOf } from './mastery.ts'

/** What readiness looks at in one domain. */
export type DomainStand = {
  readonly domain: string
  /** The domain's part of the exam, as a share of 1. */
  readonly share: number
  readonly evidence: Evidence
  readonly mastery: number
  /** Ballots and attempts, every one. */
  readonly answers: number
  /** Concepts that have items, and how many of these the member was asked about in 60 days. */
  readonly concepts: number
  readonly seen: number
}

/** A domain that holds readiness back. */
type Lack = Pick<DomainStand, 'domain' | 'answers' | 'concepts' | 'seen'>

export type Readiness =
  | { readonly kind: 'not enough'; readonly lacking: readonly Lack[] }
  /** Shares of 1: the estimate with its 90 % interval. */
  | { readonly kind: 'ready'; readonly share: number; readonly low: number; readonly high: number }

const seenDays = 60
const answersLeast = 10
const coverageLeast = 0.3
const guessing = 1 / 4
const ninety = 1.64 // standard deviations on either side that hold 90 % of a normal distribution
const guessedVariance = 0.0375 // guessing one of four after the prior's four: ¼·¾ / (4 + 1)

const coverageOf = ({ seen, concepts }: Pick<DomainStand, 'seen' | 'concepts'>): number =>
  concepts === 0 ? 0 : seen / concepts

/**
 * Where a member stands in a domain today, by their answers in it. `concepts` are those of the domain
 * that have items; a concept is seen when one was answered today or in the 59 days before.
 */
export function standIn(
  { domain, share }: Pick<DomainStand, 'domain' | 'share'>,
  answers: readonly Answered[],
  concepts: ReadonlySet<string>,
  today: Day,
): DomainStand {
  const since = today.subtract({ days: seenDays - 1 })
  const recent = answers.filter(({ day }) => Temporal.PlainDate.compare(day, since) >= 0)
  const seen = new Set(recent.map(({ concept }) => concept)).intersection(concepts)
  const evidence = evidenceOf(answers, today)
  return {
    domain,
    share,
    evidence,
    mastery: masteryOf(evidence),
    answers: answers.length,
    concepts: concepts.size,
    seen: seen.size,
  }
}

/**
 * `Σ share·(c·m + (1−c)/4)`: what is known of the concepts seen, and guessing for the others; with
 * `±1.64·√Σ share²·(c²·m(1−m)/(5+Σw) + (1−c)²·.0375)`, cut to 0 and 1. Not enough data while a domain
 * has fewer than 10 answers, or less than 30 % of its concepts seen. It is no predicted exam score.
 */
export function readinessOf(stands: readonly DomainStand[]): Readiness {
  const lacking = stands.filter(
    (stand) => stand.answers < answersLeast || coverageOf(stand) < coverageLeast,
  )
  if (stands.length === 0 || lacking.length > 0) return { kind: 'not enough', lacking }
  let [share, variance] = [0, 0]
  for (const stand of stands) {
    const { mastery: m, evidence } = stand
    const c = coverageOf(stand)
    share += stand.share * (c * m + (1 - c) * guessing)
    variance +=
      stand.share ** 2 *
      ((c ** 2 * m * (1 - m)) / (5 + evidence.weight) + (1 - c) ** 2 * guessedVariance)
  }
  const margin = ninety * Math.sqrt(variance)
  return {
    kind: 'ready',
    share,
    low: Math.max(0, share - margin),
    high: Math.min(1, share + margin),
  }
}
