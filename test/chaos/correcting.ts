// Correcting: the owner voids questions, takes that back and gives them other keys while the bots die.

import { act, type Control, press, type Told } from './hand.ts'
import type { Town } from './town.ts'

/** How a round stands after a correction: `void`, or its keys in their order. */
type Ruling = string

/** Not void, with whatever keys. */
const counts = 'counts'

export const rulingOf = (round: {
  readonly voided: unknown
  readonly keys: readonly string[]
}): Ruling => (round.voided === null ? [...round.keys].toSorted().join(' ') : 'void')

/** Whether a round may stand so by what its owner was told. */
export const isPossible = (may: ReadonlySet<Ruling>, stands: Ruling): boolean =>
  may.has(stands) || (may.has(counts) && stands !== 'void')

export type Correcting = {
  /** The owner corrects the newest round of some group; gives whether it was told to be done. */
  readonly once: () => Promise<boolean>
  /** What the owner's orders may have made of rounds, by id. */
  readonly may: ReadonlyMap<string, ReadonlySet<Ruling>>
}

const controlOf = (told: Told | undefined, action: string): Control | undefined =>
  told?.controls.find(({ custom_id }) => custom_id.startsWith(`${action}:`))

/**
 * Corrections for a town. An order that was answered holds; one that was not may hold, so both stay
 * possible. A round that was never corrected is not among them.
 */
export function openCorrecting(town: Town, random: () => number): Correcting {
  const may = new Map<string, Set<Ruling>>()

  /** What is told once it is said to be meant; undefined when it is not known to be done. */
  async function meant(told: Told | undefined): Promise<Told | undefined> {
    const yes = controlOf(told, 'round-do')
    if (!told || !yes) return undefined
    const done = await press(town, undefined, told.message, yes)
    // Offered everything again: nothing was done, since it was so already or somebody was faster.
    const isOffered = controlOf(done, 'round-void') ?? controlOf(done, 'round-restore')
    return isOffered ? undefined : done
  }

  function learn(round: string, wanted: Ruling, told: Told | undefined): boolean {
    // Never corrected before, it counts, whatever its keys.
    may.set(round, new Set(told ? [wanted] : [...(may.get(round) ?? [counts]), wanted]))
    return told !== undefined
  }

  return {
    may,
    async once() {
      const group = town.groups[Math.floor(random() * town.groups.length)]
      if (!group) return false
      const why = await act(town, 'command', { channel: group.quizChannel, name: 'why' })
      const rekey = controlOf(why, 'round-rekey')
      const other = controlOf(why, 'round-void') ?? controlOf(why, 'round-restore')
      if (!why || !rekey || !other) return false
      const round = rekey.custom_id.replace(/^[^:]*:/, '').split('/')[0] ?? ''
      if (random() < 0.5) {
        const wanted = other.custom_id.startsWith('round-void') ? 'void' : counts
        return learn(round, wanted, await meant(await press(town, undefined, why.message, other)))
      }
      const told = await press(town, undefined, why.message, rekey)
      const select = controlOf(told, 'round-keys')
      if (!told || !select) return false
      const values = (select.options ?? [])
        .map(({ value }) => value)
        .toSorted(() => random() - 0.5)
        .slice(0, select.max_values ?? 1)
      const chosen = await meant(await press(town, undefined, told.message, select, values))
      return learn(round, values.toSorted().join(' '), chosen)
    },
  }
}
