// State: what the page knows, and how each event and action changes it. Pure.

import type {
  Channel,
  Command,
  Language,
  Member,
  Message,
  NextPost,
  ServerEvent,
  Snapshot,
} from './wire.ts'

/** Something a member did that the bot must answer: a command, a button or a select. */
export type Call = {
  /** The page's own number for it; the server's id comes only with the answer. */
  readonly key: number
  readonly channel: string
  /** The newest message of the channel when it was made. */
  readonly after: string | undefined
  /** The command's name; undefined for a component. */
  readonly command: string | undefined
  /** The message and component, as `message:custom_id`; undefined for a command. */
  readonly component: string | undefined
  readonly outcome: 'pending' | 'failed'
}

export type Toast = {
  readonly id: number
  readonly tone: 'error' | 'info'
  readonly text: string
  /** The channel its button opens. */
  readonly channel: string | undefined
}

export type State = {
  readonly ready: boolean
  readonly connection: 'live' | 'lost'
  readonly now: string
  readonly zone: string
  readonly guild: { readonly id: string; readonly name: string }
  readonly channels: readonly Channel[]
  readonly members: readonly Member[]
  readonly me: string
  /** The language the member reads command descriptions in. */
  readonly language: Language
  readonly commands: readonly Command[]
  readonly messages: Readonly<Record<string, readonly Message[]>>
  readonly next: NextPost | undefined
  /** The open channel. */
  readonly channel: string
  /** The newest message seen in each channel. */
  readonly seen: Readonly<Record<string, string>>
  readonly calls: readonly Call[]
  readonly walking: boolean
  readonly toasts: readonly Toast[]
}

export type Action =
  | ServerEvent
  | { readonly type: 'snapshot'; readonly snapshot: Snapshot }
  | { readonly type: 'connection'; readonly connection: State['connection'] }
  | { readonly type: 'channel'; readonly channel: string }
  | { readonly type: 'called'; readonly call: Omit<Call, 'after' | 'outcome'> }
  | { readonly type: 'call-failed'; readonly key: number }
  | { readonly type: 'call-ended'; readonly key: number }
  | { readonly type: 'walking'; readonly walking: boolean }
  | { readonly type: 'tick'; readonly now: string }
  | { readonly type: 'toast'; readonly toast: Omit<Toast, 'id'> }
  | { readonly type: 'toast-closed'; readonly id: number }

/** The page before the first snapshot; `seen` and `channel` come from the last visit. */
export const emptyState = (seen: State['seen'], channel: string): State => ({
  ready: false,
  connection: 'live',
  now: '1970-01-01T00:00:00Z',
  zone: 'UTC',
  guild: { id: '', name: '' },
  channels: [],
  members: [],
  me: '',
  language: 'en',
  commands: [],
  messages: {},
  next: undefined,
  channel,
  seen,
  calls: [],
  walking: false,
  toasts: [],
})

/** Snowflakes by age: a longer number is younger. */
export const olderFirst = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id.length - b.id.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

const withMessage = (list: readonly Message[], message: Message): readonly Message[] =>
  list.some((known) => known.id === message.id)
    ? list.map((known) => (known.id === message.id ? message : known))
    : [...list, message].sort(olderFirst)

const newest = (state: State, channel: string): string | undefined =>
  state.messages[channel]?.at(-1)?.id

/** Marks the open channel as read to its end. */
const read = (state: State): State => {
  const last = newest(state, state.channel)
  return last === undefined || state.seen[state.channel] === last
    ? state
    : { ...state, seen: { ...state.seen, [state.channel]: last } }
}

/** Whether a channel holds something younger than what was seen there. */
export const isUnread = (state: State, channel: string): boolean => {
  const last = newest(state, channel)
  if (last === undefined || channel === state.channel) return false
  const seen = state.seen[channel]
  return seen === undefined || olderFirst({ id: seen }, { id: last }) < 0
}

/** Whether the reply to this call is here already, a moment before the server's own word of it. */
const isReplied = (state: State, call: Call): boolean =>
  (state.messages[call.channel] ?? []).some(
    (message) =>
      message.interaction_metadata?.user.id === state.me &&
      message.interaction?.name.split(' ')[0] === call.command &&
      (call.after === undefined || olderFirst({ id: call.after }, message) < 0),
  )

/** Commands of the open channel that show as a row: on their way, or never answered. */
export const openCalls = (state: State): readonly Call[] =>
  state.calls.filter(
    (call) =>
      call.command !== undefined &&
      call.channel === state.channel &&
      (call.outcome === 'failed' || !isReplied(state, call)),
  )

/** What the last press of this component came to; undefined once it is answered. */
export const componentOutcome = (state: State, component: string): Call['outcome'] | undefined =>
  state.calls.findLast((known) => known.component === component)?.outcome

/** Whether a press on one of this message's components was never answered. */
export const hasFailedPress = (state: State, message: string): boolean =>
  state.calls.some(
    ({ component, outcome }) =>
      outcome === 'failed' && component?.startsWith(`${message}:`) === true,
  )

/** The state after one action or server event. */
export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'snapshot': {
      const { snapshot } = action
      const known = snapshot.channels.some((channel) => channel.id === state.channel)
      const same = state.me === '' || state.me === snapshot.me
      return read({
        ...state,
        ...snapshot,
        next: snapshot.next,
        ready: true,
        channel: known ? state.channel : (snapshot.channels[0]?.id ?? ''),
        calls: same ? state.calls : [],
      })
    }
    case 'message': {
      const { message } = action
      const list = withMessage(state.messages[message.channel_id] ?? [], message)
      return read({ ...state, messages: { ...state.messages, [message.channel_id]: list } })
    }
    case 'message-deleted': {
      const list = (state.messages[action.channel] ?? []).filter(({ id }) => id !== action.id)
      return { ...state, messages: { ...state.messages, [action.channel]: list } }
    }
    case 'clock':
      return { ...state, now: action.now, next: action.next }
    case 'tick':
      return { ...state, now: action.now }
    case 'interaction':
      // The request that asked for it tells its own member how it ended.
      return state
    case 'commands':
      return { ...state, commands: action.commands }
    case 'connection':
      return { ...state, connection: action.connection }
    case 'channel':
      return read({ ...state, channel: action.channel })
    case 'called': {
      const { call } = action
      const others = state.calls.filter(
        ({ component }) => component === undefined || component !== call.component,
      )
      const after = newest(state, call.channel)
      return { ...state, calls: [...others, { ...call, after, outcome: 'pending' }] }
    }
    case 'call-failed':
      return {
        ...state,
        calls: state.calls.map((call) =>
          call.key === action.key ? { ...call, outcome: 'failed' } : call,
        ),
      }
    case 'call-ended':
      return { ...state, calls: state.calls.filter(({ key }) => key !== action.key) }
    case 'walking':
      return { ...state, walking: action.walking }
    case 'toast': {
      const id = (state.toasts.at(-1)?.id ?? 0) + 1
      return { ...state, toasts: [...state.toasts, { ...action.toast, id }].slice(-3) }
    }
    case 'toast-closed':
      return { ...state, toasts: state.toasts.filter(({ id }) => id !== action.id) }
  }
}
