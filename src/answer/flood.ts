// Flood: how many questions a member and a guild may ask in a minute.

import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import { fail, ok, type Result } from '#lib/result.ts'

export type Flood = {
  /** Counts a question; a refusal says in how many seconds the next one is taken. */
  readonly take: (asker: {
    readonly guild: string
    readonly member: string
  }) => Promise<Result<undefined, number>>
}

/** Questions in `seconds`: enough for anyone who reads the answers. Each replica counts by itself. */
const limits = { member: 10, guild: 60, seconds: 60 }

export function createFlood({ member, guild, seconds } = limits): Flood {
  const members = new RateLimiterMemory({ points: member, duration: seconds })
  const guilds = new RateLimiterMemory({ points: guild, duration: seconds })
  return {
    async take(asker) {
      // The member first: one who floods must not use up what the others may ask.
      const own = await taken(members, `${asker.guild}/${asker.member}`)
      return own.ok ? taken(guilds, asker.guild) : own
    },
  }
}

const taken = (limiter: RateLimiterMemory, key: string): Promise<Result<undefined, number>> =>
  limiter.consume(key).then(
    () => ok(undefined),
    (refusal: RateLimiterRes) => fail(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))),
  )
