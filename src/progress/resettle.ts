// Resettle: what a closed round that is ruled or counted otherwise than before changes for its guild.

import type { Db } from '#core/deps.ts'
import type { Ballots, Round } from '#record/store.ts'
import { placesOf } from './period.ts'
import { type Gain, gainOf } from './points.ts'
import { refold } from './refold.ts'
import { lockGuild, membersWithStreak } from './settlement-store.ts'
import { addToTotals, dropEmptyTotals } from './total-store.ts'

/** How a closed round is counted: by its keys, unless it is voided, and everyone's ballot in it. */
type Counted = Pick<Round, 'keys' | 'voided'> & { readonly ballots: Ballots }

/**
 * Moves a guild's totals and streaks from how a closed round was counted to how it is counted now.
 * Belongs into the transaction that has changed the round, its audit or its ballots, after that
 * change; nothing else is recounted. Totals move by the difference, of the round's voters alone. A
 * streak can change for whoever takes part now and did not, or the other way round, and, where the
 * round was voided or counts again, for whoever has one and no ballot in it.
 */
export async function resettleRound(
  tx: Db,
  { guild, localDate, domain }: Pick<Round, 'guild' | 'localDate' | 'domain'>,
  before: Counted,
  after: Counted,
): Promise<void> {
  await lockGuild(tx, guild)
  const voters = new Set([...before.ballots.keys(), ...after.ballots.keys()])
  const gained = [...voters].flatMap((member) => {
    const gain = difference(gainIn(before, member), gainIn(after, member))
    return Object.values(gain).some((part) => part !== 0) ? [[member, gain] as const] : []
  })
  if (gained.length > 0) {
    const places = placesOf(localDate, domain)
    await addToTotals(tx, guild, places, new Map(gained))
    const members = gained.map(([member]) => member)
    await dropEmptyTotals(tx, guild, places, members)
  }
  const moved = [...voters].filter((member) => votedIn(before, member) !== votedIn(after, member))
  const isSpared = (before.voided === null) !== (after.voided === null)
  const missed = isSpared
    ? (await membersWithStreak(tx, guild)).filter((member) => !votedIn(after, member))
    : []
  const concerned = new Set([...moved, ...missed])
  if (concerned.size > 0) await refold(tx, guild, [...concerned])
}

const votedIn = ({ ballots }: Counted, member: string): boolean =>
  (ballots.get(member) ?? []).length > 0

const gainIn = ({ keys, voided, ballots }: Counted, member: string): Gain =>
  gainOf(keys, voided === null ? (ballots.get(member) ?? []) : [])

const difference = (before: Gain, after: Gain): Gain => ({
  points: after.points - before.points,
  right: after.right - before.right,
  answered: after.answered - before.answered,
})
