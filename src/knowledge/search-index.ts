// Search index: every concept's words, syllable pairs and ideas, weighed as BM25F does.

import type { Glossary } from '#course/glossary.ts'
import { type Aliases, compileAliases } from './aliases.ts'
import {
  type Bag,
  bagReader,
  compoundOf,
  type Field,
  fieldNames,
  type Term,
  timesIn,
  wordTerm,
} from './bag.ts'
import type { Concept } from './concept.ts'
import { inSlices } from './slices.ts'
import { createTermList, type Holders } from './term-list.ts'

/** Where a term stands: concept numbers in ascending order, and what it adds to each one's score. */
export type Posting = {
  readonly idf: number
  readonly concepts: Int32Array
  readonly impacts: Float64Array
}

export type Index = {
  readonly aliases: Aliases
  /** How many numbers concepts have had so far; every concept's number is smaller. */
  readonly numbers: () => number
  /** The concept of a number; undefined when it is gone. */
  readonly conceptAt: (number: number) => Concept | undefined
  /** Undefined when no concept holds the term. */
  readonly posting: (term: Term) => Posting | undefined
  /** The words in a camel-case name by its lower-case spelling: messagegroupid → message, group, id. */
  readonly partsOf: (word: string) => readonly string[]
  /** Latin words of notes and glossary by first letter: what a typing error can have meant. */
  readonly spellings: (letter: string) => readonly string[]
  /** The idf of a word no concept holds. */
  readonly unknownIdf: () => number
  /**
   * Brings the index to these concepts, reading only those that are new or whose words changed. The
   * reading is done in slices; until all of it is done, questions find what they found before. False,
   * with nothing changed, when more than `most` would have to be read.
   */
  readonly follow: (concepts: Iterable<Concept>, most?: number) => Promise<boolean>
  /** Concepts that are gone and still take room; with many of them a new index is better. */
  readonly dead: () => number
}

// BM25F (Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009): each field's counts are
// normalised by that field's length, then weighed and summed. The figures were set on the development
// questions of test/bench; ranking hardly changes near them.
const k1 = 0.9
const fields: Readonly<Record<Field, { weight: number; b: number }>> = {
  topic: { weight: 0.4, b: 0.6 },
  title: { weight: 1.4, b: 0.6 },
  text: { weight: 1, b: 0.6 },
}
/** Of words, syllable pairs and ideas, by the first letter of their terms. */
const kindWeights: Readonly<Record<string, number>> = { w: 1, p: 0.2, i: 2 }

/** A handful of notes would make every word common: fewer concepts are weighed as though they were so many. */
const fewest = 100

const idfOf = (concepts: number, holding: number): number =>
  Math.log(1 + (Math.max(concepts, fewest) - holding + 0.5) / (holding + 0.5))

/** A concept with its tellings: numbers from `from` to before `to`. */
type Entry = { concept: Concept; readonly from: number; readonly to: number }
type Lengths = Bag['lengths']
type Factors = Readonly<Record<Field, Float64Array>>

/** What one occurrence in a field of each telling counts: less in a long field than in a short one. */
function factorsOf(lengths: readonly Lengths[], sums: Lengths, tellings: number): Factors {
  const of = (field: Field) => {
    const { weight, b } = fields[field]
    const mean = sums[field] / Math.max(1, tellings) || 1
    return Float64Array.from(lengths, (each) => weight / (1 - b + (b * each[field]) / mean))
  }
  return { topic: of('topic'), title: of('title'), text: of('text') }
}

const sameWords = (one: Concept, other: Concept): boolean =>
  one === other ||
  (one.texts.ko?.hash === other.texts.ko?.hash && one.texts.en?.hash === other.texts.en?.hash)

