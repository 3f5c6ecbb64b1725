// Play: step by step from one thing owed to the next, with votes, trouble, outages and kills around each.

import { setTimeout as pause } from 'node:timers/promises'
import { seeded } from '#lib/random.ts'
import type { Crew } from './crew.ts'
import { type Owed, owedTo } from './group.ts'
import { type Acts, type Members, openMembers } from './members.ts'
import { orderFor } from './order.ts'
import type { Phase } from './relay.ts'
import { openSilence } from './silence.ts'
import type { Engine } from './store.ts'
import type { Town } from './town.ts'
import { openTrouble, type Trouble } from './trouble.ts'
import { missingOf, nameOf, type Violation } from './verdict.ts'

/** What happened, counted. */
export type Tally = Acts & {
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
  readonly trouble: Trouble
  readonly members: Members
  /** What was waited for in vain; the play should end then. */
  readonly violations: readonly Violation[]
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const killsInStep = { postgres: 12, pglite: 8 } as const
const stepWithin = 300 * second
const stirAfter = 6 * second
const goOnAfter = 2 * second // that nothing stirs, when what is left can wait
const remindBefore = 2 * hour // the close, if members are awake then
const outageEach = 5 // steps
const waitsMost = 8 // posts that may be left for later
const calmWithin = 40 * second

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
  const tally: Tally = {
    votes: 0,
    lastSecond: 0,
    presses: 0,
    corrections: 0,
    outages: 0,
    longOutages: 0,
    expired: 0,
  }
  const trouble = openTrouble(town, random)
  const members = openMembers({ town, crew, random, tally })
  const violations: Violation[] = []
  let steps = 0

  const killed = () => Object.values(crew.kills).reduce((sum, count) => sum + count, 0)
  const left = () => season.kills - killed()
  const owedUntil = (to: number) =>
    town.groups.flatMap((group) => owedTo(group, since, to)).sort((a, b) => a.due - b.due)
  const isExcused = ({ mark }: Owed) => excused.has(mark)
  const pending = () => missingOf({ posts: town.posts(), owed: owedUntil(town.now()), isExcused })
  let isDark = false
  /** Starts again whoever is dead, unless nobody is to be up. */
  const revive = (after: number) => void setTimeout(() => isDark || crew.revive(0), after)

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
    const isLong = tally.outages % 2 === 1
    const before = town.now()
    isDark = true
    await crew.killAll()
    tally.outages += 1
    if (isLong) tally.longOutages += 1
    await members.vote(0.4)
    await members.swap()
    await move(next + (isLong ? between(3.2 * hour, 7 * hour) : between(5 * minute, 80 * minute)))
    await members.vote(0.3)
    for (const { kind, due, until, mark } of owedUntil(town.now())) {
      if (kind === 'quiz' && due >= before && until < town.now() + hour) excused.add(mark)
    }
    isDark = false
  }

  const silence = openSilence({ engine, town, crew, random, nudge, tally })

  /** Whether what is pending may wait until after the clock has moved to `next`. */
  function canWait(next: number): boolean {
    const left = pending()
    const last = next + 2 * hour
    return (
      left.length <= waitsMost && left.every(({ kind, until }) => kind !== 'quiz' || until > last)
    )
  }

  const nextDue = (after: number): number => {
    const next = owedUntil(after + 48 * hour).find(({ due }) => due > after)?.due
    if (next === undefined) throw new Error('a town is always owed something')
    return next
  }

  /**
   * Does `begin` and goes on until everything that is due then stands in its channel; kills meanwhile, if
   * there are kills left. When `mayLeave` and nothing stirs, what can wait is left for the next instant.
   */
  async function carryThrough(begin: () => Promise<void>, mayLeave: boolean): Promise<void> {
    const began = performance.now()
    let quota = Math.min(left(), killsInStep[engine])
    let [stirred, looked] = [began, 0]
    let [hasBegun, isDone, mayGoOn] = [false, false, false]
    let next: number | undefined
    const beginning = begin().then(() => {
      if (mayLeave) next = nextDue(town.now())
      stirred = performance.now()
      hasBegun = true
    })
    const isStill = () => {
      if (!hasBegun) return false
      const now = performance.now()
      if (now - looked > 100) {
        looked = now
        isDone = pending().length === 0 && silence.isOver()
        mayGoOn = next !== undefined && now - stirred > goOnAfter && canWait(next)
      }
      return isDone || mayGoOn || now - stirred > stirAfter
    }
    while (!isDone && !mayGoOn) {
      if (performance.now() - began > stepWithin) {
        const line = [...pending().map(nameOf), ...silence.channels()].join(', ')
        violations.push({ kind: 'missing', line: `not within ${stepWithin / second} s: ${line}` })
        break
      }
      if (quota > 0) {
        const order = orderFor({ kills: crew.kills, isFirst: tally.expired === 0, random, only })
        // Until the clock has moved there is nothing to be planned.
        const wants: typeof order = (moment) =>
          hasBegun || moment.phase !== 'planning' ? order(moment) : undefined
        const dead = await crew.killAt(wants, isStill)
        if (dead) {
          quota -= 1
          stirred = performance.now()
          await silence.fell(dead.lost, stirred)
          revive(between(0, 700))
        }
      } else {
        // No more kills here: the next instant brings more.
        if (next !== undefined && canWait(next)) break
        await pause(100)
      }
      if (isStill() && !isDone && !mayGoOn) {
        // What waits for the clock, such as counts that become exact, must not wait for ever.
        await nudge(3 * minute)
        stirred = performance.now()
      }
    }
    await beginning
  }

  return {
    async step(how) {
      const isWild = how === 'wild'
      await members.vote(0.5)
      if (random() < 0.3) await members.comeAndGo()
      let next = nextDue(town.now())
      const reminded = next - remindBefore
      if (reminded > town.now() && random() < 0.35) {
        await carryThrough(async () => void (await move(reminded + between(0, minute))), true)
      }
      if (random() < 0.5) await members.voteLast(next, () => move(next - 1.5 * second))
      if (isWild) await trouble.make()
      else await trouble.end()
      steps += 1
      const isOutage = isWild && steps % outageEach === 0
      // What is pending has its window still: it is not to be lost to an outage.
      if (isOutage) {
        await carryThrough(async () => {}, false)
        next = nextDue(town.now())
      }
      const begin = async () => {
        if (isOutage) await outage(next)
        else await move(next + between(0, 30 * second))
        revive(0)
        if (!isOutage) await members.goOn()
      }
      await carryThrough(begin, isWild)
      revive(0)
      if (random() < 0.35) await members.settleDown()
      await members.vote(0.3)
      if (random() < 0.4) await members.swap()
      const at = Temporal.Instant.fromEpochMilliseconds(town.now())
      const waiting = pending().length
      tell(
        `${engine} ${at.toString({ smallestUnit: 'minute' })} ${killed()} killed${waiting > 0 ? `, ${waiting} waiting` : ''}`,
      )
    },
    killed,
    owed: () => owedUntil(town.now()),
    isExcused,
    tally,
    trouble,
    members,
    violations,
  }
}
