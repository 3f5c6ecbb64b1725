// Pace: what a bot's token asks of Discord goes out evenly, all replicas together below its limit.

/**
 * Requests a second of one bot, all its replicas together. Discord takes 50 ("Global Rate Limit",
 * discord.com/developers/docs/topics/rate-limits); three are left over for requests that come closer
 * together on their way.
 */
const perSecond = 47

/** So many of them in one second go out at once; those that follow keep their distance. */
const atOnce = 24

/** Milliseconds by which those that go out at once may arrive apart: connections are opened for them. */
const jostling = 100

const second = 1000 // milliseconds

export type Pace = {
  /**
   * Resolves when the next request may go out: first come, first served. Rejects with the signal's
   * reason when that gives up first; the turn is then the next one's.
   */
  readonly turn: (signal?: AbortSignal | null) => Promise<void>
}

/** The pace of one of `replicas()` processes that share a token: each takes an even part of it. */
export function createPace(replicas: () => number): Pace {
  const queue = new Set<() => void>()
  /** When Discord has the requests of the last second, the latest last. */
  let taken: number[] = []
  /** When the next one keeps its distance from the last. */
  let next = 0
  let timer: NodeJS.Timeout | undefined

  /** Milliseconds until a request may go out. */
  function delay(): number {
    const now = performance.now()
    const sharers = Math.max(1, replicas())
    taken = taken.filter((at) => at > now - second)
    const full = taken.at(-Math.ceil(perSecond / sharers))
    if (full !== undefined) return full + second - now
    return taken.length < Math.floor(atOnce / sharers) ? 0 : Math.max(0, next - now)
  }

  function take(): void {
    const now = performance.now()
    const distance = (second * Math.max(1, replicas())) / perSecond
    taken.push(next > now ? now + jostling : now)
    taken.sort((one, other) => one - other)
    // Up to half a turn's lateness is made good, or late timers would slow the pace down.
    next = Math.min(now, Math.max(next, now - distance / 2)) + distance
  }

  function arm(): void {
    if (timer === undefined && queue.size > 0) timer = setTimeout(serve, delay())
  }

  function serve(): void {
    timer = undefined
    for (const go of queue) {
      if (delay() > 0) break
      queue.delete(go)
      take()
      go()
    }
    arm()
  }

  return {
    turn(signal) {
      if (queue.size === 0 && delay() === 0) {
        take()
        return Promise.resolve()
      }
      return new Promise((resolve, reject) => {
        const go = () => {
          signal?.removeEventListener('abort', giveUp)
          resolve()
        }
        const giveUp = () => {
          queue.delete(go)
          reject(signal?.reason)
        }
        signal?.addEventListener('abort', giveUp, { once: true })
        queue.add(go)
        arm()
      })
    },
  }
}