/** The index of a glossary without concepts: question and notes meet in the glossary's ideas. */
function emptyIndex(glossary: Glossary): Index {
  const aliases = compileAliases(glossary)
  const terms = createTermList(aliases.words)
  const readBag = bagReader(aliases, terms.numberOf)
  const entries: (Entry | undefined)[] = []
  const byId = new Map<string, number>()
  /** Of each telling: its concept's number, its lengths. */
  const owners: number[] = []
  const lengths: Lengths[] = []
  const sums = { topic: 0, title: 0, text: 0 }
  let tellings = 0
  // Every change moves mean lengths and idf a little, and with them every weight. Weights are
  // therefore made when a question needs them and forgotten when the notes change.
  let factors: Factors | undefined
  const weighed = new Map<Term, Posting | undefined>()
  const spellings = new Map<string, readonly string[]>()

  const count = (telling: number, times: 1 | -1) => {
    tellings += times
    for (const field of fieldNames) sums[field] += times * (lengths[telling]?.[field] ?? 0)
  }
  const enter = (concept: Concept, bags: readonly Bag[]) => {
    const number = entries.length
    const from = owners.length
    for (const bag of bags) {
      const telling = owners.push(number) - 1
      lengths.push(bag.lengths)
      count(telling, 1)
      terms.add(telling, bag)
    }
    entries.push({ concept, from, to: owners.length })
    byId.set(concept.id, number)
  }
  const remove = (number: number) => {
    const entry = entries[number]
    if (!entry) return
    for (let telling = entry.from; telling < entry.to; telling++) count(telling, -1)
    entries[number] = undefined
    byId.delete(entry.concept.id)
  }
  /** The number of the concept of this id, where it has the same words. */
  const sameAs = (concept: Concept): number | undefined => {
    const number = byId.get(concept.id)
    const entry = number === undefined ? undefined : entries[number]
    return entry && sameWords(entry.concept, concept) ? number : undefined
  }
  const forgetWeights = () => {
    factors = undefined
    weighed.clear()
    spellings.clear()
  }

  const isHeld = (term: Term): boolean => {
    const { data, length } = terms.holders(term) ?? { data: new Int32Array(), length: 0 }
    for (let at = 0; at < length; at += 2) {
      if (entries[owners[data[at] as number] as number]) return true
    }
    return false
  }
  /** A term's weights: in each concept those of the telling that says it most. */
  const weigh = ({ term, data, length }: Holders): Posting | undefined => {
    factors ??= factorsOf(lengths, sums, tellings)
    const { topic, title, text } = factors
    const concepts = new Int32Array(length / 2)
    const impacts = new Float64Array(length / 2)
    let holding = 0
    for (let at = 0; at < length; at += 2) {
      const telling = data[at] as number
      const number = owners[telling] as number
      if (!entries[number]) continue
      const packed = data[at + 1] as number
      const times =
        timesIn('text', packed) * (text[telling] as number) +
        timesIn('title', packed) * (title[telling] as number) +
        timesIn('topic', packed) * (topic[telling] as number)
      if (holding > 0 && concepts[holding - 1] === number) {
        impacts[holding - 1] = Math.max(times, impacts[holding - 1] as number)
      } else {
        concepts[holding] = number
        impacts[holding++] = times
      }
    }
    if (holding === 0) return undefined
    const idf = idfOf(byId.size, holding)
    const worth = (kindWeights[term.charAt(0)] ?? 0) * idf
    for (let at = 0; at < holding; at++) {
      const times = impacts[at] as number
      impacts[at] = (worth * times) / (times + k1)
    }
    return { idf, concepts: concepts.subarray(0, holding), impacts: impacts.subarray(0, holding) }
  }

  return {
    aliases,
    numbers: () => entries.length,
    conceptAt: (number) => entries[number]?.concept,
    posting(term) {
      const held = terms.holders(term)
      if (held && !weighed.has(term)) weighed.set(term, weigh(held))
      return weighed.get(term)
    },
    partsOf(word) {
      const held = terms.compounds(word).find(isHeld)
      return held === undefined ? [] : compoundOf(held).parts
    },
    spellings(letter) {
      const isKnown = (word: string) => aliases.words.has(word) || isHeld(wordTerm(word))
      const known = spellings.get(letter) ?? [...terms.latin(letter)].filter(isKnown)
      spellings.set(letter, known)
      return known
    },
    unknownIdf: () => idfOf(byId.size, 0),
    dead: () => entries.length - byId.size,
    async follow(concepts, most = Number.POSITIVE_INFINITY) {
      const pause = inSlices()
      const isFirst = entries.length === 0
      const staying = new Map<number, Concept>()
      const changed: Concept[] = []
      for (const concept of concepts) {
        const number = sameAs(concept)
        if (number === undefined) changed.push(concept)
        else staying.set(number, concept)
      }
      if (changed.length > most) return false
      const read: (readonly [Concept, readonly Bag[]])[] = []
      for (const concept of changed) {
        const bags = Object.values(concept.texts).map(readBag)
        if (isFirst) enter(concept, bags)
        else read.push([concept, bags])
        await pause()
      }
      for (const number of [...byId.values()]) {
        if (!isFirst && !staying.has(number)) remove(number)
      }
      for (const [number, concept] of staying) (entries[number] as Entry).concept = concept
      for (const [concept, bags] of read) enter(concept, bags)
      forgetWeights()
      return true
    },
  }
}

/** The index of these concepts, built in slices. */
export async function createIndex(concepts: Iterable<Concept>, glossary: Glossary): Promise<Index> {
  const index = emptyIndex(glossary)
  await index.follow(concepts)
  return index
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
