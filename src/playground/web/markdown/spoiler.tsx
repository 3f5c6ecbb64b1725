// Spoiler: words hidden until they are asked for.

import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { usePage } from '#playground/web/page-context.ts'

export function Spoiler({ children }: { readonly children: ComponentChildren }) {
  const { texts } = usePage()
  const [shown, setShown] = useState(false)
  if (shown) return <span class="spoiler shown">{children}</span>
  return (
    <button
      type="button"
      class="spoiler"
      aria-label={texts.spoiler}
      title={texts.spoiler}
      onClick={() => setShown(true)}
    >
      <span aria-hidden="true">{children}</span>
    </button>
  )
}
