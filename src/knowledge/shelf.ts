// Shelf: one course of a knowledge folder with its concepts, made from the files' texts alone.

import { basename } from 'node:path/posix'
import { bareCourse, type Course, parseCourse } from '#course/course.ts'
import { emptyGlossary, type Glossary, parseGlossary } from '#course/glossary.ts'
import { type Problem, problemsOf } from '#course/problem.ts'
import type { Result } from '#lib/result.ts'
import type { Fault } from '#lib/yaml.ts'
import { bareConcepts, slug } from './bare.ts'
import type { Concept } from './concept.ts'
import { type Note, parseNote, type ToldConcept } from './note.ts'
import { isNote, type Source, type Tree } from './source.ts'

export type Shelf = {
  readonly course: Course
  readonly concepts: readonly Concept[]
  readonly glossary: Glossary
  /** What makes a file unfit to be served, by file. */
  readonly broken: ReadonlyMap<string, readonly Fault[]>
  /** Everything that is wrong, those faults included. */
  readonly problems: readonly Problem[]
}

type ReadGlossary = { readonly glossary: Glossary; readonly faults: readonly Fault[] }

// A version of a file is parsed once, however often its folder is read.
const courses = new WeakMap<Source, Result<Course, readonly Fault[]>>()
const glossaries = new WeakMap<Source, ReadGlossary>()
const notes = new WeakMap<Source, { readonly course: Course; readonly note: Note }>()

const unreadable = ({ fault }: Source): readonly Fault[] =>
  fault === undefined ? [] : [{ line: 1, problem: fault }]

function courseIn(source: Source): Result<Course, readonly Fault[]> {
  const fault = unreadable(source)
  const known =
    courses.get(source) ?? (fault.length > 0 ? { ok: false, fault } : parseCourse(source.text))
  courses.set(source, known)
  return known
}

function glossaryIn(source: Source): ReadGlossary {
  const known =
    glossaries.get(source) ??
    (source.fault === undefined
      ? parseGlossary(source.text)
      : { glossary: emptyGlossary, faults: unreadable(source) })
  glossaries.set(source, known)
  return known
}

function noteIn(course: Course, source: Source): Note {
  const known = notes.get(source)
  if (known?.course === course) return known.note
  const faults = unreadable(source)
  const note =
    faults.length > 0 ? { concepts: [], faults } : parseNote(course, source.file, source.text)
  notes.set(source, { course, note })
  return note
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

/** A folder of the tree: '' is the knowledge folder itself. */
type Folder = { readonly name: string; readonly title: string }
const within = (folder: string, file: string): string =>
  folder === '' ? file : `${folder}/${file}`

/** The glossary beside the notes, or the shipped one where there is none. */
function glossaryOf({ files, shipped }: Tree, folder: string) {
  const own = files.get(within(folder, 'glossary.yaml'))
  const source = own ?? shipped
  const { glossary, faults } = source ? glossaryIn(source) : { glossary: emptyGlossary, faults: [] }
  // Words in two groups are a problem, yet every word serves.
  const isBroken = own !== undefined && faults.length > 0 && glossary === emptyGlossary
  return {
    glossary,
    problems: own === undefined ? [] : problemsOf(own.file, faults),
    broken: new Map(isBroken ? [[own.file, faults]] : []),
  }
}

function courseShelf(tree: Tree, folder: Folder, source: Source): Shelf {
  const parsed = courseIn(source)
  const { glossary, problems, broken } = glossaryOf(tree, folder.name)
  if (!parsed.ok) {
    const course = bareCourse(folder.title, folder.title, new Map())
    const found = problemsOf(source.file, parsed.fault)
    broken.set(source.file, parsed.fault)
    return { course, concepts: [], glossary, broken, problems: [...found, ...problems] }
  }
  const course = parsed.value
  const inNotes = within(folder.name, 'notes/')
  const told: ToldConcept[] = []
  const found = [...problems]
  for (const [file, note] of tree.files) {
    if (!file.startsWith(inNotes) || !isNote(file)) continue
    const { concepts, faults } = noteIn(course, note)
    told.push(...concepts)
    found.push(...problemsOf(file, faults))
    if (faults.length > 0) broken.set(file, faults)
  }
  const paired = twins(course, told)
  return {
    course,
    concepts: paired.concepts,
    glossary,
    broken,
    problems: [...found, ...paired.problems],
  }
}

function bareShelf(tree: Tree, folder: Folder): Shelf {
  const { glossary, problems, broken } = glossaryOf(tree, folder.name)
  const below = folder.name === '' ? '' : `${folder.name}/`
  const files = [...tree.files.values()].filter(
    ({ file }) => file.startsWith(below) && isNote(file),
  )
  const found = [...problems]
  for (const source of files) {
    const faults = unreadable(source)
    if (faults.length === 0) continue
    broken.set(source.file, faults)
    found.push(...problemsOf(source.file, faults))
  }
  const id = slug(folder.title) || 'notes'
  const { concepts, topics } = bareConcepts(id, files)
  if (concepts.length === 0) {
    found.push({ file: '.', line: 1, problem: 'the folder holds no notes (.md or .txt)' })
  }
  const course = bareCourse(id, folder.title, topics)
  return { course, concepts, glossary, broken, problems: found }
}

/**
 * The courses of a knowledge folder: itself, those in it, or its notes as one bare course. `title` is
 * the folder's own name.
 */
export function shelvesOf(tree: Tree, title: string): readonly Shelf[] {
  const courseFile = (folder: string) => tree.files.get(within(folder, 'course.yaml'))
  const shelf = (folder: Folder): Shelf => {
    const source = courseFile(folder.name)
    return source ? courseShelf(tree, folder, source) : bareShelf(tree, folder)
  }
  const isFolderOfCourses = !courseFile('') && tree.folders.some((name) => courseFile(name))
  const folders = isFolderOfCourses
    ? tree.folders.map((name) => ({ name, title: basename(name) }))
    : [{ name: '', title }]
  return folders.map(shelf)
}
