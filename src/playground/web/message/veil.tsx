// Veil: a part of a message that stays covered until it is asked for.

import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { usePage } from '#playground/web/page-context.ts'

export function Veil({ on, children }: { readonly on: boolean; children: ComponentChildren }) {
  const { texts } = usePage()
  const [lifted, setLifted] = useState(false)
  if (!on || lifted) return <>{children}</>
  return (
    <div class="veil">
      <div inert>{children}</div>
      <button type="button" class="plain-button" onClick={() => setLifted(true)}>
        {texts.spoiler}
      </button>
    </div>
  )
}
