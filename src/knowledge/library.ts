// Library: the courses of a knowledge folder, their concepts and the index over them.

import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bareCourse, type Course, parseCourse } from '#course/course.ts'
import { emptyGlossary, type Glossary, joinGlossaries, parseGlossary } from '#course/glossary.ts'
import { type Problem, problemsOf } from '#course/problem.ts'
import { bareConcepts, slug } from './bare.ts'
import type { Concept } from './concept.ts'
import { parseNote, type ToldConcept } from './note.ts'
import { createIndex, type Index } from './search-index.ts'

export type Library = {
  readonly courses: readonly Course[]
  /** By id: the anchor, or `course:anchor` where a second course uses the same one. */
  readonly concepts: ReadonlyMap<string, Concept>
  readonly problems: readonly Problem[]
  readonly index: Index
}

type Shelf = {
  readonly course: Course
  readonly concepts: readonly Concept[]
  readonly glossary: Glossary
  readonly problems: readonly Problem[]
}

/** The project's own glossary: it also serves courses that bring none. */
const shippedGlossary = fileURLToPath(
  new URL('../../knowledge/aws-dva-c02/glossary.yaml', import.meta.url),
)

const isNote = (file: string): boolean => /\.(md|txt)$/i.test(file)

/** A file's text: composed Hangul, Unix line ends, no byte order mark; undefined when it is not there. */
async function textOf(path: string): Promise<string | undefined> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return bytes
    ?.toString('utf8')
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .normalize('NFC')
}

/** Every file below a folder, in the order of their names; hidden ones and packages are passed over. */
async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const sorted = entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  const nested = await Promise.all(
    sorted.map(async (entry) => {
      const path = join(folder, entry.name)
      if (entry.name.startsWith('.') || entry.name === 'node_modules') return []
      return entry.isDirectory() ? filesBelow(path) : [path]
    }),
  )
  return nested.flat()
}

/** The glossary beside the notes, or the shipped one where there is none. */
async function glossaryOf(
  folder: string,
  name: (path: string) => string,
): Promise<{ glossary: Glossary; problems: readonly Problem[] }> {
  const path = join(folder, 'glossary.yaml')
  const own = await textOf(path)
  const text = own ?? (await textOf(shippedGlossary))
  if (text === undefined) return { glossary: emptyGlossary, problems: [] }
  const { glossary, faults } = parseGlossary(text)
  return { glossary, problems: own === undefined ? [] : problemsOf(name(path), faults) }
}

/** Puts the two languages of each anchor together; a second text of one language is a problem. */
function twins(
  course: Course,
  told: readonly ToldConcept[],
): { concepts: readonly Concept[]; problems: readonly Problem[] } {
  const concepts = new Map<string, Concept>()
  const problems: Problem[] = []
  for (const { told: text, ...place } of told) {
    const twin = concepts.get(place.id)
    const taken = twin?.texts[text.language]
    if (taken) {
      const problem = `the anchor "${place.id}" is used twice: also in ${taken.file}:${taken.lines[0]}`
      problems.push({ file: text.file, line: text.lines[0], problem })
      continue
    }
    const texts = { ...twin?.texts, [text.language]: text }
    concepts.set(place.id, { course: course.id, ...place, ...twin, texts })
    for (const key of ['topic', 'domain', 'task', 'verified', 'source'] as const) {
      if (!twin || twin[key] === place[key]) continue
      const other = Object.values(twin.texts)[0]
      const problem =
        `"${place.id}": ${key} is "${place[key] ?? ''}" here and ` +
        `"${twin[key] ?? ''}" in ${other?.file}:${other?.lines[0]}`
      problems.push({ file: text.file, line: text.lines[0], problem })
    }
  }
  return { concepts: [...concepts.values()], problems }
}

async function courseShelf(folder: string, name: (path: string) => string): Promise<Shelf> {
  const path = join(folder, 'course.yaml')
  const parsed = parseCourse((await textOf(path)) ?? '')
  const { glossary, problems } = await glossaryOf(folder, name)
  if (!parsed.ok) {
    const course = bareCourse(basename(folder), basename(folder), new Map())
    const found = problemsOf(name(path), parsed.fault)
    return { course, concepts: [], glossary, problems: [...found, ...problems] }
  }
  const course = parsed.value
  const files = (await filesBelow(join(folder, 'notes'))).filter(isNote)
  const notes = await Promise.all(
    files.map(async (file) => ({
      file: name(file),
      note: parseNote(course, name(file), (await textOf(file)) ?? ''),
    })),
  )
  const paired = twins(
    course,
    notes.flatMap(({ note }) => note.concepts),
  )
  const faults = notes.flatMap(({ file, note }) => problemsOf(file, note.faults))
  return {
    course,
    concepts: paired.concepts,
    glossary,
    problems: [...problems, ...faults, ...paired.problems],
  }
}

async function bareShelf(folder: string, name: (path: string) => string): Promise<Shelf> {
  const { glossary, problems } = await glossaryOf(folder, name)
  const files = (await filesBelow(folder)).filter(isNote)
  const texts = await Promise.all(
    files.map(async (file) => ({ file: name(file), text: (await textOf(file)) ?? '' })),
  )
  const id = slug(basename(folder)) || 'notes'
  const { concepts, topics } = bareConcepts(id, texts)
  const none = { file: '.', line: 1, problem: 'the folder holds no notes (.md or .txt)' }
  return {
    course: bareCourse(id, basename(folder), topics),
    concepts,
    glossary,
    problems: concepts.length === 0 ? [...problems, none] : problems,
  }
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

/**
 * Reads a knowledge folder: one course (a course.yaml stands in it), a folder of courses (one stands
 * in a folder of it), or any folder of notes. A broken file is a problem; everything else still loads.
 */
export async function loadLibrary(dir: string): Promise<Library> {
  const root = resolve(dir)
  const name = (path: string) => relative(root, path).split(sep).join('/')
  const load = async (folder: string) =>
    (await exists(join(folder, 'course.yaml')))
      ? courseShelf(folder, name)
      : bareShelf(folder, name)
  const folders = await courseFolders(root)
  const shelves = await Promise.all((folders.length > 0 ? folders : [root]).map(load))
  const concepts = new Map<string, Concept>()
  for (const concept of shelves.flatMap((shelf) => shelf.concepts)) {
    const id = concepts.has(concept.id) ? `${concept.course}:${concept.id}` : concept.id
    concepts.set(id, { ...concept, id })
  }
  // Courses without a glossary share the shipped one, which must then count once.
  const glossaries = [
    ...new Map(shelves.map(({ glossary }) => [glossary.groups[0]?.join(), glossary])),
  ]
  return {
    courses: shelves.map((shelf) => shelf.course),
    concepts,
    problems: shelves.flatMap((shelf) => shelf.problems),
    index: createIndex([...concepts.values()], joinGlossaries(glossaries.map(([, each]) => each))),
  }
}
