// Answer: what the notes say to a question, every part of it with its source.

import type { Language } from '#core/language.ts'
import type { Passage, Retrieval } from '#knowledge/retrieve.ts'

/** A passage an answer rests on; `number` is the marker in the answer's text. */
export type Citation = {
  readonly number: number
  readonly concept: string
  readonly title: string
  /** Hash of the concept's text that was quoted. */
  readonly hash: string
  /** The cited words, exactly as they stand in the note. */
  readonly quote: string
  /** Path of the note inside the knowledge folder. */
  readonly source: string
  /** First and last line, counted from 1. */
  readonly lines: readonly [number, number]
}

/**
 * Grounded: the notes answer it. Partial: they come close and it is not certain that they answer it.
 * Unsupported: they do not cover it; `citations` are then the nearest passages, not evidence.
 * `extract` says how it was made: the notes' own passages, no model involved.
 */
export type Answer = {
  readonly kind: 'grounded' | 'partial' | 'unsupported'
  readonly mode: 'extract'
  readonly language: Language
  readonly question: string
  /** Markdown with markers `[1]`; '' when unsupported. */
  readonly text: string
  readonly citations: readonly Citation[]
}

const passagesMost = 3
// A further passage is shown when it ranks nearly as high as the best one.
const nearlyAsGood = 0.6

/** The notes' own best passages for a question, whole and cited. Pure: the same input, the same answer. */
export function extractAnswer(
  question: string,
  language: Language,
  { band, passages }: Retrieval,
): Answer {
  const best = passages[0]
  const chosen =
    band === 'answer' && best
      ? passages.filter(({ score }) => score >= best.score * nearlyAsGood)
      : passages
  const cited = chosen.slice(0, band === 'answer' ? passagesMost - 1 : passagesMost)
  const citations = cited.map(cite)
  if (band === 'refuse' || !best) {
    return { kind: 'unsupported', mode: 'extract', language, question, text: '', citations }
  }
  const kind = band === 'answer' ? 'grounded' : 'partial'
  const text = shownOf({ kind, citations }).map(passageOf).join('\n\n')
  return { kind, mode: 'extract', language, question, text, citations }
}

/** The citations whose passages are the answer's text; the others are named as sources alone. */
export function shownOf({
  kind,
  citations,
}: Pick<Answer, 'kind' | 'citations'>): readonly Citation[] {
  if (kind === 'unsupported') return []
  return kind === 'grounded' ? citations : citations.slice(0, 1)
}

/** A cited passage under its heading, with its marker. */
export const passageOf = ({ title, quote, number }: Citation): string =>
  `**${lastOf(title)}** [${number}]\n${quote}`

const cite = (passage: Passage, index: number): Citation => ({
  number: index + 1,
  concept: passage.concept.id,
  title: passage.title,
  hash: passage.concept.texts[passage.language]?.hash ?? '',
  quote: passage.text,
  source: passage.source,
  lines: passage.lines,
})

/** The last part of a breadcrumb title. */
export const lastOf = (title: string): string => title.split(' > ').at(-1) ?? title
