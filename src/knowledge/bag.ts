// Bag: how often each term stands in the topic, the title and the text of a concept's telling.

import { syllablePairs } from '#lib/korean.ts'
import { type Aliases, type Idea, mentions } from './aliases.ts'
import {
  epochNow,
  hyphenated,
  isContent,
  isHyphened,
  pieceAt,
  type Token,
  tokensOf,
  wordIn,
  wordsOf,
} from './analysis.ts'
import { type ConceptText, crumb } from './concept.ts'
import { withRoom } from './lexicon.ts'
import { nestedIn, phraseBook } from './phrases.ts'

export type Term = string
/** The kinds of terms share one list, told apart by their first letter. */
export const wordTerm = (word: string): Term => `w${word}`
export const pairTerm = (pair: string): Term => `p${pair}`
export const ideaTerm = (idea: string): Term => `i${idea}`
/** A camel-case name with the words in it, so that typing it in lower case still finds them. */
const compoundTerm = (word: string, parts: readonly string[]): Term => `c${word}/${parts.join('/')}`
/** The name and the words of a compound's term. */
export const compoundOf = (term: Term): { readonly word: string; readonly parts: string[] } => {
  const [word = '', ...parts] = term.slice(1).split('/')
  return { word, parts }
}

export const fieldNames = ['topic', 'title', 'text'] as const
export type Field = (typeof fieldNames)[number]

/** What a name inside a longer one counts, in tenths: "최대 크기" in "항목의 최대 크기". */
const nestedTenths = 3
const wholeTenths = 10

// Counts in tenths share one 31-bit number, so that a million of them stay small.
const layout = {
  text: { shift: 0, most: 0xfff },
  title: { shift: 12, most: 0x3ff },
  topic: { shift: 22, most: 0x1ff },
} satisfies Record<Field, { shift: number; most: number }>

/** How often a term stands in a field, from a bag's packed count. */
export const timesIn = (field: Field, packed: number): number =>
  ((packed >>> layout[field].shift) & layout[field].most) / wholeTenths

/** Whether a packed count is of the text alone, as most are. */
export const isOnlyInText = (packed: number): boolean => packed <= layout.text.most

/** `terms` alternates a term's number with its packed count; `lengths` are in words. */
export type Bag = { readonly terms: Int32Array; readonly lengths: Readonly<Record<Field, number>> }

/**
 * Reads tellings into bags with the numbers that `numberOf` gives to terms. What is learnt about a
 * word serves every later one of its spelling.
 */
export function bagReader(
  aliases: Aliases,
  numberOf: (term: Term) => number,
): (told: ConceptText) => Bag {
  let phrases = phraseBook(aliases)
  let epoch = epochNow()
  /** Runs of a count and so many term numbers; `places` says where each word's run is, 0: not yet. */
  let runs = new Int32Array(1 << 14)
  let runsEnd = 1
  let places = new Int32Array(1 << 12)
  const ideas = new Map<Idea, number>()
  let counts = new Int32Array(1 << 14)
  let touched: number[] = []

  const learn = (token: Token): number => {
    const piece = pieceAt(token)
    const pairs = piece.kind === 'hangul' ? syllablePairs(piece.stem) : []
    const terms = isContent(piece)
      ? [
          ...[...wordsOf(piece), ...piece.parts].map(wordTerm),
          ...pairs.map(pairTerm),
          ...(piece.parts.length > 0 ? [compoundTerm(piece.word, piece.parts)] : []),
        ].map(numberOf)
      : []
    const place = runsEnd
    runs = withRoom(runs, place + 1 + terms.length)
    runs.set([terms.length, ...terms], place)
    runsEnd += 1 + terms.length
    places = withRoom(places, wordIn(token) + 1)
    places[wordIn(token)] = place
    return place
  }
  const numberOfIdea = (idea: Idea): number => {
    const number = ideas.get(idea) ?? numberOf(ideaTerm(idea))
    ideas.set(idea, number)
    return number
  }

  const add = (term: number, tenths: number, { shift, most }: (typeof layout)[Field]) => {
    if (term >= counts.length) counts = withRoom(counts, term + 1)
    const packed = counts[term] as number
    if (packed === 0) touched.push(term)
    if (((packed >>> shift) & most) + tenths <= most) counts[term] = packed + (tenths << shift)
  }

  const addField = (text: string, field: Field): number => {
    const layer = layout[field]
    const tokens = tokensOf(text)
    if (epoch !== epochNow()) {
      epoch = epochNow()
      places.fill(0)
      runsEnd = 1
      phrases = phraseBook(aliases)
    }
    let length = 0
    for (const token of tokens) {
      const place = places[wordIn(token)] || learn(token)
      const end = place + (runs[place] as number)
      if (end > place) length++
      for (let at = place + 1; at <= end; at++) add(runs[at] as number, wholeTenths, layer)
    }
    const pieces = { length: tokens.length, at: (at: number) => pieceAt(tokens[at] as Token) }
    const openingAt = (at: number) => phrases.openingAt(tokens, at)
    for (const { match, from, to } of mentions(aliases, pieces, undefined, openingAt)) {
      add(numberOfIdea(match.idea), wholeTenths, layer)
      const own = () => tokens.slice(from, to + 1).map(pieceAt)
      const nested = match.nested ?? nestedIn(aliases, own(), match.idea)
      for (const idea of nested) add(numberOfIdea(idea), nestedTenths, layer)
    }
    if (tokens.some(isHyphened)) {
      const joined = hyphenated(tokens.map(pieceAt))
      for (const word of joined) add(numberOf(wordTerm(word)), wholeTenths, layer)
    }
    return length
  }

  return (told) => {
    const [topic = '', ...title] = told.title.split(crumb)
    const lengths = {
      topic: addField(topic, 'topic'),
      title: addField(title.join('. '), 'title'),
      text: addField(told.text, 'text'),
    }
    const terms = new Int32Array(2 * touched.length)
    for (let at = 0; at < touched.length; at++) {
      const term = touched[at] as number
      terms[2 * at] = term
      terms[2 * at + 1] = counts[term] as number
      counts[term] = 0
    }
    touched = []
    return { terms, lengths }
  }
}
