// Popup: open and closed, with a press outside or Escape closing it.

import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

export type Popup<Element extends HTMLElement> = {
  readonly root: RefObject<Element | null>
  readonly open: boolean
  readonly setOpen: (open: boolean) => void
}

/** A popup inside `root`; Escape gives the focus back to the button that opened it. */
export const usePopup = <Element extends HTMLElement>(): Popup<Element> => {
  const root = useRef<Element>(null)
  const [open, setOpen] = useState(false)
  useEffect(() => {
    if (!open) return
    const outside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false)
    }
    const close = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      setOpen(false)
      root.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus()
    }
    document.addEventListener('pointerdown', outside)
    document.addEventListener('keydown', close)
    return () => {
      document.removeEventListener('pointerdown', outside)
      document.removeEventListener('keydown', close)
    }
  }, [open])
  return { root, open, setOpen }
}

/** Moves the focus among a menu's items with the arrow keys, Home and End. */
export const menuKeys = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void => {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role^="menuitem"]')]
  const at = items.indexOf(document.activeElement as HTMLElement)
  const to: Readonly<Record<string, number>> = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at + items.length - 1) % items.length,
    Home: 0,
    End: items.length - 1,
  }
  const next = to[event.key]
  if (next === undefined) return
  event.preventDefault()
  items[next]?.focus()
}
