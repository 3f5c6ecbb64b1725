// Job: work that is owed, carried out at least once, by whichever replica is free.

import type { z } from 'zod'

export type Job<Payload> = {
  readonly name: string
  readonly payload: z.ZodType<Payload>
  /** Must be safe to repeat: a killed process's job runs again. Throws when it should be retried. */
  readonly run: (payload: Payload) => Promise<void>
}
