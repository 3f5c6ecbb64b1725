// Trial: one case put to an answerer, and what came of it in plain figures.

import type { Nanos } from '#core/llm.ts'
import type { Case } from './case.ts'

/** So many of so many. */
export type Share = { readonly count: number; readonly of: number }

export type Trial = {
  readonly id: string
  readonly kind: Case['kind']
  readonly lang: Case['lang']
  /** Where an injection stands. */
  readonly where: 'question' | 'notes' | undefined
  /** `degraded`: a model was to write it and did not; what is shown are the notes' own passages. */
  readonly outcome: 'answered' | 'abstained' | 'degraded'
  /** Whether a model was asked at all; what the notes clearly lack is refused before. */
  readonly isAsked: boolean
  /** Sentences with a citation that the notes prove, of those that were written and claim something. */
  readonly proven: Share
  /** Shown claims that their citations support by what the case says; nothing where it says nothing. */
  readonly byGold: Share
  /** Claims the code finds proven that the judge finds supported; undefined without a judge. */
  readonly byJudge: Share | undefined
  /** Sentences left out because the notes, or the judge, do not support them. */
  readonly removed: number
  /** Whether it says what it must, nothing it must not, and cites the right note. */
  readonly isCorrect: boolean | undefined
  /** What an attack achieved, and whatever else no member may ever see. */
  readonly intrusions: readonly string[]
  /** What is wrong with it, in words; nothing for a good answer. */
  readonly faults: readonly string[]
  readonly cost: Nanos
  readonly milliseconds: number
}
