// Panel: an answer as a chat shows it, with its sources and what can be done with it beneath.

import { fitted, panelMost } from '#core/fitted.ts'
import type { Language } from '#core/language.ts'
import type { NoteLink } from '#core/note-link.ts'
import type { Block, Button, Reply } from '#core/reply.ts'
import { withoutTables } from '#lib/markdown.ts'
import { pagesOf } from '#lib/pages.ts'
import { fileOf, placeOf } from '#lib/place.ts'
import { charactersOf, escapeMarkdown, shorten } from '#lib/text.ts'
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

const nameMost = 80
/** Characters of the question that stand above its answer. */
const askedMost = 200

/**
 * The answer, its sources with lines, and its buttons. One that is too long for a message goes on in
 * further ones, and what stands beneath it stands beneath the last.
 */
export function answerReply(answer: Answer, ask: string, linkTo: NoteLink): Reply {
  const say = textsIn(answer.language)
  const tone = answer.kind === 'unsupported' ? 'problem' : 'answer'
  const label: Block = { kind: 'text', text: `-# ${labelOf(answer)}` }
  const beneath: Block[] = [...sourcesBlock(answer, linkTo), ...buttonsOf(answer, ask)]
  const asked = questionBlock(answer.question)
  const around = charactersOf(textsOf([asked, label, ...beneath]).join(''))
  const pages =
    answer.kind === 'unsupported'
      ? [[label, textBlock(say.unsupported), ...beneath]]
      : withLast(bodyOf(answer, panelMost - around), [{ kind: 'rule' }, label, ...beneath])
  const [first = [], ...rest] = pages
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

const questionBlock = (question: string): Block =>
  textBlock(`### ${escapeMarkdown(shorten(question, askedMost))}`)

/**
 * The texts of the answer: what a model wrote, or one for each passage. Passages are shortened where
 * they must be, as the button opens them whole; what a model wrote stands nowhere else.
 */
const bodyOf = (answer: Answer, most: number): readonly Block[][] => {
  if (answer.mode === 'model') return onPages(withoutTables(answer.text), most)
  return [shownOf(answer).map((citation) => textBlock(noteText(passageOf(citation))))]
}

/** A note's words as a chat shows them: no tables, and a block of code that the note leaves open closed. */
export function noteText(markdown: string): string {
  const text = withoutTables(markdown)
  const isOpen = (text.match(/```/g) ?? []).length % 2 === 1
  return isOpen ? `${text}\n\`\`\`` : text
}

/** A text on as many messages as it takes. */
const onPages = (text: string, most: number): readonly Block[][] =>
  pagesOf(text, most).map((page) => [textBlock(page)])

const textsOf = (blocks: readonly Block[]): readonly string[] =>
  blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []))

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
