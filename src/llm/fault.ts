// Fault: what the SDK throws, as one of our kinds of fault; never with a word of the key, notes or question.

import type { LlmFault, Usage } from '#core/llm.ts'

/** A fault, and what was used where that is known: nothing, when the service refused to begin. */
export type Failure = { readonly fault: LlmFault; readonly usage?: Usage }

export const noUsage: Usage = {
  input: 0,
  output: 0,
  cacheRead: 0,
  cacheWrite: 0,
  cacheWriteHour: 0,
}

/** The service asks for patience; it is well, so this alone never counts against it. */
export const tooMany: LlmFault = { kind: 'busy', reason: 'too many requests' }

export const aborted: LlmFault = { kind: 'aborted', reason: 'the call was ended' }
export const stalled: LlmFault = { kind: 'stalled', reason: 'the model fell silent' }
export const cut: LlmFault = { kind: 'cut', reason: 'the answer ended in the middle' }

/** A request went out and no answer came back: whether it was carried out, nobody knows. */
export class Unanswered extends Error {}

const ofType: Readonly<Record<string, LlmFault['kind']>> = {
  overloaded_error: 'busy',
  api_error: 'unreachable',
  timeout_error: 'unreachable',
  authentication_error: 'denied',
  permission_error: 'denied',
  not_found_error: 'denied',
  billing_error: 'spent',
  invalid_request_error: 'invalid',
  request_too_large: 'invalid',
}
const ofStatus: Readonly<Record<number, LlmFault['kind']>> = {
  401: 'denied',
  402: 'spent',
  403: 'denied',
  404: 'denied',
  408: 'unreachable',
  409: 'unreachable',
  503: 'busy',
  529: 'busy',
}
const ofCode: Readonly<Record<string, LlmFault['kind']>> = {
  enforced_spend_limit_reached: 'spent',
  contract_spend_limit_reached: 'spent',
  linked_organization_spend_limit_reached: 'spent',
  linked_organization_billing_unavailable: 'spent',
  organization_on_hold: 'denied',
}

/** Connections that were never made: nothing was sent. */
const unmade = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** Whether an error of `fetch` means that nothing was sent. */
export function isUnmade(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && unmade.has(String(error.code))) return true
  return isUnmade(error.cause)
}

/** What the API said of a refusal, whichever way it came: an HTTP status, or an event in the stream. */
type Refusal = {
  readonly status?: number | undefined
  readonly type?: string | null | undefined
  readonly errorCode?: string | null | undefined
  readonly apiMessage?: string | null | undefined
}

/** Whether money is at an end, by the body of a refusal. */
export const isSpent = (refusal: Refusal): boolean => kindOf(refusal) === 'spent'

function kindOf({ status, type, errorCode, apiMessage }: Refusal): LlmFault['kind'] | undefined {
  const known = ofCode[errorCode ?? '']
  if (known) return known
  // Prepaid credit that is used up comes as an invalid request; only its words tell.
  if (status === 400 && /credit balance/i.test(apiMessage ?? '')) return 'spent'
  if (status === 429 || type === 'rate_limit_error') return 'busy'
  // In the stream there is no status, and the class says nothing: the type alone tells.
  const kind = ofStatus[status ?? 0] ?? ofType[type ?? '']
  if (kind) return kind
  if (status === undefined) return undefined
  return status >= 500 ? 'unreachable' : 'invalid'
}

/** An error thrown before the first event, as a fault. Refusals of the service cost nothing. */
export function failureBefore(error: unknown): Failure {
  if (error instanceof Unanswered) {
    return { fault: { kind: 'unreachable', reason: 'the connection broke before an answer came' } }
  }
  const refusal = refusalOf(error)
  if (refusal.status !== undefined) return { fault: faultOf(refusal), usage: noUsage }
  if (isUnmade(error)) {
    return { fault: { kind: 'unreachable', reason: 'no connection could be made' }, usage: noUsage }
  }
  return { fault: { kind: 'unreachable', reason: 'the answer could not be read' } }
}

/** An error thrown in the middle of an answer, as a fault. What was used is not known then. */
export function failureAmid(error: unknown): Failure {
  const refusal = refusalOf(error)
  return { fault: refusal.type || refusal.status ? faultOf(refusal) : cut }
}

function faultOf(refusal: Refusal): LlmFault {
  const { status, type, errorCode } = refusal
  const kind = kindOf(refusal) ?? 'cut'
  if (kind === 'busy' && (status === 429 || type === 'rate_limit_error')) return tooMany
  // Only words of ours or the service's fixed ones: its sentences may quote what it was sent.
  const said = [
    status,
    Object.hasOwn(ofType, type ?? '') || type === 'rate_limit_error' ? type : undefined,
    Object.hasOwn(ofCode, errorCode ?? '') ? errorCode : undefined,
  ]
  const words = said.filter((word) => word !== undefined && word !== null).join(' ')
  return { kind, reason: `the service refused: ${words || 'no reason given'}` }
}

function refusalOf(error: unknown): Refusal {
  if (!(error instanceof Error)) return {}
  const { status, type, errorCode, apiMessage } = error as Error & Refusal
  return { status, type, errorCode, apiMessage }
}
