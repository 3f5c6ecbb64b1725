// Page: the state joined with the server: events come in, what the member does goes out.

import { useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks'
import { catchUp } from './catch-up.ts'
import { nameOf } from './chrome/people.ts'
import { client } from './client.ts'
import type { Written } from './composer/written.ts'
import { recall, remember, rememberedSeen } from './memory.ts'
import type { NoteAddress } from './note/address.ts'
import { type Acts, pageActs } from './page-acts.ts'
import type { Page } from './page-context.ts'
import { emptyState, reduce, type State } from './state.ts'
import { texts as allTexts } from './texts.ts'
import { useClock, useNextPost } from './use-clock.ts'
import { isCovered } from './use-cover.ts'
import { useServer } from './use-server.ts'
import { useThread } from './use-thread.ts'
import type { Language } from './wire.ts'

/** How long a message found by a jump stays lit, in milliseconds. */
const litFor = 2000

const light = (message: string): void => {
  const row = document.getElementById(`message-${message}`)
  row?.scrollIntoView({ block: 'center' })
  row?.classList.add('lit')
  setTimeout(() => row?.classList.remove('lit'), litFor)
}

export type Chrome = {
  readonly language: Language
  readonly setLanguage: (language: Language) => void
  readonly openNote: (note: NoteAddress, from: string) => void
}

/** The page's context value: the state of the member one is, and all one can do. */
export const usePageValue = ({ language, setLanguage, openNote }: Chrome): Page => {
  const [state, dispatch] = useReducer(reduce, undefined, () =>
    emptyState(rememberedSeen(), recall('channel') ?? ''),
  )
  const [as, become] = useState(recall('as') ?? '')
  const latest = useRef<State>(state)
  latest.current = state
  const texts = allTexts[language]
  const spoken = useRef(language)
  spoken.current = language

  const snapshots = useMemo(() => catchUp(client.state, dispatch), [])
  useServer(
    as,
    become,
    dispatch,
    snapshots,
    () => spoken.current,
    (place) =>
      [...latest.current.channels, ...latest.current.threads].some(({ id }) => id === place),
  )
  useThread(state, dispatch, () => allTexts[spoken.current])
  useClock(state, dispatch)
  useNextPost(state, snapshots)
  useEffect(() => remember('seen', JSON.stringify(state.seen)), [state.seen])
  useEffect(() => {
    if (state.channel !== '') remember('channel', state.channel)
  }, [state.channel])
  useEffect(() => {
    if (as !== '') remember('as', as)
  }, [as])

  const acts: Acts = useMemo(
    () =>
      pageActs(
        () => latest.current,
        dispatch,
        snapshots,
        () => allTexts[spoken.current],
      ),
    [],
  )
  const drafts = useRef(new Map<string, Written>())
  const closeThread = () => dispatch({ type: 'close-thread' })
  const openThread = (thread: string) => dispatch({ type: 'open-thread', thread })
  return {
    ...acts,
    state,
    texts,
    language,
    clock: { now: state.now, zone: state.zone, language },
    nameOf: (user) => nameOf(state, user),
    setLanguage,
    openChannel(channel) {
      closeThread()
      dispatch({ type: 'channel', channel })
    },
    openThread,
    closeThread,
    openNote,
    become,
    drafts: drafts.current,
    showMessage(place, message) {
      if (state.threads.some(({ id }) => id === place)) openThread(place)
      else {
        if (isCovered()) closeThread()
        dispatch({ type: 'channel', channel: place })
      }
      // The other channel's messages must be drawn before one of them can be found.
      requestAnimationFrame(() => setTimeout(() => light(message), 60))
    },
    clearCall: (key) => dispatch({ type: 'call-ended', key }),
    closeToast: (id) => dispatch({ type: 'toast-closed', id }),
  }
}
