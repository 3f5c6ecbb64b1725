// Staged: the stages of one reply on their way to the screen, spaced out and never queued.

import { setTimeout as delay } from 'node:timers/promises'
import type { Reply, Staged } from '#core/reply.ts'

/** Puts a reply on the screen; whether it got there. Only the last one is worth much patience. */
export type Show = (reply: Reply, isLast: boolean) => Promise<boolean>

// A final reply that is ready within an eighth of the gap needs no earlier stage before it.
const patience = 1 / 8

/**
 * Shows the stages as they come: edits start at least `gap` milliseconds after the one before has
 * ended, a stage that is overtaken while it waits is never shown, and the last one always is.
 * Work on the next stage goes on while one is being shown.
 */
export async function present(staged: Staged, show: Show, gap: number): Promise<void> {
  if (!(Symbol.asyncIterator in staged)) {
    await show(staged, true)
    return
  }
  const stages = staged[Symbol.asyncIterator]()
  let coming = stages.next()
  let waiting: Reply | undefined
  let shown: { readonly reply: Reply; readonly arrived: Promise<boolean> } | undefined
  let free: Promise<'free'> = delay(gap * patience, 'free')
  try {
    for (;;) {
      const event = await (waiting === undefined ? coming : Promise.race([coming, free]))
      if (event === 'free') {
        if (waiting === undefined) continue
        const arrived = show(waiting, false)
        shown = { reply: waiting, arrived }
        waiting = undefined
        free = arrived.then(() => delay(gap, 'free'))
        // It is awaited below in every case; until then a failure must not count as unhandled.
        free.catch(() => undefined)
      } else if (event.done === true) {
        break
      } else {
        waiting = event.value
        coming = stages.next()
      }
    }
    if (waiting !== undefined) {
      if (shown !== undefined) await free
      await show(waiting, true)
    } else if (shown !== undefined && !(await shown.arrived)) {
      await show(shown.reply, true)
    }
  } finally {
    // A failed show leaves the stages unfinished: they are told to end, and what they throw is late.
    coming.catch(() => undefined)
    stages.return?.().catch(() => undefined)
    // Whoever shows an apology next must not be overtaken by a stage still on its way.
    await shown?.arrived
  }
}
