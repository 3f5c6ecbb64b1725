// Deps: what practising needs from outside.

import type { Item } from '#bank/item.ts'
import type { Clock, Db } from '#core/deps.ts'
import type { NoteLink } from '#core/note-link.ts'
import type { Course } from '#course/course.ts'
import type { Concept } from '#knowledge/concept.ts'

export type PracticeDeps = {
  readonly db: Db
  readonly clock: Clock
  readonly linkTo: NoteLink
  /** The bank as it is now, of all courses. */
  readonly items: () => readonly Item[]
  readonly conceptOf: (id: string) => Concept | undefined
  readonly courseOf: (id: string) => Course | undefined
  readonly zoneOf: (guild: string) => Promise<string>
}
