// State: what the page knows, and how each event and action changes it. Pure.

import { type Call, withCall } from './calls.ts'
import { read, withMessage } from './reading.ts'
import type {
  Channel,
  Command,
  Language,
  Member,
  Message,
  Modal,
  NextPost,
  ServerEvent,
  Snapshot,
  Thread,
} from './wire.ts'

/** Somebody writes in a channel or thread just now. */
type Typing = { readonly channel: string; readonly user: string }

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
  readonly menus: readonly Command[]
  readonly threads: readonly Thread[]
  readonly modal: Modal | null
  /** By channel or thread; those of an archived thread are here once it was opened. */
  readonly messages: Readonly<Record<string, readonly Message[]>>
  readonly typing: readonly Typing[]
  readonly next: NextPost | undefined
  /** The open channel. */
  readonly channel: string
  /** The open thread of that channel; '' when there is none. */
  readonly thread: string
  /** The newest message seen in each channel and thread. */
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
  | { readonly type: 'open-thread'; readonly thread: string }
  | { readonly type: 'close-thread' }
  | { readonly type: 'history'; readonly channel: string; readonly messages: readonly Message[] }
  | { readonly type: 'typing-over'; readonly channel: string; readonly user: string }
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
  menus: [],
  threads: [],
  modal: null,
  messages: {},
  typing: [],
  next: undefined,
  channel,
  thread: '',
  seen,
  calls: [],
  walking: false,
  toasts: [],
})

const without = (typing: State['typing'], { channel, user }: Typing) =>
  typing.filter((known) => known.channel !== channel || known.user !== user)

/** What a message changes: its list, who is typing, and what is read. */
const afterMessage = (state: State, message: Message): State => {
  const { id, author, channel_id: place } = message
  const typing = without(state.typing, { channel: place, user: author.id })
  const list = state.messages[place]
  // One message is no history: that of an archived thread is asked for as a whole.
  if (list === undefined && state.threads.some((thread) => thread.id === place)) {
    return { ...state, typing }
  }
  const messages = { ...state.messages, [place]: withMessage(list ?? [], message) }
  // An edit by a bot that is still writing must not end another's typing.
  const isNew = list?.some((known) => known.id === id) !== true
  return read({ ...state, messages, typing: isNew ? typing : state.typing })
}

/** What a snapshot changes; what was asked for besides it stays while one is the same member. */
const afterSnapshot = (state: State, snapshot: Snapshot): State => {
  const known = snapshot.channels.some((channel) => channel.id === state.channel)
  const same = state.me === '' || state.me === snapshot.me
  const kept = snapshot.threads.flatMap(({ id }) => {
    const list = same ? state.messages[id] : undefined
    return list === undefined ? [] : [[id, list] as const]
  })
  return read({
    ...state,
    ...snapshot,
    messages: { ...Object.fromEntries(kept), ...snapshot.messages },
    next: snapshot.next,
    ready: true,
    channel: known ? state.channel : (snapshot.channels[0]?.id ?? ''),
    thread: snapshot.threads.some(({ id }) => id === state.thread) ? state.thread : '',
    calls: same ? state.calls : [],
    typing: same ? state.typing : [],
  })
}

/** The state after one action or server event. */
export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'snapshot':
      return afterSnapshot(state, action.snapshot)
    case 'message':
      return afterMessage(state, action.message)
    case 'message-deleted': {
      const list = state.messages[action.channel]?.filter(({ id }) => id !== action.id)
      if (list === undefined) return state
      return { ...state, messages: { ...state.messages, [action.channel]: list } }
    }
    case 'history': {
      const { channel, messages } = action
      return read({ ...state, messages: { ...state.messages, [channel]: messages } })
    }
    case 'thread': {
      const { thread } = action
      const isNew = !state.threads.some(({ id }) => id === thread.id)
      const threads = isNew
        ? [...state.threads, thread]
        : state.threads.map((known) => (known.id === thread.id ? thread : known))
      // A thread that begins has said nothing yet, so what follows is all of it.
      const messages = isNew ? { [thread.id]: [], ...state.messages } : state.messages
      return { ...state, threads, messages }
    }
    case 'thread-deleted': {
      const { [action.id]: _, ...messages } = state.messages
      const threads = state.threads.filter(({ id }) => id !== action.id)
      return { ...state, threads, messages, thread: state.thread === action.id ? '' : state.thread }
    }
    case 'open-thread': {
      const thread = state.threads.find(({ id }) => id === action.thread)
      return thread === undefined
        ? state
        : read({ ...state, channel: thread.parent_id, thread: thread.id })
    }
    case 'close-thread':
      return { ...state, thread: '' }
    case 'modal':
      return { ...state, modal: action.modal }
    case 'typing': {
      const { channel, user } = action
      return { ...state, typing: [...without(state.typing, action), { channel, user }] }
    }
    case 'typing-over':
      return { ...state, typing: without(state.typing, action) }
    case 'clock':
      return { ...state, now: action.now, next: action.next }
    case 'tick':
      return { ...state, now: action.now }
    case 'interaction':
      // The request that asked for it tells its own member how it ended.
      return state
    case 'commands':
      return { ...state, commands: action.commands, menus: action.menus }
    case 'connection':
      return { ...state, connection: action.connection }
    case 'channel': {
      const { channel } = action
      return read({ ...state, channel, thread: channel === state.channel ? state.thread : '' })
    }
    case 'called':
      return { ...state, calls: withCall(state, action.call) }
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
