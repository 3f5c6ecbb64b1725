// Voting: members vote, change their minds, withdraw, leave and come back.

import type { Town } from './town.ts'

/** Lets each member who is there act with the chance `share` on each open poll; gives how many acts. */
export async function voteAround(town: Town, random: () => number, share: number): Promise<number> {
  let acts = 0
  for (const { message } of town.openPolls()) {
    const { poll, id } = message
    const answers = poll?.answers.map(({ answer_id }) => answer_id) ?? []
    for (const as of town.present()) {
      if (random() >= share) continue
      const held = town.votesOf(id).get(as) ?? []
      const most = poll?.allow_multiselect ? 2 : 1
      const isLeaving = held.length > 0 && random() < 0.2
      const wanted = isLeaving ? [] : chosen(answers, most, random)
      // The poll may end while they choose.
      if (!town.isOpen(id)) break
      await town.control('vote', { as, message: id, answers: wanted })
      acts += 1
    }
  }
  return acts
}

function chosen(answers: readonly number[], most: number, random: () => number): number[] {
  const left = [...answers]
  return Array.from({ length: most }, () => {
    const [answer = 1] = left.splice(Math.floor(random() * left.length), 1)
    return answer
  })
}

/** Two members swap what they hold, on every open poll where they can. */
export async function swapVotes(town: Town): Promise<number> {
  let acts = 0
  for (const { message } of town.openPolls()) {
    const here = new Set(town.present())
    const [one, other] = [...town.votesOf(message.id)].filter(([member]) => here.has(member))
    if (one === undefined || other === undefined) continue
    const [first, second] = [[...one[1]], [...other[1]]]
    for (const [as, answers] of [
      [one[0], second],
      [other[0], first],
    ] as const) {
      if (!town.isOpen(message.id)) break
      await town.control('vote', { as, message: message.id, answers })
      acts += 1
    }
  }
  return acts
}

/** Somebody leaves, or somebody who left comes back; four always stay. */
export async function comeAndGo(
  town: Town,
  gone: Set<string>,
  random: () => number,
): Promise<void> {
  const [back] = gone
  if (back !== undefined && random() < 0.5) {
    gone.delete(back)
    await town.control('members', { join: back })
    return
  }
  const present = town.present().slice(4)
  const leaver = present[Math.floor(random() * present.length)]
  if (leaver === undefined) return
  gone.add(leaver)
  await town.control('members', { leave: leaver })
}
