// Search index: every concept's words, syllable pairs and ideas, weighed as BM25F does.

import type { Glossary } from '#course/glossary.ts'
import { type Aliases, aliasSteps } from './aliases.ts'
import {
  type Bag,
  bagReader,
  compoundOf,
  fieldNames,
  isOnlyInText,
  type Term,
  timesIn,
  wordTerm,
} from './bag.ts'
import { type Factors, factorsOf, idfOf, saturate } from './bm25f.ts'
import type { Concept } from './concept.ts'
import { inSlices, nextTurn, pause } from './slices.ts'
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
  /** The number of a concept by its id. */
  readonly numberOf: (id: string) => number | undefined
  /** Undefined when no concept holds the term. */
  readonly posting: (term: Term) => Posting | undefined
  /** The idf of a term, without weighing it in each concept; 0 when no concept holds it. */
  readonly idf: (term: Term) => number
  /** The words in a camel-case name by its lower-case spelling: messagegroupid → message, group, id. */
  readonly partsOf: (word: string) => readonly string[]
  /** Words of notes and glossary by their initial: what a typing error can have meant. */
  readonly spellings: (initial: string) => readonly string[]
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

/** A concept with its tellings: numbers from `from` to before `to`. */
type Entry = { concept: Concept; readonly from: number; readonly to: number }

const sameWords = (one: Concept, other: Concept): boolean =>
  one === other ||
  (one.texts.ko?.hash === other.texts.ko?.hash && one.texts.en?.hash === other.texts.en?.hash)

/** The index of a glossary without concepts: question and notes meet in the glossary's ideas. */
function emptyIndex(aliases: Aliases): Index {
  const terms = createTermList(aliases.words)
  const readBag = bagReader(aliases, terms.numberOf)
  const entries: (Entry | undefined)[] = []
  const byId = new Map<string, number>()
  /** Of each telling: its concept's number, its lengths. */
  const owners: number[] = []
  const lengths: Bag['lengths'][] = []
  const sums = { topic: 0, title: 0, text: 0 }
  let tellings = 0
  // Every change moves mean lengths and idf a little, and with them every weight. Weights are
  // therefore made when a question needs them and forgotten when the notes change.
  let factors: Factors | undefined
  const weighed = new Map<Term, Posting | undefined>()
  const idfs = new Map<Term, number>()
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
  const forgetWeights = () => {
    factors = undefined
    weighed.clear()
    idfs.clear()
    spellings.clear()
  }

  const isHeld = (term: Term): boolean => {
    const held = terms.holders(term)
    for (let at = 0; at < held.length; at += 2) {
      if (entries[owners[held[at] as number] as number]) return true
    }
    return false
  }
  /** How many concepts hold a term. */
  const holdersOf = (held: Holders): number => {
    let holding = 0
    let last = -1
    for (let at = 0; at < held.length; at += 2) {
      const number = owners[held[at] as number] as number
      if (number !== last && entries[number]) holding++
      last = number
    }
    return holding
  }
  /** A term's weights: in each concept those of the telling that says it most. */
  const weigh = (term: Term, held: Holders): Posting | undefined => {
    factors ??= factorsOf(lengths, sums, tellings)
    const { topic, title, text } = factors
    const concepts = new Int32Array(held.length / 2)
    const impacts = new Float64Array(held.length / 2)
    let holding = 0
    for (let at = 0; at < held.length; at += 2) {
      const telling = held[at] as number
      const number = owners[telling] as number
      if (!entries[number]) continue
      const packed = held[at + 1] as number
      let times = timesIn('text', packed) * (text[telling] as number)
      if (!isOnlyInText(packed)) {
        times += timesIn('title', packed) * (title[telling] as number)
        times += timesIn('topic', packed) * (topic[telling] as number)
      }
      if (holding > 0 && concepts[holding - 1] === number) {
        impacts[holding - 1] = Math.max(times, impacts[holding - 1] as number)
      } else {
        concepts[holding] = number
        impacts[holding++] = times
      }
    }
    if (holding === 0) return undefined
    const idf = idfOf(byId.size, holding)
    const counted = impacts.subarray(0, holding)
    saturate(counted, term, idf)
    return { idf, concepts: concepts.subarray(0, holding), impacts: counted }
  }

  return {
    aliases,
    numbers: () => entries.length,
    conceptAt: (number) => entries[number]?.concept,
    numberOf: (id) => byId.get(id),
    idf(term) {
      const known = weighed.get(term)?.idf ?? idfs.get(term)
      if (known !== undefined) return known
      const held = terms.holders(term)
      if (held.length === 0) return 0
      const holding = holdersOf(held)
      const idf = holding === 0 ? 0 : idfOf(byId.size, holding)
      idfs.set(term, idf)
      return idf
    },
    posting(term) {
      if (weighed.has(term)) return weighed.get(term)
      const held = terms.holders(term)
      if (held.length === 0) return undefined
      const posting = weigh(term, held)
      weighed.set(term, posting)
      return posting
    },
    partsOf(word) {
      const held = terms.compounds(word).find(isHeld)
      return held === undefined ? [] : compoundOf(held).parts
    },
    spellings(initial) {
      const isKnown = (word: string) => aliases.words.has(word) || isHeld(wordTerm(word))
      const known = spellings.get(initial) ?? [...terms.spellings(initial)].filter(isKnown)
      spellings.set(initial, known)
      return known
    },
    unknownIdf: () => idfOf(byId.size, 0),
    dead: () => entries.length - byId.size,
    async follow(concepts, most = Number.POSITIVE_INFINITY) {
      /** By number, those whose words are as they were. */
      const staying: (Concept | undefined)[] = new Array(entries.length)
      const changed: Concept[] = []
      for (const concept of concepts) {
        const number = byId.get(concept.id) ?? -1
        const entry = entries[number]
        if (entry && sameWords(entry.concept, concept)) staying[number] = concept
        else changed.push(concept)
      }
      if (changed.length > most) return false
      const read: (readonly [Concept, readonly Bag[]])[] = []
      for (const concept of changed) {
        read.push([concept, Object.values(concept.texts).map(readBag)])
        await pause()
      }
      for (const number of byId.values()) {
        const concept = staying[number]
        if (concept) (entries[number] as Entry).concept = concept
        else remove(number)
      }
      const first = owners.length
      for (const [concept, bags] of read) enter(concept, bags)
      const bags = read.flatMap(([, each]) => each)
      if (first === 0) await terms.fill(bags)
      else terms.add(first, bags)
      forgetWeights()
      return true
    },
  }
}

/** The index of these concepts, built in slices. */
export async function createIndex(concepts: Iterable<Concept>, glossary: Glossary): Promise<Index> {
  const index = emptyIndex(await inSlices(aliasSteps(glossary)))
  await nextTurn()
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
