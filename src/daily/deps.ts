// Deps: what the daily round needs from outside.

import type { Item } from '#bank/item.ts'
import type { Chat } from '#core/chat.ts'
import type { Clock, Db, Log } from '#core/deps.ts'
import type { NoteLink } from '#core/note-link.ts'
import type { Course } from '#course/course.ts'
import type { Concept } from '#knowledge/concept.ts'
import type { GuildSettings } from '#settings/settings.ts'

/** What a guild studies: its course, the items it may be asked, the concepts behind them. */
export type Material = {
  readonly course: Course
  readonly items: readonly Item[]
  readonly concepts: ReadonlyMap<string, Concept>
}

export type RoundDeps = {
  readonly db: Db
  readonly clock: Clock
  readonly chat: Chat
  readonly log: Log
  readonly materialOf: (settings: GuildSettings) => Material
  readonly linkTo: NoteLink
}
