// Client: the control API as functions; a refusal is a value that says why.

import {
  type Choice,
  type Message,
  type NoteText,
  namedEvents,
  type OptionValue,
  type ServerEvent,
  type Snapshot,
  type Thread,
} from './wire.ts'

export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly unreachable: boolean; readonly fault: string }

const words = (body: unknown, status: number): string => {
  const error = (body as { error?: unknown } | undefined)?.error
  if (typeof error === 'string') return error
  const message = (error as { message?: unknown } | undefined)?.message
  return typeof message === 'string' ? message : `HTTP ${status}`
}

async function request<Value>(path: string, init?: RequestInit): Promise<Answer<Value>> {
  try {
    const response = await fetch(path, init)
    const body: unknown = await response.json().catch(() => undefined)
    if (response.ok) return { ok: true, value: body as Value }
    return { ok: false, unreachable: false, fault: words(body, response.status) }
  } catch (cause) {
    return { ok: false, unreachable: true, fault: String(cause) }
  }
}

const post = <Value>(path: string, body: object): Promise<Answer<Value>> =>
  request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

/** `error` stands beside an `id` when the bot was asked but did not answer. */
type Started = { readonly id?: string; readonly error?: string }

export const client = {
  /** As nobody in particular (`''`) the server chooses the member. */
  state: (as: string) =>
    request<Snapshot>(as === '' ? '/control/state' : `/control/state?as=${encodeURIComponent(as)}`),
  command: (call: {
    readonly as: string
    readonly channel: string
    readonly name: string
    readonly options: readonly OptionValue[]
  }) => post<Started>('/control/command', call),
  autocomplete: (call: {
    readonly as: string
    readonly channel: string
    readonly name: string
    readonly options: readonly OptionValue[]
    readonly focused: string
  }) => post<{ readonly choices?: readonly Choice[] }>('/control/autocomplete', call),
  button: (as: string, message: string, custom_id: string) =>
    post<Started>('/control/button', { as, message, custom_id }),
  select: (as: string, message: string, custom_id: string, values: readonly string[]) =>
    post<Started>('/control/select', { as, message, custom_id, values }),
  menu: (as: string, name: string, message: string) =>
    post<Started>('/control/menu', { as, name, message }),
  modal: (as: string, id: string, values: Readonly<Record<string, string | readonly string[]>>) =>
    post<Started>('/control/modal', { as, id, values }),
  dismissModal: (as: string, id: string) => post<object>('/control/modal/dismiss', { as, id }),
  messages: (as: string, channel: string) =>
    request<{ readonly messages: readonly Message[] }>(
      `/control/messages?as=${encodeURIComponent(as)}&channel=${encodeURIComponent(channel)}`,
    ),
  message: (sent: {
    readonly as: string
    readonly channel: string
    readonly content: string
    readonly reply_to?: string
    /** Whether a reply notifies whom it answers. */
    readonly ping?: boolean
  }) => post<object>('/control/message', sent),
  remove: (as: string, message: string) => post<object>('/control/delete', { as, message }),
  startThread: (as: string, channel: string, message: string, name: string) =>
    post<{ readonly thread: Thread }>('/control/thread', {
      as,
      channel,
      message,
      name,
    }),
  vote: (as: string, message: string, answers: readonly number[]) =>
    post<object>('/control/vote', { as, message, answers }),
  dismiss: (as: string, message: string) => post<object>('/control/dismiss', { as, message }),
  clock: (move: { readonly next: true } | { readonly advance: string }) =>
    post<object>('/control/clock', move),
  note: (source: string) => request<NoteText>(`/control/note?source=${encodeURIComponent(source)}`),
}

/** Longest wait between two tries to reach the server again, in milliseconds. */
const longestWait = 5000

/** Follows the server's events as a member until called off; reconnects by itself. */
export const follow = (
  as: string,
  on: {
    readonly event: (event: ServerEvent) => void
    readonly lost: () => void
    /** Called at every connection, the first included. */
    readonly connected: () => void
  },
): (() => void) => {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let wait = 500
  const connect = () => {
    source = new EventSource(`/control/events?as=${encodeURIComponent(as)}`)
    source.onopen = () => {
      wait = 500
      on.connected()
    }
    const heard = ({ data }: MessageEvent) => on.event(JSON.parse(String(data)) as ServerEvent)
    source.onmessage = heard
    for (const name of namedEvents) source.addEventListener(name, heard)
    source.onerror = () => {
      source?.close()
      on.lost()
      timer = setTimeout(connect, wait)
      wait = Math.min(wait * 2, longestWait)
    }
  }
  connect()
  return () => {
    source?.close()
    clearTimeout(timer)
  }
}
