// Bag: how often each term stands in the topic, the title and the text of a concept's telling.

import { syllablePairs } from '#lib/korean.ts'
import {
  type Aliases,
  type Beginning,
  beginningOf,
  type Idea,
  isOutside,
  type Mention,
  mentions,
} from './aliases.ts'
import { hyphenated, isContent, type Piece, piecesOf, wordsOf } from './analysis.ts'
import { type ConceptText, crumb } from './concept.ts'

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

/** The list, or a longer one with the same numbers where `at` lies beyond its end. */
function withRoom(list: Int32Array<ArrayBuffer>, at: number): Int32Array<ArrayBuffer> {
  if (at < list.length) return list
  const larger = new Int32Array(2 * at)
  larger.set(list)
  return larger
}

/** `terms` alternates a term's number with its packed count; `lengths` are in words. */
export type Bag = { readonly terms: Int32Array; readonly lengths: Readonly<Record<Field, number>> }

/** What is known of a word once it has been met. */
type Learnt = {
  readonly terms: readonly number[]
  readonly beginning: Beginning
  /** The ideas inside mentions that begin with it, by those mentions' ideas and lengths. */
  readonly nested: Map<Idea, readonly Nested[]>
}
type Nested = { readonly pieces: readonly Piece[]; readonly inside: readonly number[] }

/**
 * Reads tellings into bags with the numbers that `numberOf` gives to terms. What is learnt about a
 * word serves every later one of its spelling.
 */
export function bagReader(
  aliases: Aliases,
  numberOf: (term: Term) => number,
): (told: ConceptText) => Bag {
  const learnt: Learnt[] = []
  /** Where in `learnt` a piece of this id stands, plus one. */
  let places = new Int32Array(4096)
  const ideas = new Map<Idea, number>()
  let counts = new Int32Array(4096)
  let touched: number[] = []

  const learn = (piece: Piece): Learnt => {
    const pairs = piece.kind === 'hangul' ? syllablePairs(piece.stem) : []
    const terms = [
      ...[...wordsOf(piece), ...piece.parts].map(wordTerm),
      ...pairs.map(pairTerm),
      ...(piece.parts.length > 0 ? [compoundTerm(piece.word, piece.parts)] : []),
    ]
    const known = {
      terms: isContent(piece) ? terms.map(numberOf) : [],
      beginning: beginningOf(aliases, piece),
      nested: new Map(),
    }
    places = withRoom(places, piece.id)
    places[piece.id] = learnt.push(known)
    return known
  }
  const known = (piece: Piece): Learnt => learnt[(places[piece.id] ?? 0) - 1] ?? learn(piece)
  const beginning = (piece: Piece): Beginning => known(piece).beginning
  const numberOfIdea = (idea: Idea): number => {
    const number = ideas.get(idea) ?? numberOf(ideaTerm(idea))
    ideas.set(idea, number)
    return number
  }

  const add = (term: number, tenths: number, { shift, most }: (typeof layout)[Field]) => {
    counts = withRoom(counts, term)
    const packed = counts[term] as number
    if (packed === 0) touched.push(term)
    if (((packed >>> shift) & most) + tenths <= most) counts[term] = packed + (tenths << shift)
  }

  /** The other ideas inside a mention: "visibility timeout" in "default visibility timeout". */
  const nestedIn = (pieces: readonly Piece[], { idea, from, to }: Mention): readonly number[] => {
    const first = known(pieces[from] as Piece)
    const before = first.nested.get(idea) ?? []
    const isSame = (each: Nested) =>
      each.pieces.length === to - from + 1 &&
      each.pieces.every((piece, at) => piece === pieces[from + at])
    const same = before.find(isSame)
    if (same) return same.inside
    const own = pieces.slice(from, to + 1)
    const counted = (other: Idea) => other !== idea && !isOutside(other)
    const inside = mentions(aliases, own, counted).map((mention) => numberOfIdea(mention.idea))
    first.nested.set(idea, [...before, { pieces: own, inside }])
    return inside
  }

  const addField = (text: string, field: Field): number => {
    const place = layout[field]
    const pieces = piecesOf(text)
    let length = 0
    for (const piece of pieces) {
      const { terms } = known(piece)
      if (terms.length > 0) length++
      for (const term of terms) add(term, wholeTenths, place)
    }
    for (const word of hyphenated(pieces)) add(numberOf(wordTerm(word)), wholeTenths, place)
    for (const mention of mentions(aliases, pieces, undefined, beginning)) {
      add(numberOfIdea(mention.idea), wholeTenths, place)
      for (const other of nestedIn(pieces, mention)) add(other, nestedTenths, place)
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
    for (const [at, term] of touched.entries()) {
      terms[2 * at] = term
      terms[2 * at + 1] = counts[term] as number
      counts[term] = 0
    }
    touched = []
    return { terms, lengths }
  }
}
