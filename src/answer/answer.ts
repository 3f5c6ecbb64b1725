// Answer: what the notes say to a question, every part of it with its source.

import type { Language } from '#core/language.ts'
import type { Passage, Retrieval } from '#knowledge/retrieve.ts'
import { type Citation, citePassage } from './citation.ts'

/** Why a model that was to write the answer did not: then it is the notes' own passages. */
export type Hindrance =
  | 'member-budget'
  | 'guild-budget'
  | 'budget'
  | 'resting'
  | 'slow'
  | 'broken'
  | 'refused'
  | 'denied'
  | 'ending'

/**
 * Grounded: the notes answer it. Partial: they come close and it is not certain that they answer it.
 * Unsupported: they do not cover it; `citations` are then the nearest passages, not evidence.
 * Degraded: a model was to write it and could not. `mode` says how it was made: the notes' own
 * passages, or sentences of a model that the notes prove, less those `removed` because they do not.
 */
export type Answer = {
  readonly language: Language
  readonly question: string
  /** Markdown with markers `[1]`; '' when unsupported. */
  readonly text: string
  readonly citations: readonly Citation[]
} & (
  | { readonly mode: 'extract'; readonly kind: 'grounded' | 'partial' | 'unsupported' }
  | { readonly mode: 'extract'; readonly kind: 'degraded'; readonly reason: Hindrance }
  | {
      readonly mode: 'model'
      readonly kind: 'grounded' | 'partial' | 'unsupported'
      readonly model: string
      readonly removed: number
    }
)

const passagesMost = 3
// A further passage is shown when it ranks nearly as high as the best one.
const nearlyAsGood = 0.6

/** The notes' own best passages for a question, whole and cited. Pure: the same input, the same answer. */
export function extractAnswer(question: string, language: Language, retrieval: Retrieval): Answer {
  return extractOf(question, language, retrieval.band, citedOf(retrieval))
}

/** The passages that come after those of `extractAnswer`; the same again when there are no more. */
export function furtherAnswer(question: string, language: Language, retrieval: Retrieval): Answer {
  const shown = citedOf(retrieval)
  const further = retrieval.passages.slice(shown.length, shown.length + passagesMost)
  return extractOf(question, language, retrieval.band, further.length === 0 ? shown : further)
}

function citedOf({ band, passages }: Retrieval): readonly Passage[] {
  const [best] = passages
  if (band !== 'answer' || !best) return passages.slice(0, passagesMost)
  const close = passages.filter(({ score }) => score >= best.score * nearlyAsGood)
  return close.slice(0, passagesMost - 1)
}

function extractOf(
  question: string,
  language: Language,
  band: Retrieval['band'],
  cited: readonly Passage[],
): Answer {
  const citations = cited.map((passage, at) => citePassage(passage, at + 1))
  const about = { mode: 'extract', language, question, citations } as const
  if (band === 'refuse' || cited.length === 0) return { ...about, kind: 'unsupported', text: '' }
  const kind = band === 'answer' ? 'grounded' : 'partial'
  return { ...about, kind, text: textOf(shownOf({ kind, citations })) }
}

/** The same, said to be a makeshift: a model was to write it. A refusal stays a refusal. */
export function degradedAnswer(extracted: Answer, reason: Hindrance): Answer {
  if (extracted.kind === 'unsupported') return extracted
  const { text, citations, language, question } = extracted
  return { mode: 'extract', kind: 'degraded', reason, language, question, text, citations }
}

/** That the notes do not cover it, with the passages that come nearest. */
export const nearestPassages = (passages: readonly Passage[]): readonly Citation[] =>
  passages.slice(0, passagesMost).map((passage, at) => citePassage(passage, at + 1))

/** The citations whose passages are the answer's text; the others are named as sources alone. */
export function shownOf({
  kind,
  citations,
}: Pick<Answer, 'kind' | 'citations'>): readonly Citation[] {
  if (kind === 'unsupported') return []
  return kind === 'partial' ? citations.slice(0, 1) : citations
}

const textOf = (shown: readonly Citation[]): string => shown.map(passageOf).join('\n\n')

/** A cited passage under its heading, with its marker. */
export const passageOf = ({ title, quote, number }: Citation): string =>
  `**${lastOf(title)}** [${number}]\n${quote}`

/** The last part of a breadcrumb title. */
export const lastOf = (title: string): string => title.split(' > ').at(-1) ?? title
