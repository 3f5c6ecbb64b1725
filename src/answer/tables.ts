// Questions members asked, and what each answer rested on.

import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { day, instant } from '#db/columns.ts'

export const asks = pgTable(
  'asks',
  {
    /** Discord's id of the interaction: a repeated delivery is one question. */
    id: text().primaryKey(),
    guild: text().notNull(),
    member: text().notNull(),
    question: text().notNull(),
    language: text().notNull(),
    /** `unsupported` is a gap: the notes did not cover it. */
    outcome: text().$type<'grounded' | 'partial' | 'unsupported'>().notNull(),
    asked: instant().notNull(),
    localDate: day().notNull(),
  },
  (table) => [index('asks_guild_outcome').on(table.guild, table.outcome, table.asked)],
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
