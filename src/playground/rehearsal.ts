// Rehearsal: a first start lives through the last days, so that the page opens on a group at work.

import { walkTo } from './control/walk.ts'
import { isOver, vote } from './polls.ts'
import type { Playground } from './serve.ts'
import type { Member, StoredMessage } from './world.ts'

/** The same rehearsal every time: a generator of 32 bits (mulberry32) with a fixed seed. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The instant to give `servePlayground` as `start`, so that `days` can be rehearsed. */
export const rehearsalStart = (days: number): string =>
  Temporal.Now.instant()
    .subtract({ hours: 24 * days })
    .toString()

/** How often each of the three knows the answer. */
const knowledge = [0.8, 0.6, 0.45]

/** Minutes after a poll's posting at which the three vote. */
const voteDelays = [7, 19, 34]

/** Which members vote in the nth poll, and who of them thinks again. */
export function turnout(poll: number, members: number): { votes: number[]; changes?: number } {
  const all = Array.from({ length: members }, (_, index) => index)
  // Each member misses a day in turn, every other day; every third poll somebody changes.
  const missing = poll % 2 === 1 ? (poll >> 1) % members : -1
  const votes = all.filter((index) => index !== missing)
  const changes = votes[poll % votes.length]
  return poll % 3 === 2 && changes !== undefined ? { votes, changes } : { votes }
}

const done = 'rehearsed'

/** Whether this playground's rehearsal has been lived through to its end. */
export const isRehearsed = (playground: Playground): boolean =>
  playground.world.store.all('fact').some(({ id }) => id === done)

/**
 * Walks the clock from where it stands to the real now, with the real bot posting everything due
 * while three simulated members vote. With `days`, a clock further behind first skips to that many
 * days ago. Without hooks the clock just moves. Ends with the clock at the real now.
 * A rehearsal that was interrupted goes on where it stood; one that is done changes nothing.
 */
export async function rehearse(playground: Playground, days?: number): Promise<void> {
  const { world } = playground
  if (isRehearsed(playground)) return
  const roll = dice(20_260_302)
  const voters = playground.members
    .filter(({ owner }) => !owner)
    .map(({ id }) => world.members.get(id))
    .filter((member): member is Member => member?.present === true)
  const waiting: StoredMessage[] = []
  let polls = 0
  const off = world.onChange((change) => {
    if (change.kind === 'message-created' && change.stored.poll) waiting.push(change.stored)
  })
  const before = { ...world.settings }
  // Nobody watches, so counts need no time to become exact, and the pace is the machine's.
  world.settings.finaliseAfter = 0
  world.settings.limits = 'off'

  const castVotes = async () => {
    for (const stored of waiting.splice(0)) {
      const answers = stored.message.poll?.answers.map(({ answer_id }) => answer_id) ?? []
      const right = await playground.hooks().studied?.(stored.message.id)
      const { votes, changes } = turnout(polls, voters.length)
      polls += 1
      for (const index of votes) {
        const voter = voters[index]
        if (voter === undefined) continue
        const end = Temporal.Now.instant()
        const at = playground.clock().add({ minutes: voteDelays[index % voteDelays.length] ?? 1 })
        if (Temporal.Instant.compare(at, end) < 0) await walkTo(playground, at)
        if (isOver(world, stored)) continue
        const guess = [answers[Math.floor(roll() * answers.length)] ?? 1]
        const final = right && roll() < (knowledge[index] ?? 0) ? right : guess
        const other = answers.find((answer) => !final.includes(answer))
        if (index === changes && other !== undefined) vote(world, voter, stored, [other])
        vote(world, voter, stored, [...final])
      }
    }
  }

  try {
    const now = Temporal.Now.instant()
    if (days !== undefined) playground.moveTo(now.subtract({ hours: 24 * days }))
    await walkTo(playground, now, castVotes)
    // The walk took real time itself; what came due meanwhile belongs to the present.
    playground.moveTo(Temporal.Now.instant())
    world.store.put('fact', done, 'true')
  } finally {
    off()
    world.settings.finaliseAfter = before.finaliseAfter
    world.settings.limits = before.limits
  }
}
