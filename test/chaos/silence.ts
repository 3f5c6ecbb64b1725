// Silence: posts that stand and whose sender died before it heard so, until somebody looks for them.

import type { Crew } from './crew.ts'
import { isOwed } from './mark.ts'
import type { Engine } from './store.ts'
import type { Town } from './town.ts'

export type Silence = {
  /** A bot died; `mark` is of the post it had just made. May let Discord forget its nonce before anyone looks. */
  readonly fell: (mark: string | undefined, died: number) => Promise<void>
  /** Whether each of them has been looked for. */
  readonly isOver: () => boolean
  readonly channels: () => readonly string[]
}

const minute = 60_000
const nonceForgotten = 6 * minute // Discord remembers one for about five
// A dead replica's job is taken up by another after its heartbeat, 10 s; a lone one starts only later.
const claimSafe = { postgres: 8000, pglite: Number.POSITIVE_INFINITY } as const

/** The silence in a town; `nudge` moves its clock if that makes nothing come too late. */
export function openSilence(options: {
  readonly engine: Engine
  readonly town: Town
  readonly crew: Crew
  readonly random: () => number
  readonly nudge: (by: number) => Promise<boolean>
  /** Counts in `expired` the posts that were looked for after their nonce was forgotten. */
  readonly tally: { expired: number }
}): Silence {
  const { engine, town, crew, random, nudge, tally } = options
  const unheard = new Map<string, { readonly looks: number; readonly isExpired: boolean }>()
  return {
    async fell(mark, died) {
      // What is told only if it still holds need not be looked for again.
      const post = mark && isOwed(mark) && town.posts().find(({ marks }) => marks.includes(mark))
      if (!post) return
      const looks = crew.looks(post.channel)
      const isWanted = tally.expired === 0 || random() < 0.5
      const moved = isWanted && (await nudge(nonceForgotten))
      const isExpired = moved && performance.now() - died < claimSafe[engine]
      unheard.set(post.channel, { looks, isExpired })
    },
    isOver() {
      for (const [channel, { looks, isExpired }] of unheard) {
        if (crew.looks(channel) === looks) continue
        unheard.delete(channel)
        if (isExpired) tally.expired += 1
      }
      return unheard.size === 0
    },
    channels: () => [...unheard.keys()],
  }
}
