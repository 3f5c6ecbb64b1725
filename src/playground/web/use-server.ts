// Server: snapshots and events of the member one is; reconnects and catches up by itself.

import type { Dispatch } from 'preact/hooks'
import { useEffect } from 'preact/hooks'
import type { CatchUp } from './catch-up.ts'
import { newcomer } from './chrome/people.ts'
import { follow } from './client.ts'
import type { Action } from './state.ts'
import { texts } from './texts.ts'
import type { Language } from './wire.ts'

/** Pause before the first snapshot is asked for again, in milliseconds. */
const retry = 1500

/** How long Discord shows that somebody types, in milliseconds. */
const typingLasts = 10_000

/** Feeds the state; a member the server does not know (a fresh guild) gives way to its own choice. */
export const useServer = (
  as: string,
  become: (member: string) => void,
  dispatch: Dispatch<Action>,
  snapshots: CatchUp,
  language: () => Language,
  isKnown: (channel: string) => boolean,
): void => {
  // Only another member is another stream
  useEffect(() => {
    let current = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const typing = new Map<string, ReturnType<typeof setTimeout>>()
    const load = async () => {
      const answer = await snapshots.take(as, () => current)
      if (!current) return
      if (answer.ok) {
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
              snapshots.hear(event)
              dispatch(event)
              if (event.type === 'typing') {
                const { channel, user } = event
                const key = `${channel} ${user}`
                clearTimeout(typing.get(key))
                const over = () => dispatch({ type: 'typing-over', channel, user })
                typing.set(key, setTimeout(over, typingLasts))
              }
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
      for (const each of typing.values()) clearTimeout(each)
      stop?.()
    }
  }, [as])
}
