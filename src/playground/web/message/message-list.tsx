// Message list: a channel's or thread's messages by day, with the commands still on their way.

import { Fragment } from 'preact'
import { useId, useRef } from 'preact/hooks'
import { type Call, openCalls } from '#playground/web/calls.ts'
import { usePage } from '#playground/web/page-context.ts'
import type { Place } from '#playground/web/place.ts'
import { usePlace } from '#playground/web/place-context.ts'
import { olderFirst } from '#playground/web/reading.ts'
import { ThreadStart } from '#playground/web/thread/thread-start.tsx'
import { dayHeading, dayOf, instantOf } from '#playground/web/time.ts'
import type { Message as Content } from '#playground/web/wire.ts'
import { isWritten, systemType } from './kind.ts'
import { Message } from './message.tsx'
import { OpenCall } from './open-call.tsx'
import { rowKeys } from './row-keys.ts'
import { SystemLine } from './system-line.tsx'
import { useScroll } from './use-scroll.ts'

/** Messages of one author within this time share a head, in milliseconds. */
const sameBreath = 7 * 60_000

/** Having a thread (32) changes nothing about how a message is drawn. */
const drawn = (flags: number | undefined): number => (flags ?? 0) & ~32

const follows = (message: Content, before: Content | undefined): boolean =>
  before !== undefined &&
  before.author.id === message.author.id &&
  drawn(before.flags) === drawn(message.flags) &&
  message.interaction_metadata === undefined &&
  message.message_reference === undefined &&
  isWritten(before) &&
  instantOf(message.id) - instantOf(before.id) < sameBreath

const signs = { channel: '#', direct: '@', thread: '' }

function Empty({ place }: { readonly place: Place }) {
  const { texts } = usePage()
  return (
    <div class="empty">
      <span class="empty-sign" aria-hidden="true">
        {signs[place.kind]}
      </span>
      <h2>
        {place.kind === 'direct' ? texts.startOfDirect(place.name) : texts.emptyChannel(place.name)}
      </h2>
      <p>{texts.emptyHint}</p>
    </div>
  )
}

/** What stands before the first message. */
function Beginning({ place, messages }: { place: Place; readonly messages: readonly Content[] }) {
  const { state, texts } = usePage()
  const thread = state.threads.find(({ id }) => id === place.id)
  if (thread === undefined) {
    const words = place.kind === 'direct' ? texts.startOfDirect : texts.startOf
    return messages.length === 0 ? null : <li class="start-of">{words(place.name)}</li>
  }
  const first = messages.find(({ type }) => type === systemType.threadStarter)
  const list = state.messages[thread.parent_id] ?? []
  const live = list.find(({ id }) => id === thread.id)
  return <ThreadStart thread={thread} starter={live ?? first?.referenced_message} />
}

function Row({ message, before }: { readonly message: Content; before: Content | undefined }) {
  const { clock, texts } = usePage()
  const at = instantOf(message.id)
  const newDay = before === undefined || dayOf(clock, instantOf(before.id)) !== dayOf(clock, at)
  const isSystem = ([systemType.threadCreated, systemType.nameChange] as number[]).includes(
    message.type,
  )
  return (
    <>
      {newDay && (
        <li class="day">
          <span>{dayHeading(clock, at, texts)}</span>
        </li>
      )}
      {isSystem ? (
        <SystemLine message={message} />
      ) : (
        <Message message={message} follows={!newDay && follows(message, before)} />
      )}
    </>
  )
}

export function MessageList() {
  const { state, texts } = usePage()
  const hint = useId()
  const here = usePlace()
  const id = here?.id ?? ''
  const place = here?.place
  const known = state.messages[id]
  const all = known ?? []
  // What a thread began from is shown at its head.
  const messages = all.filter(({ type }) => type !== systemType.threadStarter)
  const calls = openCalls(state, id)
  const isEmpty = place !== undefined && place.kind !== 'thread' && state.ready
  const label = place === undefined ? '' : `${signs[place.kind]}${place.name}`

  // A command never answered keeps its place; one on its way waits at the end.
  const isPlaced = (call: Call) =>
    call.outcome === 'failed' && messages.some((message) => message.id === call.after)

  // Whoever writes or sends a command wants to see what becomes of it; deleting is no writing.
  const lastKey = useRef(0)
  lastKey.current = Math.max(lastKey.current, calls.at(-1)?.key ?? 0)
  const lastWritten = useRef({ id: '0' })
  const written = messages.findLast(({ author }) => author.id === state.me)
  if (written && olderFirst(lastWritten.current, written) < 0) lastWritten.current = written
  const mine = `${lastWritten.current.id} ${lastKey.current}`
  const { frame, content, away, fresh, onScroll, toNewest } = useScroll(
    `${id} ${state.me}`,
    mine,
    messages.length,
  )
  return (
    <div class="messages-frame">
      <div
        class="messages"
        ref={frame}
        data-place={id}
        onScroll={onScroll}
        onKeyDown={rowKeys}
        role="log"
        // Reads what is new, not every word of a draft that grows.
        aria-relevant="additions"
        aria-label={label}
        aria-describedby={hint}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys.
        tabIndex={0}
      >
        <p id={hint} hidden>
          {texts.messageKeys}
        </p>
        {isEmpty && messages.length === 0 && calls.length === 0 && <Empty place={place} />}
        <ol ref={content}>
          {place !== undefined && <Beginning place={place} messages={all} />}
          {known === undefined && place?.kind === 'thread' && (
            <li class="start-of" role="status">
              {texts.threadLoading}
            </li>
          )}
          {messages.map((message, index) => (
            <Fragment key={message.id}>
              <Row message={message} before={messages[index - 1]} />
              {calls
                .filter((call) => isPlaced(call) && call.after === message.id)
                .map((call) => (
                  <OpenCall key={call.key} call={call} />
                ))}
            </Fragment>
          ))}
          {calls
            .filter((call) => !isPlaced(call))
            .map((call) => (
              <OpenCall key={call.key} call={call} />
            ))}
        </ol>
      </div>
      {away && (
        <button type="button" class="to-newest" onClick={toNewest}>
          {fresh > 0 ? texts.newMessages(fresh) : texts.jumpToNewest}{' '}
          <span aria-hidden="true">↓</span>
        </button>
      )}
    </div>
  )
}
