// Profile: how one member is doing: streak, ranks, domains, and for themselves mastery and readiness.

import type { Db } from '#core/deps.ts'
import { messageUrl } from '#core/stamp.ts'
import type { Day } from '#lib/day.ts'
import { attemptAnswers, ballotAnswers } from './answer-store.ts'
import {
  type Domain,
  type DomainScore,
  domainScores,
  type Topic,
  type TopicScore,
  topicScores,
} from './domain.ts'
import type { Answered } from './mastery.ts'
import { allTime, monthPeriod, type Period, periodKey, weekPeriod } from './period.ts'
import { type DomainStand, type Readiness, readinessOf, standIn } from './readiness.ts'
import { streaksOf } from './settlement-store.ts'
import { isHidden, memberTotals, openRoundFor, standingsOf } from './store.ts'
import { type Streak, type StreakStatus, streakStatus } from './streak.ts'

/** What a guild studies, as far as scores look at it. */
export type Study = {
  readonly course: {
    /** `weight` is the domain's share of the exam in percent. */
    readonly domains: readonly (Domain & { readonly weight: number })[]
    readonly topics: readonly Topic[]
  }
  /** What its members may be asked now. */
  readonly items: readonly {
    readonly concept: string
    readonly topic: string
    readonly domain: string | undefined
  }[]
}

type OpenQuiz = { readonly url: string | undefined; readonly closes: Temporal.Instant }

/** A member's place in a period; `right` of `answered` are rounds. */
export type Rank = {
  readonly points: number
  readonly right: number
  readonly answered: number
  readonly rank: number
  readonly of: number
}

export type Profile = {
  readonly streak: Streak | undefined
  readonly status: StreakStatus
  /** The open quiz, when the member has no part in it yet. */
  readonly unanswered: OpenQuiz | undefined
  readonly week: Rank | undefined
  readonly month: Rank | undefined
  readonly all: Rank | undefined
  readonly domains: readonly DomainScore[]
  readonly topics: readonly TopicScore[]
  /** One for each domain of the course, in its order. */
  readonly stands: readonly DomainStand[]
  readonly readiness: Readiness
}

/** Reads a member's profile as it stands on the guild's day `today`, at the instant `now`. */
export async function readProfile(
  db: Db,
  who: { readonly guild: string; readonly member: string },
  study: Study,
  today: Day,
  now: Temporal.Instant,
): Promise<Profile> {
  const { guild, member } = who
  const { domains, topics } = study.course
  const streak = (await streaksOf(db, guild, [member])).get(member)
  const open = await openRoundFor(db, guild, member, now)
  const openRound = open && { day: open.round.localDate, part: open.part }
  const ids = domains.map(({ id }) => id)
  const totals = await memberTotals(db, { guild, member, period: periodKey(allTime) }, ids)
  const inRounds = await ballotAnswers(db, who)
  const stands = standsOf(study, [...inRounds, ...(await attemptAnswers(db, who))], today)
  return {
    streak,
    status: streakStatus(streak, today, openRound),
    unanswered: open && !open.part ? quizOf(open.round) : undefined,
    week: await rankIn(db, who, weekPeriod(today)),
    month: await rankIn(db, who, monthPeriod(today)),
    all: await rankIn(db, who, allTime),
    domains: domainScores(domains, totals),
    topics: topicScores(topics, inRounds),
    stands,
    readiness: readinessOf(stands),
  }
}

function standsOf(
  { course, items }: Study,
  answers: readonly Answered[],
  today: Day,
): readonly DomainStand[] {
  const whole = course.domains.reduce((sum, { weight }) => sum + weight, 0)
  const byDomain = Map.groupBy(answers, ({ domain }) => domain)
  const itemsOf = Map.groupBy(items, ({ domain, topic }) => domain ?? topic)
  return course.domains.map(({ id, weight }) => {
    const concepts = new Set(itemsOf.get(id)?.map(({ concept }) => concept))
    return standIn({ domain: id, share: weight / whole }, byDomain.get(id) ?? [], concepts, today)
  })
}

async function rankIn(
  db: Db,
  { guild, member }: { readonly guild: string; readonly member: string },
  period: Period,
): Promise<Rank | undefined> {
  const field = { guild, period: periodKey(period), domain: '', leastAnswered: 0 }
  const { own, participants } = await standingsOf(db, field, { most: 0, me: member })
  if (!own) return undefined
  const { points, right, answered } = own.result
  const rank = own.ahead + 1
  // A hidden member, whom nobody else sees this of, stands beside those who are counted.
  const of = participants + ((await isHidden(db, guild, member)) ? 1 : 0)
  return { points, right, answered, rank, of: Math.max(of, rank) }
}

const quizOf = (round: {
  readonly guild: string
  readonly channel: string
  readonly message: string | null
  readonly closes: Temporal.Instant
}): OpenQuiz => ({
  url: round.message ? messageUrl(round.guild, round.channel, round.message) : undefined,
  closes: round.closes,
})
