// Thread history: the messages of an archived thread, asked for when it is opened.

import type { Dispatch } from 'preact/hooks'
import { useEffect } from 'preact/hooks'
import { client } from './client.ts'
import type { Action, State } from './state.ts'
import type { Texts } from './texts.ts'

/** Loads what was said in the open thread where it is not known yet. */
export const useThread = (state: State, dispatch: Dispatch<Action>, texts: () => Texts): void => {
  const { me, thread, connection } = state
  const isUnknown = thread !== '' && state.messages[thread] === undefined
  useEffect(() => {
    if (!isUnknown || connection !== 'live') return
    let current = true
    void client.messages(me, thread).then((answer) => {
      if (!current) return
      if (answer.ok) {
        dispatch({ type: 'history', channel: thread, messages: answer.value.messages })
        return
      }
      const { cannotReach, failed } = texts()
      const text = answer.unreachable ? cannotReach : failed(answer.fault)
      dispatch({ type: 'close-thread' })
      dispatch({ type: 'toast', toast: { tone: 'error', text, channel: undefined } })
    })
    return () => {
      current = false
    }
  }, [isUnknown, me, thread, connection, dispatch])
}
