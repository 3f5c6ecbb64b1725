// Message list: a channel's messages by day, with the commands still on their way.

import { Fragment } from 'preact'
import { useRef } from 'preact/hooks'
import { usePage } from '#playground/web/page-context.ts'
import { type Call, openCalls } from '#playground/web/state.ts'
import { dayHeading, dayOf, instantOf } from '#playground/web/time.ts'
import type { Message as Content } from '#playground/web/wire.ts'
import { Message } from './message.tsx'
import { OpenCall } from './open-call.tsx'
import { useScroll } from './use-scroll.ts'

/** Messages of one author within this time share a head, in milliseconds. */
const sameBreath = 7 * 60_000

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
  const messages = state.messages[state.channel] ?? []
  const calls = openCalls(state)
  const name = state.channels.find(({ id }) => id === state.channel)?.name ?? ''

  // A command never answered keeps its place; one on its way waits at the end.
  const isPlaced = (call: Call) =>
    call.outcome === 'failed' && messages.some(({ id }) => id === call.after)

  // Whoever writes or sends a command wants to see what becomes of it.
  const lastKey = useRef(0)
  lastKey.current = Math.max(lastKey.current, calls.at(-1)?.key ?? 0)
  const written = messages.findLast(({ author }) => author.id === state.me)?.id
  const mine = `${written} ${lastKey.current}`
  const place = `${state.channel} ${state.me}`
  const { frame, content, away, fresh, onScroll, toNewest } = useScroll(
    place,
    mine,
    messages.length,
  )
  return (
    <div class="messages-frame">
      <div class="messages" ref={frame} onScroll={onScroll} role="log" aria-label={`#${name}`}>
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
        <button type="button" class="to-newest" onClick={toNewest}>
          {fresh > 0 ? texts.newMessages(fresh) : texts.jumpToNewest}{' '}
          <span aria-hidden="true">↓</span>
        </button>
      )}
    </div>
  )
}
