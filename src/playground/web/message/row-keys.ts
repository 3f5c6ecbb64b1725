// Row keys: the arrow keys move the focus from message to message.

/** For the list: Up and Down go from one message to the next, Home and End to the first and last. */
export const rowKeys = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void => {
  const list = event.currentTarget
  const { target } = event
  const isRow = target instanceof HTMLElement && target.matches('article')
  // Keys of fields and buttons inside a message are their own.
  if (target !== list && !isRow) return
  const rows = [...list.querySelectorAll<HTMLElement>('li > article[tabindex]')]
  const at = rows.indexOf(target as HTMLElement)
  const last = rows.length - 1
  const to: Readonly<Record<string, number>> = {
    ArrowUp: at < 0 ? last : Math.max(0, at - 1),
    ArrowDown: at < 0 ? last : Math.min(last, at + 1),
    Home: 0,
    End: last,
  }
  const next = to[event.key]
  if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  rows[next]?.focus({ preventScroll: true })
  rows[next]?.scrollIntoView({ block: 'nearest' })
}
