// Guard: the one place where an exception ends; the log gets its place, the member an apology.

import type { Log } from '#core/deps.ts'
import { portraitOf } from '#lib/portrait.ts'

/** A short code for an incident, found again in the log: a Discord id in base 36. */
export const incidentOf = (id: string): string => BigInt(id).toString(36).toUpperCase()

/**
 * Runs `work`; when it throws, logs an incident with `fields` and hands its code to `apologise`.
 * Never throws. Gives whether the work went through.
 */
export async function guard(
  log: Log,
  fields: { readonly id: string } & Readonly<Record<string, string>>,
  work: () => Promise<void>,
  apologise: (incident: string) => Promise<void>,
): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    const incident = incidentOf(fields.id)
    log.error({ ...fields, incident, error: portraitOf(error) }, 'handling failed')
    try {
      await apologise(incident)
    } catch (second) {
      log.error({ ...fields, incident, error: portraitOf(second) }, 'apologising failed')
    }
    return false
  }
}
