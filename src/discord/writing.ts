// Writing: the answers being written now, so that one whose message is deleted ends.

/** One answer on its way. */
export type Writing = {
  /** Aborted when a message of it is deleted; the reason is that message's id. */
  readonly ended: AbortSignal
  /** The answer ends when this message is deleted, now or just before. */
  readonly watch: (message: string) => void
  /** The answer is complete: nothing ends it any more. */
  readonly close: () => void
}

export type Writings = {
  readonly begin: () => Writing
  /** A message was deleted, whoever wrote it. */
  readonly deleted: (message: string) => void
}

/** Deletions remembered: word of one may come before the answer that it ends. */
const rememberedMost = 1000

/** No answer is being written. */
export function openWritings(): Writings {
  const watching = new Map<string, Set<AbortController>>()
  const deleted = new Set<string>()

  return {
    begin() {
      const controller = new AbortController()
      const watched: string[] = []
      return {
        ended: controller.signal,
        watch(message) {
          if (deleted.has(message)) return controller.abort(message)
          const beside = watching.get(message) ?? new Set()
          watching.set(message, beside.add(controller))
          watched.push(message)
        },
        close() {
          for (const message of watched) {
            const beside = watching.get(message)
            beside?.delete(controller)
            if (beside?.size === 0) watching.delete(message)
          }
        },
      }
    },

    deleted(message) {
      deleted.add(message)
      const oldest = deleted.size > rememberedMost ? deleted.values().next().value : undefined
      if (oldest !== undefined) deleted.delete(oldest)
      for (const controller of watching.get(message) ?? []) controller.abort(message)
    },
  }
}
