// Evaluation score: how well retrieval answers a file of questions, in the field's usual figures.

import { readFileSync } from 'node:fs'

/** A question; `must` are patterns an answering passage matches all of, none for one out of scope. */
export type Question = {
  readonly id: string
  readonly lang: string
  readonly q: string
  readonly kind: string
  readonly must: readonly string[]
}
/** What a search gave: passages best first (title, a line break, text), and how sure it was. */
export type Found = {
  readonly refused: boolean
  readonly score: number
  readonly passages: readonly string[]
}
/** Shares from 0 to 1. */
export type Ranking = {
  readonly questions: number
  readonly r1: number
  readonly r3: number
  readonly mrr: number
}
export type Score = {
  readonly all: Ranking
  readonly byLanguage: Readonly<Record<string, Ranking>>
  /** Undefined when no question is out of scope. */
  readonly refusal: { readonly recall: number; readonly falseRefusals: number } | undefined
  /** How well the score alone tells questions in scope from others; .5 is chance. */
  readonly auroc: number | undefined
  readonly misses: readonly Question[]
}

/** What a passage may show: longer ones would find more by saying more. */
const passageMost = 800

/** A passage as it is judged: one spelling, single spaces, no more than fits. */
const judged = (passage: string): string =>
  passage
    .slice(0, passageMost)
    .normalize('NFKC')
    .replace(/[\u200b\u00ad]/g, '')
    .replace(/\s+/g, ' ')

/** The questions of a JSON-lines file. Throws in words when a line is none. */
export function readQuestions(file: string): readonly Question[] {
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return []
    try {
      const { id, lang, q, kind, must } = JSON.parse(line) as Partial<Question>
      if (typeof id !== 'string' || typeof q !== 'string') throw new Error('no "id" or no "q"')
      for (const pattern of must ?? []) new RegExp(pattern, 'i')
      return [{ id, q, lang: lang ?? '', kind: kind ?? '', must: must ?? [] }]
    } catch (fault) {
      throw new Error(`${file}:${at + 1}: ${(fault as Error).message}`)
    }
  })
}

/** The place of the first passage that answers, from 0; -1 when none does. */
function firstRight({ must }: Question, { refused, passages }: Found): number {
  const patterns = must.map((pattern) => new RegExp(pattern, 'i'))
  const shown = refused ? [] : [...new Set(passages.map(judged))]
  return shown.findIndex((passage) => patterns.every((pattern) => pattern.test(passage)))
}

function rankingOf(places: readonly number[]): Ranking {
  const share = (counts: (place: number) => number) =>
    places.reduce((sum, place) => sum + (place < 0 ? 0 : counts(place)), 0) /
    Math.max(1, places.length)
  return {
    questions: places.length,
    r1: share((place) => (place === 0 ? 1 : 0)),
    r3: share((place) => (place < 3 ? 1 : 0)),
    mrr: share((place) => 1 / (place + 1)),
  }
}

/** The chance that a question in scope scores higher than one that is not; ties count half. */
function areaUnder(inside: readonly number[], outside: readonly number[]): number {
  const wins = inside.flatMap((one) =>
    outside.map((other) => (one > other ? 1 : one === other ? 0.5 : 0)),
  )
  return wins.reduce((sum: number, win) => sum + win, 0) / wins.length
}

/** Scores what was found for each question; `kind: "oos"` marks a question out of scope. */
export function scoreOf(questions: readonly Question[], found: readonly Found[]): Score {
  const all = questions.map((question, at) => {
    const answer = found[at] ?? { refused: true, score: 0, passages: [] }
    return { question, answer, place: firstRight(question, answer) }
  })
  const inside = all.filter(({ question }) => question.kind !== 'oos')
  const outside = all.filter(({ question }) => question.kind === 'oos')
  const share = (some: typeof all) =>
    some.filter(({ answer }) => answer.refused || answer.passages.length === 0).length / some.length
  const scores = (some: typeof all) => some.map(({ answer }) => answer.score)
  const languages = Map.groupBy(inside, ({ question }) => question.lang)
  const both = inside.length > 0 && outside.length > 0
  return {
    all: rankingOf(inside.map(({ place }) => place)),
    byLanguage: Object.fromEntries(
      [...languages].map(([lang, some]) => [lang, rankingOf(some.map(({ place }) => place))]),
    ),
    refusal: both ? { recall: share(outside), falseRefusals: share(inside) } : undefined,
    auroc: both ? areaUnder(scores(inside), scores(outside)) : undefined,
    misses: inside.filter(({ place }) => place < 0 || place > 2).map(({ question }) => question),
  }
}
