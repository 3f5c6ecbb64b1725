// Clock: the playground's time, which runs with the real one plus an offset and only moves forward.

type Alarm = { readonly at: number; readonly run: () => void }

export type Clock = {
  readonly now: () => Temporal.Instant
  /** Milliseconds since the Unix epoch, on this clock. */
  readonly ms: () => number
  /** Moves forward to `to`, ringing every alarm on the way at its own time; false when `to` has passed. */
  readonly moveTo: (to: Temporal.Instant) => boolean
  /** Runs `run` once when the clock reaches `at` (epoch milliseconds); the result calls it off. */
  readonly alarm: (at: number, run: () => void) => () => void
  /** Told after every explicit move, never for time that merely passes. */
  readonly onMove: (listener: () => void) => () => void
  readonly stop: () => void
}

/** Longest delay a timer of Node holds, in milliseconds. */
const longestTimer = 2 ** 31 - 1

/** A clock `offset` milliseconds away from the real one; `save` keeps each new offset. */
export function runningClock(offset: number, save: (offset: number) => void): Clock {
  let shift = offset
  let alarms: Alarm[] = []
  let timer: NodeJS.Timeout | undefined
  const listeners = new Set<() => void>()

  const ms = () => Date.now() + shift

  const wind = () => {
    clearTimeout(timer)
    const next = alarms[0]
    if (next === undefined) return
    timer = setTimeout(ring, Math.min(Math.max(next.at - ms(), 1), longestTimer))
    timer.unref()
  }

  const ring = () => {
    for (let next = alarms[0]; next !== undefined && next.at <= ms(); next = alarms[0]) {
      alarms = alarms.slice(1)
      next.run()
    }
    wind()
  }

  const jump = (to: number) => {
    shift = Math.max(shift, to - Date.now())
  }

  return {
    now: () => Temporal.Instant.fromEpochMilliseconds(ms()),
    ms,
    moveTo(to) {
      const target = to.epochMilliseconds
      if (target < ms()) return false
      for (let next = alarms[0]; next !== undefined && next.at <= target; next = alarms[0]) {
        jump(next.at)
        alarms = alarms.slice(1)
        next.run()
      }
      jump(target)
      save(shift)
      wind()
      for (const listener of listeners) listener()
      return true
    },
    alarm(at, run) {
      const alarm = { at, run }
      const after = alarms.findIndex((other) => other.at > at)
      alarms = after < 0 ? [...alarms, alarm] : alarms.toSpliced(after, 0, alarm)
      if (alarms[0] === alarm) wind()
      return () => {
        alarms = alarms.filter((other) => other !== alarm)
      }
    },
    onMove(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop: () => clearTimeout(timer),
  }
}
