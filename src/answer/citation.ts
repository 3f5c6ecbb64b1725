// Citation: a passage an answer rests on, with the very words and where they stand.

import type { Language } from '#core/language.ts'
import { type Concept, textIn } from '#knowledge/concept.ts'
import type { Passage } from '#knowledge/retrieve.ts'
import { partsOf } from './parts.ts'

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

/** The whole passage, its heading's line included. */
export const citePassage = (passage: Passage, number: number): Citation => ({
  number,
  concept: passage.concept.id,
  title: passage.title,
  hash: passage.concept.texts[passage.language]?.hash ?? '',
  quote: passage.text,
  source: passage.source,
  lines: passage.lines,
})

/** The whole concept as it is told now; undefined when it is told in no language. */
export function citeConcept(
  concept: Concept,
  number: number,
  language: Language,
): Citation | undefined {
  const told = textIn(concept, language)
  if (!told) return undefined
  const { title, hash, text: quote, file: source, lines } = told
  return { number, concept: concept.id, title, hash, quote, source, lines }
}

/** The words of a passage from its part `from` up to, not including, its part `to`, and their lines. */
export function citeParts(
  passage: Passage,
  number: number,
  { from, to }: { readonly from: number; readonly to: number },
): Citation {
  const { text, lines } = passage
  const parts = partsOf(text)
  const begins = parts[from]?.from ?? 0
  const ends = parts[to - 1]?.to ?? text.length
  // A note's text ends on the concept's last line; a document's lines are pages and not counted so.
  const first = lines[1] - linesIn(text) + 1
  const isCounted = first > lines[0] || (first === lines[0] && lines[0] === lines[1])
  return {
    ...citePassage(passage, number),
    quote: text.slice(begins, ends),
    lines: isCounted
      ? [first + linesIn(text.slice(0, begins)) - 1, first + linesIn(text.slice(0, ends)) - 1]
      : lines,
  }
}

const linesIn = (text: string): number => text.split('\n').length
