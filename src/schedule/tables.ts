// Slots: what is owed to a guild, of which kind, on which of its dates.

import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { day, instant } from '#db/columns.ts'

/** planned → sent (its job is queued) → done, or missed (too late), or failed (a person must act). */
export type SlotState = 'planned' | 'sent' | 'done' | 'missed' | 'failed'

export const slots = pgTable(
  'slots',
  {
    guild: text().notNull(),
    kind: text().notNull(),
    localDate: day().notNull(),
    subject: text().notNull().default(''),
    due: instant().notNull(),
    /** The last instant at which carrying it out still makes sense; null means any. */
    until: instant(),
    /** When what is posted closes again, by the settings it was planned with; null when it does not. */
    closes: instant(),
    /** How often it was begun: more than once means that an earlier attempt may have posted. */
    attempts: integer().notNull().default(0),
    state: text().$type<SlotState>().notNull().default('planned'),
    /** Why it ended as it did; of a trouble that was told, why it is over. */
    reason: text(),
    message: text(),
    /** The channel that took the post or would not; '' where none was set. */
    channel: text(),
  },
  (table) => [
    primaryKey({ columns: [table.guild, table.kind, table.localDate, table.subject] }),
    index('slots_state_due').on(table.state, table.due),
  ],
)
