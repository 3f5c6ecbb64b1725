// Questions members asked, what each answer rested on, and what members thought of it.

import { bigint, boolean, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { day, instant } from '#db/columns.ts'
import type { Answer } from './answer.ts'
import type { Cap, Purpose } from './purse.ts'
import type { Manner } from './request.ts'

export const asks = pgTable(
  'asks',
  {
    /** Discord's id of the interaction or message: a repeated delivery is one question. */
    id: text().primaryKey(),
    guild: text().notNull(),
    member: text().notNull(),
    question: text().notNull(),
    language: text().notNull(),
    /** `unsupported` is a gap: the notes did not cover it. `pending`: not answered yet, or never. */
    outcome: text().$type<Answer['kind'] | 'pending'>().notNull(),
    asked: instant().notNull(),
    localDate: day().notNull(),
    channel: text().notNull().default(''),
    /** The thread its conversation goes on in; null until there is one. */
    thread: text(),
    /** The question it follows up. */
    parent: text(),
    manner: text().$type<Manner>().notNull().default('plain'),
    /** Seen by the asker alone. */
    isPrivate: boolean().notNull().default(false),
    mode: text().$type<Answer['mode']>(),
    model: text(),
    /** The answer as it was shown, for what follows it up. */
    answer: text(),
    /** When the owner marked what it asks for as taken care of in the notes. */
    gapDone: instant(),
  },
  (table) => [
    index('asks_guild_outcome').on(table.guild, table.outcome, table.asked),
    index('asks_thread').on(table.thread, table.asked),
  ],
)

export const citations = pgTable(
  'citations',
  {
    ask: text().notNull(),
    /** The number that stands in the answer's text. */
    number: integer().notNull(),
    concept: text().notNull(),
    /** Hash of the concept's text when it was cited. */
    hash: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.ask, table.number] })],
)

export const feedback = pgTable(
  'feedback',
  {
    ask: text().notNull(),
    member: text().notNull(),
    guild: text().notNull(),
    verdict: text().$type<'good' | 'bad'>().notNull(),
    given: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ask, table.member] }),
    index('feedback_guild').on(table.guild, table.given),
  ],
)

export const reports = pgTable(
  'reports',
  {
    /** Discord's id of the submitted form. */
    id: text().primaryKey(),
    guild: text().notNull(),
    member: text().notNull(),
    channel: text().notNull(),
    message: text().notNull(),
    /** The question whose answer it is about; null for another of our messages. */
    ask: text(),
    /** The round whose question it is about. */
    round: text(),
    reason: text().notNull(),
    reported: instant().notNull(),
    /** When the owner was done with it. */
    done: instant(),
  },
  (table) => [index('reports_guild').on(table.guild, table.reported)],
)

/** Every call of a model: what was set aside for it and what it cost. */
export const llmCalls = pgTable(
  'llm_calls',
  {
    ask: text().notNull(),
    purpose: text().$type<Purpose>().notNull(),
    guild: text().notNull(),
    member: text().notNull(),
    model: text().notNull(),
    /** Version of the price table. */
    prices: text().notNull(),
    /** Nano-dollars. */
    reserved: bigint({ mode: 'number' }).notNull(),
    /** Nano-dollars; null while it runs, and for ever when the process died meanwhile. */
    settled: bigint({ mode: 'number' }),
    /** Tokens; null when nobody told. */
    input: integer(),
    output: integer(),
    called: instant().notNull(),
    /** The guild's day. */
    localDate: day().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ask, table.purpose] }),
    index('llm_calls_guild').on(table.guild, table.localDate),
  ],
)

/** What is spent or set aside under each cap; the sum of its calls. */
export const spendings = pgTable(
  'spendings',
  {
    cap: text().$type<Cap>().notNull(),
    /** Whose: a guild, a guild and a member, or '' for the whole bot. */
    subject: text().notNull(),
    /** A day, or a month such as 2026-11. */
    period: text().notNull(),
    /** Nano-dollars. */
    spent: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.cap, table.subject, table.period] })],
)
