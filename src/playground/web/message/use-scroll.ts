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
  const [away, setAway] = useState(false)
  const [seenCount, setSeenCount] = useState(0)

  const toNewest = () => {
    atEnd.current = true
    setAway(false)
    if (frame.current !== null) frame.current.scrollTop = frame.current.scrollHeight
  }
  /** Stays at the end while it is read and something has grown; never stops a scroll under way. */
  const settle = () => {
    const box = frame.current
    if (box === null || sizeOf(box) === lastSize.current) return
    const answer = atEnd.current ? tallAnswer(box) : undefined
    if (answer !== undefined && answer.id !== begun.current) {
      // Its own scroll event then tells that the reader is away from the end.
      begun.current = answer.id
      box.scrollTop = answer.offsetTop - 8
    } else if (atEnd.current) box.scrollTop = box.scrollHeight
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
    if (sizeOf(box) !== lastSize.current && atEnd.current) {
      // The browser moved the view because something grew or shrank; the reader did not.
      settle()
      return
    }
    const end = box.scrollHeight - box.scrollTop - box.clientHeight < nearEnd
    if (end !== atEnd.current) {
      setAway(!end)
      setSeenCount(count)
    }
    atEnd.current = end
  }
  return { frame, content, away, fresh: Math.max(0, count - seenCount), onScroll, toNewest }
}
