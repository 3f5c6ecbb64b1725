// Trouble: what goes wrong with Discord on an ordinary day, ordered through the control API and counted.

import type { Town } from './town.ts'

/** What Discord does to the bot, as the figures name it. */
export const troubles = [
  '429',
  '429 without a time',
  '5xx after the effect',
  '5xx before it',
  'slow',
  'cut off',
  'never answered',
  'disconnected',
] as const
type Name = (typeof troubles)[number]

type Fault = { readonly name: Name; readonly order: Readonly<Record<string, unknown>> }

const posts = { method: 'POST', route: '/messages' }
const closes = { route: '/polls/' }

const faults: readonly Fault[] = [
  { name: '429', order: { ...posts, status: 429, retry_after: 0.5, count: 2 } },
  { name: '429', order: { ...posts, status: 429, retry_after: 1, scope: 'global', count: 1 } },
  { name: '429 without a time', order: { ...posts, status: 429, retry_after: null, count: 1 } },
  { name: '429', order: { ...closes, status: 429, retry_after: 0.5, scope: 'shared', count: 2 } },
  // Once, and often enough that the client gives up.
  { name: '5xx after the effect', order: { ...posts, status: 500, when: 'after', count: 1 } },
  { name: '5xx after the effect', order: { ...posts, status: 502, when: 'after', count: 5 } },
  { name: '5xx after the effect', order: { ...closes, status: 500, when: 'after', count: 5 } },
  { name: '5xx before it', order: { ...posts, status: 503, when: 'before', count: 6 } },
  { name: '5xx before it', order: { ...closes, status: 503, when: 'before', count: 6 } },
  { name: 'slow', order: { ...posts, latency: 900, count: 3 } },
  { name: 'slow', order: { ...closes, latency: 400, count: 6 } },
  { name: 'slow', order: { latency: 250, count: 12 } },
  { name: 'cut off', order: { ...posts, connection: 'reset', when: 'after', count: 2 } },
  { name: 'cut off', order: { ...posts, connection: 'reset', when: 'before', count: 5 } },
  { name: 'cut off', order: { ...closes, connection: 'reset', when: 'after', count: 5 } },
  { name: 'never answered', order: { ...posts, connection: 'hang', when: 'after', count: 1 } },
]

const ends: readonly Readonly<Record<string, unknown>>[] = [
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

export type Trouble = {
  /** Orders some. */
  readonly make: () => Promise<void>
  /** Discord is well again. */
  readonly end: () => Promise<void>
  /** How many requests or sessions each has befallen. */
  readonly struck: Readonly<Record<Name, number>>
}

/** What the control API says of faults in force: what they are, and how many requests are left to each. */
type InForce = readonly { readonly count?: number }[]

/** Trouble for a town; none to begin with. */
export function openTrouble(town: Town, random: () => number): Trouble {
  const struck = Object.fromEntries(troubles.map((name) => [name, 0])) as Record<Name, number>
  const url = `${town.playground.control}/faults`
  /** How many requests are still to be befallen, by fault. */
  const ordered = new Map<string, { readonly name: Name; count: number }>()

  const keyOf = (fault: InForce[number]) => JSON.stringify({ ...fault, count: 0 })
  const listed = async (): Promise<InForce> =>
    ((await (await fetch(url)).json()) as { faults: InForce }).faults

  async function reckon(): Promise<void> {
    const left = new Map<string, number>()
    for (const fault of await listed()) {
      left.set(keyOf(fault), (left.get(keyOf(fault)) ?? 0) + (fault.count ?? 0))
    }
    for (const [key, known] of ordered) {
      struck[known.name] += known.count - (left.get(key) ?? 0)
      known.count = left.get(key) ?? 0
    }
  }

  async function order({ name, order: fault }: Fault): Promise<void> {
    const { faults: all } = (await town.control('faults', fault)) as { faults: InForce }
    const added = all.at(-1)
    if (added === undefined) throw new Error('the fault was not taken')
    const known = ordered.get(keyOf(added)) ?? { name, count: 0 }
    known.count += added.count ?? 0
    ordered.set(keyOf(added), known)
  }

  return {
    struck,
    async make() {
      await reckon()
      let made = 0
      while (made < 3 && random() < 0.6) {
        if (random() < 0.25) {
          await town.control('gateway', pick(ends, random))
          struck.disconnected += 1
        } else await order(pick(faults, random))
        made += 1
      }
      const recast = random() < 0.5 ? 'removed-first' : 'added-first'
      const finalise = pick(['PT1S', 'PT20M', 'never'], random)
      await town.control('polls', { recast, finalise })
    },
    async end() {
      await reckon()
      await fetch(url, { method: 'DELETE' })
      ordered.clear()
      await town.control('polls', { finalise: 'PT1S' })
    },
  }
}
