// Server: snapshots and events of the member one is; reconnects and catches up by itself.

import type { Dispatch } from 'preact/hooks'
import { useEffect } from 'preact/hooks'
import { newcomer } from './chrome/people.ts'
import { client, follow } from './client.ts'
import type { Action } from './state.ts'
import { texts } from './texts.ts'
import type { Language } from './wire.ts'

/** Pause before the first snapshot is asked for again, in milliseconds. */
const retry = 1500

/** Feeds the state; a member the server does not know (a fresh guild) gives way to its own choice. */
export const useServer = (
  as: string,
  become: (member: string) => void,
  dispatch: Dispatch<Action>,
  language: () => Language,
  isKnown: (channel: string) => boolean,
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
        if (as === '') become(newcomer(answer.value.members, language()) ?? answer.value.me)
      } else if (answer.unreachable) {
        dispatch({ type: 'connection', connection: 'lost' })
        if (as === '') timer = setTimeout(load, retry)
      } else if (as !== '') become('')
      else {
        const text = texts[language()].failed(answer.fault)
        dispatch({ type: 'toast', toast: { tone: 'error', text, channel: undefined } })
      }
    }
    if (as === '') void load()
    const stop =
      as === ''
        ? undefined
        : follow(as, {
            event(event) {
              dispatch(event)
              // A channel that is new, such as the bot's first direct message, comes with a snapshot.
              if (event.type === 'message' && !isKnown(event.message.channel_id)) void load()
            },
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
