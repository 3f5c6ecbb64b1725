// Server: snapshots and events of the member one is; reconnects and catches up by itself.

import type { Dispatch } from 'preact/hooks'
import { useEffect } from 'preact/hooks'
import { client, follow } from './client.ts'
import type { Action } from './state.ts'
import type { Texts } from './texts.ts'

/** Pause before the first snapshot is asked for again, in milliseconds. */
const retry = 1500

/** Feeds the state; a member the server does not know (a fresh guild) gives way to its own choice. */
export const useServer = (
  as: string,
  become: (member: string) => void,
  dispatch: Dispatch<Action>,
  texts: () => Texts,
): void => {
  // Only another member is another stream
  useEffect(() => {
    let current = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const load = async () => {
      const answer = await client.state(as)
      if (!current) return
      if (answer.ok) {
        dispatch({ type: 'snapshot', snapshot: answer.value })
        if (as === '') become(answer.value.me)
      } else if (answer.unreachable) {
        dispatch({ type: 'connection', connection: 'lost' })
        if (as === '') timer = setTimeout(load, retry)
      } else if (as !== '') become('')
      else {
        const text = texts().failed(answer.fault)
        dispatch({ type: 'toast', toast: { tone: 'error', text, channel: undefined } })
      }
    }
    if (as === '') void load()
    const stop =
      as === ''
        ? undefined
        : follow(as, {
            event: dispatch,
            lost() {
              dispatch({ type: 'connection', connection: 'lost' })
              // A refused stream looks like a lost one; the snapshot tells which it is.
              void load()
            },
            connected() {
              dispatch({ type: 'connection', connection: 'live' })
              // Whatever happened while nobody listened is in the snapshot.
              void load()
            },
          })
    return () => {
      current = false
      clearTimeout(timer)
      stop?.()
    }
  }, [as])
}
