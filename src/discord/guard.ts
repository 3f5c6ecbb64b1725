// Guard: the one place where an exception ends; the log gets its place, the member an apology.

import type { Log } from '#core/deps.ts'

/** A short code for an incident, found again in the log: a Discord id in base 36. */
export const incidentOf = (id: string): string => BigInt(id).toString(36).toUpperCase()

// Messages of these are the engine's or our own; others may quote what a member wrote.
const harmless = new Set(['TypeError', 'RangeError', 'ReferenceError'])

/** An error for the log: what, where and because of what, without anything a member wrote. */
function portraitOf(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error }
  const { stack = '', cause } = error
  return {
    name: error.name,
    ...('code' in error ? { code: String(error.code) } : {}),
    ...(harmless.has(error.name) ? { message: error.message } : {}),
    at: stack
      .split('\n')
      .filter((line) => /^\s+at /u.test(line))
      .map((line) => line.trim())
      .slice(0, 8),
    ...(cause === undefined ? {} : { cause: portraitOf(cause) }),
  }
}

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
