// Items as they were at each revision; a round keeps the revision it was posted with.

import { index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { instant } from '#db/columns.ts'
import type { Item } from './item.ts'

/** Append only: a revision never changes. */
export const itemVersions = pgTable(
  'item_versions',
  {
    item: text().notNull(),
    revision: text().notNull(),
    course: text().notNull(),
    /** The item as its file had it. */
    body: jsonb().$type<Item>().notNull(),
    /** Hash of the concept that proves the key, so that a changed proof can be noticed. */
    proof: text().notNull(),
    added: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.item, table.revision] })],
)

export const items = pgTable(
  'items',
  {
    id: text().primaryKey(),
    course: text().notNull(),
    revision: text().notNull(),
    /** An item whose file is gone is retired: it is never posted again and its past stays. */
    state: text().$type<'active' | 'retired'>().notNull(),
  },
  (table) => [index('items_course').on(table.course)],
)
