// Thread panel: an open thread beside its channel, or over it where there is no room.

import { useEffect, useRef } from 'preact/hooks'
import { usePage } from '#playground/web/page-context.ts'
import { Pane } from '#playground/web/pane.tsx'
import type { Thread } from '#playground/web/wire.ts'
import { ThreadIcon } from './thread-icon.tsx'

type Props = { readonly thread: Thread; readonly covers: boolean }

export function ThreadPanel({ thread, covers }: Props) {
  const { state, texts, closeThread } = usePage()
  const root = useRef<HTMLElement>(null)
  const parent = state.channels.find(({ id }) => id === thread.parent_id)?.name ?? ''
  // Beside its channel one goes on writing at once; over it the panel itself is what is new.
  useEffect(() => {
    const field = root.current?.querySelector<HTMLElement>('.composer textarea')
    const target = covers ? root.current : (field ?? root.current)
    target?.focus()
  }, [thread.id])
  const close = (event: KeyboardEvent) => {
    const { target } = event
    const isWriting = target instanceof HTMLTextAreaElement && target.value !== ''
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || isWriting) return
    event.preventDefault()
    closeThread()
  }
  return (
    <section
      class="thread-panel"
      ref={root}
      // Over its channel it is what the page is about.
      role={covers ? 'main' : 'region'}
      tabIndex={-1}
      aria-label={texts.threadNamed(thread.name)}
      onKeyDown={close}
    >
      <header class="thread-head">
        {covers && (
          <button
            type="button"
            class="icon-button"
            aria-label={texts.backTo(parent)}
            title={texts.backTo(parent)}
            onClick={closeThread}
          >
            <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
              <path
                d="M12.5 4 6.5 10l6 6"
                fill="none"
                stroke="currentColor"
                stroke-width="2.2"
                stroke-linecap="round"
              />
            </svg>
          </button>
        )}
        <ThreadIcon />
        <div>
          <h2>{thread.name}</h2>
          <p>
            #{parent}
            {thread.thread_metadata.archived && ` · ${texts.archived}`}
          </p>
        </div>
        {!covers && (
          <button
            type="button"
            class="icon-button"
            aria-label={texts.closeThread}
            title={texts.closeThread}
            onClick={closeThread}
          >
            ×
          </button>
        )}
      </header>
      <Pane key={thread.id} id={thread.id} />
    </section>
  )
}
