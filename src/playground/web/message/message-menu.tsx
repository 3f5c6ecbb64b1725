// Message menu: what can be done with a message, at the pointer or, on a phone, along the bottom.

import { useLayoutEffect, useRef } from 'preact/hooks'
import { menuKeys } from '#playground/web/chrome/use-popup.ts'
import { usePage } from '#playground/web/page-context.ts'
import { type Spot, usePlace } from '#playground/web/place-context.ts'
import type { Texts } from '#playground/web/texts.ts'
import type { Message } from '#playground/web/wire.ts'
import type { MenuItem } from './menu-items.ts'
import { threadName, words } from './words.ts'

/** Room left between the menu and the window's edges, in pixels. */
const margin = 8

type Props = {
  readonly message: Message
  readonly spot: Spot
  readonly items: readonly MenuItem[]
  readonly onRemove: () => void
  readonly onClose: () => void
}

const labelOf = (item: MenuItem, texts: Texts): string => {
  switch (item.kind) {
    case 'app':
      return item.label
    case 'reply':
      return texts.reply
    case 'open-thread':
      return texts.openThread
    case 'start-thread':
      return texts.startThread
    case 'copy':
      return texts.copyText
    case 'dismiss':
      return texts.dismiss
    case 'delete':
      return texts.remove
  }
}

export function MessageMenu({ message, spot, items, onRemove, onClose }: Props) {
  const page = usePage()
  const here = usePlace()
  const { texts } = page
  const dialog = useRef<HTMLDialogElement>(null)
  const held = useRef(spot.held === true)
  // It opens once, and is then moved to where it fits
  useLayoutEffect(() => {
    const box = dialog.current
    if (box === null) return
    box.showModal()
    const within = (at: number, most: number) =>
      `${Math.max(margin, Math.min(at, most - margin))}px`
    box.style.setProperty('--x', within(spot.x, innerWidth - box.offsetWidth))
    box.style.setProperty('--y', within(spot.y, innerHeight - box.offsetHeight))
    // Under a finger no entry stands out before it is chosen.
    const first = spot.held === true ? '[role="menu"]' : '[role="menuitem"]'
    box.querySelector<HTMLElement>(first)?.focus()
  }, [])
  const act = (item: MenuItem) => {
    // Closing first gives the focus back before the next thing takes it.
    dialog.current?.close()
    switch (item.kind) {
      case 'app':
        return void page.applyMenu(item.menu, item.label, message)
      case 'reply':
        return here?.answer(message)
      case 'open-thread':
        return page.openThread(message.id)
      case 'start-thread':
        return void page.startThread(message, threadName(message, texts.thread))
      case 'copy':
        return void page.copy(words(message))
      case 'dismiss':
        return void page.dismiss(message)
      case 'delete':
        return onRemove()
    }
  }
  const firstApp = items.findIndex(({ kind }) => kind === 'app')
  const lastApp = items.findLastIndex(({ kind }) => kind === 'app')
  return (
    <dialog
      ref={dialog}
      class="message-menu"
      aria-label={texts.messageActions}
      onClose={onClose}
      onPointerDown={() => {
        held.current = false
      }}
      onClickCapture={(event) => {
        // The finger that opened it lifts over an entry; keys (detail 0) are meant.
        if (held.current && event.detail !== 0) event.stopPropagation()
      }}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
      onContextMenu={(event) => {
        event.preventDefault()
        if (event.target === dialog.current) dialog.current?.close()
      }}
      // Escape closes this and nothing behind it; Tab has nowhere to go.
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Tab') event.preventDefault()
      }}
    >
      <div role="menu" aria-label={texts.messageActions} tabIndex={-1} onKeyDown={menuKeys}>
        {items.map((item, index) => (
          <div key={labelOf(item, texts)} role="presentation">
            {index === firstApp && (
              <p class="menu-group" aria-hidden="true">
                {texts.apps}
              </p>
            )}
            <button
              type="button"
              role="menuitem"
              class={item.kind === 'delete' ? 'menu-item danger' : 'menu-item'}
              onClick={() => act(item)}
            >
              {labelOf(item, texts)}
            </button>
            {index === lastApp && index < items.length - 1 && <hr class="menu-rule" />}
          </div>
        ))}
      </div>
    </dialog>
  )
}
