// Feedback: what members think of answers, and what the owner gets to see of it.

import type { Action, Command, Menu } from '#core/command.ts'
import type { Clock, Db } from '#core/deps.ts'
import { fitted } from '#core/fitted.ts'
import type { Form } from '#core/form.ts'
import type { Language } from '#core/language.ts'
import { type Block, type Button, type Reply, sayIn } from '#core/reply.ts'
import { messageUrl } from '#core/stamp.ts'
import { legible } from '#knowledge/hidden.ts'
import { escapeMarkdown, shorten } from '#lib/text.ts'
import { type Round, roundOf, roundShown } from '#record/store.ts'
import type { Flood } from './flood.ts'
import { answerActions } from './panel.ts'
import { roundButtons, stemOf } from './round-report.ts'
import { asksQuestion, roundTextsIn } from './round-texts.ts'
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
  readonly flood: Flood
  /** Tells the owner's channel of a report at once, where there is one. */
  readonly tellOwner: (
    guild: string,
    text: (language: Language) => string,
    buttons?: (language: Language) => readonly Button[],
  ) => Promise<void>
}

const reportForm = 'reported'
const doneAction = 'report-done'
const reasonMost = 1000
const shownMost = 5
const readMost = 100
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

type Reported = 'answer' | 'question' | 'other'

const formFor = (language: Language, subject: string, what: Reported): Form => {
  const { reason, ...words } = textsIn(language).form
  const { title, about } = {
    answer: words,
    question: roundTextsIn(language).form,
    other: { ...words, title: words.otherTitle },
  }[what]
  return {
    does: { action: reportForm, subject },
    title,
    fields: [
      { name: 'reason', label: reason, about, required: true, long: true, most: reasonMost },
    ],
  }
}

/** The button under an answer, or a quiz question's answer, that asks what is wrong with it. */
export const reportButton: Action = {
  name: answerActions.report,
  answers: 'form',
  open: ({ language }, { subject, message }) =>
    formFor(language, `${subject}/${message}`, subject === '' ? 'question' : 'answer'),
}

/** The same from the menu of any message of ours. */
export const reportMenu: Menu = {
  name: textsIn('en').reportMenu,
  answers: 'form',
  open: ({ language }, { message, text, isOurs, actions }) => {
    const subjectOf = (wanted: string) => actions.find(({ action }) => action === wanted)?.subject
    const ask = subjectOf(answerActions.sources) ?? ''
    const isQuestion = asksQuestion(text) || subjectOf(answerActions.report) === ''
    const notAnAnswer = isQuestion ? 'question' : 'other'
    return formFor(language, isOurs ? `${ask}/${message}` : '', ask === '' ? notAnAnswer : 'answer')
  },
}

/** Keeps what a member wrote about an answer, and lets the owner know. */
export const reportAction = ({ db, clock, flood, tellOwner }: FeedbackDeps): Action => ({
  name: reportForm,
  answers: 'private',
  async run(call, { subject, fields }) {
    const say = textsIn(call.language)
    const [ask = '', message = ''] = subject.split('/')
    const reason = shorten(legible(fields['reason'] ?? '').trim(), reasonMost)
    if (reason === '') return sayIn('problem', say.emptyReport)
    // What was typed is given back: a form is gone once it is sent.
    if (message === '') return sayIn('problem', say.notOurs, quoted(reason))
    const waiting = await flood.take({ guild: call.guild, member: call.member.id })
    if (!waiting.ok) return sayIn('problem', say.tooFast(waiting.fault), quoted(reason))
    const { id, guild, channel, member } = call
    const report = { id, guild, channel, member: member.id, message, reason }
    const round = ask === '' ? await roundShown(db, guild, message) : undefined
    const about = { ask: ask === '' ? null : ask, round: round?.id ?? null }
    const reported = clock()
    await keepReport(db, { ...report, ...about, reported })
    await tellOwner(
      guild,
      (language) => {
        const who = textsIn(language).feedback.reporter(report.member, reported)
        return `🚩 ${linkTo(report, language, round)}\n${quoted(reason)}\n${who}`
      },
      (language) => (round ? roundButtons(round, language) : []),
    )
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
  const open = await openReports(db, guild, readMost)
  const reports = open.slice(0, shownMost)
  const lines = worst.map(({ question, votes: bad }) => `- 👎 ${bad} · ${shownQuestion(question)}`)
  const blocks: Block[] = [
    { kind: 'text', text: `${say.heading}\n${say.days(votes.good, votes.bad)}` },
    ...(lines.length === 0 ? [] : [textBlock([say.worst, ...lines].join('\n'))]),
    { kind: 'rule' },
    textBlock(reports.length === 0 ? say.none : say.reports),
  ]
  for (const report of reports) blocks.push(...(await reportBlocks(db, report, language)))
  if (open.length > reports.length) blocks.push(textBlock(say.rest(open.length - reports.length)))
  return { panel: { tone: 'setup', blocks: fitted(blocks) } }
}

async function reportBlocks(db: Db, report: Report, language: Language): Promise<readonly Block[]> {
  const { feedback: say } = textsIn(language)
  const done: Button = {
    kind: 'button',
    does: { action: doneAction, subject: report.id },
    label: say.done,
    emoji: '✅',
    look: 'secondary',
  }
  const who = say.reporter(report.member, report.reported)
  const round = report.round === null ? undefined : await roundOf(db, report.round)
  if (round) {
    const stem = shownQuestion(await stemOf(db, round, language))
    const link = linkTo(report, language, round)
    const buttons = [...roundButtons(round, language, { apart: report.id }), done]
    const text = `${say.report(link, shownReason(report.reason), stem)}\n${who}`
    return [textBlock(text), { kind: 'buttons', buttons }]
  }
  const asked = report.ask === null ? undefined : await askOf(db, report.ask)
  const question = asked && shownQuestion(asked.question)
  const block: Block = {
    kind: 'beside',
    text: `${say.report(linkTo(report, language), shownReason(report.reason), question)}\n${who}`,
    button: done,
  }
  return [block]
}

const textBlock = (text: string): Block => ({ kind: 'text', text })
const shownQuestion = (question: string): string => escapeMarkdown(shorten(question, 100))
/** In the list there is room for a part of it; the owner's channel was told all of it. */
const shownReason = (reason: string, most = 400): string =>
  escapeMarkdown(shorten(reason.replace(/\s+/g, ' '), most))
const quoted = (reason: string): string => `> ${shownReason(reason, reasonMost)}`

/** What was reported, by a click: the quiz of a day, or an answer. */
function linkTo(
  { guild, channel, message }: Pick<Report, 'guild' | 'channel' | 'message'>,
  language: Language,
  round?: Round,
): string {
  const address = messageUrl(guild, channel, message)
  if (round) return roundTextsIn(language).link(round.localDate, address)
  return textsIn(language).feedback.link(address)
}
