// Bare notes: a folder without course.yaml, its entries grouped into concepts of a good size.

import { languageOf } from '#core/language.ts'
import {
  type Concept,
  type ConceptText,
  conceptLimit,
  crumb,
  type Lines,
  textHash,
} from './concept.ts'
import { type Entry, outline } from './outline.ts'

export type BareFile = {
  readonly file: string
  readonly text: string
  /** What each line is cited as, where that is not its own number: the page of a PDF. */
  readonly places?: readonly number[] | undefined
}

/** Shorter groups join their neighbour, as a line alone says too little to be found or understood. */
const enough = 250
/** Neighbours join up to this size; a longer line stays whole. */
const plenty = 650
/** Groups shorter than this are gathered with those whose headings stand beside theirs. */
const few = 120
const longestTitle = 200
/** So many of the terms a passage explains stand in its title. */
const mostNames = 4

type Group = Entry & { readonly terms: readonly string[] }

const path = (entry: Entry, ...below: readonly string[]): string =>
  [entry.topic, ...entry.trail, ...below].join('\n')

/** Whether `next` stands beside `last`, or is a short remark right under its term. */
const neighbours = (last: Entry, next: Entry): boolean =>
  path(last) === path(next) ||
  (last.term !== undefined && next.text.length < enough && path(last, last.term) === path(next))

const join = (a: Group, b: Group): Group => ({
  ...a,
  terms: [...a.terms, ...b.terms],
  text: `${a.text}\n${b.text}`,
  to: b.to,
})

/** Joins lines that continue a term with it, then short groups with their neighbours. */
function grouped(entries: readonly Entry[]): readonly Group[] {
  const groups: Group[] = []
  for (const entry of entries) {
    const next: Group = { ...entry, terms: entry.term === undefined ? [] : [entry.term] }
    const last = groups.at(-1)
    const fits = last && neighbours(last, next) && last.text.length + next.text.length < plenty
    const continues = next.term === undefined && (last?.terms.length ?? 0) > 0
    const short = (last?.text.length ?? 0) < enough || next.text.length < enough / 2
    if (last && fits && (continues || short)) {
      groups[groups.length - 1] = join(last, next)
    } else groups.push(next)
  }
  return groups
}

/** How many of the names that lead to one group lead to the other too. */
const shared = (a: Group, b: Group): number => {
  const differs = a.trail.findIndex((name, at) => name !== b.trail[at])
  return differs < 0 ? a.trail.length : differs
}
/** A group under the first `depth` of its headings: the next is its name, all of them open its text. */
const lifted = (group: Group, depth: number): Group => {
  const names = group.trail.slice(depth)
  return {
    ...group,
    trail: group.trail.slice(0, depth),
    terms: names.length > 0 ? names.slice(0, 1) : group.terms,
    text: [...names, group.text].join('\n'),
  }
}

/** Joins small groups whose headings stand side by side: EBS and EFS, each of them a line or two. */
function gathered(groups: readonly Group[]): readonly Group[] {
  const joined: Group[] = []
  for (const next of groups) {
    const last = joined.at(-1)
    const depth = last ? shared(last, next) : 0
    const isBeside =
      last?.topic === next.topic &&
      depth >= Math.max(last?.trail.length ?? 0, next.trail.length) - 1
    const sizes = [last?.text.length ?? 0, next.text.length] as const
    const isSmall = Math.min(...sizes) < few && sizes[0] + sizes[1] < plenty
    if (last && isBeside && isSmall) {
      joined[joined.length - 1] = join(lifted(last, depth), lifted(next, depth))
    } else joined.push(next)
  }
  return joined
}

const clipped = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`

function titleOf(group: Group, topic: string): string {
  const terms = [...new Set(group.terms)].slice(0, mostNames).join(', ')
  const parts = [topic, ...group.trail, ...(terms === '' ? [] : [terms])]
  return clipped(parts.filter((part, at) => part !== parts[at - 1]).join(crumb), longestTitle)
}

/** A text in pieces of at most `size` characters, cut where a line, sentence or word ends. */
function pieces(text: string, size: number): readonly string[] {
  const cut: string[] = []
  let rest = text
  while (rest.length > size) {
    const window = rest.slice(0, size)
    const ends = ['\n', '. ', ', ', ' '].map((mark) => window.lastIndexOf(mark) + mark.length)
    const end = ends.find((at) => at > size / 2) ?? size
    cut.push(rest.slice(0, end).trim())
    rest = rest.slice(end)
  }
  return [...cut, rest.trim()].filter((piece) => piece !== '')
}

/** A name for file paths and anchors; Hangul stays. */
export const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48)

const nameOf = (file: string): string =>
  file.replace(/^.*\//, '').replace(/\.(md|txt|pdf|docx|html?)$/i, '')

/** A passage of one file, before it has an id. */
type Told = { readonly topicName: string; readonly name: string; readonly told: ConceptText }

// A version of a file is read once, however often its folder is.
const read = new WeakMap<BareFile, readonly Told[]>()

function toldIn({ file, text, places }: BareFile): readonly Told[] {
  const place = (line: number) => places?.[line - 1] ?? line
  const isPlain = /\.txt$/i.test(file)
  const groups = grouped(outline(text, !isPlain))
  // A heading that is marked as one opens a passage of its own.
  return (isPlain ? gathered(groups) : groups).flatMap((group) => {
    const topicName = group.topic ?? nameOf(file)
    const title = titleOf(group, topicName)
    const name = slug(title.split(crumb).slice(-2).join(' ')) || slug(topicName) || 'notes'
    return pieces(group.text, conceptLimit - title.length - 1).map((piece) => {
      const lines: Lines = [place(group.from), place(group.to)]
      const told = { language: languageOf(piece), title, text: piece, file, lines }
      return { topicName, name, told: { ...told, hash: textHash(title, piece) } }
    })
  })
}

/** Reads a bare file now, so that `bareConcepts` finds its passages ready. */
export function readAhead(file: BareFile): readonly Told[] {
  const known = read.get(file) ?? toldIn(file)
  read.set(file, known)
  return known
}

/** The concepts of bare files, and the names of the topics in reading order. */
export function bareConcepts(
  course: string,
  files: readonly BareFile[],
): { readonly concepts: readonly Concept[]; readonly topics: ReadonlyMap<string, string> } {
  const topics = new Map<string, string>()
  const concepts: Concept[] = []
  const uses = new Map<string, number>()
  for (const file of files) {
    for (const { topicName, name, told } of readAhead(file)) {
      const topic = slug(topicName) || 'notes'
      if (!topics.has(topic)) topics.set(topic, topicName)
      const use = (uses.get(name) ?? 0) + 1
      uses.set(name, use)
      concepts.push({
        id: use === 1 ? name : `${name}-${use}`,
        course,
        topic,
        domain: topic,
        task: undefined,
        verified: undefined,
        source: undefined,
        texts: { [told.language]: told },
      })
    }
  }
  return { concepts, topics }
}
