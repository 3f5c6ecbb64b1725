// Feedback: what members think of answers, and what the owner gets to see of it.

import type { Action, Command, Menu } from '#core/command.ts'
import type { Clock, Db } from '#core/deps.ts'
import { fitted } from '#core/fitted.ts'
import type { Form } from '#core/form.ts'
import type { Language } from '#core/language.ts'
import { type Block, type Reply, sayIn } from '#core/reply.ts'
import { escapeMarkdown, shorten, visible } from '#lib/text.ts'
import { answerActions } from './panel.ts'
import {
  askOf,
  endReport,
  keepReport,
  keepVerdict,
  openReports,
  type Report,
  verdictsSince,
  worstSince,
} from './store.ts'
import { textsIn } from './texts.ts'

export type FeedbackDeps = {
  readonly db: Db
  readonly clock: Clock
  /** Tells the owner's channel of a report at once, where there is one. */
  readonly tellOwner: (guild: string, text: (language: Language) => string) => Promise<void>
}

const reportForm = 'reported'
const doneAction = 'report-done'
const reasonMost = 1000
const shownMost = 5
const recently = { hours: 30 * 24 }

/** 👍 and 👎: a member has one verdict on an answer, and may change it. */
export const verdictButtons = ({ db, clock }: FeedbackDeps): readonly Action[] =>
  (['good', 'bad'] as const).map((verdict) => ({
    name: answerActions[verdict],
    answers: 'private',
    async run({ guild, member, language }, { subject: ask }) {
      const say = textsIn(language)
      const asked = await askOf(db, ask)
      if (asked?.guild !== guild) return sayIn('problem', say.gone)
      await keepVerdict(db, { ask, member: member.id, guild, verdict, given: clock() })
      return sayIn('answer', say.thanks[verdict])
    },
  }))

const formFor = (language: Language, subject: string): Form => {
  const { title, reason, about } = textsIn(language).form
  return {
    does: { action: reportForm, subject },
    title,
    fields: [
      { name: 'reason', label: reason, about, required: true, long: true, most: reasonMost },
    ],
  }
}

/** The button under an answer that asks what is wrong with it. */
export const reportButton: Action = {
  name: answerActions.report,
  answers: 'form',
  open: ({ language }, { subject, message }) => formFor(language, `${subject}/${message}`),
}

/** The same from the menu of any message of ours. */
export const reportMenu: Menu = {
  name: textsIn('en').reportMenu,
  answers: 'form',
  open: ({ language }, { message, isOurs, actions }) => {
    const ask = actions.find(({ action }) => action === answerActions.sources)?.subject ?? ''
    return formFor(language, isOurs ? `${ask}/${message}` : '')
  },
}

/** Keeps what a member wrote about an answer, and lets the owner know. */
export const reportAction = ({ db, clock, tellOwner }: FeedbackDeps): Action => ({
  name: reportForm,
  answers: 'private',
  async run(call, { subject, fields }) {
    const say = textsIn(call.language)
    const [ask = '', message = ''] = subject.split('/')
    if (message === '') return sayIn('problem', say.notOurs)
    const reason = visible(fields['reason'] ?? '').trim()
    const { id, guild, channel, member } = call
    const report = { id, guild, channel, member: member.id, message, reason }
    await keepReport(db, { ...report, ask: ask === '' ? null : ask, reported: clock() })
    await tellOwner(guild, (language) => {
      const { link } = textsIn(language).feedback
      return `🚩 ${link(addressOf({ guild, channel, message }))}\n${quoted(reason)}`
    })
    return sayIn('answer', say.thanks.report)
  },
})

/** `/feedback`: verdicts of the last 30 days, the answers found worst, and the open reports. */
export const feedbackCommand = (deps: FeedbackDeps): Command => ({
  name: 'feedback',
  about: { ko: textsIn('ko').feedback.about, en: textsIn('en').feedback.about },
  options: [],
  ownersOnly: true,
  isPrivate: () => true,
  run: ({ guild, language }) => overview(deps, guild, language),
})

/** The button that ends a report. */
export const reportDone = (deps: FeedbackDeps): Action => ({
  name: doneAction,
  answers: 'replace',
  ownersOnly: true,
  async run({ guild, language }, { subject }) {
    await endReport(deps.db, guild, subject, deps.clock())
    return overview(deps, guild, language)
  },
})

async function overview(
  { db, clock }: FeedbackDeps,
  guild: string,
  language: Language,
): Promise<Reply> {
  const { feedback: say } = textsIn(language)
  const since = clock().subtract(recently)
  const votes = await verdictsSince(db, guild, since)
  const worst = await worstSince(db, guild, since, shownMost)
  const reports = await openReports(db, guild, shownMost)
  const lines = worst.map(({ question, votes: bad }) => `- 👎 ${bad} · ${shownQuestion(question)}`)
  const blocks: Block[] = [
    { kind: 'text', text: `${say.heading}\n${say.days(votes.good, votes.bad)}` },
    ...(lines.length === 0 ? [] : [textBlock([say.worst, ...lines].join('\n'))]),
    { kind: 'rule' },
    textBlock(reports.length === 0 ? say.none : say.reports),
  ]
  for (const report of reports) blocks.push(await reportBlock(db, report, language))
  return { panel: { tone: 'setup', blocks: fitted(blocks) } }
}

async function reportBlock(db: Db, report: Report, language: Language): Promise<Block> {
  const { feedback: say } = textsIn(language)
  const asked = report.ask === null ? undefined : await askOf(db, report.ask)
  const question = asked && shownQuestion(asked.question)
  return {
    kind: 'beside',
    text: say.report(say.link(addressOf(report)), shownReason(report.reason), question),
    button: {
      kind: 'button',
      does: { action: doneAction, subject: report.id },
      label: say.done,
      emoji: '✅',
      look: 'secondary',
    },
  }
}

const textBlock = (text: string): Block => ({ kind: 'text', text })
const shownQuestion = (question: string): string => escapeMarkdown(shorten(question, 100))
const shownReason = (reason: string): string =>
  escapeMarkdown(shorten(reason.replace(/\s+/g, ' '), 300))
const quoted = (reason: string): string => `> ${shownReason(reason)}`

const addressOf = ({
  guild,
  channel,
  message,
}: Pick<Report, 'guild' | 'channel' | 'message'>): string =>
  `https://discord.com/channels/${guild}/${channel}/${message}`
