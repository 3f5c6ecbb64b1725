// Trouble: what goes wrong with Discord on an ordinary day, ordered through the control API.

import type { Town } from './town.ts'

type Fault = Readonly<Record<string, unknown>>

const posts = { method: 'POST', route: '/messages' }
const closes = { route: '/polls/' }

const faults: readonly Fault[] = [
  // Refused for a while, with and without the seconds to wait.
  { ...posts, status: 429, retry_after: 0.5, count: 2 },
  { ...posts, status: 429, retry_after: 1, scope: 'global', count: 1 },
  { ...posts, status: 429, retry_after: null, count: 1 },
  { ...closes, status: 429, retry_after: 0.5, scope: 'shared', count: 2 },
  // Done, and answered as if it were not: once, and often enough that the client gives up.
  { ...posts, status: 500, when: 'after', count: 1 },
  { ...posts, status: 502, when: 'after', count: 5 },
  { ...closes, status: 500, when: 'after', count: 5 },
  // Not done.
  { ...posts, status: 503, when: 'before', count: 6 },
  { ...closes, status: 503, when: 'before', count: 6 },
  // Slow, cut off, silent.
  { ...posts, latency: 900, count: 3 },
  { ...closes, latency: 400, count: 6 },
  { latency: 250, count: 12 },
  { ...posts, connection: 'reset', when: 'after', count: 2 },
  { ...posts, connection: 'reset', when: 'before', count: 5 },
  { ...closes, connection: 'reset', when: 'after', count: 5 },
  { ...posts, connection: 'hang', when: 'after', count: 1 },
]

const ends: readonly Fault[] = [
  { drop: true },
  { reconnect: true },
  { close: 4000 },
  { invalidate: 'resumable' },
  { invalidate: true },
]

const pick = <Entry>(list: readonly Entry[], random: () => number): Entry => {
  const entry = list[Math.floor(random() * list.length)]
  if (entry === undefined) throw new Error('nothing to pick from')
  return entry
}

/** Orders some trouble; gives how much. */
export async function makeTrouble(town: Town, random: () => number): Promise<number> {
  let made = 0
  while (made < 3 && random() < 0.6) {
    if (random() < 0.25) await town.control('gateway', pick(ends, random))
    else await town.control('faults', pick(faults, random))
    made += 1
  }
  const recast = random() < 0.5 ? 'removed-first' : 'added-first'
  const finalise = pick(['PT1S', 'PT20M', 'never'], random)
  await town.control('polls', { recast, finalise })
  return made
}

/** Discord is well again. */
export async function endTrouble(town: Town): Promise<void> {
  await fetch(`${town.playground.control}/faults`, { method: 'DELETE' })
  await town.control('polls', { finalise: 'PT1S' })
}
