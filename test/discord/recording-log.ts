// Recording log: a Log that keeps its lines for a test to read.

import type { Log } from '#core/deps.ts'

export type Line = {
  readonly level: keyof Log
  readonly fields: object
  readonly message: string
}

export function recordingLog(): { readonly log: Log; readonly lines: Line[] } {
  const lines: Line[] = []
  const at = (level: keyof Log) => (fields: object, message: string) => {
    lines.push({ level, fields, message })
  }
  return { log: { info: at('info'), warn: at('warn'), error: at('error') }, lines }
}
