// Limits: Discord's rate limits in real time, one bucket per route and major parameter, and one for all.

/** So many requests in so many real milliseconds. */
export type Rate = { readonly most: number; readonly per: number }

type Bucket = { left: number; resets: number }

type Ticket = {
  readonly allowed: boolean
  readonly headers: Record<string, string>
  /** Seconds until another try may succeed; 0 when allowed. */
  readonly retryAfter: number
  readonly isGlobal: boolean
}

/** Requests a second a bot may make in all; interaction endpoints are outside of it. */
const globalRate: Rate = { most: 50, per: 1000 }

export type Limiter = {
  /** Takes one request from the buckets. `now` is real, in milliseconds. */
  readonly take: (
    asked: { route: string; major: string; rate: Rate; isGlobal: boolean },
    now: number,
  ) => Ticket
  readonly clear: () => void
}

/** A stable short name for a bucket, as Discord's hashes are. */
const hashOf = (route: string) => {
  let hash = 0n
  for (const letter of route) hash = (hash * 131n + BigInt(letter.charCodeAt(0))) % (1n << 61n)
  return hash.toString(16).padStart(16, '0')
}

export function limiter(): Limiter {
  const buckets = new Map<string, Bucket>()

  const bucketOf = (key: string, rate: Rate, now: number): Bucket => {
    const found = buckets.get(key)
    if (found !== undefined && found.resets > now) return found
    const fresh = { left: rate.most, resets: now + rate.per }
    buckets.set(key, fresh)
    return fresh
  }

  const sweep = (now: number) => {
    if (buckets.size < 5000) return
    for (const [key, { resets }] of buckets) if (resets <= now) buckets.delete(key)
  }

  return {
    take({ route, major, rate, isGlobal }, now) {
      sweep(now)
      const own = bucketOf(`${route}:${major}`, rate, now)
      const all = isGlobal ? bucketOf('global', globalRate, now) : undefined
      const full = own.left === 0 ? own : all?.left === 0 ? all : undefined
      if (full === undefined) {
        own.left -= 1
        if (all) all.left -= 1
      }
      const seconds = (until: number) => Math.max(0, until - now) / 1000
      const retryAfter = full ? Math.max(0.001, seconds(full.resets)) : 0
      const headers: Record<string, string> = {
        'X-RateLimit-Limit': String(rate.most),
        'X-RateLimit-Remaining': String(own.left),
        'X-RateLimit-Reset': (own.resets / 1000).toFixed(3),
        'X-RateLimit-Reset-After': seconds(own.resets).toFixed(3),
        'X-RateLimit-Bucket': hashOf(route),
      }
      if (full) {
        headers['Retry-After'] = String(Math.ceil(retryAfter))
        headers['X-RateLimit-Scope'] = full === all ? 'global' : 'user'
        if (full === all) headers['X-RateLimit-Global'] = 'true'
      }
      return {
        allowed: full === undefined,
        headers,
        retryAfter,
        isGlobal: full !== undefined && full === all,
      }
    },
    clear: () => buckets.clear(),
  }
}
