// Keyed queue: work with the same key runs one at a time in the order given; other keys run beside it.

/**
 * Gives a function that runs `work` once everything earlier with the same key has ended, whether
 * that succeeded or not, and passes its outcome on. A key without work takes no memory.
 */
export function keyedQueue(): <Value>(key: string, work: () => Promise<Value>) => Promise<Value> {
  const tails = new Map<string, Promise<unknown>>()
  return (key, work) => {
    const outcome = (tails.get(key) ?? Promise.resolve()).then(work, work)
    tails.set(key, outcome)
    const forget = () => {
      if (tails.get(key) === outcome) tails.delete(key)
    }
    outcome.then(forget, forget)
    return outcome
  }
}
