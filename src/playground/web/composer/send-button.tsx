// Send button: the arrow at the end of the composer.

import { usePage } from '#playground/web/page-context.ts'

export function SendButton({ disabled }: { readonly disabled: boolean }) {
  const { texts } = usePage()
  return (
    <button
      type="submit"
      class="send"
      aria-label={texts.send}
      title={texts.send}
      disabled={disabled}
      // The text field keeps its focus, and a phone its keyboard.
      onMouseDown={(event) => event.preventDefault()}
    >
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
        <path d="M2 2.5 18.5 10 2 17.5l2.6-6.2L12 10 4.6 8.7 2 2.5Z" fill="currentColor" />
      </svg>
    </button>
  )
}
