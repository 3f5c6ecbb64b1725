// Correct: a round found wrong is voided or given other keys, and everything it counted for follows.

import { z } from 'zod'
import { endReportsOf } from '#answer/store.ts'
import type { Db } from '#core/deps.ts'
import { resettleRound } from '#progress/resettle.ts'
import { reviseWeek } from '#progress/snapshot-store.ts'
import {
  type Audit,
  auditOf,
  auditsOf,
  changeRound,
  keepAudit,
  lockRound,
} from '#record/audit-store.ts'
import { ballotsOf, type Round } from '#record/store.ts'
import type { Slot } from '#schedule/calendar.ts'
import { owe } from '#schedule/store.ts'
import { areSame } from './round.ts'

/**
 * Void: it gives no points. Restore: it counts, with the keys it has. Re-key: these options are right,
 * and it counts, also if it was voided.
 */
export type Correction =
  | { readonly kind: 'void' | 'restore' }
  | { readonly kind: 'rekey'; readonly keys: readonly string[] }

export type Corrected =
  /** `already`: it was so before, or this very interaction has done it; nothing has changed. */
  | { readonly kind: 'done' | 'already'; readonly round: Round }
  /** Another correction has come since the one that whoever asks was shown; nothing has changed. */
  | { readonly kind: 'overtaken'; readonly round: Round }
  /** Not a choice of as many of the round's options as were right before. */
  | { readonly kind: 'misfit'; readonly round: Round }
  /** The guild has no such round, or it has not been posted yet. */
  | { readonly kind: 'gone' }

/** What a correction changes of a round, as the audit keeps it. */
export type Ruling = {
  readonly keys: readonly string[]
  readonly isVoided: boolean
  /** Whether the round had not closed: then its reveal tells what holds. */
  readonly isOpen: boolean
}
const ruling = z.object({ keys: z.array(z.string()), isVoided: z.boolean(), isOpen: z.boolean() })

/** One side of an audit row as it was kept. */
export const keptRuling = (side: Audit['before']): Ruling => ruling.parse(side)

/** A slip of the finger can be taken back before the group is told. */
export const grace = { minutes: 1 }
const newsHours = 48

/**
 * Voids a round of a guild or gives it other keys, in one transaction: the round, one audit row, the
 * guild's points, streaks and standings from the facts, a revision of a board that was posted, the
 * end of the reports about it, and the notice that is owed to the group. The interaction's id makes a
 * repeated delivery harmless, and `seen` that an owner changes nothing they have not seen. Correcting
 * again is possible: the last correction holds.
 */
export function correctRound(
  db: Db,
  by: {
    /** Discord's id of the interaction. */
    readonly id: string
    readonly guild: string
    readonly actor: string
    readonly now: Temporal.Instant
    /** The round's last correction as they were shown it, '' for none; left out, whichever it is. */
    readonly seen?: string
  },
  id: string,
  correction: Correction,
): Promise<Corrected> {
  return db.transaction(async (tx) => {
    // Closing takes the round first and the guild's standings second: so does this.
    const round = await lockRound(tx, id)
    if (round?.guild !== by.guild || round.state === 'claimed') return { kind: 'gone' }
    const wanted = outcomeOf(round, correction)
    if (!wanted) return { kind: 'misfit', round }
    if (isIdle(round, correction, wanted) || (await auditOf(tx, by.id))) {
      return { kind: 'already', round }
    }
    if (by.seen !== undefined && by.seen !== (await lastCorrection(tx, round))) {
      return { kind: 'overtaken', round }
    }
    const { keys, isVoided } = wanted
    const changed = { ...round, keys: [...keys], voided: isVoided ? by.now : null }
    await changeRound(tx, id, changed)
    await keepAudit(tx, {
      id: by.id,
      guild: by.guild,
      actor: by.actor,
      kind: correction.kind,
      subject: id,
      before: rulingOf(round),
      after: wanted,
      done: by.now,
    })
    if (round.state === 'closed') {
      const ballots = await ballotsOf(tx, id)
      await resettleRound(tx, round, { ...round, ballots }, { ...changed, ballots })
      await reviseWeek(tx, by.guild, round.localDate, by.now)
    }
    await endReportsOf(tx, by.guild, id, by.now)
    await owe(tx, [noticeOf(round, by)])
    return { kind: 'done', round: changed }
  })
}

/** The id of a round's last correction; '' when it has none. */
export const lastCorrection = async (db: Db, round: Round): Promise<string> =>
  (await auditsOf(db, round))[0]?.id ?? ''

/** A round as corrections see it. */
export const rulingOf = ({ keys, voided, state }: Round): Ruling => ({
  keys,
  isVoided: voided !== null,
  isOpen: state !== 'closed',
})

/** Whether members would be told the same of both. */
export const isSame = (one: Ruling, other: Ruling): boolean =>
  one.isVoided === other.isVoided && areSame(one.keys, other.keys)

/**
 * Whether a correction leaves a round as it stands. Keys given to an open round never do: to say that
 * they are the ones it has would tell its answer, so choosing them is kept and worded as a change.
 */
export const isIdle = (round: Round, { kind }: Correction, wanted: Ruling): boolean =>
  isSame(rulingOf(round), wanted) && !(kind === 'rekey' && round.state !== 'closed')

/** What a correction would make of the round; undefined when those keys cannot be its keys. */
export function outcomeOf(round: Round, correction: Correction): Ruling | undefined {
  const before = rulingOf(round)
  if (correction.kind !== 'rekey') return { ...before, isVoided: correction.kind === 'void' }
  const keys = round.shown.filter((option) => correction.keys.includes(option))
  const fits = keys.length === round.keys.length && correction.keys.length === keys.length
  return fits ? { ...before, keys, isVoided: false } : undefined
}

/** The word to the group about one correction, owed once. */
const noticeOf = (
  { guild, localDate }: Round,
  { id: subject, now }: { readonly id: string; readonly now: Temporal.Instant },
): Slot => ({
  guild,
  kind: 'notice',
  localDate,
  subject,
  due: now.add(grace),
  until: now.add({ hours: newsHours }),
})
