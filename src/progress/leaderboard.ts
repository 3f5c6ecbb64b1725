// Leaderboard: the board a member asks for by period or domain, and what leads to the others.

import type { Chat } from '#core/chat.ts'
import type { Invocation } from '#core/command.ts'
import type { Clock, Db } from '#core/deps.ts'
import type { Language } from '#core/language.ts'
import { type Block, type Choice, type Reply, sayIn } from '#core/reply.ts'
import { type Day, dayIn } from '#lib/day.ts'
import { nameInLine } from '#lib/text.ts'
import type { GuildSettings } from '#settings/settings.ts'
import { boardPanel, nameOver, readBoard, type Subject } from './board.ts'
import type { Domain } from './domain.ts'
import { allTime, monthPeriod, weekPeriod } from './period.ts'
import { rememberHere, rememberLeft } from './presence-store.ts'
import type { Study } from './profile.ts'
import { textsIn } from './texts.ts'

export type ProgressDeps = {
  readonly db: Db
  readonly clock: Clock
  readonly chat: Pick<Chat, 'member'>
  readonly settingsOf: (guild: string) => Promise<GuildSettings | undefined>
  /** The course a guild studies, and the items it may be asked. */
  readonly materialOf: (settings: GuildSettings) => Study
}

/** The periods a board can be asked for, in the order of their buttons. */
export const spans = ['week', 'last-week', 'month', 'all'] as const
export type Span = (typeof spans)[number]

/** How many domains are named to a member who asked for one that is not there. */
const namedMost = 10

/** What a button or a choice calls a period. */
export const spanLabel = (language: Language, span: Span): string => {
  const { board } = textsIn(language)
  const labels = {
    week: board.thisWeek,
    'last-week': board.lastWeek,
    month: board.thisMonth,
    all: board.allTime,
  }
  return labels[span]
}

function subjectOf(span: Span, today: Day): Subject {
  switch (span) {
    case 'week':
      return { kind: 'period', period: weekPeriod(today) }
    case 'last-week':
      return { kind: 'period', period: weekPeriod(today.subtract({ weeks: 1 })) }
    case 'month':
      return { kind: 'period', period: monthPeriod(today) }
    case 'all':
      return { kind: 'period', period: allTime }
  }
}

/** The domain a member named by its id or its title in either language. */
const domainNamed = (domains: readonly Domain[], typed: string): Domain | undefined => {
  const wanted = typed.normalize('NFC').trim().toLowerCase()
  return domains.find(({ id, title }) =>
    [id, title.ko, title.en].some((known) => known.normalize('NFC').toLowerCase() === wanted),
  )
}

/** A domain as something to choose, in the member's language. */
export const choiceOf =
  (language: Language) =>
  ({ id, title }: Domain): Choice => ({ value: id, label: title[language] })

/** The board wanted, for the member who asks; a domain's board is of all time whatever the span. */
export async function leaderboard(
  { db, clock, chat, settingsOf, materialOf }: ProgressDeps,
  { guild, member, language }: Invocation,
  wanted: { readonly span: Span; readonly domain: string | undefined },
): Promise<Reply> {
  const settings = await settingsOf(guild)
  if (!settings?.since) return sayIn('board', textsIn(language).notSetUp)
  const { domains } = materialOf(settings).course
  const domain = wanted.domain === undefined ? undefined : domainNamed(domains, wanted.domain)
  if (wanted.domain !== undefined && !domain) {
    const titles = domains.slice(0, namedMost).map(({ title }) => nameInLine(title[language], 60))
    return sayIn(
      'problem',
      textsIn(language).board.unknownDomain(nameInLine(wanted.domain, 60), titles),
    )
  }
  const subject: Subject = domain
    ? { kind: 'domain', domain }
    : subjectOf(wanted.span, dayIn(settings.zone, clock()))
  await rememberHere(db, guild, [member.id])
  const board = await readBoard(db, guild, subject, member.id)
  const { panel, gone } = await boardPanel(board, language, nameOver(chat, guild))
  await rememberLeft(db, guild, gone)
  const others = controls(language, domain ? undefined : wanted.span, domains, domain)
  return { panel: { ...panel, blocks: [...panel.blocks, ...others] } }
}

/** Buttons for the periods, and a select when the course has domains to choose from. */
function controls(
  language: Language,
  span: Span | undefined,
  domains: readonly Domain[],
  chosen: Domain | undefined,
): readonly Block[] {
  const periods: Block = {
    kind: 'buttons',
    buttons: spans.map((each) => ({
      kind: 'button',
      does: { action: 'leaderboard', subject: each },
      label: spanLabel(language, each),
      look: 'secondary',
      disabled: each === span,
    })),
  }
  if (domains.length < 2) return [periods]
  const select: Block = {
    kind: 'select',
    does: { action: 'leaderboard', subject: 'domain' },
    prompt: textsIn(language).board.byDomain,
    choices: domains.map((domain) => ({
      ...choiceOf(language)(domain),
      chosen: domain.id === chosen?.id,
    })),
  }
  return [periods, select]
}
