// Message tools: reply and more, over a message that is pointed at or has the focus.

import { usePage } from '#playground/web/page-context.ts'
import { usePlace } from '#playground/web/place-context.ts'
import type { Message } from '#playground/web/wire.ts'

type Props = { readonly message: Message; readonly canReply: boolean }

/** Out of the order of Tab: with the keyboard, Enter on the message opens the same menu. */
export function MessageTools({ message, canReply }: Props) {
  const { texts } = usePage()
  const here = usePlace()
  return (
    <div class="message-tools">
      {canReply && (
        <button
          type="button"
          class="tool-reply"
          tabIndex={-1}
          aria-label={texts.reply}
          title={texts.reply}
          onClick={() => here?.answer(message)}
        >
          <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
            <path
              d="M8 4.5 3 9.5l5 5M3.5 9.5H11c3.5 0 6 2 6 6"
              fill="none"
              stroke="currentColor"
              stroke-width="1.9"
              stroke-linecap="round"
              stroke-linejoin="round"
            />
          </svg>
        </button>
      )}
      <button
        type="button"
        class="tool-more"
        tabIndex={-1}
        aria-haspopup="menu"
        aria-label={texts.moreActions}
        title={texts.moreActions}
        onClick={(event) => {
          const { right, bottom } = event.currentTarget.getBoundingClientRect()
          here?.openMenu(message, { x: right - 200, y: bottom + 4 })
        }}
      >
        <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
          <circle cx="4.5" cy="10" r="1.7" fill="currentColor" />
          <circle cx="10" cy="10" r="1.7" fill="currentColor" />
          <circle cx="15.5" cy="10" r="1.7" fill="currentColor" />
        </svg>
      </button>
    </div>
  )
}
