// Remind claim: who is owed which message of a round's reminder, settled before anything is sent.

import type { Db } from '#core/deps.ts'
import { type Day, dayIn } from '#lib/day.ts'
import { whileIn } from '#record/ballot-store.ts'
import { claimReminders } from '#record/reminded-store.ts'
import type { Round } from '#record/store.ts'
import { type StoredSlot, slotsBetween } from '#schedule/store.ts'
import type { ReminderWay } from '#settings/store.ts'
import { type Delivery, deliveryOf, subjectOf } from './remind-deliver.ts'
import { mentionsMost } from './remind-post.ts'
import { type AtRisk, membersAtRisk, oweMessages, takeBack } from './remind-store.ts'

const claimedAtOnce = 500

/**
 * Claims everyone whom an open round puts at risk and who has had no reminder of it, owes the messages
 * they get, in one transaction, and gives those members. The claim keeps them from a second reminder
 * that day; the slots of the messages, from here on, from none. One attempt at a time, so that two on
 * both sides of midnight do not claim the same member for either day.
 */
export async function claimAtRisk(
  db: Db,
  round: Round,
  zone: string,
  due: Temporal.Instant,
): Promise<ReadonlySet<string>> {
  const localDate = dayIn(zone, due)
  const { guild, id, closes: until } = round
  const given = new Set<string>()
  const claim = async (tx: Db) => {
    const everyone = await membersAtRisk(tx, round)
    const { had, freed } = await owedBefore(tx, round, everyone, localDate)
    const all = everyone.filter(({ member }) => !had.has(member))
    for (const some of partsOf(all, claimedAtOnce)) {
      const ids = some.map(({ member }) => member)
      const claimed = await claimReminders(tx, guild, localDate, ids)
      const owed = some.filter(({ member }) => claimed.has(member) || freed.has(member))
      const subjects = messagesTo(owed, id).map(subjectOf)
      await oweMessages(
        tx,
        subjects.map((subject) => ({ guild, kind: 'reminder', localDate, subject, due, until })),
      )
      for (const { member } of owed) given.add(member)
    }
  }
  await whileIn(['open'], db, id, claim, 'update')
  return given
}

type Owed = {
  /** Who has a reminder of this round, or is to get one the way they want it. */
  readonly had: ReadonlySet<string>
  /** Whom this round has claimed for that date without sending them anything. */
  readonly freed: ReadonlySet<string>
}

/**
 * Who has been owed a reminder of this round, perhaps on the day before. A message that was not sent
 * yet to someone who has chosen another way since is taken back, for all it was for.
 */
async function owedBefore(
  tx: Db,
  round: Round,
  atRisk: readonly AtRisk[],
  localDate: Day,
): Promise<Owed> {
  // A round ends on the next date at the latest, and a change of zone moves dates by one.
  const first = round.localDate.subtract({ days: 1 })
  const last = round.localDate.add({ days: 2 })
  const ways = new Map(atRisk.map(({ member, way }) => [member, way]))
  const had = new Set<string>()
  const freed = new Set<string>()
  for (const slot of await slotsBetween(tx, round.guild, ['reminder'], first, last)) {
    const delivery = deliveryOf(slot.subject)
    if (delivery.round !== round.id) continue
    const isFree = isUnsent(slot) && (!isStanding(slot) || (await yields(tx, slot, delivery, ways)))
    for (const member of delivery.members) {
      if (!isFree) had.add(member)
      else if (slot.localDate.equals(localDate)) freed.add(member)
    }
  }
  return { had, freed }
}

/**
 * Whether surely nothing was sent: it was not begun, or the only attempt has ended without a message.
 * Of several attempts one may have sent and died, and a reminder twice is worse than none.
 */
const isUnsent = ({ message, state, attempts }: StoredSlot): boolean =>
  message === null && attempts <= (state === 'sent' ? 0 : 1)

/** Whether it may still be carried out; what failed is, once a person has mended it. */
const isStanding = ({ state }: StoredSlot): boolean =>
  state === 'planned' || state === 'sent' || state === 'failed'

/** Whether a message gives way, since someone it is for wants theirs otherwise: it is taken back then. */
async function yields(
  tx: Db,
  slot: StoredSlot,
  { way, members }: Delivery,
  ways: ReadonlyMap<string, ReminderWay>,
): Promise<boolean> {
  return members.some((member) => (ways.get(member) ?? way) !== way) && (await takeBack(tx, slot))
}

/** One message to each member who wants it alone, and one in the channel to as many others as fit. */
function messagesTo(members: readonly AtRisk[], round: string): readonly Delivery[] {
  const wanting = (wanted: AtRisk['way']) =>
    members.flatMap(({ member, way }) => (way === wanted ? [member] : []))
  return [
    ...wanting('dm').map((member): Delivery => ({ way: 'dm', round, members: [member] })),
    ...partsOf(wanting('mention'), mentionsMost).map(
      (some): Delivery => ({ way: 'mention', round, members: some }),
    ),
  ]
}

const partsOf = <Value>(all: readonly Value[], most: number): readonly (readonly Value[])[] =>
  Array.from({ length: Math.ceil(all.length / most) }, (_, place) =>
    all.slice(place * most, (place + 1) * most),
  )
