// Questions and what their answers cited, in Postgres.

import { asc, eq } from 'drizzle-orm'
import type { Db } from '#core/deps.ts'
import { dayIn } from '#lib/day.ts'
import type { Answer } from './answer.ts'
import { asks, citations } from './tables.ts'

/** Writes a question and its answer's citations down; a repeated delivery changes nothing. */
export async function recordAsk(
  db: Db,
  ask: {
    readonly id: string
    readonly guild: string
    readonly member: string
    readonly zone: string
    readonly asked: Temporal.Instant
    readonly answer: Answer
  },
): Promise<void> {
  const { answer, zone, ...facts } = ask
  await db.transaction(async (tx) => {
    const added = await tx
      .insert(asks)
      .values({
        ...facts,
        question: answer.question,
        language: answer.language,
        outcome: answer.kind,
        localDate: dayIn(zone, ask.asked),
      })
      .onConflictDoNothing()
      .returning({ id: asks.id })
    if (added.length === 0 || answer.citations.length === 0) return
    await tx.insert(citations).values(
      answer.citations.map(({ number, concept, hash }) => ({
        ask: ask.id,
        number,
        concept,
        hash,
      })),
    )
  })
}

/** What an answer cited, by number. */
export function citationsOf(db: Db, ask: string): Promise<(typeof citations.$inferSelect)[]> {
  return db.select().from(citations).where(eq(citations.ask, ask)).orderBy(asc(citations.number))
}
