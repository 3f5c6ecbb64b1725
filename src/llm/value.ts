// Value: a model's words as a value of a known shape, or what is wrong with them.

import { jsonrepair } from 'jsonrepair'
import type { z } from 'zod'
import type { LlmFault } from '#core/llm.ts'
import { fail, ok, type Result } from '#lib/result.ts'

/** The value a model wrote as JSON. `stop` is why it stopped: a refusal or an unfinished value is none. */
export function readValue<Value>(
  text: string,
  stop: string | null,
  schema: z.ZodType<Value>,
): Result<Value, LlmFault> {
  if (stop === 'refusal') return wrong('the model refused')
  if (stop === 'max_tokens') return wrong('the value was longer than allowed')
  try {
    const parsed = schema.safeParse(JSON.parse(text))
    return parsed.success ? ok(parsed.data) : wrong('the value has another shape')
  } catch {
    return wrong('the value is no JSON')
  }
}

const wrong = (reason: string): Result<never, LlmFault> => fail({ kind: 'invalid', reason })

/** The JSON in a model's words, mended where it is nearly right: fences, quotes, commas, a lost end. */
export function mendedJson(text: string): string {
  const from = text.search(/[{[]/)
  if (from < 0) return text
  const to = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'))
  const json = to > from ? text.slice(from, to + 1) : text.slice(from)
  try {
    return jsonrepair(json)
  } catch {
    return json
  }
}
