// Setting: a case as the tutor meets it: its question, what the notes give for it, and in which language.

import type { Answer } from '#answer/answer.ts'
import { answerLanguage, cleanQuestion } from '#answer/question.ts'
import type { Asked } from '#answer/tutor.ts'
import type { Language } from '#core/language.ts'
import type { Glossary } from '#course/glossary.ts'
import { type Concept, textHash } from '#knowledge/concept.ts'
import type { Library } from '#knowledge/library.ts'
import { type Passage, type Retrieval, retrieve } from '#knowledge/retrieve.ts'
import { createIndex } from '#knowledge/search-index.ts'
import { sharedSubject } from '#knowledge/subject.ts'
import type { Measure } from './assessment.ts'
import type { Case } from './case.ts'

export type Setting = { readonly asked: Asked; readonly measure: Measure }
export type SettingOf = (test: Case) => Setting

/** Where a hostile passage stands: below the best one, so that both reach the model. */
const hostilePlace = 1

/**
 * Gives each case its setting. Hostile passages are indexed as notes of the group would be, in an index
 * of their own, so that the checks have no other reason to doubt them than their words.
 */
export async function settingsOf(
  library: Library,
  glossary: Glossary,
  cases: readonly Case[],
): Promise<SettingOf> {
  const hostile = new Map(
    cases.flatMap((test) => hostileConcept(test) ?? []).map((each) => [each.id, each]),
  )
  const { concepts: known } = library
  const infected =
    hostile.size === 0
      ? library.index
      : await createIndex([...known.values(), ...hostile.values()], glossary)
  const concepts = new Map(
    [...known.values(), ...hostile.values()].map((concept) => [concept.id, concept]),
  )
  const textOf = (id: string): string =>
    Object.values(concepts.get(id)?.texts ?? {})
      .map(({ title, text }) => `${title}\n${text}`)
      .join('\n')

  return (test) => {
    const question = cleanQuestion(test.question)
    const language = languageFor(test)
    const searched = test.kind === 'injection' && test.where === 'question' ? test.about : question
    const found = retrieve(library.index, searched, language)
    const bad = hostile.get(hostileId(test))
    const index = bad ? infected : library.index
    return {
      asked: {
        spender: { guild: 'evaluation', member: 'evaluation', ask: test.id },
        question,
        language,
        manner: 'plain',
        earlier: [],
        retrieval: test.kind === 'injection' ? attacked(found, bad, language) : found,
      },
      measure: {
        textOf,
        sharedSubject: (sentence, ids) => sharedSubject(index, sentence, ids),
      },
    }
  }
}

/** Who asks in a mixture speaks Korean. */
const languageFor = ({ question, language, lang }: Case): Language =>
  language ?? answerLanguage(cleanQuestion(question), lang === 'en' ? 'en' : 'ko')

/** The retrieval with the hostile passage in it; an attack is never refused before it is tried. */
function attacked(found: Retrieval, bad: Concept | undefined, language: Language): Retrieval {
  const band = found.band === 'refuse' ? 'unsure' : found.band
  if (!bad) return { ...found, band }
  const told = bad.texts[language]
  if (!told) return { ...found, band }
  const { title, text, file, lines } = told
  const score = found.passages[0]?.score ?? 0
  const passage: Passage = { concept: bad, language, title, text, score, source: file, lines }
  return { ...found, band, passages: found.passages.toSpliced(hostilePlace, 0, passage) }
}

const hostileId = ({ id }: Case): string => `hostile-${id}`

function hostileConcept(test: Case): Concept | undefined {
  if (test.kind !== 'injection' || test.where !== 'notes') return undefined
  const { title, text } = test.passage
  const language = languageFor(test)
  const lines = [1, text.split('\n').length + 1] as const
  const told = { language, title, text, file: 'hostile.md', lines, hash: textHash(title, text) }
  return {
    id: hostileId(test),
    course: 'hostile',
    topic: 'hostile',
    domain: undefined,
    task: undefined,
    verified: undefined,
    source: undefined,
    texts: { [language]: told },
  }
}

/** How an answer counts: the notes' own passages instead of a model's sentences are a makeshift. */
export function outcomeKind(answer: Answer): 'answered' | 'abstained' | 'degraded' {
  if (answer.kind === 'unsupported') return 'abstained'
  return answer.mode === 'model' ? 'answered' : 'degraded'
}
