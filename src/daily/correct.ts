// Correct: a round found wrong is voided or given other keys, and everything it counted for follows.

import { z } from 'zod'
import { endReportsOf } from '#answer/store.ts'
import type { Db } from '#core/deps.ts'
import { rebuild } from '#progress/recount.ts'
import { reviseWeek } from '#progress/snapshot-store.ts'
import { type Audit, auditOf, changeRound, keepAudit, lockRound } from '#record/audit-store.ts'
import type { Round } from '#record/store.ts'
import type { Slot } from '#schedule/calendar.ts'
import { owe } from '#schedule/store.ts'

/** Void: it gives no points. Re-key: these options are right, and it counts, also if it was voided. */
export type Correction =
  | { readonly kind: 'void' }
  | { readonly kind: 'rekey'; readonly keys: readonly string[] }

export type Corrected =
  /** `already`: it was so before, or this very interaction has done it; nothing has changed. */
  | { readonly kind: 'done' | 'already'; readonly round: Round }
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
 * repeated delivery harmless. Correcting again is possible: the last correction holds.
 */
export function correctRound(
  db: Db,
  by: {
    /** Discord's id of the interaction. */
    readonly id: string
    readonly guild: string
    readonly actor: string
    readonly now: Temporal.Instant
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
    if (isSame(rulingOf(round), wanted) || (await auditOf(tx, by.id))) {
      return { kind: 'already', round }
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
      await rebuild(tx, by.guild)
      await reviseWeek(tx, by.guild, round.localDate, by.now)
    }
    await endReportsOf(tx, by.guild, id, by.now)
    await owe(tx, [noticeOf(round, by)])
    return { kind: 'done', round: changed }
  })
}

/** A round as corrections see it. */
export const rulingOf = ({ keys, voided, state }: Round): Ruling => ({
  keys,
  isVoided: voided !== null,
  isOpen: state !== 'closed',
})

/** Whether members would be told the same of both. */
export const isSame = (one: Ruling, other: Ruling): boolean =>
  one.isVoided === other.isVoided &&
  new Set(one.keys).symmetricDifference(new Set(other.keys)).size === 0

/** What the round is to be; undefined when those keys cannot be its keys. */
function outcomeOf(round: Round, correction: Correction): Ruling | undefined {
  const before = rulingOf(round)
  if (correction.kind === 'void') return { ...before, isVoided: true }
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
