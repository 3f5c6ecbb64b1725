// Remind: tells members who asked for it, before a round closes, that their streak is at risk.

import type { Action } from '#core/command.ts'
import type { Db } from '#core/deps.ts'
import { sayIn } from '#core/reply.ts'
import { dayIn } from '#lib/day.ts'
import { whileIn } from '#record/ballot-store.ts'
import { claimReminders } from '#record/reminded-store.ts'
import { openRoundAt, type Round } from '#record/store.ts'
import type { Slot } from '#schedule/calendar.ts'
import type { SlotHandler } from '#schedule/slot.ts'
import { owe } from '#schedule/store.ts'
import { guildSettings, stopReminders } from '#settings/store.ts'
import type { RoundDeps } from './deps.ts'
import { reconcileRound } from './reconcile.ts'
import { type Delivery, deliverHandler, subjectOf } from './remind-deliver.ts'
import { mentionsMost, stopAction } from './remind-post.ts'
import { readyFor, silent } from './remind-ready.ts'
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

/** Owes the reminder of the round that is open now: someone has just asked to be reminded. */
export async function oweReminder(db: Db, guild: string, now: Temporal.Instant): Promise<void> {
  const round = await openRoundAt(db, guild, now)
  if (round) await owe(db, await remindOf(db, round))
}

/**
 * Carries out a `remind` slot: claims everyone who is at risk now and owes the messages they get, in
 * one transaction. The claim keeps them from a second reminder that day; the slots of the messages,
 * from here on, from none.
 */
function remindHandler(deps: RoundDeps): SlotHandler {
  const { db, clock } = deps
  return async (slot) => {
    const ready = await readyFor(deps, slot.subject)
    if ('kind' in ready) return ready
    const { round, settings } = ready
    if ((await membersAtRisk(db, round)).length === 0) return silent('no streak is at risk')
    // Votes that were cast while nobody listened are known to Discord alone.
    await reconcileRound(deps, round)
    const due = clock()
    const localDate = dayIn(settings.zone, due)
    const { guild, id, closes: until } = round
    await whileIn(['open'], db, id, async (tx) => {
      const all = await membersAtRisk(tx, round)
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
    })
    return { kind: 'done' }
  }
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
