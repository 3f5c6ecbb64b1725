// Crew: the replicas of a season, each behind its relay, and whoever kills them at a chosen moment.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Moment, openRelay, type Phase, phases, type Relay, type Stage } from './relay.ts'
import { openReplica, type Replica } from './replica.ts'
import type { Engine } from './store.ts'
import type { Town } from './town.ts'

/** Whether to kill whoever comes to this moment: after so many milliseconds, or not at all. */
export type Order = (moment: Moment) => number | undefined

/** A kill that happened. `lost` is the mark of a post that stands and whose answer never arrived. */
export type Killed = { readonly replica: string; readonly lost: string | undefined }

/** How often a bot was killed in each phase. */
export type Kills = Readonly<Record<Phase, number>>

export type Crew = {
  readonly kills: Kills
  /** The same, told apart by how far the request in question had come. */
  readonly killsAt: Readonly<Record<Phase, Readonly<Record<Stage, number>>>>
  readonly startAll: () => Promise<void>
  /** Kills the first replica that comes to a moment of the order; undefined when none does before `isOff`. */
  readonly killAt: (order: Order, isOff: () => boolean) => Promise<Killed | undefined>
  /** Starts again, after so many milliseconds, whoever is dead; what goes wrong there is in `faults`. */
  readonly revive: (after: number) => void
  readonly killAll: () => Promise<void>
  /** Whether a living replica may be about to repeat a post at once. */
  readonly isPosting: () => boolean
  /** How often the bots have read a channel, or heard that a post of theirs stands there. */
  readonly looks: (channel: string) => number
  readonly isUp: () => boolean
  /** Whether some replica serves. */
  readonly isServing: () => boolean
  readonly faults: readonly string[]
  /** Ends all of them as an operator does; gives the exit codes. */
  readonly stop: () => Promise<readonly (number | null)[]>
  /** Kills what is left and closes the relays. */
  readonly close: () => Promise<void>
  readonly lines: () => readonly string[]
}

type Post = { readonly replica: Replica; readonly relay: Relay }

/** So many replicas on one store; none is started yet. */
export async function openCrew(options: {
  readonly engine: Engine
  readonly count: number
  readonly town: Town
  readonly scratch: string
  readonly env: Readonly<Record<string, string>>
}): Promise<Crew> {
  const { engine, count, town, scratch, env } = options
  const { playground } = town
  const port = Number(new URL(playground.control).port)
  const groups = new Set(town.groups.map(({ id }) => id))
  const groupAt = new Map(
    town.groups.flatMap(({ id, quizChannel, boardChannel }) => [
      [quizChannel, id],
      [boardChannel, id],
    ]),
  )
  const none = () => ({ asked: 0, done: 0, told: 0 })
  const kills = Object.fromEntries(phases.map((phase) => [phase, 0])) as Record<Phase, number>
  const killsAt = Object.fromEntries(phases.map((phase) => [phase, none()])) as Record<
    Phase,
    Record<Stage, number>
  >
  const faults: string[] = []
  let order: { readonly wants: Order; readonly carriedOut: (killed?: Killed) => void } | undefined

  const starting = new Set<Replica>()

  async function kill({ replica, relay }: Post): Promise<void> {
    await replica.kill()
    relay.forget()
  }

  function begin(post: Post): void {
    const { replica } = post
    if (replica.isAlive() || starting.has(replica)) return
    starting.add(replica)
    replica
      .start()
      .catch((fault: unknown) => faults.push(String(fault)))
      .finally(() => starting.delete(replica))
  }

  /** Whether the moment goes on: no when the replica has just been killed at it. */
  function watch(place: number, moment: Moment): boolean {
    const { phase, stage, mark } = moment
    const post = crew[place]
    const delay = order?.wants(moment)
    if (post === undefined || order === undefined || delay === undefined) return true
    const { carriedOut } = order
    order = undefined
    const strike = () => {
      if (!post.replica.isAlive()) return carriedOut()
      kills[phase] += 1
      killsAt[phase][stage] += 1
      const lost = stage === 'done' ? mark : undefined
      kill(post)
        .then(() => carriedOut({ replica: post.replica.name, lost }))
        .catch((fault: unknown) => faults.push(String(fault)))
    }
    if (stage === 'done') {
      strike()
      return false
    }
    setTimeout(strike, delay)
    return true
  }

  async function newPost(place: number): Promise<Post> {
    const relay = await openRelay({
      port,
      guildOf: (group) => (groups.has(group) ? playground.guildId : group),
      groupOf: (channel) => groupAt.get(channel),
      answersOf: (message) =>
        playground.world.messages.get(message)?.message.poll?.answers.length ?? 0,
      watch: (moment) => watch(place, moment),
    })
    const own = join(scratch, `replica-${place}`)
    mkdirSync(join(own, 'tmp'), { recursive: true })
    const replica = openReplica(`${engine} ${place}`, {
      DISCORD_TOKEN: playground.token,
      DISCORD_API: `${relay.origin}/api`,
      CLOCK_URL: `${relay.origin}/control/clock`,
      DATA_DIR: own,
      TMPDIR: join(own, 'tmp'),
      LOG_LEVEL: 'info',
      ...env,
    })
    return { replica, relay }
  }
  const crew: Post[] = []
  for (let place = 0; place < count; place += 1) crew.push(await newPost(place))

  return {
    kills,
    killsAt,
    faults,
    async startAll() {
      await Promise.all(
        crew.filter(({ replica }) => !replica.isAlive()).map(({ replica }) => replica.start()),
      )
    },
    async killAt(wants, isOff) {
      let outcome: { readonly killed: Killed | undefined } | undefined
      const own = {
        wants,
        carriedOut: (killed?: Killed) => {
          outcome = { killed }
        },
      }
      order = own
      while (outcome === undefined && !(order === own && isOff())) await pause(50)
      if (order === own) order = undefined
      return outcome?.killed
    },
    revive(after) {
      setTimeout(() => crew.forEach(begin), after)
    },
    async killAll() {
      await Promise.all(crew.map(kill))
    },
    isPosting: () => crew.some(({ relay }) => relay.isPosting()),
    looks: (channel) => crew.reduce((sum, { relay }) => sum + relay.looks(channel), 0),
    isUp: () => crew.every(({ replica }) => replica.isReady()),
    isServing: () => crew.some(({ replica }) => replica.isReady()),
    stop: () => Promise.all(crew.map(({ replica }) => replica.stop())),
    async close() {
      await Promise.all(crew.map(kill))
      await Promise.all(crew.map(({ relay }) => relay.stop()))
    },
    lines: () =>
      crew.flatMap(({ replica }) => replica.lines().map((line) => `${replica.name} ${line}`)),
  }
}
