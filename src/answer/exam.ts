// Exam: where a note says that the exam still expects something else, the answer says so too.

import type { Language } from '#core/language.ts'
import { textIn } from '#knowledge/concept.ts'
import type { Passage } from '#knowledge/retrieve.ts'
import type { Citation } from './citation.ts'

type Told = { readonly text: string; readonly citations: readonly Citation[] }

/**
 * The answer with the exam's view of each cited concept that has one, in the note's own words, unless
 * the answer rests on it already: `told` is the evidence. The citation then covers the whole passage.
 */
export function withExamNotes(
  { text, citations }: Told,
  told: readonly { readonly concept: string; readonly quote: string }[],
  passages: readonly Passage[],
  language: Language,
): Told {
  const missing = citations.flatMap((citation) => {
    const passage = passages.find(({ concept }) => concept.id === citation.concept)
    const exam = passage && textIn(passage.concept, language)?.exam
    const isTold = told.some(
      ({ concept, quote }) => concept === citation.concept && examLine.test(quote),
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

/** How a note begins what the exam still expects. */
const examLine = /^>?\s*(?:시험|Exam)\s*:/m

const mark: Readonly<Record<Language, string>> = { ko: '시험: ', en: 'Exam: ' }
