// Thread chip: under a message from which a thread was started: its name, its size, its newest words.

import { Avatar } from '#playground/web/chrome/avatar.tsx'
import { Line } from '#playground/web/markdown/markdown.tsx'
import { isWritten } from '#playground/web/message/kind.ts'
import { summary } from '#playground/web/message/words.ts'
import { usePage } from '#playground/web/page-context.ts'
import { instantOf, relative } from '#playground/web/time.ts'
import { ThreadIcon } from './thread-icon.tsx'

export function ThreadChip({ message }: { readonly message: string }) {
  const { state, texts, clock, nameOf, openThread } = usePage()
  const thread = state.threads.find(({ id }) => id === message)
  if (thread === undefined) return null
  const last = state.messages[thread.id]?.findLast((one) => isWritten(one))
  const isOpen = state.thread === thread.id
  return (
    <button
      type="button"
      class={isOpen ? 'thread-chip on' : 'thread-chip'}
      aria-expanded={isOpen}
      onClick={() => openThread(thread.id)}
    >
      <span class="thread-chip-head">
        <ThreadIcon />
        <b>{thread.name}</b>
        <span class="link">
          {thread.message_count === 0 ? texts.openThread : texts.messages(thread.message_count)}{' '}
          <span aria-hidden="true">›</span>
        </span>
      </span>
      <span class="thread-chip-last">
        {last === undefined ? (
          <small>{thread.thread_metadata.archived ? texts.archived : texts.noMessages}</small>
        ) : (
          <>
            <Avatar
              id={last.author.id}
              name={nameOf(last.author.id) ?? last.author.username}
              bot={last.author.bot}
            />
            <b>{nameOf(last.author.id) ?? last.author.username}</b>
            <span class="thread-chip-words">
              {last.pending === true ? '…' : <Line source={summary(last)} />}
            </span>
            <small>{relative(clock, Math.min(instantOf(last.id), Date.parse(clock.now)))}</small>
          </>
        )}
      </span>
    </button>
  )
}
