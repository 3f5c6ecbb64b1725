// Twins: the two languages of each anchor put together, wherever in a course's notes they stand.

import type { Course } from '#course/course.ts'
import type { Problem } from '#course/problem.ts'
import type { Concept } from './concept.ts'
import type { Note, ToldConcept } from './note.ts'

type Pair = { readonly concept: Concept; readonly problems: readonly Problem[] }

/** One anchor's concept from its tellings; a second text of one language is a problem. */
function pairOf(course: Course, told: readonly ToldConcept[]): Pair {
  const [{ told: text, ...place }, ...others] = told as [ToldConcept, ...ToldConcept[]]
  const texts = { [text.language]: text }
  const problems: Problem[] = []
  for (const { told: other, ...at } of others) {
    const here = { file: other.file, line: other.lines[0] }
    const taken = texts[other.language]
    if (taken) {
      const problem = `the anchor "${place.id}" is used twice: also in ${taken.file}:${taken.lines[0]}`
      problems.push({ ...here, problem })
      continue
    }
    texts[other.language] = other
    for (const key of ['topic', 'domain', 'task', 'verified', 'source'] as const) {
      if (place[key] === at[key]) continue
      const problem =
        `"${place.id}": ${key} is "${at[key] ?? ''}" here and ` +
        `"${place[key] ?? ''}" in ${text.file}:${text.lines[0]}`
      problems.push({ ...here, problem })
    }
  }
  return { concept: { course: course.id, ...place, texts }, problems }
}

/** The pairs of the anchors that no earlier note tells, and what they come to. */
type Part = {
  readonly pairs: readonly Pair[]
  readonly concepts: readonly Concept[]
  readonly problems: readonly Problem[]
}
type Parts = ReadonlyMap<Note, Part>

// An edit touches the anchors of one note; those of all others are as they were.
const known = new WeakMap<Course, Parts>()

const partOf = (pairs: readonly Pair[]): Part => ({
  pairs,
  concepts: pairs.map(({ concept }) => concept),
  problems: pairs.flatMap(({ problems }) => problems),
})

/** The anchors of the notes that stand on one side only. */
function touchedBy(before: Parts, notes: ReadonlySet<Note>): ReadonlySet<string> {
  const gone = [...before.keys()].filter((note) => !notes.has(note))
  const come = [...notes].filter((note) => !before.has(note))
  return new Set([...gone, ...come].flatMap(({ concepts }) => concepts.map(({ id }) => id)))
}

/** The concepts of a course's notes in the order they are first told in, and what does not fit. */
export function twinsOf(
  course: Course,
  notes: readonly Note[],
): { readonly concepts: readonly Concept[]; readonly problems: readonly Problem[] } {
  const before = known.get(course) ?? new Map<Note, Part>()
  const touched = touchedBy(before, new Set(notes))
  const isTouched = ({ id }: ToldConcept) => touched.has(id)
  const read = new Set(notes.filter((note) => note.concepts.some(isTouched)))
  const told = [...read].flatMap(({ concepts }) => concepts.filter(isTouched))
  const tellings = Map.groupBy(told, ({ id }) => id)
  const now = new Map<Note, Part>()
  for (const note of notes) {
    const part = before.get(note) ?? partOf([])
    if (!read.has(note)) {
      now.set(note, part)
      continue
    }
    const same = part.pairs.filter(({ concept }) => !touched.has(concept.id))
    const kept = new Map(same.map((pair) => [pair.concept.id, pair]))
    const pairs: Pair[] = []
    for (const { id } of note.concepts) {
      const both = tellings.get(id)
      const pair = both ? pairOf(course, both) : kept.get(id)
      if (pair) pairs.push(pair)
      // A pair stands where it is told first.
      tellings.delete(id)
      kept.delete(id)
    }
    now.set(note, partOf(pairs))
  }
  known.set(course, now)
  const parts = [...now.values()]
  return {
    concepts: parts.flatMap(({ concepts }) => concepts),
    problems: parts.flatMap(({ problems }) => problems),
  }
}
