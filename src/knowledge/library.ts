// Library: the courses of a knowledge folder, their concepts and the index over them.

import { readdir, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { Course } from '#course/course.ts'
import { type Glossary, joinGlossaries } from '#course/glossary.ts'
import type { Problem } from '#course/problem.ts'
import type { Concept } from './concept.ts'
import { createIndex, type Index } from './search-index.ts'
import { type OwnGlossary, type Shelf, shelvesOf } from './shelf.ts'
import { createTreeReader } from './source.ts'

export type Library = {
  readonly courses: readonly Course[]
  /** By id: the anchor, or `course:anchor` where a second course uses the same one. */
  readonly concepts: ReadonlyMap<string, Concept>
  readonly problems: readonly Problem[]
  /** The courses' own glossary files. */
  readonly glossaries: readonly OwnGlossary[]
  readonly index: Index
}

/** The concepts of all shelves by their ids. */
export function conceptsOf(shelves: readonly Shelf[]): ReadonlyMap<string, Concept> {
  const concepts = new Map<string, Concept>()
  for (const shelf of shelves) {
    for (const concept of shelf.concepts) {
      if (!concepts.has(concept.id)) concepts.set(concept.id, concept)
      else {
        const id = `${concept.course}:${concept.id}`
        concepts.set(id, { ...concept, id })
      }
    }
  }
  return concepts
}

/** The glossaries of all shelves as one; one that several of them share counts once. */
export const glossaryOf = (shelves: readonly Shelf[]): Glossary =>
  joinGlossaries([...new Set(shelves.map((shelf) => shelf.glossary))])

/** The library of these shelves, over an index of its concepts. */
export const libraryOf = (
  shelves: readonly Shelf[],
  concepts: ReadonlyMap<string, Concept>,
  index: Index,
): Library => ({
  courses: shelves.map((shelf) => shelf.course),
  concepts,
  problems: shelves.flatMap((shelf) => shelf.problems),
  glossaries: shelves.flatMap((shelf) => shelf.ownGlossary ?? []),
  index,
})

/** The shelves of a knowledge folder as its files are now. */
export async function shelvesAt(dir: string): Promise<readonly Shelf[]> {
  const root = resolve(dir)
  return await shelvesOf(await createTreeReader(root).read(), basename(root))
}

/**
 * Reads a knowledge folder: one course (a course.yaml stands in it), a folder of courses (one stands
 * in a folder of it), or any folder of notes. A broken file is a problem; everything else still loads.
 */
export async function loadLibrary(dir: string): Promise<Library> {
  const shelves = await shelvesAt(dir)
  const concepts = conceptsOf(shelves)
  return libraryOf(shelves, concepts, await createIndex(concepts.values(), glossaryOf(shelves)))
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/** The course folders of a knowledge folder: itself, those in it, or none when its notes are bare. */
export async function courseFolders(dir: string): Promise<readonly string[]> {
  if (await exists(join(dir, 'course.yaml'))) return [dir]
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => [])
  const folders = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => join(dir, entry.name))
    .sort()
  const marked = await Promise.all(folders.map((folder) => exists(join(folder, 'course.yaml'))))
  return marked.some(Boolean) ? folders : []
}
