// Calls: what a member asked of the bot and what came of it so far. Pure.

import { newest, olderFirst } from './reading.ts'
import type { State } from './state.ts'

/** Something a member did that the bot must answer: a command, a menu, a button or a select. */
export type Call = {
  /** The page's own number for it; the server's id comes only with the answer. */
  readonly key: number
  readonly channel: string
  /** The newest message of the channel when it was made. */
  readonly after: string | undefined
  /** The name of the command or menu; undefined for a component. */
  readonly command: string | undefined
  /** The command as members read it: `/ask`, or the menu's name in their language. */
  readonly shown: string | undefined
  /** The message and component, as `message:custom_id`; undefined for a command. */
  readonly component: string | undefined
  readonly outcome: 'pending' | 'failed'
}

/** Whether the reply to this call is here already, a moment before the server's own word of it. */
const isReplied = (state: State, call: Call): boolean =>
  (state.messages[call.channel] ?? []).some(({ id, interaction, interaction_metadata: used }) => {
    const name = interaction?.name
    return (
      used?.user.id === state.me &&
      (name === call.command || name?.split(' ')[0] === call.command) &&
      (call.after === undefined || olderFirst({ id: call.after }, { id }) < 0)
    )
  })

/** Commands of a channel or thread that show as a row: on their way, or never answered. */
export const openCalls = (state: State, channel: string): readonly Call[] =>
  state.calls.filter(
    (call) =>
      call.command !== undefined &&
      call.channel === channel &&
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

/** The calls with a new one; an earlier press of the same component is forgotten. */
export const withCall = (state: State, call: Omit<Call, 'after' | 'outcome'>): readonly Call[] => {
  const others = state.calls.filter(
    ({ component }) => component === undefined || component !== call.component,
  )
  return [...others, { ...call, after: newest(state, call.channel), outcome: 'pending' }]
}
