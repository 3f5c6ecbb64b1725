// Purse: leave to spend money on a model, asked for before each call and settled after it.

import type { Llm, Nanos, Usage } from '#core/llm.ts'
import type { Result } from '#lib/result.ts'

/** What a call is for; told apart in `/cost`. */
export type Purpose = 'answer' | 'judge'

export type Spender = {
  readonly guild: string
  readonly member: string
  /** The question's id. */
  readonly ask: string
}

export type Reservation = {
  /** Books what was used; unknown usage books the whole reservation. A second time changes nothing. */
  readonly settle: (usage: Usage | undefined) => Promise<void>
  /** Gives all of it back, as if there had been no call; once it is settled this changes nothing. */
  readonly release: () => Promise<void>
}

/** Whose cap would be passed. */
export type Cap = 'member' | 'guild' | 'day' | 'month'

export type Purse = {
  /** Sets the worst case aside; a reservation never settled counts as spent. */
  readonly reserve: (call: {
    readonly spender: Spender
    readonly purpose: Purpose
    readonly llm: Llm
    readonly worst: Nanos
  }) => Promise<Result<Reservation, Cap>>
}
