// Message: one message with everything it may hold.

import { hasFailedPress } from '#playground/web/calls.ts'
import { Avatar } from '#playground/web/chrome/avatar.tsx'
import { Markdown } from '#playground/web/markdown/markdown.tsx'
import { usePage } from '#playground/web/page-context.ts'
import { type Spot, usePlace } from '#playground/web/place-context.ts'
import { ThreadChip } from '#playground/web/thread/thread-chip.tsx'
import { instantOf, timeOfDay, whole } from '#playground/web/time.ts'
import type { Message as Content } from '#playground/web/wire.ts'
import { Attachments } from './attachments.tsx'
import { Component } from './component.tsx'
import { Dots } from './dots.tsx'
import { Embed } from './embed.tsx'
import { isPrivate, systemType } from './kind.ts'
import { menuItems } from './menu-items.ts'
import { MessageContext } from './message-context.ts'
import { MessageTools } from './message-tools.tsx'
import { Poll } from './poll.tsx'
import { PollResult } from './poll-result.tsx'
import { ReplyLine } from './reply-line.tsx'
import { useTouch } from './use-touch.ts'

const { pollResult } = systemType

function Body({ message }: { readonly message: Content }) {
  const { texts, nameOf } = usePage()
  if (message.pending === true) {
    const name = nameOf(message.author.id) ?? message.author.username
    return (
      <p class="thinking" role="status">
        <Dots /> {texts.thinking(name)}
      </p>
    )
  }
  // Files that a component or an embed already shows are not listed again.
  const used = JSON.stringify([message.components ?? [], message.embeds])
  const files = message.attachments.filter((file) => !used.includes(file.id))
  return (
    <>
      {message.content !== '' && <Markdown source={message.content} />}
      {message.poll !== undefined && <Poll message={message} poll={message.poll} />}
      {message.embeds.map((embed, index) => (
        <Embed key={index} embed={embed} />
      ))}
      <Attachments files={files} />
      {(message.components ?? []).map((component, index) => (
        <Component key={index} component={component} />
      ))}
    </>
  )
}

function Footer({ message }: { readonly message: Content }) {
  const { state, texts, dismiss } = usePage()
  // A deferred reply is an edit too, as is a poll's last count; readers would not call them so.
  const isWritten = message.interaction_metadata === undefined && message.poll === undefined
  const isEdited = isWritten && message.edited_timestamp !== null && message.type !== pollResult
  return (
    <>
      {isEdited && <span class="edited">{texts.edited}</span>}
      {hasFailedPress(state, message.id) && (
        <p class="component-failed" role="alert">
          <span aria-hidden="true">!</span> {texts.interactionFailed}
        </p>
      )}
      {isPrivate(message) && (
        <p class="only-you">
          <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
            <path
              d="M8 3C4.4 3 1.9 6 1 8c.9 2 3.4 5 7 5s6.1-3 7-5c-.9-2-3.4-5-7-5Zm0 8a3 3 0 1 1 0-6 3 3 0 0 1 0 6Zm0-1.6a1.4 1.4 0 1 0 0-2.8 1.4 1.4 0 0 0 0 2.8Z"
              fill="currentColor"
            />
          </svg>
          {texts.onlyYou} ·{' '}
          <button type="button" class="link" onClick={() => void dismiss(message)}>
            {texts.dismiss}
          </button>
        </p>
      )}
    </>
  )
}

type Props = {
  readonly message: Content
  /** Follows another message of the same author at once, so its head is not repeated. */
  readonly follows: boolean
  /** Shown in a thread as what it began from; it stands in the channel. */
  readonly isStarter?: boolean
}

/** Whether the message answers what this member asked: a command, a menu, a press or a reply. */
const isForMe = ({ interaction_metadata: used, ...message }: Content, me: string): boolean =>
  used === undefined
    ? message.type === 19 && message.referenced_message?.author.id === me
    : used.user.id === me

export function Message({ message, follows, isStarter = false }: Props) {
  const { state, texts, clock, language, nameOf } = usePage()
  const here = usePlace()
  const { author } = message
  const name = nameOf(author.id) ?? author.global_name ?? author.username
  const at = instantOf(message.id)
  const time = (
    <time dateTime={new Date(at).toISOString()} title={whole(clock, at)}>
      {timeOfDay(clock, at)}
    </time>
  )
  const items = here?.place ? menuItems(state, here.place, message, language) : []
  const open = (spot: Spot) => {
    if (items.length > 0) here?.openMenu(message, spot)
  }
  const touch = useTouch(open)
  const isNamed = author.id !== state.me && message.mentions.some(({ id }) => id === state.me)
  const classes = [
    'message',
    follows ? 'follows' : '',
    isPrivate(message) ? 'private' : '',
    // Every answer to a command names who asked; only what members say calls.
    isNamed && message.interaction_metadata === undefined ? 'mentioned' : '',
    here?.answering === message.id ? 'answering' : '',
  ]
  return (
    <MessageContext.Provider value={message}>
      <li
        class={classes.filter((part) => part !== '').join(' ')}
        // A thread's starter stands in its channel too, where it has its address.
        id={isStarter ? undefined : `message-${message.id}`}
        data-message={isStarter ? undefined : message.id}
        data-own={isForMe(message, state.me)}
        {...touch}
      >
        <article
          aria-label={`${name}, ${timeOfDay(clock, at)}`}
          aria-busy={message.pending === true}
          tabIndex={-1}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.target !== event.currentTarget) return
            event.preventDefault()
            const { left, top } = event.currentTarget.getBoundingClientRect()
            open({ x: left, y: Math.max(top, 60) + 24 })
          }}
        >
          {!follows && message.type !== pollResult && <ReplyLine message={message} />}
          {follows ? (
            <span class="gutter-time">{time}</span>
          ) : (
            <>
              <Avatar id={author.id} name={name} bot={author.bot} />
              <p class="head">
                <span class="author">{name}</span>
                {author.bot === true && <span class="app-badge">{texts.app}</span>}
                {time}
              </p>
            </>
          )}
          <div class="body">
            {message.type === pollResult ? (
              <PollResult message={message} />
            ) : (
              <Body message={message} />
            )}
            <Footer message={message} />
          </div>
          {!isStarter && <ThreadChip message={message.id} />}
          {items.length > 0 && (
            <MessageTools message={message} canReply={items.some(({ kind }) => kind === 'reply')} />
          )}
        </article>
      </li>
    </MessageContext.Provider>
  )
}
