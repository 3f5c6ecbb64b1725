// What guilds and members have chosen.

import { boolean, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { Language } from '#core/language.ts'
import { instant } from '#db/columns.ts'

export const guilds = pgTable('guilds', {
  id: text().primaryKey(),
  name: text().notNull(),
  language: text().$type<Language>().notNull(),
  zone: text().notNull(),
  /** Course the guild studies; null means the first one loaded. */
  course: text(),
  quizChannel: text(),
  boardChannel: text(),
  /** Where the owner is told of gaps in the notes and of reports; null means nowhere. */
  ownerChannel: text(),
  quizTime: text().notNull().default('09:00'),
  openHours: integer().notNull().default(12),
  /** ISO weekdays on which there is a quiz, Monday = 1. */
  weekdays: integer().array().notNull().default([1, 2, 3, 4, 5, 6, 7]),
  boardDay: integer().notNull().default(1),
  boardTime: text().notNull().default('09:00'),
  /** Last topic of the syllabus reached; null means all of them. */
  syllabus: text(),
  /** Nothing that was due before this instant is owed. */
  since: instant(),
})

export const members = pgTable(
  'members',
  {
    guild: text().notNull(),
    member: text().notNull(),
    language: text().$type<Language>(),
    hidden: boolean().notNull().default(false),
    left: boolean().notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.guild, table.member] })],
)
