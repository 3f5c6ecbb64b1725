// Slices: long work in short turns, so that members are answered while it goes on.

import { setImmediate } from 'node:timers/promises'

const turn = 12

/** Lets everything else that waits go first. */
export const nextTurn = (): Promise<void> => setImmediate()

/**
 * A pause for a loop: `await pause()` returns at once until `milliseconds` of work have passed since
 * the last turn, then lets everything else that waits go first.
 */
export function inSlices(milliseconds = turn): () => Promise<void> | undefined {
  let began = performance.now()
  return () => {
    if (performance.now() - began < milliseconds) return undefined
    return nextTurn().then(() => {
      began = performance.now()
    })
  }
}
