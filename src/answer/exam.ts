// Exam: where a note says that the exam still expects something else, the answer says so too.

import type { Language } from '#core/language.ts'
import { textIn } from '#knowledge/concept.ts'
import type { Passage } from '#knowledge/retrieve.ts'
import type { Citation } from './citation.ts'

type Told = { readonly text: string; readonly citations: readonly Citation[] }

/**
 * The answer with the exam's view of each cited concept that has one, in the note's own words, unless a
 * sentence of the answer speaks of the exam and rests on that concept. The citation then covers the whole
 * passage.
 */
export function withExamNotes(
  { text, citations }: Told,
  said: readonly { readonly concept: string; readonly sentence: string }[],
  passages: readonly Passage[],
  language: Language,
): Told {
  const missing = citations.flatMap((citation) => {
    const passage = passages.find(({ concept }) => concept.id === citation.concept)
    const exam = passage && textIn(passage.concept, language)?.exam
    const isTold = said.some(
      ({ concept, sentence }) => concept === citation.concept && /시험|\bexams?\b/i.test(sentence),
    )
    return !exam || isTold ? [] : [{ citation, exam, passage }]
  })
  const lines = missing.map(
    ({ exam, citation }) => `> ${mark[language]}${exam.replaceAll('\n', ' ')} [${citation.number}]`,
  )
  return {
    text: [text, ...lines].join('\n\n'),
    citations: citations.map((citation) => {
      const found = missing.find((each) => each.citation === citation)
      if (!found) return citation
      return { ...citation, quote: found.passage.text, lines: found.passage.lines }
    }),
  }
}

const mark: Readonly<Record<Language, string>> = { ko: '시험: ', en: 'Exam: ' }
