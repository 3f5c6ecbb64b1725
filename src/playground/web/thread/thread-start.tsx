// Thread start: the head of a thread's messages: its name, who began it, and what it began from.

import { Message } from '#playground/web/message/message.tsx'
import { usePage } from '#playground/web/page-context.ts'
import type { Message as Content, Thread } from '#playground/web/wire.ts'
import { ThreadIcon } from './thread-icon.tsx'

type Props = {
  readonly thread: Thread
  /** The message it was started from; null once that was deleted, undefined when there was none. */
  readonly starter: Content | null | undefined
}

export function ThreadStart({ thread, starter }: Props) {
  const { texts, nameOf } = usePage()
  return (
    <>
      <li class="thread-start">
        <span class="thread-start-sign">
          <ThreadIcon />
        </span>
        <h3>{thread.name}</h3>
        <p>{texts.startedBy(nameOf(thread.owner_id) ?? texts.someone)}</p>
      </li>
      {starter === null && <li class="thread-starter-gone">{texts.deletedReply}</li>}
      {starter != null && <Message message={starter} follows={false} isStarter />}
      {starter !== undefined && <li class="thread-rule" aria-hidden="true" />}
    </>
  )
}
