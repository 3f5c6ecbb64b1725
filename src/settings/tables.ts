// What guilds and members have chosen.

import { boolean, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { Language } from '#core/language.ts'
import { day, instant } from '#db/columns.ts'

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
  /** Days of the guild's calendar without a quiz. */
  holidays: day().array().notNull().default([]),
  /** First and last day of a pause; null when there is none. */
  pauseFrom: day(),
  pauseTo: day(),
  /** Last topic of the syllabus reached; null means all of them. */
  syllabus: text(),
  /** The day of the exam the group studies for. */
  examDate: day(),
  /** How the daily question is answered: in a public poll, or by buttons that only the bot sees. */
  mode: text().$type<'poll' | 'private'>().notNull().default('poll'),
  /** Between these wall-clock times members may be reminded. */
  wakeTime: text().notNull().default('09:00'),
  sleepTime: text().notNull().default('22:00'),
  /** Nothing that was due before this instant is owed. */
  since: instant(),
})

export const members = pgTable(
  'members',
  {
    guild: text().notNull(),
    member: text().notNull(),
    language: text().$type<Language>(),
    /**
     * How they want to be reminded of a streak at risk; null means not at all. `closed`: they chose
     * direct messages and take none from the bot, so they are not reminded either.
     */
    reminders: text().$type<'dm' | 'mention' | 'closed'>(),
    hidden: boolean().notNull().default(false),
    left: boolean().notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.guild, table.member] })],
)
