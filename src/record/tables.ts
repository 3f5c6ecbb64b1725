// What happened: rounds, ballots and attempts. Facts; every total can be rebuilt from them.

import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import { day, instant } from '#db/columns.ts'

/** claimed (being posted) → open → closed. */
export type RoundState = 'claimed' | 'open' | 'closed'

export const rounds = pgTable(
  'rounds',
  {
    id: text().primaryKey(),
    guild: text().notNull(),
    localDate: day().notNull(),
    item: text().notNull(),
    revision: text().notNull(),
    concept: text().notNull(),
    domain: text().notNull(),
    topic: text().notNull(),
    /** Option ids in the order shown: the poll's answer 1 is the first. */
    shown: text().array().notNull(),
    keys: text().array().notNull(),
    /** Found again by this mark when a post's answer was lost. */
    code: text().notNull(),
    channel: text().notNull(),
    message: text(),
    opens: instant().notNull(),
    closes: instant().notNull(),
    state: text().$type<RoundState>().notNull().default('claimed'),
    mode: text().$type<'poll' | 'private'>().notNull().default('poll'),
    /** When its question was found wrong: it gives no points then. */
    voided: instant(),
    /** Why this item was chosen, as the rules said that day; null for rounds older than that. */
    why: jsonb().$type<Readonly<Record<string, string | number>>>(),
    /** How often its item had been put to the guild before. */
    usedBefore: integer().notNull().default(0),
  },
  (table) => [
    unique('rounds_guild_day').on(table.guild, table.localDate),
    index('rounds_message').on(table.message),
  ],
)

export const ballots = pgTable(
  'ballots',
  {
    round: text().notNull(),
    member: text().notNull(),
    option: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.round, table.member, table.option] })],
)

/**
 * The last press that set a member's ballot, while the round is open: a press that is handled later
 * than one that came after it changes nothing.
 */
export const presses = pgTable(
  'presses',
  {
    round: text().notNull(),
    member: text().notNull(),
    /** Discord's id of the interaction; those grow with time. */
    press: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.round, table.member] })],
)

/** What someone changed about the past; appended, never changed. */
export const audit = pgTable(
  'audit',
  {
    /** Discord's id of the interaction that did it: a repeated delivery is one change. */
    id: text().primaryKey(),
    guild: text().notNull(),
    actor: text().notNull(),
    kind: text().$type<'void' | 'restore' | 'rekey'>().notNull(),
    /** The round. */
    subject: text().notNull(),
    before: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
    after: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
    done: instant().notNull(),
  },
  (table) => [index('audit_subject').on(table.guild, table.subject)],
)

/** Who has been reminded on which of the guild's days: nobody twice. */
export const reminded = pgTable(
  'reminded',
  {
    guild: text().notNull(),
    member: text().notNull(),
    localDate: day().notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.member, table.localDate] })],
)

/** A member's answer in practice. */
export const attempts = pgTable(
  'attempts',
  {
    /** Discord's id of the press that answered: a repeated delivery is one attempt. */
    id: text().primaryKey(),
    guild: text().notNull(),
    member: text().notNull(),
    /** The set of questions it belongs to. */
    set: text().notNull(),
    item: text().notNull(),
    revision: text().notNull(),
    /** Option ids chosen. */
    chosen: text().array().notNull(),
    isRight: boolean().notNull(),
    kind: text().$type<'practice' | 'review' | 'exam'>().notNull(),
    attempted: instant().notNull(),
    localDate: day().notNull(),
  },
  (table) => [
    index('attempts_member').on(table.guild, table.member, table.localDate),
    unique('attempts_once').on(table.set, table.member, table.item),
    // Each close looks for what was practised while its round was open.
    index('attempts_guild_time').on(table.guild, table.attempted),
  ],
)
