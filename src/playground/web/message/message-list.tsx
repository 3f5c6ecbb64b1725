// Message list: a channel's messages by day; stays at the newest unless the reader has scrolled away.

import { Fragment } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { usePage } from '#playground/web/page-context.ts'
import { type Call, openCalls } from '#playground/web/state.ts'
import { dayHeading, dayOf, instantOf } from '#playground/web/time.ts'
import type { Message as Content } from '#playground/web/wire.ts'
import { Message } from './message.tsx'
import { OpenCall } from './open-call.tsx'

/** Messages of one author within this time share a head, in milliseconds. */
const sameBreath = 7 * 60_000
/** How far from the end still counts as reading the newest, in pixels. */
const nearEnd = 80

const follows = (message: Content, before: Content | undefined): boolean =>
  before !== undefined &&
  before.author.id === message.author.id &&
  before.flags === message.flags &&
  message.interaction_metadata === undefined &&
  message.message_reference === undefined &&
  before.type !== 46 &&
  instantOf(message.id) - instantOf(before.id) < sameBreath

function Empty({ name }: { readonly name: string }) {
  const { texts } = usePage()
  return (
    <div class="empty">
      <span class="empty-sign" aria-hidden="true">
        #
      </span>
      <h2>{texts.emptyChannel(name)}</h2>
      <p>{texts.emptyHint}</p>
    </div>
  )
}

export function MessageList() {
  const { state, texts, clock } = usePage()
  const frame = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLOListElement>(null)
  const atEnd = useRef(true)
  const lastSize = useRef('')
  const [away, setAway] = useState(false)
  const [seenCount, setSeenCount] = useState(0)
  const messages = state.messages[state.channel] ?? []
  const calls = openCalls(state)
  const name = state.channels.find(({ id }) => id === state.channel)?.name ?? ''

  // A command never answered keeps its place; one on its way waits at the end.
  const isPlaced = (call: Call) =>
    call.outcome === 'failed' && messages.some(({ id }) => id === call.after)

  const sizeOf = (box: HTMLElement) => `${box.scrollHeight}/${box.clientHeight}`
  const toEnd = () => {
    const box = frame.current
    if (box !== null) box.scrollTop = box.scrollHeight
  }
  /** Stays at the end while it is read and something has grown; never stops a scroll under way. */
  const settle = () => {
    const box = frame.current
    if (box === null || sizeOf(box) === lastSize.current) return
    if (atEnd.current) toEnd()
    lastSize.current = sizeOf(box)
  }
  // Another channel or member starts at the end
  useLayoutEffect(() => {
    atEnd.current = true
    setAway(false)
    toEnd()
  }, [state.channel, state.me])
  // Whoever writes or sends a command wants to see what becomes of it.
  const mine = `${messages.findLast(({ author }) => author.id === state.me)?.id} ${calls.at(-1)?.key}`
  useLayoutEffect(() => {
    atEnd.current = true
    setAway(false)
    toEnd()
  }, [mine])
  useLayoutEffect(settle)
  useEffect(() => {
    // Pictures and fonts that arrive late change the height after the scroll.
    const watch = new ResizeObserver(settle)
    if (content.current !== null) watch.observe(content.current)
    if (frame.current !== null) watch.observe(frame.current)
    return () => watch.disconnect()
  }, [])
  const scrolled = () => {
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
      setSeenCount(messages.length)
    }
    atEnd.current = end
  }
  const fresh = Math.max(0, messages.length - seenCount)
  return (
    <div class="messages-frame">
      <div class="messages" ref={frame} onScroll={scrolled} role="log" aria-label={`#${name}`}>
        {messages.length === 0 && calls.length === 0 && state.ready && <Empty name={name} />}
        <ol ref={content}>
          {messages.length > 0 && <li class="start-of">{texts.startOf(name)}</li>}
          {messages.map((message, index) => {
            const before = messages[index - 1]
            const at = instantOf(message.id)
            const newDay =
              before === undefined || dayOf(clock, instantOf(before.id)) !== dayOf(clock, at)
            return (
              <Fragment key={message.id}>
                {newDay && (
                  <li class="day">
                    <span>{dayHeading(clock, at, texts)}</span>
                  </li>
                )}
                <Message message={message} follows={!newDay && follows(message, before)} />
                {calls
                  .filter((call) => isPlaced(call) && call.after === message.id)
                  .map((call) => (
                    <OpenCall key={call.key} call={call} />
                  ))}
              </Fragment>
            )
          })}
          {calls
            .filter((call) => !isPlaced(call))
            .map((call) => (
              <OpenCall key={call.key} call={call} />
            ))}
        </ol>
      </div>
      {away && (
        <button
          type="button"
          class="to-newest"
          onClick={() => {
            atEnd.current = true
            setAway(false)
            toEnd()
          }}
        >
          {fresh > 0 ? texts.newMessages(fresh) : texts.jumpToNewest}{' '}
          <span aria-hidden="true">↓</span>
        </button>
      )}
    </div>
  )
}
