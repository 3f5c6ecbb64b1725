// Focus back: what had the focus before something opened has it again once that closes.

import { useLayoutEffect, useRef } from 'preact/hooks'

/** While `open`, remembers what had the focus before; gives it back when it ends. */
export const useFocusBack = (open: boolean): void => {
  const before = useRef<Element>(null)
  // Seen while closed, because whatever opens may take the focus at once
  if (!open) before.current = null
  else if (before.current === null) before.current = document.activeElement
  const last = useRef<Element>(null)
  if (before.current !== null) last.current = before.current
  useLayoutEffect(() => {
    if (open || last.current === null) return
    const opener = last.current
    last.current = null
    const active = document.activeElement
    // Somebody who went on elsewhere stays there.
    if (active !== null && active !== document.body) return
    const field = document.querySelector<HTMLElement>('.main .composer textarea')
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    else field?.focus()
  }, [open])
}
