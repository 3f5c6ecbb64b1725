// Reply bar: whom one is replying to, whether they are notified, and giving it up.

import { usePage } from '#playground/web/page-context.ts'
import type { Message } from '#playground/web/wire.ts'
import type { Answering, Change } from './written.ts'

type Props = {
  readonly answering: Answering
  readonly target: Message
  readonly change: Change
}

export function ReplyBar({ answering, target, change }: Props) {
  const { texts, nameOf, state } = usePage()
  const name = nameOf(target.author.id) ?? target.author.username
  const { ping } = answering
  return (
    <div class="reply-bar">
      <span role="status">{texts.replyingTo(name)}</span>
      {target.author.id !== state.me && (
        <button
          type="button"
          class={ping ? 'ping on' : 'ping'}
          aria-pressed={ping}
          title={texts.pingHint(name)}
          onClick={() => change({ answering: { ...answering, ping: !ping } })}
        >
          @ {texts.pingOn}
        </button>
      )}
      <button
        type="button"
        class="icon-button"
        aria-label={texts.cancelReply}
        title={texts.cancelReply}
        onClick={() => change({ answering: undefined })}
      >
        ×
      </button>
    </div>
  )
}
