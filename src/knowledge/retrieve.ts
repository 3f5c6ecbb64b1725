// Retrieval: the passages that answer a question best, and how sure it is that they do.

import { type Language, languageOf } from '#core/language.ts'
import type { Term } from './bag.ts'
import { type Concept, type Lines, textIn } from './concept.ts'
import { headlineOf, nearness } from './headline.ts'
import { type Question, readQuestion, type Unit } from './question.ts'
import { holds, type Index } from './search-index.ts'

export type Passage = {
  readonly concept: Concept
  readonly language: Language
  readonly title: string
  readonly text: string
  readonly score: number
  /** The file, relative to the knowledge folder. */
  readonly source: string
  readonly lines: Lines
}

/** `answer`: the passages answer; `unsure`: they may; `refuse`: they are only the nearest there are. */
export type Retrieval = {
  readonly band: 'answer' | 'unsure' | 'refuse'
  /** From 0 to 1: how much of what is asked the passages speak of. */
  readonly score: number
  readonly passages: readonly Passage[]
}

const shown = 6
/** Passages whose order may still change when they cover more of the question than others. */
const reranked = 24
/** How much covering the whole question adds to a passage's rank. */
const coverageBonus = 0.8
/**
 * How much a title adds that says just what is asked, so that a definition comes before what merely
 * mentions the thing. It falls off steeply: with half the words alike it is a quarter.
 */
const headline = { bonus: 0.5, power: 2 }
/** What one passage that covers all counts, beside three that do so together. */
const alone = 0.75
/**
 * What passages are worth that only mention something the course does not teach, or that do not say
 * all that is asked of it. A mention counts where few passages have one: prices are named everywhere.
 */
const passing = { worth: 0.4, rare: 0.6 }
/**
 * Where a question names no idea of the course, words may meet by chance: all of it should be covered
 * (a power of what is), and it should say as much as this many unknown words, or just what a title says.
 */
const untaught = { power: 1.5, words: 1.5 }
/** Below `unsure` a question is refused, from `answer` on it is answered; set on test/bench. */
const bands = { unsure: 0.36, answer: 0.75 }

/** What the traces of an idea or word are worth beside the thing itself. */
const traceWorth = 0.5

/** How far a concept speaks of what is asked for, from 0 to 1. */
function covered(unit: Unit, concept: number): number {
  if (holds(unit.posting, concept)) return 1
  if (unit.traces.length === 0) return 0
  const held = unit.traces.filter((posting) => holds(posting, concept)).length
  return unit.posting === undefined ? (traceWorth * held) / unit.traces.length : 0
}

/** The share of a question's weight that is covered. */
function share(units: readonly Unit[], told: (unit: Unit) => number): number {
  const asked = units.reduce((sum, unit) => sum + unit.weight, 0)
  return asked === 0 ? 0 : units.reduce((sum, unit) => sum + unit.weight * told(unit), 0) / asked
}

type Candidate = {
  readonly concept: number
  readonly score: number
  readonly coverage: number
  readonly named: number
}

function candidates(index: Index, { terms, units }: Question): readonly Candidate[] {
  const scores = new Float64Array(index.numbers())
  for (const { concepts, impacts } of terms) {
    for (let at = 0; at < concepts.length; at++) {
      scores[concepts[at] as number] = (scores[concepts[at] as number] ?? 0) + (impacts[at] ?? 0)
    }
  }
  const scoreOf = (concept: number) => scores[concept] ?? 0
  const idOf = (concept: number) => index.conceptAt(concept)?.id ?? ''
  // Equal scores are ordered by id: numbers depend on the order in which notes were edited.
  const isBefore = (one: number, other: number) =>
    scoreOf(one) > scoreOf(other) || (scoreOf(one) === scoreOf(other) && idOf(one) < idOf(other))
  const best: number[] = []
  for (let concept = 0; concept < scores.length; concept++) {
    if (scoreOf(concept) === 0) continue
    const last = best[reranked - 1]
    if (last !== undefined && !isBefore(concept, last)) continue
    let at = best.length
    while (at > 0 && isBefore(concept, best[at - 1] as number)) at--
    best.splice(at, 0, concept)
    if (best.length > reranked) best.pop()
  }
  const asked = new Map(units.map(({ term, weight }) => [term, weight]))
  const weightOf = (term: Term) => index.idf(term)
  const named = (concept: number) =>
    Math.max(
      0,
      ...Object.values(index.conceptAt(concept)?.texts ?? {}).map((told) =>
        nearness(asked, headlineOf(index.aliases, told), weightOf),
      ),
    )
  return best
    .map((concept) => {
      const coverage = share(units, (unit) => covered(unit, concept))
      const near = named(concept)
      const score =
        scoreOf(concept) * (1 + coverageBonus * coverage + headline.bonus * near ** headline.power)
      return { concept, score, coverage, named: near }
    })
    .sort((a, b) => b.score - a.score || (idOf(a.concept) < idOf(b.concept) ? -1 : 1))
}

/** Whether a concept's title names what the term stands for. */
const isAbout = (index: Index, concept: number, term: Term): boolean =>
  Object.values(index.conceptAt(concept)?.texts ?? {}).some((told) =>
    headlineOf(index.aliases, told).about.has(term),
  )

/** How much of the question the best passages cover, each unit weighed by how rare it is. */
function confidence(
  index: Index,
  { units, isExact }: Question,
  ranked: readonly Candidate[],
): number {
  const top = ranked.slice(0, 3)
  const told = (unit: Unit) => Math.max(0, ...top.map(({ concept }) => covered(unit, concept)))
  const outside = units.filter((unit) => unit.outside)
  const best = Math.max(0, ...top.map(({ coverage }) => coverage))
  const inPassing = outside.filter(
    ({ term }) => !top.some(({ concept }) => isAbout(index, concept, term)),
  )
  const isRare = ({ posting }: Unit) => (posting?.idf ?? 0) > passing.rare * index.unknownIdf()
  const isTaught = units.some(({ taught }) => taught)
  const isAnswered = best === 1 && isTaught && inPassing.every(isRare)
  if (inPassing.length > 0 && !isAnswered) return 0
  const score = alone * best + (1 - alone) * share(units, told)
  const said = units.reduce((sum, { weight }) => sum + weight, 0)
  const enough = Math.min(1, said / (untaught.words * index.unknownIdf())) ** untaught.power
  const near = Math.max(0, ...top.map(({ named }) => named))
  const known = isExact || isTaught
  const sure = known ? score : score ** untaught.power * Math.max(enough, near)
  const isWhole = outside.length === 0 || (best === 1 && inPassing.length === 0)
  return isWhole ? sure : sure * passing.worth
}

function passage(index: Index, { concept, score }: Candidate, language: Language): Passage[] {
  const found = index.conceptAt(concept)
  const told = found && textIn(found, language)
  if (!found || !told) return []
  const { title, text, file, lines } = told
  return [{ concept: found, language: told.language, title, text, score, source: file, lines }]
}

/** The best passages for a question, in its own language where that twin exists. */
export function retrieve(
  index: Index,
  question: string,
  language: Language = languageOf(question),
): Retrieval {
  const asked = readQuestion(index, question)
  const ranked = candidates(index, asked)
  const score = confidence(index, asked, ranked)
  const passages = ranked.slice(0, shown).flatMap((each) => passage(index, each, language))
  const band = score >= bands.answer ? 'answer' : score >= bands.unsure ? 'unsure' : 'refuse'
  return { band: passages.length === 0 ? 'refuse' : band, score, passages }
}
