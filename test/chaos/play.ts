// Play: step by step from one thing owed to the next, with votes, trouble, outages and kills around each.

import { setTimeout as pause } from 'node:timers/promises'
import { seeded } from '#lib/random.ts'
import type { Crew } from './crew.ts'
import { type Owed, owedTo } from './group.ts'
import { orderFor } from './order.ts'
import type { Phase } from './relay.ts'
import type { Engine } from './store.ts'
import type { Town } from './town.ts'
import { endTrouble, makeTrouble } from './trouble.ts'
import { missingOf, nameOf, type Violation } from './verdict.ts'
import { comeAndGo, swapVotes, voteAround } from './voting.ts'

/** What happened, counted. */
export type Tally = {
  votes: number
  faults: number
  /** Times when no bot was up, and of those the ones that outlasted a quiz's window. */
  outages: number
  longOutages: number
  /** Posts that stood unheard of until Discord had forgotten their nonce, and were looked for then. */
  expired: number
}

export type Play = {
  /** One step: to the next instant at which something is owed, and until all of it is posted. */
  readonly step: (how: 'wild' | 'calm') => Promise<void>
  readonly killed: () => number
  /** Everything owed up to now. */
  readonly owed: () => readonly Owed[]
  readonly isExcused: (owed: Owed) => boolean
  readonly tally: Readonly<Tally>
  /** What was waited for in vain; the play should end then. */
  readonly violations: readonly Violation[]
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const killsInStep = { postgres: 8, pglite: 4 } as const
const stepWithin = 300 * second
const stirAfter = 6 * second
const calmWithin = 40 * second
const nonceForgotten = 6 * minute // Discord remembers one for about five
const claimSafe = 8 * second // a dead replica's job is taken up after its heartbeat, 10 s

/** A play for a crew in a town, of so many kills. */
export function openPlay(season: {
  readonly engine: Engine
  readonly seed: string
  readonly kills: number
  readonly only: Phase | undefined
  readonly town: Town
  readonly crew: Crew
  readonly since: number
  readonly tell: (line: string) => void
}): Play {
  const { engine, town, crew, since, only, tell } = season
  const random = seeded(`${season.seed} ${engine}`)
  const between = (least: number, most: number) => least + random() * (most - least)
  const excused = new Set<string>()
  const gone = new Set<string>()
  const tally: Tally = { votes: 0, faults: 0, outages: 0, longOutages: 0, expired: 0 }
  const violations: Violation[] = []

  const killed = () => Object.values(crew.kills).reduce((sum, count) => sum + count, 0)
  const left = () => season.kills - killed()
  const owedUntil = (to: number) =>
    town.groups.flatMap((group) => owedTo(group, since, to)).sort((a, b) => a.due - b.due)
  const isExcused = ({ mark }: Owed) => excused.has(mark)
  const pending = () => missingOf({ posts: town.posts(), owed: owedUntil(town.now()), isExcused })
  const vote = async (share: number) => {
    tally.votes += await voteAround(town, random, share)
  }

  /**
   * Moves the clock once no living bot is in the middle of repeating a post: in earnest no nonce is
   * forgotten within the milliseconds between two tries. False when that takes too long.
   */
  async function move(to: number): Promise<boolean> {
    const asked = performance.now()
    while (crew.isPosting()) {
      if (performance.now() - asked > calmWithin) return false
      await pause(20)
    }
    await town.move(to)
    return true
  }

  /** Moves on by so much if no quiz that is owed comes too late by it. */
  async function nudge(by: number): Promise<boolean> {
    const to = town.now() + by
    const last = to + 20 * minute
    if (pending().some(({ kind, until }) => kind === 'quiz' && until < last)) return false
    return await move(to)
  }

  /** Nobody is up while the clock passes `next`, for a while or until its quiz is too late. */
  async function outage(next: number): Promise<void> {
    const isLong = random() < 0.35
    const before = town.now()
    await crew.killAll()
    tally.outages += 1
    if (isLong) tally.longOutages += 1
    await vote(0.4)
    tally.votes += await swapVotes(town)
    await move(next + (isLong ? between(3.2 * hour, 7 * hour) : between(5 * minute, 80 * minute)))
    await vote(0.3)
    for (const { kind, due, until, mark } of owedUntil(town.now())) {
      if (kind === 'quiz' && due >= before && until < town.now() + hour) excused.add(mark)
    }
    crew.revive(0)
  }

  /** Posts that stand and whose sender died before it heard so: until somebody looks there again. */
  const unheard = new Map<string, { readonly looks: number; readonly isExpired: boolean }>()

  /** A post stands and its sender is dead: may let Discord forget its nonce before anyone looks. */
  async function leaveUnheard(mark: string | undefined, died: number): Promise<void> {
    const post = mark && town.posts().find(({ marks }) => marks.includes(mark))
    if (!post) return
    const looks = crew.looks(post.channel)
    const isWanted = tally.expired === 0 || random() < 0.5
    const moved = isWanted && (await nudge(nonceForgotten))
    const isExpired = moved && performance.now() - died < claimSafe
    unheard.set(post.channel, { looks, isExpired })
  }

  /** Whether every post whose sender died has been looked for. */
  function isAllHeard(): boolean {
    for (const [channel, { looks, isExpired }] of unheard) {
      if (crew.looks(channel) === looks) continue
      unheard.delete(channel)
      if (isExpired) tally.expired += 1
    }
    return unheard.size === 0
  }

  /** Until everything that is due stands in its channel; kills meanwhile, if there are kills left. */
  async function carryThrough(): Promise<void> {
    const began = performance.now()
    let quota = Math.min(left(), killsInStep[engine])
    let [stirred, looked] = [began, 0]
    let isDone = false
    const isStill = () => {
      if (performance.now() - looked > 100) {
        looked = performance.now()
        isDone = pending().length === 0 && isAllHeard()
      }
      return isDone || performance.now() - stirred > stirAfter
    }
    isStill()
    while (!isDone) {
      if (performance.now() - began > stepWithin) {
        const line = [...pending().map(nameOf), ...unheard.keys()].join(', ')
        violations.push({ kind: 'missing', line: `not within ${stepWithin / second} s: ${line}` })
        return
      }
      if (quota > 0) {
        const order = orderFor({ kills: crew.kills, isFirst: tally.expired === 0, random, only })
        const dead = await crew.killAt(order, isStill)
        if (dead) {
          quota -= 1
          stirred = performance.now()
          await leaveUnheard(dead.lost, stirred)
          crew.revive(between(0, 1500))
        }
      } else await pause(100)
      if (isStill() && !isDone) {
        // What waits for the clock, such as counts that become exact, must not wait for ever.
        await nudge(3 * minute)
        stirred = performance.now()
      }
    }
  }

  async function killWhilePlanning(): Promise<void> {
    const until = performance.now() + 3 * second
    const order = orderFor({ kills: crew.kills, random, only: 'planning' })
    await crew.killAt(order, () => performance.now() > until)
    crew.revive(0)
  }

  return {
    async step(how) {
      const isWild = how === 'wild'
      const now = town.now()
      const next = owedUntil(now + 48 * hour).find(({ due }) => due > now)?.due
      if (next === undefined) throw new Error('a town is always owed something')
      await vote(0.6)
      if (random() < 0.3) await comeAndGo(town, gone, random)
      if (random() < 0.5) {
        await move(next - 1.5 * second)
        await vote(0.3) // in the last second, which some will miss
      }
      if (isWild) tally.faults += await makeTrouble(town, random)
      else await endTrouble(town)
      if (isWild && random() < 0.12) await outage(next)
      else await move(next + between(0, 30 * second))
      const mayPlan = only === undefined || only === 'planning'
      if (mayPlan && left() > 0 && random() < 0.5) await killWhilePlanning()
      crew.revive(0)
      await carryThrough()
      crew.revive(0)
      await vote(0.4)
      if (random() < 0.4) tally.votes += await swapVotes(town)
      const at = Temporal.Instant.fromEpochMilliseconds(town.now())
      tell(`${engine} ${at.toString({ smallestUnit: 'minute' })} ${killed()} killed`)
    },
    killed,
    owed: () => owedUntil(town.now()),
    isExcused,
    tally,
    violations,
  }
}
