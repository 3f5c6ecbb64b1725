// Profile: how one member is doing: streak, week, share of right answers, domains.

import type { Db } from '#core/deps.ts'
import { fitted } from '#core/fitted.ts'
import type { Language } from '#core/language.ts'
import type { Block, Panel } from '#core/reply.ts'
import { messageUrl } from '#core/stamp.ts'
import type { Day } from '#lib/day.ts'
import { nameInLine } from '#lib/text.ts'
import { bar, type Domain, type DomainScore, domainScores, weakest } from './domain.ts'
import { allTime, periodKey, weekPeriod } from './period.ts'
import { streaksOf, type Total } from './settlement-store.ts'
import { memberTotals, openRoundFor, standingsOf } from './store.ts'
import { type Streak, type StreakStatus, streakStatus } from './streak.ts'
import { type ProgressTexts, textsIn } from './texts.ts'

type OpenQuiz = { readonly url: string | undefined; readonly closes: Temporal.Instant }

export type Profile = {
  readonly streak: Streak | undefined
  readonly status: StreakStatus
  /** The open quiz, when the member has not voted in it. */
  readonly unanswered: OpenQuiz | undefined
  readonly week: { readonly points: number; readonly rank: number; readonly of: number } | undefined
  readonly all: Pick<Total, 'right' | 'answered'> | undefined
  readonly domains: readonly DomainScore[]
}

/** Reads a member's profile as it stands on the guild's day `today`, at the instant `now`. */
export async function readProfile(
  db: Db,
  who: { readonly guild: string; readonly member: string },
  domains: readonly Domain[],
  today: Day,
  now: Temporal.Instant,
): Promise<Profile> {
  const { guild, member } = who
  const streak = (await streaksOf(db, guild, [member])).get(member)
  const open = await openRoundFor(db, guild, member, now)
  const openRound = open && { day: open.round.localDate, voted: open.voted }
  const field = { guild, period: periodKey(weekPeriod(today)), domain: '', leastAnswered: 0 }
  const { own, participants } = await standingsOf(db, field, { most: 1, me: member })
  const period = periodKey(allTime)
  const totals = await memberTotals(db, { guild, member, period }, [
    '',
    ...domains.map(({ id }) => id),
  ])
  return {
    streak,
    status: streakStatus(streak, today, openRound),
    unanswered: open && !open.voted ? quizOf(open.round) : undefined,
    week: own && {
      points: own.result.points,
      rank: own.ahead + 1,
      of: Math.max(participants, own.ahead + 1),
    },
    all: totals.find(({ domain }) => domain === ''),
    domains: domainScores(domains, totals),
  }
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

/** The profile as a panel. What is at risk and what to do next is shown to the member alone. */
export function profilePanel(
  profile: Profile,
  name: string,
  language: Language,
  isOwn: boolean,
): Panel {
  const { board, progress: say } = textsIn(language)
  const shown = nameInLine(name) || board.nameless
  const { all, week } = profile
  const title = text(say.title(shown))
  const next: Block[] = isOwn ? [{ kind: 'rule' }, text(nextStep(profile, language, say))] : []
  if (!all) {
    const words = isOwn ? say.empty : say.emptyOther(shown)
    return { tone: 'progress', blocks: [title, text(words), ...next] }
  }
  const weekLine = week ? say.week(board.points(week.points), week.rank, week.of) : say.noWeek
  const domains: Block[] =
    profile.domains.length > 0
      ? [
          { kind: 'rule' },
          text([say.domains, ...profile.domains.map(domainLine(language, say))].join('\n')),
        ]
      : []
  const blocks = [
    title,
    text(streakLines(profile, say, isOwn).join('\n')),
    text(`${weekLine}\n${say.rate(all.right, all.answered)}`),
    ...domains,
    ...next,
  ]
  // A course without domains has one for each topic, and there may be hundreds.
  return { tone: 'progress', blocks: fitted(blocks) }
}

const text = (words: string): Block => ({ kind: 'text', text: words })

function streakLines(
  { streak, status }: Profile,
  say: ProgressTexts['progress'],
  isOwn: boolean,
): readonly string[] {
  const days = streak?.length ?? 0
  const facts = [
    days > 0 ? say.streak(days) : say.noStreak,
    ...(streak && streak.best > 0 ? [say.best(streak.best)] : []),
    ...(days > 0 ? [say.freezes(streak?.freezes ?? 0)] : []),
  ]
  return [facts.join(' · '), ...(isOwn ? [`-# ${say.status(status)}`] : [])]
}

const titleOf = (domain: Domain, language: Language): string =>
  nameInLine(domain.title[language], 60)

const domainLine =
  (language: Language, say: ProgressTexts['progress']) =>
  ({ domain, right, answered }: DomainScore): string =>
    `${bar(answered === 0 ? 0 : right / answered)} ${say.domain(titleOf(domain, language), right, answered)}`

function nextStep(
  { unanswered, domains }: Profile,
  language: Language,
  say: ProgressTexts['progress'],
): string {
  const weak = weakest(domains)
  const hint = weak && say.weakest(titleOf(weak.domain, language), weak.right, weak.answered)
  const step = unanswered?.url ? say.vote(unanswered.url, unanswered.closes) : say.later
  return [...(hint ? [hint] : []), step].join('\n')
}
