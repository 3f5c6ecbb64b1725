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

/** What was told, in our words; a count that is missing or nonsense is 0. */
export function usageOf(told: ToldUsage | undefined | null): Usage {
  const written = count(told?.cache_creation_input_tokens)
  const hour = Math.min(count(told?.cache_creation?.ephemeral_1h_input_tokens), written)
  return {
    input: count(told?.input_tokens),
    output: count(told?.output_tokens),
    cacheRead: count(told?.cache_read_input_tokens),
    cacheWrite: written - hour,
    cacheWriteHour: hour,
  }
}

/** Two calls' usage together. */
export const bothUsages = (one: Usage, other: Usage): Usage => ({
  input: one.input + other.input,
  output: one.output + other.output,
  cacheRead: one.cacheRead + other.cacheRead,
  cacheWrite: one.cacheWrite + other.cacheWrite,
  cacheWriteHour: one.cacheWriteHour + other.cacheWriteHour,
})

const count = (told: unknown): number =>
  typeof told === 'number' && Number.isSafeInteger(told) && told > 0 ? told : 0
