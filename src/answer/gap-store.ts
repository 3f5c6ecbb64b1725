// Gaps in Postgres: questions without a good answer, and which of them the owner has taken care of.

import { and, desc, eq, gt, inArray, isNull, lte, ne, or } from 'drizzle-orm'
import type { Db } from '#core/deps.ts'
import type { Asking } from './gap.ts'
import { asks, feedback } from './tables.ts'

/**
 * A guild's questions of a span (its end included) that the notes did not cover or whose answer
 * somebody had found bad by the end of it, without those marked as done; the newest `most`.
 */
export async function openAskings(
  db: Db,
  guild: string,
  span: { readonly after: Temporal.Instant; readonly until: Temporal.Instant },
  most: number,
): Promise<readonly Asking[]> {
  const { after, until } = span
  const disliked = db
    .select({ ask: feedback.ask })
    .from(feedback)
    .where(and(eq(feedback.guild, guild), eq(feedback.verdict, 'bad'), lte(feedback.given, until)))
  const rows = await db
    .select({
      id: asks.id,
      member: asks.member,
      question: asks.question,
      asked: asks.asked,
      isPrivate: asks.isPrivate,
      outcome: asks.outcome,
    })
    .from(asks)
    .where(
      and(
        eq(asks.guild, guild),
        isNull(asks.gapDone),
        gt(asks.asked, after),
        lte(asks.asked, until),
        or(
          eq(asks.outcome, 'unsupported'),
          and(ne(asks.outcome, 'pending'), inArray(asks.id, disliked)),
        ),
      ),
    )
    .orderBy(desc(asks.asked), desc(asks.id))
    .limit(most)
  return rows.map(({ outcome, ...asking }) => ({
    ...asking,
    isAnswered: outcome !== 'unsupported',
  }))
}

/** Marks a guild's questions as taken care of; those that are already stay as they are. */
export async function markDone(
  db: Db,
  guild: string,
  ids: readonly string[],
  done: Temporal.Instant,
): Promise<void> {
  await db
    .update(asks)
    .set({ gapDone: done })
    .where(and(eq(asks.guild, guild), inArray(asks.id, [...ids]), isNull(asks.gapDone)))
}
