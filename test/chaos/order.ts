// Order: which moment a bot is killed at: each phase as often as the others, and anywhere within it.

import type { Order } from './crew.ts'
import { type Phase, phases, type Stage } from './relay.ts'

/** How likely a moment is taken, and within how many milliseconds after it the kill falls. */
type Chance = { readonly share: number; readonly within: number }

/** How many kills a phase may be ahead of the one with the fewest. */
const aheadMost = 3

const chances: Readonly<Record<Phase, Partial<Readonly<Record<Stage, Chance>>>>> = {
  planning: { told: { share: 0.3, within: 1500 } },
  posting: { asked: { share: 0.3, within: 12 }, done: { share: 0.5, within: 0 } },
  recording: { told: { share: 1, within: 150 } },
  closing: {
    asked: { share: 0.1, within: 12 },
    done: { share: 0.15, within: 0 },
    told: { share: 0.15, within: 10 },
  },
  settling: { told: { share: 0.6, within: 200 } },
  revealing: {
    asked: { share: 0.25, within: 12 },
    done: { share: 0.4, within: 0 },
    told: { share: 0.4, within: 120 },
  },
}

/**
 * An order for the next kill. A phase that is far ahead of another is passed over. The first one of a
 * season waits for a post that stands and of which nobody has heard.
 */
export function orderFor(options: {
  readonly kills: Readonly<Record<Phase, number>>
  readonly random: () => number
  readonly isFirst?: boolean
  readonly only?: Phase | undefined
}): Order {
  const { kills, random, isFirst = false, only } = options
  return ({ phase, stage }) => {
    if (only !== undefined && phase !== only) return undefined
    const chance = chances[phase][stage]
    if (chance === undefined) return undefined
    if (isFirst && phase === 'posting') return stage === 'done' ? 0 : undefined
    const least = Math.min(...phases.map((each) => kills[each]))
    if (only === undefined && kills[phase] > least + aheadMost) return undefined
    return random() < chance.share ? random() * chance.within : undefined
  }
}
