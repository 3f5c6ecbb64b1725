// Domain scores: how many rounds a member had right of those they answered, by domain and topic.

import type { Bilingual } from '#core/language.ts'

/** A content domain of the course; in a course without domains each topic stands for one. */
export type Domain = { readonly id: string; readonly title: Bilingual }

export type DomainScore = {
  readonly domain: Domain
  readonly right: number
  readonly answered: number
}

/**
 * The scores in the course's order, domains without an answer included. A domain the course no
 * longer has comes last under its id, so that answers given in it stay to be seen.
 */
export function domainScores(
  domains: readonly Domain[],
  totals: readonly { readonly domain: string; readonly right: number; readonly answered: number }[],
): readonly DomainScore[] {
  const known = new Set(domains.map(({ id }) => id))
  const gone = totals
    .filter(({ domain, answered }) => domain !== '' && answered > 0 && !known.has(domain))
    .map(({ domain }) => ({ id: domain, title: { ko: domain, en: domain } }))
    .sort((one, other) => (one.id < other.id ? -1 : 1))
  return [...domains, ...gone].map((domain) => {
    const total = totals.find((row) => row.domain === domain.id)
    return { domain, right: total?.right ?? 0, answered: total?.answered ?? 0 }
  })
}

const answersForTopic = 5

/** A topic as the course places it. */
export type Topic = { readonly id: string; readonly title: Bilingual; readonly domain: string }

/** A topic's part of a domain's score: an item may count in another domain than its topic's. */
export type TopicScore = {
  readonly topic: Topic
  readonly domain: string
  readonly right: number
  readonly answered: number
}

/** The scores of the topics with at least 5 answers in a domain, in the course's order. */
export function topicScores(
  topics: readonly Topic[],
  answers: readonly {
    readonly topic: string
    readonly domain: string
    readonly isRight: boolean
  }[],
): readonly TopicScore[] {
  const byTopic = Map.groupBy(answers, ({ topic }) => topic)
  return topics.flatMap((topic) => {
    const byDomain = Map.groupBy(byTopic.get(topic.id) ?? [], ({ domain }) => domain)
    return [...byDomain]
      .filter(([, own]) => own.length >= answersForTopic)
      .map(([domain, own]) => {
        const right = own.filter(({ isRight }) => isRight).length
        return { topic, domain, right, answered: own.length }
      })
  })
}

const answersForHint = 5

/**
 * The domain with the lowest share of right answers, of those with at least 5 answers and one wrong;
 * the earlier one in the course when shares are equal. Undefined when there is none.
 */
export const weakest = (scores: readonly DomainScore[]): DomainScore | undefined =>
  scores
    .filter(({ right, answered }) => answered >= answersForHint && right < answered)
    .toSorted((one, other) => one.right / one.answered - other.right / other.answered)[0]

/** A share from 0 to 1 as five marks, filled by rounding: `▰▰▰▱▱` for 0.6. */
export function bar(share: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * cells)
  return '▰'.repeat(filled) + '▱'.repeat(cells - filled)
}

const cells = 5
