// Usage: the tokens a service counts, as it tells them bit by bit.

import type { Usage } from '#core/llm.ts'

/** What the API tells of usage; each count is a total so far, and absent where it does not apply. */
export type ToldUsage = {
  readonly input_tokens?: number | null
  readonly output_tokens?: number | null
  readonly cache_read_input_tokens?: number | null
  readonly cache_creation_input_tokens?: number | null
  readonly cache_creation?: { readonly ephemeral_1h_input_tokens?: number | null } | null
}

/** Two tellings as one: the later count of a thing holds. */
export const laterUsage = (earlier: ToldUsage, later: ToldUsage | undefined | null): ToldUsage => ({
  ...earlier,
  ...Object.fromEntries(Object.entries(later ?? {}).filter(([, count]) => count != null)),
})

/**
 * What was told, in our words; a single count that is missing or nonsense is 0. Undefined when nothing was
 * told of the prompt or of what was written: a call never takes nothing, so its cost is not known then.
 */
export function usageOf(told: ToldUsage | undefined | null): Usage | undefined {
  const written = count(told?.cache_creation_input_tokens)
  const hour = Math.min(count(told?.cache_creation?.ephemeral_1h_input_tokens), written)
  const usage: Usage = {
    input: count(told?.input_tokens),
    output: count(told?.output_tokens),
    cacheRead: count(told?.cache_read_input_tokens),
    cacheWrite: written - hour,
    cacheWriteHour: hour,
  }
  const isPromptTold = usage.input + usage.cacheRead + written > 0
  return isPromptTold && isTold(told?.output_tokens) ? usage : undefined
}

/** Two calls' usage together; unknown when one of them is. */
export const bothUsages = (one: Usage | undefined, other: Usage | undefined): Usage | undefined =>
  one &&
  other && {
    input: one.input + other.input,
    output: one.output + other.output,
    cacheRead: one.cacheRead + other.cacheRead,
    cacheWrite: one.cacheWrite + other.cacheWrite,
    cacheWriteHour: one.cacheWriteHour + other.cacheWriteHour,
  }

/** Usage as an optional part of an outcome. */
export const knownUsage = (usage: Usage | undefined): { readonly usage?: Usage } =>
  usage === undefined ? {} : { usage }

const isTold = (told: unknown): told is number =>
  typeof told === 'number' && Number.isSafeInteger(told) && told >= 0

const count = (told: unknown): number => (isTold(told) ? told : 0)
