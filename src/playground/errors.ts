// Errors: how Discord says no. A Refusal is thrown anywhere below a route and answered in one place.

/** Code, HTTP status and words, as Discord documents them under "Opcodes and Status Codes". */
const known = {
  10003: [404, 'Unknown Channel'],
  10004: [404, 'Unknown Guild'],
  10007: [404, 'Unknown Member'],
  10008: [404, 'Unknown Message'],
  10013: [404, 'Unknown User'],
  10015: [404, 'Unknown Webhook'],
  10062: [404, 'Unknown interaction'],
  10063: [404, 'Unknown application command'],
  20012: [403, 'You are not authorized to perform this action on this application'],
  30032: [400, 'Maximum number of application commands reached (100)'],
  30034: [400, 'Max number of daily application command creates has been reached (200)'],
  40005: [413, 'Request entity too large'],
  40060: [400, 'Interaction has already been acknowledged.'],
  50001: [403, 'Missing Access'],
  50005: [403, 'Cannot edit a message authored by another user'],
  50006: [400, 'Cannot send an empty message'],
  50007: [403, 'Cannot send messages to this user'],
  50013: [403, 'Missing Permissions'],
  50021: [403, 'Cannot execute action on a system message'],
  50024: [400, 'Cannot execute action on this channel type'],
  50027: [401, 'Invalid Webhook Token'],
  50035: [400, 'Invalid Form Body'],
  50083: [400, 'Thread is archived'],
  50109: [400, 'The request body contains invalid JSON.'],
  50278: [403, 'Cannot send messages to this user due to having no mutual guilds'],
  160004: [400, 'A thread has already been created for this message'],
  520000: [403, 'Poll voting blocked'],
  520001: [400, 'Poll expired'],
  520002: [400, 'Invalid channel type for poll creation'],
  520003: [400, 'Cannot edit a poll message'],
  520004: [400, 'Cannot use the emoji included with the poll'],
  520006: [400, 'Cannot expire a non-poll message'],
} as const satisfies Record<number, readonly [status: number, message: string]>

export type Code = keyof typeof known

/** One fault of a form: where it stands, Discord's word for it, and a sentence. */
export type FormFault = {
  readonly path: readonly PropertyKey[]
  readonly code: string
  readonly message: string
}

/** A refusal on its way to the caller; carries exactly what Discord would answer. */
export class Refusal extends Error {
  readonly status: number
  readonly body: Record<string, unknown>

  constructor(status: number, body: Record<string, unknown>) {
    super(JSON.stringify(body))
    this.status = status
    this.body = body
  }
}

/** The refusal with one of Discord's numbers, in its usual words or in those that fit better. */
export function refusal(code: Code, words?: string): Refusal {
  const [status, message] = known[code]
  return new Refusal(status, { message: words ?? message, code })
}

/** The 50035 refusal with Discord's tree of faults, nested as the form is. */
export function invalidForm(faults: readonly FormFault[]): Refusal {
  const errors: Record<string, unknown> = {}
  for (const { path, code, message } of faults) {
    let node = errors
    for (const key of path) {
      const child = (node[String(key)] ?? {}) as Record<string, unknown>
      node[String(key)] = child
      node = child
    }
    const list = (node['_errors'] ?? []) as unknown[]
    node['_errors'] = [...list, { code, message }]
  }
  const [status, message] = known[50035]
  return new Refusal(status, { message, code: 50035, errors })
}

/** The 501 answer: says what is missing instead of pretending to have done it. */
export function unsupported(what: string): Refusal {
  return new Refusal(501, { message: `${what} is not supported by the local Discord`, code: 0 })
}

/** The refusal of a request without a valid bot token. */
export const unauthorized = (): Refusal =>
  new Refusal(401, { message: '401: Unauthorized', code: 0 })
