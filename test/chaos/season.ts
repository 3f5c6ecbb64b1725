// Season: days on end for some groups on one engine, from setting up to the verdict.

import { setTimeout as pause } from 'node:timers/promises'
import { type Crew, openCrew } from './crew.ts'
import { openPlay, type Tally } from './play.ts'
import { type Phase, phases } from './relay.ts'
import { type Engine, openStore, readKept, type Store, setUp, slowDown } from './store.ts'
import { openTown, type Posted, type Town } from './town.ts'
import type { Trouble } from './trouble.ts'
import { type Kept, type Violation, violationsOf } from './verdict.ts'

export type Played = {
  readonly engine: Engine
  readonly wanted: {
    readonly kills: number
    readonly only: Phase | undefined
    /** Whether it was long enough to show everything. */
    readonly isWhole: boolean
  }
  readonly kills: Crew['kills']
  readonly killsAt: Crew['killsAt']
  readonly struck: Trouble['struck']
  readonly tally: Readonly<Tally>
  readonly days: number
  readonly posts: readonly Posted[]
  readonly kept: Kept
  readonly violations: readonly Violation[]
  /** The last lines of the bots, for whoever looks into a violation. */
  readonly lines: readonly string[]
}

type Wanted = {
  readonly engine: Engine
  readonly seed: string
  readonly kills: number
  /** When no more is to be killed, by `performance.now()`. */
  readonly until: number
  /** The one phase to kill in; all of them when undefined. */
  readonly only: Phase | undefined
  /** The folder of notes and items. */
  readonly knowledge: string
  readonly scratch: string
  readonly tell: (line: string) => void
}

const start = '2026-10-30T23:30:00Z' // a Saturday morning in Seoul; New York leaves summer time on Sunday
const boardsDue = Date.parse('2026-11-02T15:00:00Z') // by then each group's Monday board is
const wholeFrom = 50 // kills; a shorter season need not see a board
const second = 1000
const dayLong = 24 * 3_600_000

/** Plays a season until so many kills have happened and the boards were due, and judges it. */
export async function playSeason(wanted: Wanted): Promise<Played> {
  const { engine, scratch, knowledge } = wanted
  const store = await openStore(engine, scratch)
  const town = await openTown(start)
  const count = engine === 'postgres' ? 3 : 1
  const crew = await openCrew({
    engine,
    count,
    town,
    scratch,
    env: { KNOWLEDGE_DIR: knowledge, ...store.env },
  })
  try {
    await slowDown(store)
    const since = town.now()
    const at = Temporal.Instant.fromEpochMilliseconds(since)
    await setUp(store, town.groups.slice(1), at, town.present())
    await crew.startAll()
    await setUpFirst(town)
    return await playAndJudge(wanted, { store, town, crew, since })
  } finally {
    await crew.close()
    await town.stop()
    await store.stop()
  }
}

/** The first group is set up by its owner, in Discord. */
async function setUpFirst({ control, groups, playground: { channels } }: Town): Promise<void> {
  const [group] = groups
  const { id } = (await control('command', {
    channel: channels.study,
    name: 'setup',
    options: {
      quiz_channel: channels.quiz,
      board_channel: channels.board,
      time: group?.quizTime,
      zone: group?.zone,
    },
  })) as { id?: string }
  if (id === undefined) throw new Error('/setup was not answered')
  await pause(2 * second) // until its reply stands: an interaction lives 15 minutes of the clock
}

async function playAndJudge(
  wanted: Wanted,
  season: {
    readonly store: Store
    readonly town: Town
    readonly crew: Crew
    readonly since: number
  },
): Promise<Played> {
  const { town, crew, since } = season
  const play = openPlay({ ...wanted, ...season })
  const { tally, isExcused } = play
  const isWell = () => play.violations.length === 0
  const goesOn = () => play.killed() < wanted.kills && performance.now() < wanted.until
  while (isWell() && goesOn()) await play.step('wild')
  while (isWell() && wanted.kills >= wholeFrom && town.now() < boardsDue) await play.step('calm')
  if (isWell()) await play.step('calm')
  await play.trouble.end()
  await comeToRest(crew)
  const { kept, ends } = await readSettled(season)
  const { answering, correcting } = play.members
  const seen = {
    posts: town.posts(),
    owed: play.owed(),
    isExcused,
    votesOf: town.votesOf,
    mayHold: answering.mayHold,
    mayStand: correcting.may,
  }
  return {
    engine: wanted.engine,
    wanted: { kills: wanted.kills, only: wanted.only, isWhole: wanted.kills >= wholeFrom },
    kills: crew.kills,
    killsAt: crew.killsAt,
    struck: play.trouble.struck,
    tally,
    days: Math.round((town.now() - since) / dayLong),
    posts: seen.posts,
    kept,
    violations: [
      ...play.violations,
      ...violationsOf(seen, kept),
      ...ends,
      ...crew.faults.map((line) => ({ kind: 'fault' as const, line })),
      ...(wanted.only || wanted.kills < wholeFrom || !isWell() ? [] : unproven(crew.kills, tally)),
    ],
    lines: crew.lines(),
  }
}

/** What a whole season must have shown and did not. */
function unproven(kills: Crew['kills'], tally: Readonly<Tally>): readonly Violation[] {
  const lacking = [
    ...phases.filter((phase) => kills[phase] === 0).map((phase) => `no kill while ${phase}`),
    ...(tally.expired > 0 ? [] : ['no post was found again after its nonce was forgotten']),
    ...(tally.lastSecond > 0 ? [] : ['no vote in the last second']),
    ...(tally.outages > 0 ? [] : ['no outage']),
    ...(tally.corrections > 0 ? [] : ['no correction']),
    ...(tally.presses > 0 ? [] : ['no private answer']),
  ]
  return lacking.map((line) => ({ kind: 'unproven', line }))
}

/** Waits until everybody is up and has had time to finish what it began. */
async function comeToRest(crew: Crew): Promise<void> {
  const until = performance.now() + 60 * second
  while (!crew.isUp() && performance.now() < until) {
    crew.revive(0)
    await pause(500)
  }
  await pause(5 * second)
}

/** Stops the bots and reads the store; when something is still under way, lets them go on a while. */
async function readSettled(season: {
  readonly crew: Crew
  readonly store: Store
  readonly town: Town
}): Promise<{ readonly kept: Kept; readonly ends: readonly Violation[] }> {
  const { crew, store, town } = season
  const ends: Violation[] = []
  for (let tries = 0; ; tries += 1) {
    const codes = await crew.stop()
    const odd = codes.filter((code) => code !== 0)
    if (odd.length > 0) ends.push({ kind: 'fault', line: `a bot ended with ${odd.join(', ')}` })
    const kept = await readKept(store, Temporal.Instant.fromEpochMilliseconds(town.now()))
    const isSettled = kept.jobs.length === 0 && kept.slots.every(({ state }) => state !== 'sent')
    if (isSettled || tries === 3) return { kept, ends }
    await crew.startAll()
    await pause(15 * second)
  }
}
