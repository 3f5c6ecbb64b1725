// Clock: a moved time that this process follows, so that it can live beside a playground.

import { z } from 'zod'
import type { Clock, Log } from '#core/deps.ts'
import { fail, ok, type Result } from '#lib/result.ts'

const answer = z.object({ now: z.iso.datetime({ offset: true }) })
const everyMilliseconds = 1000

/**
 * Follows `GET url` → `{"now":"ISO"}`, read again every second; between two readings the time runs
 * on by the real clock. Later failures keep the last reading; a failing first one is a fault in words.
 */
export async function followClock(
  url: string,
  real: Clock,
  log: Log,
): Promise<Result<{ readonly clock: Clock; readonly stop: () => void }, string>> {
  async function ahead(): Promise<number> {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) })
    const { now } = answer.parse(await response.json())
    return Temporal.Instant.from(now).epochMilliseconds - real().epochMilliseconds
  }
  try {
    let offset = await ahead()
    const timer = setInterval(async () => {
      try {
        offset = await ahead()
      } catch {
        log.warn({}, 'CLOCK_URL did not answer; the last time it gave runs on')
      }
    }, everyMilliseconds)
    const clock = () => real().add({ milliseconds: offset })
    return ok({ clock, stop: () => clearInterval(timer) })
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : String(fault)
    return fail(
      `CLOCK_URL must answer {"now":"2026-11-22T09:00:00Z"}, but reading it failed: ${reason}`,
    )
  }
}
