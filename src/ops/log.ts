// Log: one JSON line for each thing worth knowing; ids and figures, never secrets or words of members.

import { pino } from 'pino'
import type { Log } from '#core/deps.ts'

/** Lines go to stderr, so that a command's stdout stays its own. */
export const createLog = (level: string): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: ['token', '*.token', 'password', '*.password', 'url'], censor: '•••' },
    },
    pino.destination({ dest: 2, sync: true }),
  )
