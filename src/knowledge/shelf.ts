// Shelf: one course of a knowledge folder with its concepts, made from the files' texts alone.

import { basename } from 'node:path/posix'
import { bareCourse, type Course, parseCourse } from '#course/course.ts'
import { emptyGlossary, parseGlossary, type ReadGlossary } from '#course/glossary.ts'
import { type Problem, problemsOf } from '#course/problem.ts'
import type { Result } from '#lib/result.ts'
import type { Fault } from '#lib/yaml.ts'
import { bareConcepts, readAhead, slug } from './bare.ts'
import type { Concept } from './concept.ts'
import { isDocument } from './document.ts'
import { documentNote } from './document-note.ts'
import { type Note, parseNote } from './note.ts'
import { pause } from './slices.ts'
import { isNote, type Source, type Tree } from './source.ts'
import { twinsOf } from './twins.ts'

export type OwnGlossary = ReadGlossary & { readonly file: string }

export type Shelf = {
  readonly course: Course
  readonly concepts: readonly Concept[]
  readonly glossary: ReadGlossary['glossary']
  /** The course's own glossary file; undefined when the shipped one serves it. */
  readonly ownGlossary: OwnGlossary | undefined
  /** What makes a file unfit to be served, by file. */
  readonly broken: ReadonlyMap<string, readonly Fault[]>
  /** Everything that is wrong, those faults included. */
  readonly problems: readonly Problem[]
}

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
      : { glossary: emptyGlossary, faults: unreadable(source), lineOf: () => 1 })
  glossaries.set(source, known)
  return known
}

const parsedNote = (course: Course, source: Source): Note =>
  isDocument(source.file)
    ? documentNote(course, source)
    : parseNote(course, source.file, source.text)

function noteIn(course: Course, source: Source): Note {
  const known = notes.get(source)
  if (known?.course === course) return known.note
  const faults = unreadable(source)
  const note = faults.length > 0 ? { concepts: [], faults } : parsedNote(course, source)
  notes.set(source, { course, note })
  return note
}

/** A folder of the tree: '' is the knowledge folder itself. */
type Folder = { readonly name: string; readonly title: string }
const within = (folder: string, file: string): string =>
  folder === '' ? file : `${folder}/${file}`

/** The glossary beside the notes, or the shipped one where there is none. */
function glossaryOf({ files, shipped }: Tree, folder: string) {
  const own = files.get(within(folder, 'glossary.yaml'))
  const source = own ?? shipped
  const read = source && glossaryIn(source)
  const { glossary, faults } = read ?? { glossary: emptyGlossary, faults: [] }
  // Words in two groups are a problem, yet every word serves.
  const isBroken = own !== undefined && faults.length > 0 && glossary === emptyGlossary
  return {
    glossary,
    ownGlossary: own && read ? { ...read, file: own.file } : undefined,
    problems: own === undefined ? [] : problemsOf(own.file, faults),
    broken: new Map(isBroken ? [[own.file, faults]] : []),
  }
}

async function courseShelf(tree: Tree, folder: Folder, source: Source): Promise<Shelf> {
  const parsed = courseIn(source)
  await pause()
  const { problems, ...glossary } = glossaryOf(tree, folder.name)
  await pause()
  if (!parsed.ok) {
    const course = bareCourse(folder.title, folder.title, new Map())
    const found = problemsOf(source.file, parsed.fault)
    glossary.broken.set(source.file, parsed.fault)
    return { course, concepts: [], ...glossary, problems: [...found, ...problems] }
  }
  const course = parsed.value
  const inNotes = within(folder.name, 'notes/')
  const read: Note[] = []
  const found = [...problems]
  for (const [file, note] of tree.files) {
    if (!file.startsWith(inNotes) || !isNote(file)) continue
    const told = noteIn(course, note)
    read.push(told)
    found.push(...problemsOf(file, told.faults))
    if (told.faults.length > 0) glossary.broken.set(file, told.faults)
    await pause()
  }
  const both = twinsOf(course, read)
  return {
    course,
    concepts: both.concepts,
    ...glossary,
    problems: [...found, ...both.problems],
  }
}

async function bareShelf(tree: Tree, folder: Folder): Promise<Shelf> {
  const { problems, ...glossary } = glossaryOf(tree, folder.name)
  const below = folder.name === '' ? '' : `${folder.name}/`
  const files = [...tree.files.values()].filter(
    ({ file }) => file.startsWith(below) && isNote(file),
  )
  const found = [...problems]
  for (const source of files) {
    readAhead(source)
    await pause()
    const faults = unreadable(source)
    if (faults.length === 0) continue
    glossary.broken.set(source.file, faults)
    found.push(...problemsOf(source.file, faults))
  }
  const id = slug(folder.title) || 'notes'
  const { concepts, topics } = bareConcepts(id, files)
  if (concepts.length === 0) {
    const problem = 'the folder holds no notes (.md, .txt, .pdf, .docx or .html)'
    found.push({ file: '.', line: 1, problem })
  }
  const course = bareCourse(id, folder.title, topics)
  return { course, concepts, ...glossary, problems: found }
}

/**
 * The courses of a knowledge folder: itself, those in it, or its notes as one bare course. `title` is
 * the folder's own name. Files are read in slices, each version once.
 */
export async function shelvesOf(tree: Tree, title: string): Promise<readonly Shelf[]> {
  const courseFile = (folder: string) => tree.files.get(within(folder, 'course.yaml'))
  const shelf = (folder: Folder): Promise<Shelf> => {
    const source = courseFile(folder.name)
    return source ? courseShelf(tree, folder, source) : bareShelf(tree, folder)
  }
  const isFolderOfCourses = !courseFile('') && tree.folders.some((name) => courseFile(name))
  const folders = isFolderOfCourses
    ? tree.folders.map((name) => ({ name, title: basename(name) }))
    : [{ name: '', title }]
  return Promise.all(folders.map(shelf))
}
