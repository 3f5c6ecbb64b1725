// Written: what a member has written in a channel or thread but not sent, kept while they look elsewhere.

import { useState } from 'preact/hooks'
import { usePage } from '#playground/web/page-context.ts'
import type { Draft } from './draft.ts'

/** The message that is being replied to, and whether its author is notified. */
export type Answering = { readonly message: string; readonly ping: boolean }

export type Written = {
  readonly text: string
  /** A command being filled in, in place of the text. */
  readonly draft: Draft | undefined
  readonly answering: Answering | undefined
}

const nothing: Written = { text: '', draft: undefined, answering: undefined }

export type Change = (more: Partial<Written>) => void

/** What is written in a place, and how to change it. */
export const useWritten = (place: string): readonly [Written, Change] => {
  const { drafts } = usePage()
  const [written, setWritten] = useState(() => drafts.get(place) ?? nothing)
  const change: Change = (more) =>
    setWritten((before) => {
      const next = { ...before, ...more }
      drafts.set(place, next)
      return next
    })
  return [written, change]
}
