// Fault: why the control API did not do what it was asked, in words for a person.

import type { z } from 'zod'

export class ControlFault extends Error {
  readonly status: 400 | 403 | 404 | 409 | 501 | 504

  constructor(status: ControlFault['status'], message: string) {
    super(message)
    this.status = status
  }
}

/** What was sent in the shape asked for; a fault names every field that has another. */
export function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const faults = result.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'body'}: ${message}`,
  )
  throw new ControlFault(400, faults.join('; '))
}
