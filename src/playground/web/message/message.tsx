// Message: one message with everything it may hold.

import { Avatar } from '#playground/web/chrome/avatar.tsx'
import { Markdown } from '#playground/web/markdown/markdown.tsx'
import { usePage } from '#playground/web/page-context.ts'
import { hasFailedPress } from '#playground/web/state.ts'
import { instantOf, timeOfDay, whole } from '#playground/web/time.ts'
import type { Message as Content } from '#playground/web/wire.ts'
import { Attachments } from './attachments.tsx'
import { Component } from './component.tsx'
import { Dots } from './dots.tsx'
import { Embed } from './embed.tsx'
import { MessageContext } from './message-context.ts'
import { Poll } from './poll.tsx'
import { PollResult } from './poll-result.tsx'
import { ReplyLine } from './reply-line.tsx'

/** Discord's message flags and types the page treats on their own. */
const ephemeral = 64
const pollResult = 46

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
  const isPrivate = ((message.flags ?? 0) & ephemeral) !== 0
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
      {isPrivate && (
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
}

export function Message({ message, follows }: Props) {
  const { state, texts, clock, nameOf } = usePage()
  const { author, interaction_metadata: used } = message
  const name = nameOf(author.id) ?? author.global_name ?? author.username
  const at = instantOf(message.id)
  const time = (
    <time dateTime={new Date(at).toISOString()} title={whole(clock, at)}>
      {timeOfDay(clock, at)}
    </time>
  )
  const isPrivate = ((message.flags ?? 0) & ephemeral) !== 0
  const classes = ['message', follows ? 'follows' : '', isPrivate ? 'private' : '']
  return (
    <MessageContext.Provider value={message}>
      <li
        id={`message-${message.id}`}
        class={classes.filter((part) => part !== '').join(' ')}
        data-message={message.id}
        data-own={used?.type === 2 && used.user.id === state.me}
      >
        <article aria-label={`${name}, ${timeOfDay(clock, at)}`}>
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
        </article>
      </li>
    </MessageContext.Provider>
  )
}
