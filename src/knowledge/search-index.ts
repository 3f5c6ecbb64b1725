// Search index: every concept's words, syllable pairs and ideas, weighed as BM25F does.

import type { Glossary } from '#course/glossary.ts'
import { syllablePairs } from '#lib/korean.ts'
import { type Aliases, compileAliases, isOutside, mentions } from './aliases.ts'
import { hyphenated, isContent, piecesOf, wordsOf } from './analysis.ts'
import { type Concept, type ConceptText, crumb } from './concept.ts'

/** Where a term stands: concept numbers in ascending order, and what it adds to each one's score. */
export type Posting = {
  readonly idf: number
  readonly concepts: Int32Array
  readonly impacts: Float64Array
}

export type Index = {
  readonly concepts: readonly Concept[]
  readonly aliases: Aliases
  readonly postings: ReadonlyMap<string, Posting>
  /** Camel-case names by their lower-case spelling: messagegroupid → message, group, id. */
  readonly compounds: ReadonlyMap<string, readonly string[]>
  /** Latin words of notes and glossary by first letter: what a typing error can have meant. */
  readonly spellings: ReadonlyMap<string, readonly string[]>
  /** The idf of a word no concept holds. */
  readonly unknownIdf: number
}

// BM25F (Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009): each field's counts are
// normalised by that field's length, then weighed and summed. The figures were set on the development
// questions of test/bench; ranking hardly changes near them.
const k1 = 0.9
const fields = {
  topic: { weight: 0.4, b: 0.6 },
  title: { weight: 1.4, b: 0.6 },
  text: { weight: 1, b: 0.6 },
}
/** What a name inside a longer one counts: "최대 크기" in "항목의 최대 크기". */
const nestedWorth = 0.3
const kindWeights = { word: 1, pair: 0.2, idea: 2 }

export type Term = string
/** The kinds of terms share one map, told apart by their first letter. */
export const wordTerm = (word: string): Term => `w${word}`
export const pairTerm = (pair: string): Term => `p${pair}`
export const ideaTerm = (idea: string): Term => `i${idea}`

const weightOf = (term: Term): number =>
  term.startsWith('w')
    ? kindWeights.word
    : term.startsWith('p')
      ? kindWeights.pair
      : kindWeights.idea

/** How often each term stands in a field, and how many words the field has. */
type Bag = { readonly terms: Map<Term, number>; length: number }
type Field = keyof typeof fields
type Compounds = Map<string, readonly string[]>
const fieldNames = Object.keys(fields) as Field[]

function bagOf(text: string, aliases: Aliases, compounds: Compounds): Bag {
  const bag: Bag = { terms: new Map(), length: 0 }
  const add = (term: Term, times = 1) => bag.terms.set(term, (bag.terms.get(term) ?? 0) + times)
  const pieces = piecesOf(text)
  for (const piece of pieces) {
    if (!isContent(piece)) continue
    bag.length++
    for (const word of wordsOf(piece)) add(wordTerm(word))
    for (const part of piece.parts) add(wordTerm(part))
    if (piece.parts.length > 0) compounds.set(piece.word, piece.parts)
    if (piece.kind === 'hangul') for (const pair of syllablePairs(piece.stem)) add(pairTerm(pair))
  }
  for (const word of hyphenated(pieces)) add(wordTerm(word))
  for (const { idea, from, to } of mentions(aliases, pieces)) {
    add(ideaTerm(idea))
    const inside = mentions(
      aliases,
      pieces.slice(from, to + 1),
      (other) => other !== idea && !isOutside(other),
    )
    for (const other of inside) add(ideaTerm(other.idea), nestedWorth)
  }
  return bag
}

function fieldsOf(told: ConceptText, aliases: Aliases, compounds: Compounds): Record<Field, Bag> {
  const [topic = '', ...title] = told.title.split(crumb)
  const bag = (text: string) => bagOf(text, aliases, compounds)
  return { topic: bag(topic), title: bag(title.join('. ')), text: bag(told.text) }
}

type MeanLengths = Readonly<Record<Field, number>>

function meanLengths(told: readonly Record<Field, Bag>[]): MeanLengths {
  const mean = (field: Field) =>
    told.reduce((sum, bags) => sum + bags[field].length, 0) / Math.max(1, told.length) || 1
  return { topic: mean('topic'), title: mean('title'), text: mean('text') }
}

/** Each term's weighed count in a concept: that of the language that says it most. */
function counts(texts: readonly Record<Field, Bag>[], mean: MeanLengths): Map<Term, number> {
  const most = new Map<Term, number>()
  for (const text of texts) {
    const own = new Map<Term, number>()
    for (const field of fieldNames) {
      const { weight, b } = fields[field]
      const { terms, length } = text[field]
      const factor = weight / (1 - b + (b * length) / mean[field])
      for (const [term, times] of terms) own.set(term, (own.get(term) ?? 0) + times * factor)
    }
    for (const [term, times] of own) most.set(term, Math.max(times, most.get(term) ?? 0))
  }
  return most
}

/** A handful of notes would make every word common: fewer concepts are weighed as though they were so many. */
const fewest = 100

const idfOf = (concepts: number, holding: number): number =>
  Math.log(1 + (Math.max(concepts, fewest) - holding + 0.5) / (holding + 0.5))

/** The index of these concepts; question and notes meet in the glossary's ideas. */
export function createIndex(concepts: readonly Concept[], glossary: Glossary): Index {
  const aliases = compileAliases(glossary)
  const compounds: Compounds = new Map()
  const texts = concepts.map((concept) =>
    Object.values(concept.texts).map((told) => fieldsOf(told, aliases, compounds)),
  )
  const mean = meanLengths(texts.flat())
  const holders = new Map<Term, { concepts: number[]; times: number[] }>()
  for (const [number, told] of texts.entries()) {
    for (const [term, times] of counts(told, mean)) {
      const holder = holders.get(term) ?? { concepts: [], times: [] }
      holder.concepts.push(number)
      holder.times.push(times)
      holders.set(term, holder)
    }
  }
  const postings = new Map<Term, Posting>()
  for (const [term, holder] of holders) {
    const idf = idfOf(concepts.length, holder.concepts.length)
    const impacts = holder.times.map((times) => (weightOf(term) * idf * times) / (times + k1))
    postings.set(term, {
      idf,
      concepts: Int32Array.from(holder.concepts),
      impacts: Float64Array.from(impacts),
    })
  }
  const spellings = spellingsOf(aliases, postings)
  return {
    concepts,
    aliases,
    postings,
    compounds,
    spellings,
    unknownIdf: idfOf(concepts.length, 0),
  }
}

function spellingsOf(
  aliases: Aliases,
  postings: ReadonlyMap<Term, Posting>,
): ReadonlyMap<string, readonly string[]> {
  const told = [...postings.keys()]
    .filter((term) => term.startsWith('w'))
    .map((term) => term.slice(1))
  const words = [...new Set([...aliases.words, ...told])]
  const latin = words.filter((word) => word.length > 3 && /^[a-z]+$/.test(word))
  return new Map(
    Object.entries(Object.groupBy(latin, (word) => word.charAt(0))) as [string, string[]][],
  )
}

/** Whether the concept of this number holds the term: a binary search in its posting. */
export function holds(posting: Posting | undefined, concept: number): boolean {
  if (!posting) return false
  let low = 0
  let high = posting.concepts.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = posting.concepts[middle] ?? 0
    if (found === concept) return true
    if (found < concept) low = middle + 1
    else high = middle - 1
  }
  return false
}
