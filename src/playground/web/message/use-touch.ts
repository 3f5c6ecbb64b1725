// Touch: a long press on a message opens its menu, as a right click does.

import { useRef } from 'preact/hooks'
import type { Spot } from '#playground/web/place-context.ts'

/** How long a finger rests before it is a long press, in milliseconds. */
const longPress = 450

/** How far a resting finger may stray, in pixels. */
const stray = 10

/** What has a press of its own, which a long press must not take away. */
const controls = 'a, button, input, textarea, select, [role="combobox"], [role="option"]'

/** Handlers for a message: `open` is called where its menu should be. */
export const useTouch = (open: (spot: Spot) => void) => {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const begun = useRef<Spot>(undefined)
  const stop = () => {
    clearTimeout(timer.current)
    begun.current = undefined
  }
  return {
    onPointerDown(event: PointerEvent) {
      if (event.pointerType !== 'touch' || (event.target as Element).closest(controls)) return
      const spot = { x: event.clientX, y: event.clientY }
      begun.current = spot
      timer.current = setTimeout(() => {
        stop()
        open({ ...spot, held: true })
      }, longPress)
    },
    onPointerMove({ clientX, clientY }: PointerEvent) {
      const from = begun.current
      if (from !== undefined && Math.hypot(clientX - from.x, clientY - from.y) > stray) stop()
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    onContextMenu(event: MouseEvent) {
      // Links and chosen words keep the browser's own menu.
      const isChosen = getSelection()?.isCollapsed === false
      if (isChosen || (event.target as Element).closest('a, img, input, textarea')) return
      event.preventDefault()
      stop()
      open({ x: event.clientX, y: event.clientY })
    },
  }
}
