// Concepts as they were at each version, so that a citation or an item knows when its source changed.

import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { Language } from '#core/language.ts'
import { instant } from '#db/columns.ts'

export const concepts = pgTable(
  'concepts',
  {
    course: text().notNull(),
    anchor: text().notNull(),
    /** Hash of the text in use in each language. */
    ko: text(),
    en: text(),
    /** A concept whose anchor is gone is retired: nothing new cites it and its past stays. */
    state: text().$type<'active' | 'retired'>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.course, table.anchor] })],
)

/** Append only: a version never changes. */
export const conceptVersions = pgTable(
  'concept_versions',
  {
    course: text().notNull(),
    anchor: text().notNull(),
    language: text().$type<Language>().notNull(),
    /** Of title and text. */
    hash: text().notNull(),
    title: text().notNull(),
    text: text().notNull(),
    /** Where it stood when it was first seen; the lines are counted from 1. */
    file: text().notNull(),
    from: integer().notNull(),
    to: integer().notNull(),
    added: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.course, table.anchor, table.language, table.hash] }),
    index('concept_versions_hash').on(table.hash),
  ],
)
