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
import { type Note, parseNote, type ToldConcept } from './note.ts'
import { inSlices } from './slices.ts'
import { isNote, type Source, type Tree } from './source.ts'

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

type Paired = { readonly concept: Concept; readonly problems: readonly Problem[] }

// Most anchors are told as they were before, however often a folder is read.
const paired = new WeakMap<ToldConcept, Paired & { readonly told: readonly ToldConcept[] }>()

/** One anchor's concept from its tellings; a second text of one language is a problem. */
function pairedOf(course: Course, told: readonly ToldConcept[]): Paired {
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

/** Puts the two languages of each anchor together. */
function twins(
  course: Course,
  told: readonly ToldConcept[],
): { concepts: readonly Concept[]; problems: readonly Problem[] } {
  const concepts: Concept[] = []
  const problems: Problem[] = []
  for (const tellings of Map.groupBy(told, ({ id }) => id).values()) {
    const first = tellings[0] as ToldConcept
    const before = paired.get(first)
    const isSame =
      before?.concept.course === course.id &&
      before.told.length === tellings.length &&
      before.told.every((each, at) => each === tellings[at])
    const pair = isSame ? before : { ...pairedOf(course, tellings), told: tellings }
    if (!isSame) paired.set(first, pair)
    concepts.push(pair.concept)
    problems.push(...pair.problems)
  }
  return { concepts, problems }
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
  const pause = inSlices()
  const parsed = courseIn(source)
  const { problems, ...glossary } = glossaryOf(tree, folder.name)
  if (!parsed.ok) {
    const course = bareCourse(folder.title, folder.title, new Map())
    const found = problemsOf(source.file, parsed.fault)
    glossary.broken.set(source.file, parsed.fault)
    return { course, concepts: [], ...glossary, problems: [...found, ...problems] }
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
    if (faults.length > 0) glossary.broken.set(file, faults)
    await pause()
  }
  const both = twins(course, told)
  return {
    course,
    concepts: both.concepts,
    ...glossary,
    problems: [...found, ...both.problems],
  }
}

async function bareShelf(tree: Tree, folder: Folder): Promise<Shelf> {
  const pause = inSlices()
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
