// Watchdog: ends a call that has fallen silent; the SDK's own timeout ends when the headers arrive.

export type Watchdog = {
  /** Aborts when nothing was heard for too long. */
  readonly signal: AbortSignal
  /** Something came: the time begins anew, with `patience` milliseconds or as many as are given. */
  readonly heard: (patience?: number) => void
  /** It is we who are slow now: no time runs until `wake`. */
  readonly rest: () => void
  readonly wake: () => void
  readonly stop: () => void
}

/** A watchdog that barks after `patience` milliseconds of silence, from the first `heard` on. */
export function openWatchdog(patience: number): Watchdog {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let isResting = false
  const watch = (within: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => controller.abort(), within)
  }
  return {
    signal: controller.signal,
    heard(within = patience) {
      if (!isResting) watch(within)
    },
    rest() {
      isResting = true
      clearTimeout(timer)
    },
    wake() {
      isResting = false
      watch(patience)
    },
    stop() {
      isResting = true
      clearTimeout(timer)
    },
  }
}
