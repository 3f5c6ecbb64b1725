// System line: what Discord itself says in a channel: a thread was started, or got another name.

import { usePage } from '#playground/web/page-context.ts'
import { ThreadIcon } from '#playground/web/thread/thread-icon.tsx'
import { instantOf, timeOfDay, whole } from '#playground/web/time.ts'
import type { Message } from '#playground/web/wire.ts'
import { systemType } from './kind.ts'

export function SystemLine({ message }: { readonly message: Message }) {
  const { state, texts, clock, nameOf, openThread } = usePage()
  const at = instantOf(message.id)
  const name = nameOf(message.author.id) ?? message.author.username
  const isStart = message.type === systemType.threadCreated
  const thread = state.threads.find(({ id }) => id === message.message_reference?.channel_id)
  return (
    <li class="system-line" data-message={message.id}>
      <ThreadIcon />
      <p>
        {isStart ? texts.startedThread(name) : texts.renamedThread(name)}{' '}
        {isStart && thread !== undefined ? (
          <button type="button" class="link" onClick={() => openThread(thread.id)}>
            {thread.name}
          </button>
        ) : (
          <b>{message.content}</b>
        )}{' '}
        <time dateTime={new Date(at).toISOString()} title={whole(clock, at)}>
          {timeOfDay(clock, at)}
        </time>
      </p>
    </li>
  )
}
