// Totals, streaks and boards. Totals and streaks are derived and always rebuildable from the record.

import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { day, instant } from '#db/columns.ts'

/** One row for each member, period (`week:2026-11-16`, `month:2026-11`, `all`) and domain ('' = all). */
export const totals = pgTable(
  'totals',
  {
    guild: text().notNull(),
    member: text().notNull(),
    period: text().notNull(),
    domain: text().notNull().default(''),
    points: integer().notNull(),
    right: integer().notNull(),
    answered: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.guild, table.period, table.domain, table.member] }),
    index('totals_rank').on(
      table.guild,
      table.period,
      table.domain,
      table.points.desc(),
      table.member,
    ),
  ],
)

export const streaks = pgTable(
  'streaks',
  {
    guild: text().notNull(),
    member: text().notNull(),
    length: integer().notNull(),
    best: integer().notNull(),
    freezes: integer().notNull(),
    /** Days counted toward the next freeze, 0 to 6. */
    towardFreeze: integer().notNull(),
    /** The last round day the member played: by a ballot at close, or by practice meanwhile. */
    lastDate: day().notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.member] })],
)

export type SnapshotRow = {
  readonly member: string
  readonly rank: number
  readonly points: number
  readonly right: number
  readonly answered: number
}

export const standingsSnapshots = pgTable(
  'standings_snapshots',
  {
    guild: text().notNull(),
    board: text().notNull(),
    period: text().notNull(),
    revision: integer().notNull(),
    taken: instant().notNull(),
    rows: jsonb().$type<readonly SnapshotRow[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.board, table.period, table.revision] })],
)
