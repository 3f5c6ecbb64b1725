// Toasts: short words about what went wrong, or what has just arrived elsewhere.

import { useEffect } from 'preact/hooks'
import { usePage } from '#playground/web/page-context.ts'
import type { Toast } from '#playground/web/state.ts'

/** How long a toast stays, in milliseconds: an error longer than news. */
const stays = { error: 9000, info: 6000 }

function One({ toast }: { readonly toast: Toast }) {
  const { texts, closeToast, openChannel } = usePage()
  const { id, tone, channel } = toast
  // One timer for the life of the toast
  useEffect(() => {
    const timer = setTimeout(() => closeToast(id), stays[tone])
    return () => clearTimeout(timer)
  }, [id])
  return (
    <li class={`toast ${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
      <span>{toast.text}</span>
      {channel !== undefined && (
        <button
          type="button"
          class="link"
          onClick={() => {
            openChannel(channel)
            closeToast(id)
          }}
        >
          {texts.open}
        </button>
      )}
      <button
        type="button"
        class="icon-button"
        aria-label={texts.close}
        onClick={() => closeToast(id)}
      >
        ×
      </button>
    </li>
  )
}

export function Toasts() {
  const { state } = usePage()
  return (
    <ul class="toasts">
      {state.toasts.map((toast) => (
        <One key={toast.id} toast={toast} />
      ))}
    </ul>
  )
}
