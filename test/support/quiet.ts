// A log that keeps what it is told, for tests.

import type { Log } from '#core/deps.ts'

export type Kept = { readonly level: keyof Log; readonly fields: object; readonly message: string }

/** A log and the lines it was given, oldest first. */
export function keepingLog(): { readonly log: Log; readonly kept: readonly Kept[] } {
  const kept: Kept[] = []
  const keep = (level: keyof Log) => (fields: object, message: string) => {
    kept.push({ level, fields, message })
  }
  return { log: { info: keep('info'), warn: keep('warn'), error: keep('error') }, kept }
}
