// Syllabus: how far a guild has come in the topics of its course.

import type { Course } from './course.ts'

/** Ids of the topics up to and including the one reached; all of them when none, or one unknown, is named. */
export function topicsReached(course: Course, reached: string | null): ReadonlySet<string> {
  const ids = course.topics.map(({ id }) => id)
  const place = reached === null ? -1 : ids.indexOf(reached)
  return new Set(place < 0 ? ids : ids.slice(0, place + 1))
}
