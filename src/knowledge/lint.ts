// Lint: what an author should mend in notes that do load.

import { languages } from '#core/language.ts'
import type { Problem } from '#course/problem.ts'
import { shorten, visible } from '#lib/text.ts'
import { compileAliases, isOutside, mentions } from './aliases.ts'
import { piecesOf } from './analysis.ts'
import { type Concept, type ConceptText, conceptLimit } from './concept.ts'
import { isDocument } from './document.ts'
import { differingFigures } from './figures.ts'
import type { Library } from './library.ts'
import { plantedIn } from './planted.ts'
import type { OwnGlossary } from './shelf.ts'

/** A fact not checked for longer than this may have changed. */
const daysFresh = 365

const names = { ko: 'Korean', en: 'English' } as const
const link = /\]\(#([^)\s]+)\)/g

const at = (told: ConceptText, problem: string): Problem => ({
  file: told.file,
  line: told.lines[0],
  problem,
})

function oversize(told: ConceptText): readonly Problem[] {
  const size = told.title.length + told.text.length
  if (size <= conceptLimit) return []
  const problem = `title and text have ${size} characters, ${conceptLimit} fit: split the concept`
  return [at(told, problem)]
}

function stale(concept: Concept, told: ConceptText, today: Temporal.PlainDate): readonly Problem[] {
  if (concept.verified === undefined) return []
  const verified = Temporal.PlainDate.from(concept.verified)
  const { days } = verified.until(today, { largestUnit: 'days' })
  if (days <= daysFresh) return []
  const problem = `"${concept.id}" was last verified ${concept.verified}, ${days} days ago: check it again`
  return [at(told, problem)]
}

function twins(concept: Concept): readonly Problem[] {
  const { ko, en } = concept.texts
  // A hand-out is in whatever language it is in.
  if (Object.values(concept.texts).some(({ file }) => isDocument(file))) return []
  if (ko && en) {
    const differ = differingFigures(`${ko.title}\n${ko.text}`, `${en.title}\n${en.text}`)
    if (differ === undefined) return []
    const there = `${en.file}:${en.lines[0]}`
    return [at(ko, `"${concept.id}": figures differ from its twin ${there}: ${differ}`)]
  }
  const lacking = languages.find((language) => !concept.texts[language]) ?? 'en'
  return Object.values(concept.texts).map((told) =>
    at(told, `"${concept.id}" has no ${names[lacking]} twin`),
  )
}

function deadLinks(told: ConceptText, library: Library): readonly Problem[] {
  return [...told.text.matchAll(link)]
    .filter(([, anchor = '']) => !library.concepts.has(anchor))
    .map(([, anchor]) => at(told, `a link leads to "#${anchor}", which no concept has`))
}

/** Orders to whoever answers: a tutor's model is never shown them. */
function planted(told: ConceptText): readonly Problem[] {
  const { title, text, file, lines } = told
  // A note's text ends on the concept's last line; a document's lines are its pages.
  const first = isDocument(file) ? undefined : lines[1] - linesIn(text) + 1
  const placed = [
    ...plantedIn(title).map((each) => ({ words: title, line: lines[0], ...each })),
    ...plantedIn(text).map((each) => {
      const within = first === undefined ? 0 : first + linesIn(text.slice(0, each.from)) - 1
      return { words: text, line: Math.max(lines[0], within), ...each }
    }),
  ]
  const ofLine = new Map(placed.toReversed().map((each) => [each.line, each]))
  return [...ofLine.values()].reverse().map(({ words, line, from, to }) => {
    const quote = shorten(visible(words.slice(from, to)).replace(/\s+/g, ' ').trim(), quoteMost)
    const which = quote === '' ? 'hidden characters' : `"${quote}"`
    const problem = `this sentence speaks to a model, not to a learner; it is not shown to the model: ${which}`
    return { file, line, problem }
  })
}
const quoteMost = 60
const linesIn = (text: string): number => text.split('\n').length

/** Words of a glossary that can never be found, as another group's word reads the same. */
function deadAliases({ file, glossary, lineOf }: OwnGlossary): readonly Problem[] {
  const aliases = compileAliases(glossary)
  const placeOf = (idea: string) => {
    const key = isOutside(idea) ? 'outside' : 'groups'
    const at = Number(idea.replace(/\D/g, ''))
    return { line: lineOf([key, at]), name: glossary[key][at]?.[0] ?? '' }
  }
  return (['groups', 'outside'] as const).flatMap((key) =>
    glossary[key].flatMap((group, at) =>
      group.flatMap((alias): Problem[] => {
        const pieces = piecesOf(alias)
        const [found, ...more] = mentions(aliases, pieces)
        const isWhole = found && more.length === 0 && found.to - found.from === pieces.length - 1
        const own = key === 'groups' ? `§${at}` : `§!${at}`
        if (!isWhole || found.idea === own) return []
        const other = placeOf(found.idea)
        const problem = `"${alias}" is never found: it reads like "${other.name}" in line ${other.line}`
        return [{ file, line: lineOf([key, at]), problem }]
      }),
    ),
  )
}

/** Every problem of a library's notes as of `today`: those of loading, and what an author should mend. */
export function lintNotes(library: Library, today: Temporal.PlainDate): readonly Problem[] {
  const { concepts, courses, glossaries, problems } = library
  const bare = new Set(courses.filter((course) => course.bare).map((course) => course.id))
  const found = [...concepts.values()].flatMap((concept) => {
    const texts = Object.values(concept.texts)
    const first = texts[0]
    const own = texts.flatMap((told) => [
      ...oversize(told),
      ...deadLinks(told, library),
      ...planted(told),
    ])
    // Bare notes are in whatever language they are in, and say nothing about when they were checked.
    if (bare.has(concept.course) || !first) return own
    return [...own, ...twins(concept), ...stale(concept, first, today)]
  })
  return [...problems, ...glossaries.flatMap(deadAliases), ...found]
}
