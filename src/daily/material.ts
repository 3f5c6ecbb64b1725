// Material: what a guild studies: its course, the items it may be asked, the concepts behind them.

import type { Item } from '#bank/item.ts'
import type { Course } from '#course/course.ts'
import type { Concept } from '#knowledge/concept.ts'

export type Material = {
  readonly course: Course
  readonly items: readonly Item[]
  readonly concepts: ReadonlyMap<string, Concept>
}
