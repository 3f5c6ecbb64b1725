// Material: what a guild studies: its course, the items it may be asked, the concepts behind them.

import type { Item } from '#bank/item.ts'
import type { Course } from '#course/course.ts'
import type { Concept } from '#knowledge/concept.ts'

export type Material = {
  readonly course: Course
  readonly items: readonly Item[]
  readonly concepts: ReadonlyMap<string, Concept>
}

/** Where a note can be read: a link when there is a page for it, undefined otherwise. */
export type NoteLink = (source: {
  readonly file: string
  readonly lines: readonly [number, number]
}) => string | undefined
