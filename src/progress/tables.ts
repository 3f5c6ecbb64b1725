// Totals, streaks and boards. Totals and streaks are derived and always rebuildable from the record.

import { sql } from 'drizzle-orm'
import {
  index,
  integer,
  jsonb,
  pgTable,
  pgView,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import { day, instant } from '#db/columns.ts'

/**
 * Where points are added up: a guild's period (`week:2026-11-16`, `month:2026-11`, `all`) and domain
 * ('' = all). A number of four bytes for it saves a third of the server's processor time at a close.
 */
export const places = pgTable(
  'places',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    guild: text().notNull(),
    period: text().notNull(),
    domain: text().notNull().default(''),
  },
  (table) => [unique('places_once').on(table.guild, table.period, table.domain)],
)

/** What a member has come to in a place. */
export const tallies = pgTable(
  'tallies',
  {
    place: integer().notNull(),
    member: text().notNull(),
    points: integer().notNull(),
    right: integer().notNull(),
    answered: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.place, table.member] }),
    index('tallies_rank').on(table.place, table.points.desc(), table.member),
  ],
)

/**
 * The tallies with their places by name; a trigger of the migration that makes it lets it be written
 * too. Drizzle does not find names of a view's columns by itself.
 */
export const totals = pgView('totals', {
  guild: text('guild').notNull(),
  member: text('member').notNull(),
  period: text('period').notNull(),
  domain: text('domain').notNull(),
  points: integer('points').notNull(),
  right: integer('right').notNull(),
  answered: integer('answered').notNull(),
}).as(sql`
  select guild, member, period, domain, points, "right", answered
  from places join tallies on place = id`)

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
