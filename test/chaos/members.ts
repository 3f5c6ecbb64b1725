// Members: what people do on such a day: vote, press, swap, leave, come back, and the owner corrects.

import { setTimeout as pause } from 'node:timers/promises'
import { type Answering, openAnswering } from './answering.ts'
import { type Correcting, openCorrecting } from './correcting.ts'
import type { Crew } from './crew.ts'
import type { Town } from './town.ts'
import { comeAndGo, swapVotes, voteAround } from './voting.ts'

const servesWithin = 8000
/** Rounds of different ends are an hour apart or more. */
const lateMost = 59 * 60_000

/** What they did, counted. */
export type Acts = {
  votes: number
  /** Of those, in the last second before a poll ended. */
  lastSecond: number
  /** Presses of private answers, and corrections that were answered. */
  presses: number
  corrections: number
}

export type Members = {
  readonly answering: Answering
  readonly correcting: Correcting
  /** Each acts with the chance `share` on each open question. */
  readonly vote: (share: number) => Promise<void>
  /** The same a moment before `end`; `approach` moves the clock there. */
  readonly voteLast: (end: number, approach: () => Promise<unknown>) => Promise<void>
  /** Two swap their votes on every poll. */
  readonly swap: () => Promise<void>
  /** Somebody leaves or comes back. */
  readonly comeAndGo: () => Promise<void>
  /** The owner corrects a round, perhaps, and some answer, while the bots are being killed. */
  readonly goOn: () => Promise<void>
  /** The same at leisure: waits a while until a bot serves. */
  readonly settleDown: () => Promise<void>
}

/** The members of a town. */
export function openMembers(options: {
  readonly town: Town
  readonly crew: Crew
  readonly random: () => number
  readonly tally: Acts
}): Members {
  const { town, crew, random, tally } = options
  const answering = openAnswering(town, random)
  const correcting = openCorrecting(town, random)
  const gone = new Set<string>()

  async function vote(share: number): Promise<number> {
    const [votes, presses] = await Promise.all([
      voteAround(town, random, share),
      // Nobody answers a press then, and whoever pressed knows that it does not count.
      crew.isServing() ? answering.around(share) : 0,
    ])
    tally.votes += votes
    tally.presses += presses
    return votes
  }

  async function goOn(): Promise<void> {
    if (!crew.isServing()) return
    if (random() < 0.6 && (await correcting.once())) tally.corrections += 1
    tally.presses += await answering.around(0.3)
  }

  return {
    answering,
    correcting,
    vote: async (share) => void (await vote(share)),
    async voteLast(end, approach) {
      // The bot ends a poll at the round's close; one that was posted late would go on for a while.
      const isEnding = town.openPolls().some((stored) => town.endsBy(stored, end + lateMost))
      await approach()
      const votes = await vote(0.3)
      if (isEnding) tally.lastSecond += votes
    },
    swap: async () => {
      tally.votes += await swapVotes(town)
    },
    comeAndGo: () => comeAndGo(town, gone, random),
    goOn,
    async settleDown() {
      const until = performance.now() + servesWithin
      while (!crew.isServing() && performance.now() < until) await pause(100)
      await goOn()
    },
  }
}
