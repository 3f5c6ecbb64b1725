// Headline: what a concept says it is about, and how nearly a question asks just that.

import { type Aliases, mentions } from './aliases.ts'
import { isContent, piecesOf } from './analysis.ts'
import { ideaTerm, type Term, wordTerm } from './bag.ts'
import { type ConceptText, crumb } from './concept.ts'

export type Headline = {
  /** The ideas and other words of the title up to its first colon, bracket or dash. */
  readonly about: ReadonlySet<Term>
  /** Those of the whole title. */
  readonly whole: ReadonlySet<Term>
  /** Those of the way to it: a question may name the topic too. */
  readonly trail: ReadonlySet<Term>
}

const subtitle = /(?:[:：(（]|\s[–—-]\s)[\s\S]*$/

function termsIn(aliases: Aliases, text: string): ReadonlySet<Term> {
  const pieces = piecesOf(text)
  const found = mentions(aliases, pieces)
  const inside = (at: number) => found.some(({ from, to }) => from <= at && at <= to)
  const words = pieces.filter((piece, at) => isContent(piece) && !inside(at))
  return new Set([
    ...found.map(({ idea }) => ideaTerm(idea)),
    ...words.map(({ stem }) => wordTerm(stem)),
  ])
}

const known = new WeakMap<Aliases, WeakMap<ConceptText, Headline>>()

/** The headline of a telling. */
export function headlineOf(aliases: Aliases, told: ConceptText): Headline {
  const own = known.get(aliases) ?? new WeakMap<ConceptText, Headline>()
  known.set(aliases, own)
  const before = own.get(told)
  if (before) return before
  const crumbs = told.title.split(crumb)
  const last = crumbs.pop() ?? ''
  const about = termsIn(aliases, last.replace(subtitle, '') || last)
  const whole = termsIn(aliases, last)
  const headline = { about, whole, trail: termsIn(aliases, crumbs.join('. ')) }
  own.set(told, headline)
  return headline
}

/**
 * How nearly a question asks just what a headline says, shortened or whole, from 0 to 1: the weights
 * of what both have against those of what either has (Dice's coefficient). What only the topic's name
 * covers of the question counts on neither side.
 */
export function nearness(
  asked: ReadonlyMap<Term, number>,
  { about, whole, trail }: Headline,
  weightOf: (term: Term) => number,
): number {
  const nearnessTo = (title: ReadonlySet<Term>): number => {
    let both = 0
    let either = 0
    for (const [term, weight] of asked) {
      if (title.has(term)) both += weight
      if (title.has(term) || !trail.has(term)) either += weight
    }
    for (const term of title) either += weightOf(term)
    return either === 0 ? 0 : (2 * both) / either
  }
  return Math.max(nearnessTo(about), nearnessTo(whole))
}
