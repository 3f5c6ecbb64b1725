// Panel: an answer as a chat shows it, with its sources and what can be done with it beneath.

import { fitted } from '#core/fitted.ts'
import type { Language } from '#core/language.ts'
import type { NoteLink } from '#core/note-link.ts'
import type { Block, Button, Reply } from '#core/reply.ts'
import { withoutTables } from '#lib/markdown.ts'
import { pagesOf } from '#lib/pages.ts'
import { fileOf, placeOf } from '#lib/place.ts'
import { escapeMarkdown, shorten } from '#lib/text.ts'
import { type Answer, lastOf, passageOf, shownOf } from './answer.ts'
import type { Citation } from './citation.ts'
import { textsIn } from './texts.ts'

/** The actions under an answer; the subject of each is the question's id. */
export const answerActions = {
  sources: 'sources',
  more: 'more',
  simpler: 'simpler',
  quiz: 'quiz-me',
  good: 'good',
  bad: 'bad',
  report: 'report',
} as const

/** Characters of the answer itself in one message: the rest of the 4,000 is for what stands around it. */
const pageMost = 2900
const nameMost = 80

/**
 * The answer, its sources with lines, and its buttons. One that is too long for a message goes on in
 * further ones, and what stands beneath it stands beneath the last.
 */
export function answerReply(answer: Answer, ask: string, linkTo: NoteLink): Reply {
  const say = textsIn(answer.language)
  const tone = answer.kind === 'unsupported' ? 'problem' : 'answer'
  const label: Block = { kind: 'text', text: `-# ${labelOf(answer)}` }
  const beneath: Block[] = [...sourcesBlock(answer, linkTo), ...buttonsOf(answer, ask)]
  const pages =
    answer.kind === 'unsupported'
      ? [[label, textBlock(say.unsupported), ...beneath]]
      : withLast(bodyOf(answer), [{ kind: 'rule' }, label, ...beneath])
  const [first = [], ...rest] = pages
  const asked = questionBlock(answer.question)
  const further = rest.map((blocks) => ({ tone, blocks: fitted(blocks) }) as const)
  return {
    panel: { tone, blocks: fitted([asked, ...first]) },
    ...(further.length === 0 ? {} : { further }),
  }
}

/** What is shown while the answer is being made: nothing yet, or the sentences that are proven so far. */
export function draftReply(question: string, text: string | undefined, language: Language): Reply {
  const say = textsIn(language)
  const asked = questionBlock(question)
  if (text === undefined)
    return { panel: { tone: 'answer', blocks: [asked, textBlock(say.searching)] } }
  const blocks = [asked, textBlock(withoutTables(text)), textBlock(`-# ${say.writing}`)]
  return { panel: { tone: 'answer', blocks: fitted(blocks) } }
}

/** One line under an answer: number, heading, note and lines. */
export function sourceLine({ number, title, source, lines }: Citation, linkTo: NoteLink): string {
  const url = linkTo({ file: source, lines })
  const name = shorten(lastOf(title).replaceAll(/[[\]]/g, ''), nameMost)
  return `-# [${number}] ${url ? `[${name}](${url})` : name} · ${placeOf(fileOf(source), lines)}`
}

/** How the answer came about, in words. */
export function labelOf(answer: Answer): string {
  const say = textsIn(answer.language)
  if (answer.kind === 'degraded') return say.degraded[answer.reason]
  if (answer.mode === 'extract' || answer.kind === 'unsupported') return say.label[answer.kind]
  const written = answer.kind === 'grounded' ? say.written : say.writtenUnsure
  const removed = answer.removed === 0 ? '' : `; ${say.removed(answer.removed)}`
  return written(answer.model) + removed
}

const withLast = (pages: readonly Block[][], blocks: readonly Block[]): readonly Block[][] =>
  pages.map((page, at) => (at === pages.length - 1 ? [...page, ...blocks] : page))

const textBlock = (text: string): Block => ({ kind: 'text', text })

const questionBlock = (question: string): Block => textBlock(`### ${escapeMarkdown(question)}`)

/**
 * The texts of the answer: what a model wrote, or one for each passage. Passages are shortened where
 * they must be, as the button opens them whole; what a model wrote stands nowhere else.
 */
const bodyOf = (answer: Answer): readonly Block[][] => {
  if (answer.mode === 'model') return onPages(withoutTables(answer.text))
  return [shownOf(answer).map((citation) => textBlock(withoutTables(passageOf(citation))))]
}

/** A text on as many messages as it takes. */
const onPages = (text: string): readonly Block[][] =>
  pagesOf(text, pageMost).map((page) => [textBlock(page)])

function sourcesBlock({ citations, kind, language }: Answer, linkTo: NoteLink): readonly Block[] {
  if (citations.length === 0) return []
  const heading = kind === 'unsupported' ? `-# ${textsIn(language).nearest}\n` : ''
  return [textBlock(heading + citations.map((each) => sourceLine(each, linkTo)).join('\n'))]
}

function buttonsOf(answer: Answer, ask: string): readonly Block[] {
  const say = textsIn(answer.language)
  const button = (action: string, label: string, emoji: string): Button => ({
    kind: 'button',
    does: { action, subject: ask },
    label,
    emoji,
    look: 'secondary',
  })
  const sources = button(answerActions.sources, say.sources, '📚')
  const report = button(answerActions.report, say.report, '🚩')
  if (answer.kind === 'unsupported') {
    const buttons = answer.citations.length === 0 ? [report] : [sources, report]
    return [{ kind: 'buttons', buttons }]
  }
  const simpler = button(answerActions.simpler, say.simpler, '🧩')
  return [
    {
      kind: 'buttons',
      buttons: [
        button(answerActions.more, say.more, '🔎'),
        // Only a model can say it in other words.
        ...(answer.mode === 'model' ? [simpler] : []),
        button(answerActions.quiz, say.quiz, '🎯'),
        sources,
      ],
    },
    {
      kind: 'buttons',
      buttons: [
        button(answerActions.good, say.good, '👍'),
        button(answerActions.bad, say.bad, '👎'),
        report,
      ],
    },
  ]
}
