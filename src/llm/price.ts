// Price: what a call to a model costs, by a table with effective dates; whole nano-dollars.

import type { Nanos, Usage } from '#core/llm.ts'

/** Nano-dollars for one token: dollars for a million tokens, times a thousand. */
type Rates = {
  readonly input: Nanos
  readonly output: Nanos
  /** Kept for five minutes, or for an hour. */
  readonly cacheWrite: Nanos
  readonly cacheWriteHour: Nanos
  readonly cacheRead: Nanos
}

/** The prices of a model from a UTC date on. */
export type Price = Rates & {
  readonly since: string
  /** A prompt of more tokens than `above` costs `times` as much, all of it. */
  readonly long?: { readonly above: number; readonly times: number }
}

/** A model's prices, the oldest first; before the oldest it counts as well. */
export type Pricing = readonly [Price, ...Price[]]

const free: Rates = { input: 0, output: 0, cacheWrite: 0, cacheWriteHour: 0, cacheRead: 0 }

/** What a model on our own machine costs. */
export const nothing: Pricing = [{ ...free, since: 'free' }]

/** Anthropic's list prices, read on the day they are dated; a new price is a new entry, never an edit. */
const table: Readonly<Record<string, Pricing>> = {
  'claude-haiku-5-5': [
    {
      since: '2026-11-22',
      input: 100,
      output: 500,
      cacheWrite: 125,
      cacheWriteHour: 200,
      cacheRead: 10,
      long: { above: 100_000, times: 5 },
    },
  ],
  'claude-sonnet-5-5': [
    {
      since: '2026-11-22',
      input: 2000,
      output: 10_000,
      cacheWrite: 2500,
      cacheWriteHour: 4000,
      cacheRead: 100,
    },
  ],
  'claude-opus-5-5': [
    {
      since: '2026-11-22',
      input: 4000,
      output: 20_000,
      cacheWrite: 5000,
      cacheWriteHour: 8000,
      cacheRead: 200,
    },
  ],
}

/** The models whose price is known. */
export const knownModels: readonly string[] = Object.keys(table)

/** A model's prices; undefined when they are not known: then it must not be called. */
export const pricingOf = (model: string): Pricing | undefined =>
  Object.hasOwn(table, model) ? table[model] : undefined

/** The price in force at an instant. */
export function priceAt(pricing: Pricing, at: Temporal.Instant): Price {
  const day = at.toZonedDateTimeISO('UTC').toPlainDate().toString()
  return pricing.findLast(({ since }) => since <= day) ?? pricing[0]
}

/** What a call did cost, rounded up to a whole nano-dollar. */
export function costOf(price: Price, usage: Usage): Nanos {
  const { input, output, cacheRead, cacheWrite, cacheWriteHour } = usage
  const cost =
    input * price.input +
    output * price.output +
    cacheRead * price.cacheRead +
    cacheWrite * price.cacheWrite +
    cacheWriteHour * price.cacheWriteHour
  return Math.ceil(cost * timesFor(price, input + cacheRead + cacheWrite + cacheWriteHour))
}

/**
 * The most a call can cost: every token of the prompt as read anew, and every token written that may be.
 * No request of ours asks for a cache, so none is written; what a service should book for one all the same
 * is counted by `costOf`.
 */
export function worstOf(price: Price, most: { readonly prompt: number; readonly output: number }) {
  const cost = most.prompt * price.input + most.output * price.output
  return Math.ceil(cost * timesFor(price, most.prompt))
}

const timesFor = ({ long }: Price, prompt: number): number =>
  long && prompt > long.above ? long.times : 1

/**
 * Tokens a service adds around what it is sent: its own instructions for citing and for JSON. Those it
 * documents for tools take 350 to 550.
 */
const frame = 1000

/**
 * Tokens that a prompt cannot exceed. A token of a byte-level tokenizer stands for one byte or more; the
 * JSON around the words, which is not all sent on to the model, makes room for what marks each block.
 */
export const promptMost = (body: unknown): number =>
  Buffer.byteLength(JSON.stringify(body), 'utf8') + frame
