// Scroll: a channel stays at its newest message unless the reader has scrolled away.

import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'

/** How far from the end still counts as reading the newest, in pixels. */
const nearEnd = 80

export type Scroll = {
  /** The scrolled element, and the list inside it. */
  readonly frame: RefObject<HTMLDivElement | null>
  readonly content: RefObject<HTMLOListElement | null>
  /** Whether the reader has scrolled away, and how many messages came since. */
  readonly away: boolean
  readonly fresh: number
  readonly onScroll: () => void
  readonly toNewest: () => void
}

/** The newest message when it answers this member's command and is taller than the view. */
const tallAnswer = (box: HTMLElement): HTMLElement | undefined => {
  const last = box.querySelector<HTMLElement>('ol > li:last-child')
  const isTall = last !== null && last.offsetHeight > box.clientHeight
  return isTall && last.dataset['own'] === 'true' ? last : undefined
}

/** A row at the top of the view, and how far below that top it begins. */
type Anchor = { readonly row: HTMLElement; readonly top: number }

const anchorOf = (box: HTMLElement): Anchor | undefined => {
  const rows = [...box.querySelectorAll<HTMLElement>('ol > li')]
  const row = rows.find((one) => one.offsetTop + one.offsetHeight > box.scrollTop)
  return row === undefined ? undefined : { row, top: row.offsetTop - box.scrollTop }
}

const sizeOf = (box: HTMLElement) => `${box.scrollHeight}/${box.clientHeight}`

/**
 * Follows the end of a list of `count` messages. Another `place`, or a new `mine` (the last thing
 * the reader wrote or sent), returns to the end.
 */
export const useScroll = (place: string, mine: string, count: number): Scroll => {
  const frame = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLOListElement>(null)
  const atEnd = useRef(true)
  const lastSize = useRef('')
  /** The tall answer last shown from its beginning, which happens once. */
  const begun = useRef('')
  /** Where the reader was when they last scrolled. */
  const anchor = useRef<Anchor>(undefined)
  const [away, setAway] = useState(false)
  const [seenCount, setSeenCount] = useState(0)

  const toNewest = () => {
    atEnd.current = true
    setAway(false)
    if (frame.current !== null) frame.current.scrollTop = frame.current.scrollHeight
  }
  /** Stays where the reader is, at the end or elsewhere, when something has grown or shrunk. */
  const settle = () => {
    const box = frame.current
    if (box === null || sizeOf(box) === lastSize.current) return
    const answer = atEnd.current ? tallAnswer(box) : undefined
    if (answer !== undefined && answer.id !== begun.current) {
      // Its own scroll event then tells that the reader is away from the end.
      begun.current = answer.id
      box.scrollTop = answer.offsetTop - 8
    } else if (atEnd.current) box.scrollTop = box.scrollHeight
    else if (anchor.current?.row.isConnected === true) {
      // An answer still being written above must not move what is read.
      const { row, top } = anchor.current
      if (row.offsetTop - box.scrollTop !== top) box.scrollTop = row.offsetTop - top
    }
    anchor.current = anchorOf(box)
    lastSize.current = sizeOf(box)
  }
  useLayoutEffect(toNewest, [place, mine])
  useLayoutEffect(settle)
  useEffect(() => {
    // Pictures and fonts that arrive late change the height after the scroll.
    const watch = new ResizeObserver(settle)
    if (content.current !== null) watch.observe(content.current)
    if (frame.current !== null) watch.observe(frame.current)
    return () => watch.disconnect()
  }, [])
  const onScroll = () => {
    const box = frame.current
    if (box === null) return
    if (sizeOf(box) !== lastSize.current) {
      // The browser moved the view because something grew or shrank; the reader did not.
      settle()
      if (atEnd.current) return
    }
    anchor.current = anchorOf(box)
    const end = box.scrollHeight - box.scrollTop - box.clientHeight < nearEnd
    if (end !== atEnd.current) {
      setAway(!end)
      setSeenCount(count)
    }
    atEnd.current = end
  }
  return { frame, content, away, fresh: Math.max(0, count - seenCount), onScroll, toNewest }
}
