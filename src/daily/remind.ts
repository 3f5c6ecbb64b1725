// Remind: tells members who asked for it, before a round closes, that their streak is at risk.

import type { Action } from '#core/command.ts'
import type { Db } from '#core/deps.ts'
import { sayIn } from '#core/reply.ts'
import { dayIn } from '#lib/day.ts'
import { whileIn } from '#record/ballot-store.ts'
import { claimReminders } from '#record/reminded-store.ts'
import { openRoundAt, type Round } from '#record/store.ts'
import type { Slot } from '#schedule/calendar.ts'
import { silent } from '#schedule/post.ts'
import type { SlotHandler } from '#schedule/slot.ts'
import { owe, slotOf, slotsBetween } from '#schedule/store.ts'
import { guildSettings, stopReminders } from '#settings/store.ts'
import type { RoundDeps } from './deps.ts'
import { reconcileRound } from './reconcile.ts'
import { type Delivery, deliverHandler, deliveryOf, subjectOf } from './remind-deliver.ts'
import { mentionsMost, stopAction } from './remind-post.ts'
import { readyFor } from './remind-ready.ts'
import { type AtRisk, membersAtRisk, wantsReminders } from './remind-store.ts'
import { remindTextsIn } from './remind-texts.ts'
import { aimOf, remindWhen } from './remind-time.ts'

const claimedAtOnce = 500

/** The handlers of the slots `remind`, one for a round, and `reminder`, one for each message of it. */
export const remindHandlers = (deps: RoundDeps) => ({
  remind: remindHandler(deps),
  reminder: deliverHandler(deps),
})

/** What an open round is owed for those who want reminders; nothing where nobody does. */
export async function remindOf(db: Db, round: Round): Promise<readonly Slot[]> {
  if (!(await wantsReminders(db, round.guild))) return []
  const settings = await guildSettings(db, round.guild)
  if (!settings) return []
  const when = remindWhen(round, settings, round.opens)
  const { guild, localDate, id: subject, closes: until } = round
  // Waking hours may be moved before then, so that they fit after all.
  const due = when.kind === 'later' ? when.due : aimOf(round)
  return [{ guild, kind: 'remind', localDate, subject, due, until }]
}

/**
 * Owes the reminder of the round that is open now: someone has just asked to be reminded, or waking
 * hours have moved. Where it is over already, those who are still at risk get theirs at the next moment
 * at which they may.
 */
export async function oweReminder(db: Db, guild: string, now: Temporal.Instant): Promise<void> {
  const round = await openRoundAt(db, guild, now)
  const [slot] = round ? await remindOf(db, round) : []
  if (!round || !slot) return
  const state = (await slotOf(db, slot))?.state ?? 'planned'
  if (state === 'planned') return owe(db, [slot])
  const settings = await guildSettings(db, guild)
  const ready = await readyFor({ db, clock: () => now }, round.id)
  const due = 'round' in ready ? now : ready.kind === 'later' && ready.due
  if (settings && due) await claimAtRisk(db, round, settings.zone, due)
}

/** Carries out a `remind` slot: everyone who is at risk now is owed a message. */
function remindHandler(deps: RoundDeps): SlotHandler {
  const { db, clock } = deps
  return async (slot) => {
    const ready = await readyFor(deps, slot.subject)
    if ('kind' in ready) return ready
    const { round, settings } = ready
    if ((await membersAtRisk(db, round)).length === 0) return silent('no streak is at risk')
    // Votes that were cast while nobody listened are known to Discord alone.
    await reconcileRound(deps, round)
    await claimAtRisk(db, round, settings.zone, clock())
    return { kind: 'done' }
  }
}

/**
 * Claims everyone whom an open round puts at risk and who has had no reminder of it, and owes the
 * messages they get, in one transaction. The claim keeps them from a second reminder that day; the
 * slots of the messages, from here on, from none. One attempt at a time, so that two on both sides of
 * midnight do not claim the same member for either day.
 */
async function claimAtRisk(
  db: Db,
  round: Round,
  zone: string,
  due: Temporal.Instant,
): Promise<void> {
  const localDate = dayIn(zone, due)
  const { guild, id, closes: until } = round
  const claim = async (tx: Db) => {
    const had = await owedBefore(tx, round)
    const all = (await membersAtRisk(tx, round)).filter(({ member }) => !had.has(member))
    for (const some of partsOf(all, claimedAtOnce)) {
      const ids = some.map(({ member }) => member)
      const claimed = await claimReminders(tx, guild, localDate, ids)
      const messages = messagesTo(
        some.filter(({ member }) => claimed.has(member)),
        id,
      )
      const owed = messages.map(subjectOf)
      await owe(
        tx,
        owed.map((subject) => ({ guild, kind: 'reminder', localDate, subject, due, until })),
      )
    }
  }
  await whileIn(['open'], db, id, claim, 'update')
}

/** Who has been owed a reminder of this round, perhaps on the day before. */
async function owedBefore(db: Db, round: Round): Promise<ReadonlySet<string>> {
  // A round ends on the next date at the latest, and a change of zone moves dates by one.
  const first = round.localDate.subtract({ days: 1 })
  const last = round.localDate.add({ days: 2 })
  const owed = await slotsBetween(db, round.guild, ['reminder'], first, last)
  const deliveries = owed.map(({ subject }) => deliveryOf(subject))
  return new Set(
    deliveries.flatMap((delivery) => (delivery.round === round.id ? delivery.members : [])),
  )
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

/** The button under a reminder: it stops them for whoever presses it, however often. */
export const stopButton = ({ db }: Pick<RoundDeps, 'db'>): Action => ({
  name: stopAction,
  answers: 'private',
  guildIn: (guild) => guild,
  async run({ guild, member, language }) {
    const say = remindTextsIn(language)
    const isNew = await stopReminders(db, guild, member.id)
    return sayIn('setup', isNew ? say.stopped : say.already)
  },
})
