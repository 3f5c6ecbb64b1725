// Remind: tells members who asked for it, before a round closes, that their streak is at risk.

import type { Action } from '#core/command.ts'
import type { Db } from '#core/deps.ts'
import { sayIn } from '#core/reply.ts'
import { openRoundAt, type Round } from '#record/store.ts'
import type { Slot } from '#schedule/calendar.ts'
import { silent } from '#schedule/post.ts'
import type { SlotHandler } from '#schedule/slot.ts'
import { owe, slotOf } from '#schedule/store.ts'
import { guildSettings, stopReminders } from '#settings/store.ts'
import type { RoundDeps } from './deps.ts'
import { reconcileRound } from './reconcile.ts'
import { claimAtRisk } from './remind-claim.ts'
import { deliverHandler } from './remind-deliver.ts'
import { stopAction } from './remind-post.ts'
import { readyFor } from './remind-ready.ts'
import { membersAtRisk, wantsReminders } from './remind-store.ts'
import { remindTextsIn } from './remind-texts.ts'
import { aimOf, remindWhen, type When } from './remind-time.ts'

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
 * at which they may. Gives when it comes to the named member; undefined when no round is open of which
 * anyone would be reminded.
 */
export async function oweReminder(
  db: Db,
  guild: string,
  now: Temporal.Instant,
  member?: string,
): Promise<When | undefined> {
  const round = await openRoundAt(db, guild, now)
  const [slot] = round ? await remindOf(db, round) : []
  const settings = await guildSettings(db, guild)
  if (!round || !slot || !settings) return undefined
  const never: When = { kind: 'never' }
  const ready = await readyFor({ db, clock: () => now }, round.id)
  const when: When = 'round' in ready ? { kind: 'now' } : ready.kind === 'later' ? ready : never
  const state = (await slotOf(db, slot))?.state ?? 'planned'
  if (state === 'planned') {
    await owe(db, [slot])
    // Who is at risk later is not known yet.
    if (when.kind !== 'now' || member === undefined) return when
    return (await membersAtRisk(db, round, [member])).length > 0 ? when : never
  }
  if (when.kind === 'never') return never
  const due = when.kind === 'now' ? now : when.due
  const owed = await claimAtRisk(db, round, settings.zone, due)
  return member === undefined || owed.has(member) ? when : never
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
