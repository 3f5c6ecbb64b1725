// Faults: trouble a test orders for the bot's requests: delay, refusals, lost answers, dead connections.

import { z } from 'zod'

export const faultForm = z.strictObject({
  /** Real milliseconds to wait before anything else. */
  latency: z.int().min(0).max(600_000).optional(),
  /** Answer with this status instead of the real one. */
  status: z.int().min(400).max(599).optional(),
  /** Discord's own number for a refusal; 0, as whatever stands in between answers, when left out. */
  code: z.int().min(0).default(0),
  /** Whether the request takes effect before the trouble. */
  when: z.enum(['before', 'after']).default('before'),
  /** How many matching requests it befalls; all of them when left out. */
  count: z.int().min(1).optional(),
  method: z.string().optional(),
  /** A part of the path below /api/v10, or a regular expression between slashes. */
  route: z.string().optional(),
  /** Seconds a 429 names; `null` leaves out the Retry-After header. */
  retry_after: z.number().min(0).nullable().default(1),
  scope: z.enum(['user', 'global', 'shared']).default('user'),
  /** `reset` cuts the connection without an answer, `hang` never answers. */
  connection: z.enum(['reset', 'hang']).optional(),
})

export type Fault = z.output<typeof faultForm>

export type Faults = {
  readonly add: (fault: Fault) => void
  readonly list: () => readonly Fault[]
  readonly clear: () => void
  /** The fault that befalls this request, counted down. */
  readonly befall: (method: string, path: string) => Fault | undefined
}

const matches = (fault: Fault, method: string, path: string) => {
  if (fault.method !== undefined && fault.method.toUpperCase() !== method) return false
  if (fault.route === undefined) return true
  const pattern = /^\/(.*)\/$/.exec(fault.route)?.[1]
  return pattern === undefined ? path.includes(fault.route) : new RegExp(pattern).test(path)
}

export function openFaults(): Faults {
  let faults: Fault[] = []
  return {
    add(fault) {
      faults = [...faults, fault]
    },
    list: () => faults,
    clear() {
      faults = []
    },
    befall(method, path) {
      const hit = faults.find((fault) => matches(fault, method, path))
      if (hit?.count === undefined) return hit
      faults = faults.flatMap((fault) => {
        if (fault !== hit) return [fault]
        const left = (fault.count ?? 0) - 1
        return left > 0 ? [{ ...fault, count: left }] : []
      })
      return hit
    },
  }
}
