// Profile panel: a profile as members read it. What they did in private only they see.

import { fitted } from '#core/fitted.ts'
import type { Language } from '#core/language.ts'
import type { Block, Panel } from '#core/reply.ts'
import { nameInLine } from '#lib/text.ts'
import { bar, type Domain, type DomainScore, weakest } from './domain.ts'
import type { Profile, Rank } from './profile.ts'
import { type ProgressTexts, textsIn } from './texts.ts'

const lackingMost = 4

/** How a profile is drawn: for whom, and by which course's titles. */
type View = {
  readonly language: Language
  readonly isOwn: boolean
  readonly say: ProgressTexts['progress']
}

/**
 * The profile as a panel. What is at risk, what to do next, mastery and readiness are shown to the
 * member alone: they rest on private answers.
 */
export function profilePanel(
  profile: Profile,
  name: string,
  language: Language,
  isOwn: boolean,
): Panel {
  const { board, progress: say } = textsIn(language)
  const view = { language, isOwn, say }
  const shown = nameInLine(name) || board.nameless
  const title = text(say.title(shown))
  const next: Block[] = isOwn ? [rule, text(nextStep(profile, view))] : []
  const practised = profile.stands.some(({ answers }) => answers > 0)
  if (!profile.all && !profile.streak && !(isOwn && practised)) {
    const words = isOwn ? say.empty : say.emptyOther(shown)
    return { tone: 'progress', blocks: [title, text(words), ...next] }
  }
  const blocks = [
    title,
    text(streakLines(profile, view).join('\n')),
    text(rankLines(profile, language).join('\n')),
    ...domainBlocks(profile, view),
    ...(isOwn ? readinessBlocks(profile, view) : []),
    ...next,
  ]
  // A course without domains has one for each topic, and there may be hundreds.
  return { tone: 'progress', blocks: fitted(blocks) }
}

const rule: Block = { kind: 'rule' }
const text = (words: string): Block => ({ kind: 'text', text: words })

function streakLines({ streak, status }: Profile, { say, isOwn }: View): readonly string[] {
  const days = streak?.length ?? 0
  const facts = [
    days > 0 ? say.streak(days) : say.noStreak,
    ...(streak && streak.best > 0 ? [say.best(streak.best)] : []),
    ...(days > 0 ? [say.freezes(streak?.freezes ?? 0)] : []),
  ]
  return [facts.join(' · '), ...(isOwn ? [`-# ${say.status(status)}`] : [])]
}

function rankLines({ week, month, all }: Profile, language: Language): readonly string[] {
  const { board, progress: say } = textsIn(language)
  const line = (label: string, rank: Rank | undefined, ...more: readonly string[]) =>
    rank
      ? [say.rank(label, board.points(rank.points), rank.rank, rank.of), ...more].join(' · ')
      : say.noRank(label)
  const rate = all && all.answered > 0 ? [say.rate(all.right, all.answered)] : []
  return [
    line(board.thisWeek, week),
    line(board.thisMonth, month),
    line(board.allTime, all, ...rate),
  ]
}

const titleOf = (domain: Domain, language: Language): string =>
  nameInLine(domain.title[language], 60)

function domainBlocks(profile: Profile, view: View): readonly Block[] {
  if (profile.domains.length === 0) return []
  const lines = profile.domains.flatMap((score) => domainLines(score, profile, view))
  return [rule, text([view.say.domains, ...lines].join('\n'))]
}

/** A domain's score and, for the member, mastery; small beneath it the topics with enough answers. */
function domainLines(
  { domain, right, answered }: DomainScore,
  { topics, stands }: Profile,
  { say, language, isOwn }: View,
): readonly string[] {
  const stand = stands.find((each) => each.domain === domain.id)
  const facts = [
    say.domain(titleOf(domain, language), right, answered),
    ...(isOwn && stand && stand.answers > 0 ? [say.mastery(stand.mastery)] : []),
  ]
  const beneath = topics
    // In a course without domains a topic is its own domain and has been said.
    .filter((score) => score.domain === domain.id && score.topic.id !== domain.id)
    .map((score) => `${titleOf(score.topic, language)} ${score.right}/${score.answered}`)
  return [
    `${bar(answered === 0 ? 0 : right / answered)} ${facts.join(' · ')}`,
    ...(beneath.length > 0 ? [`-# ${beneath.join(' · ')}`] : []),
  ]
}

function readinessBlocks(
  { readiness, domains, stands }: Profile,
  { say, language }: View,
): readonly Block[] {
  // Without items nothing is ever asked, so there is nothing to get ready by.
  if (stands.every(({ concepts }) => concepts === 0)) return []
  if (readiness.kind === 'ready') {
    const { share, low, high } = readiness
    return [rule, text(`${say.readiness}\n${say.ready(share, low, high)}\n-# ${say.isNoScore}`)]
  }
  const { lacking } = readiness
  const lines = lacking.slice(0, lackingMost).flatMap(({ domain, ...lack }) => {
    const known = domains.find((score) => score.domain.id === domain)
    return known ? [`-# ${say.lack(titleOf(known.domain, language), lack)}`] : []
  })
  const more = lacking.length - lines.length
  const rest = more > 0 ? [`-# ${say.moreLacking(more)}`] : []
  return [rule, text([say.readiness, say.notEnough, ...lines, ...rest].join('\n'))]
}

function nextStep({ unanswered, domains }: Profile, { say, language }: View): string {
  const weak = weakest(domains)
  const hint = weak && say.weakest(titleOf(weak.domain, language), weak.right, weak.answered)
  const step = unanswered?.url ? say.vote(unanswered.url, unanswered.closes) : say.later
  return [...(hint ? [hint] : []), step].join('\n')
}
