// Portrait: an error fit for the log: what and where, nothing that a person wrote.

/** A stack line that names a place in a file, a module or the engine. */
const place = /^\s+at .*(?::\d+:\d+|<anonymous>|native)\)?$/u
const placesMost = 8
/** An error and what caused it, and what caused that. */
const causesMost = 2

type Portrait = {
  readonly name: string
  /** SQLSTATE, Node's or Discord's own code. */
  readonly code?: string
  /** Where it was thrown, innermost first. */
  readonly at?: readonly string[]
  readonly cause?: Portrait
}

/**
 * An error's name, code, stack places and causes. Its message is left out: PostgreSQL, JSON and the
 * engine itself quote values in theirs, which may be what a member wrote, a token or an address.
 */
export function portraitOf(error: unknown, causes = causesMost): Portrait {
  if (!(error instanceof Error)) return { name: typeof error }
  const { name, message, stack = '', cause } = error
  // The stack begins with the message, whose lines could look like places.
  const quoted = stack.indexOf(message)
  const places = quoted < 0 ? stack : stack.slice(quoted + message.length)
  return {
    name,
    ...('code' in error && /^\w+$/u.test(String(error.code)) ? { code: String(error.code) } : {}),
    at: places
      .split('\n')
      .filter((line) => place.test(line))
      .map((line) => line.trim())
      .slice(0, placesMost),
    ...(cause === undefined || causes === 0 ? {} : { cause: portraitOf(cause, causes - 1) }),
  }
}
