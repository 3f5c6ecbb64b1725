// Voters: who holds what in a round's poll, as Discord lists them, and how sure that is.

import type { Chat, ChatFault, Tally } from '#core/chat.ts'
import type { Result } from '#lib/result.ts'
import { fail, ok } from '#lib/result.ts'
import type { Ballots, Round } from '#record/store.ts'

type Polled = Pick<Round, 'channel' | 'message' | 'shown'>

export type Count =
  /** Discord's voters. `isFinal` when its counts were final before the voters were read. */
  | { readonly kind: 'voters'; readonly ballots: Ballots; readonly isFinal: boolean }
  /** Discord is still counting: its voters and its counts differ. */
  | { readonly kind: 'unsettled'; readonly ballots: Ballots }
  /** Unless the poll `isEnded`, more votes may come that are too late. */
  | { readonly kind: 'unreadable'; readonly fault: ChatFault; readonly isEnded: boolean }

/** Everyone's ballot once the poll is over to further votes: ends the poll if need be. */
export async function countVoters(chat: Chat, round: Polled): Promise<Count> {
  const { channel, message } = round
  if (message === null) return unreadable(noPost, false)
  const ended = await chat.endPoll(channel, message)
  if (!ended.ok) return unreadable(ended.fault, false)
  const tally = await chat.tally(channel, message)
  if (!tally.ok) return unreadable(tally.fault, true)
  const voters = await readVoters(chat, round)
  if (!voters.ok) return unreadable(voters.fault, true)
  const { isFinal } = tally.value
  return isFinal || agree(round.shown, voters.value, tally.value)
    ? { kind: 'voters', ballots: voters.value, isFinal }
    : { kind: 'unsettled', ballots: voters.value }
}

const noPost: ChatFault = { kind: 'missing', reason: 'the round has no post' }
const unreadable = (fault: ChatFault, isEnded: boolean): Count => ({
  kind: 'unreadable',
  fault,
  isEnded,
})

/** Everyone Discord lists as a voter now, all pages of every answer. */
export async function readVoters(
  chat: Chat,
  { channel, message, shown }: Polled,
): Promise<Result<Ballots, ChatFault>> {
  if (message === null) return fail(noPost)
  const ballots = new Map<string, string[]>()
  for (const [place, option] of shown.entries()) {
    const voters = await chat.voters(channel, message, place + 1)
    if (!voters.ok) return voters
    for (const member of voters.value) {
      const held = ballots.get(member)
      if (held) held.push(option)
      else ballots.set(member, [option])
    }
  }
  return ok(ballots)
}

function agree(shown: readonly string[], ballots: Ballots, { counts }: Tally): boolean {
  const counted = votesPerOption(shown, ballots)
  return counts !== undefined && shown.every((_, place) => counts[place] === counted[place])
}

/** How many ballots hold each of the options, in their order. */
export function votesPerOption(shown: readonly string[], ballots: Ballots): readonly number[] {
  const all = [...ballots.values()]
  return shown.map((option) => all.filter((held) => held.includes(option)).length)
}

/** Whether the same members hold the same options, in whatever order they are listed. */
export const isSame = (one: Ballots, other: Ballots): boolean =>
  one.size === other.size &&
  [...one].every(([member, held]) => {
    const also = new Set(other.get(member))
    return also.symmetricDifference(new Set(held)).size === 0
  })
