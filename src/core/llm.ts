// Llm: what the features ask of a language model, without any vendor's words; llm/ fulfils it.

import type { z } from 'zod'
import type { Result } from '#lib/result.ts'

/** A passage the model may cite, cut into the smallest parts a citation can name. */
export type Source = {
  readonly id: string
  readonly title: string
  readonly parts: readonly string[]
}

/** What was said before in the conversation; never evidence. */
export type Turn = { readonly by: 'member' | 'tutor'; readonly text: string }

/** A question to be answered from `sources` alone. */
export type AnswerRequest = {
  readonly instructions: string
  readonly sources: readonly Source[]
  readonly earlier: readonly Turn[]
  readonly question: string
  /** Tokens the model may write, its thinking included. */
  readonly most: number
}

/** A question whose answer is a value of a known shape. */
export type ValueRequest = {
  readonly instructions: string
  readonly input: string
  readonly most: number
}

/** Tokens a call took, as the service counts them. */
export type Usage = {
  readonly input: number
  readonly output: number
  readonly cacheRead: number
  /** Written to a cache that lives five minutes, or an hour. */
  readonly cacheWrite: number
  readonly cacheWriteHour: number
}

/**
 * Why a call gave nothing. `busy`: overloaded, or too many requests; `unreachable`: no connection, or the
 * service is broken; `stalled`: it fell silent; `cut`: it ended in the middle; `resting`: it failed
 * several times and is left alone for a while; `spent`, `denied`: someone must act (money, key, model);
 * `invalid`: it refused our request or answered nonsense; `aborted`: we ended it.
 */
export type LlmFault = {
  readonly kind:
    | 'busy'
    | 'unreachable'
    | 'stalled'
    | 'cut'
    | 'resting'
    | 'spent'
    | 'denied'
    | 'invalid'
    | 'aborted'
  readonly reason: string
}

/**
 * What arrives while a model answers. Text and citations of one `piece` belong together: the piece's
 * text is the claim, its citations the evidence. A citation points into the request: parts `from` up to,
 * not including, `to` of `sources[source]`; `quote` is what the model says stands there. Everything a
 * model says about its evidence is a claim too, until it is checked. Ends with `end` or `failed`.
 */
export type LlmEvent =
  | { readonly kind: 'text'; readonly piece: number; readonly text: string }
  | {
      readonly kind: 'citation'
      readonly piece: number
      readonly source: number
      readonly from: number
      readonly to: number
      readonly quote: string
    }
  | {
      readonly kind: 'end'
      readonly stop: 'finished' | 'length' | 'refused'
      /** Absent when the service did not tell it: the cost is not known then. */
      readonly usage?: Usage
    }
  | { readonly kind: 'failed'; readonly fault: LlmFault; readonly usage?: Usage }

/** A value, or why there is none; what was used is known in most cases even then. */
export type ValueOutcome<Value> = {
  readonly result: Result<Value, LlmFault>
  readonly usage?: Usage
}

/** Money in nano-dollars: whole numbers, a billion to the dollar. */
export type Nanos = number

/** One model at one service. */
export type Llm = {
  readonly model: string
  /** Calls of a model we run ourselves cost nothing. */
  readonly isFree: boolean
  /** Streams an answer; never throws. Aborting the signal, or leaving the loop, ends the call. */
  readonly answer: (request: AnswerRequest, signal: AbortSignal) => AsyncIterable<LlmEvent>
  /** A value of the schema's shape; never throws. */
  readonly value: <Value>(
    request: ValueRequest,
    schema: z.ZodType<Value>,
    signal: AbortSignal,
  ) => Promise<ValueOutcome<Value>>
  /** The most a call can cost, before it is made. */
  readonly worst: (request: AnswerRequest | ValueRequest, at: Temporal.Instant) => Nanos
  /** What a call did cost. */
  readonly cost: (usage: Usage, at: Temporal.Instant) => Nanos
  /** The version of the price table that `cost` goes by at an instant. */
  readonly prices: (at: Temporal.Instant) => string
}

/** Who writes answers and, where there is one, who doubts them. */
export type Models = { readonly writer: Llm; readonly judge: Llm | undefined }
