// Questions, what their answers cited and what members said of them, in Postgres.

import { and, asc, count, desc, eq, gte, isNotNull, isNull } from 'drizzle-orm'
import type { Db } from '#core/deps.ts'
import type { Language } from '#core/language.ts'
import { dayIn } from '#lib/day.ts'
import type { Answer } from './answer.ts'
import type { Manner } from './request.ts'
import { asks, citations, feedback, reports } from './tables.ts'

export type StoredAsk = typeof asks.$inferSelect
export type Report = typeof reports.$inferSelect

export type Opening = {
  readonly id: string
  readonly guild: string
  readonly member: string
  readonly channel: string
  readonly thread: string | null
  readonly parent: string | null
  readonly question: string
  readonly language: Language
  readonly manner: Manner
  readonly isPrivate: boolean
  readonly asked: Temporal.Instant
  readonly zone: string
}

/** Writes a question down before it is answered; false when it is there already: then it is another's. */
export async function beginAsk(db: Db, { zone, ...ask }: Opening): Promise<boolean> {
  const localDate = dayIn(zone, ask.asked)
  const added = await db
    .insert(asks)
    .values({ ...ask, localDate, outcome: 'pending' })
    .onConflictDoNothing()
    .returning({ id: asks.id })
  return added.length > 0
}

/** Writes down how a question was answered and what the answer cited; only the first time counts. */
export async function finishAsk(db: Db, id: string, answer: Answer): Promise<void> {
  await db.transaction(async (tx) => {
    const model = answer.mode === 'model' ? answer.model : null
    const finished = await tx
      .update(asks)
      .set({ outcome: answer.kind, mode: answer.mode, model, answer: answer.text })
      .where(and(eq(asks.id, id), eq(asks.outcome, 'pending')))
      .returning({ id: asks.id })
    if (finished.length === 0 || answer.citations.length === 0) return
    await tx
      .insert(citations)
      .values(
        answer.citations.map(({ number, concept, hash }) => ({ ask: id, number, concept, hash })),
      )
  })
}

export async function askOf(db: Db, id: string): Promise<StoredAsk | undefined> {
  const [row] = await db.select().from(asks).where(eq(asks.id, id))
  return row
}

/** What an answer cited, by number. */
export function citationsOf(db: Db, ask: string): Promise<(typeof citations.$inferSelect)[]> {
  return db.select().from(citations).where(eq(citations.ask, ask)).orderBy(asc(citations.number))
}

/** Notes the thread in which a question's conversation goes on. */
export async function keepThread(db: Db, ask: string, thread: string): Promise<void> {
  await db.update(asks).set({ thread }).where(eq(asks.id, ask))
}

/** Whether a conversation of ours goes on in this thread. */
export async function isThread(db: Db, thread: string): Promise<boolean> {
  const rows = await db.select({ id: asks.id }).from(asks).where(eq(asks.thread, thread)).limit(1)
  return rows.length > 0
}

/** The last answered questions of a thread, at most `most`, oldest first. */
export async function askedIn(db: Db, thread: string, most: number): Promise<StoredAsk[]> {
  const rows = await db
    .select()
    .from(asks)
    .where(and(eq(asks.thread, thread), isNotNull(asks.answer)))
    .orderBy(desc(asks.asked), desc(asks.id))
    .limit(most)
  return rows.reverse()
}

/** Keeps a member's verdict on an answer; a new one takes the place of the one before. */
export async function keepVerdict(db: Db, verdict: typeof feedback.$inferInsert): Promise<void> {
  await db
    .insert(feedback)
    .values(verdict)
    .onConflictDoUpdate({
      target: [feedback.ask, feedback.member],
      set: { verdict: verdict.verdict, given: verdict.given },
    })
}

/** How many answers were found good and bad since an instant. */
export async function verdictsSince(
  db: Db,
  guild: string,
  since: Temporal.Instant,
): Promise<Readonly<Record<'good' | 'bad', number>>> {
  const rows = await db
    .select({ verdict: feedback.verdict, votes: count() })
    .from(feedback)
    .where(and(eq(feedback.guild, guild), gte(feedback.given, since)))
    .groupBy(feedback.verdict)
  const votes = (wanted: 'good' | 'bad') =>
    rows.find(({ verdict }) => verdict === wanted)?.votes ?? 0
  return { good: votes('good'), bad: votes('bad') }
}

/** The answers most found bad since an instant, worst first. */
export function worstSince(db: Db, guild: string, since: Temporal.Instant, most: number) {
  return db
    .select({ ask: asks.id, question: asks.question, votes: count() })
    .from(feedback)
    .innerJoin(asks, eq(asks.id, feedback.ask))
    .where(
      and(
        eq(feedback.guild, guild),
        eq(feedback.verdict, 'bad'),
        gte(feedback.given, since),
        // What was asked in private is nobody else's to read.
        eq(asks.isPrivate, false),
      ),
    )
    .groupBy(asks.id, asks.question)
    .orderBy(desc(count()), asc(asks.id))
    .limit(most)
}

/** Keeps a report; a repeated delivery changes nothing. */
export async function keepReport(db: Db, report: typeof reports.$inferInsert): Promise<void> {
  await db.insert(reports).values(report).onConflictDoNothing()
}

/** Reports nobody is done with, newest first. */
export function openReports(db: Db, guild: string, most: number): Promise<Report[]> {
  return db
    .select()
    .from(reports)
    .where(and(eq(reports.guild, guild), isNull(reports.done)))
    .orderBy(desc(reports.reported))
    .limit(most)
}

/** Marks a guild's report as done; doing it twice changes nothing. */
export async function endReport(
  db: Db,
  guild: string,
  id: string,
  done: Temporal.Instant,
): Promise<void> {
  await db
    .update(reports)
    .set({ done })
    .where(and(eq(reports.id, id), eq(reports.guild, guild), isNull(reports.done)))
}

/** Marks every open report about a round as done. */
export async function endReportsOf(
  db: Db,
  guild: string,
  round: string,
  done: Temporal.Instant,
): Promise<void> {
  await db
    .update(reports)
    .set({ done })
    .where(and(eq(reports.round, round), eq(reports.guild, guild), isNull(reports.done)))
}
