// Question: what a member asked, made clean, and the language they expect the answer in.

import { type Language, languageOf } from '#core/language.ts'
import { legible } from '#knowledge/hidden.ts'
import { shorten } from '#lib/text.ts'

/** Characters; a longer question finds nothing better in notes. */
export const questionMost = 500

/** The question as it is seen, on one line; '' when nothing is left. */
export const cleanQuestion = (typed: string): string =>
  shorten(legible(typed).replace(/\s+/gu, ' ').trim(), questionMost)

// Words that only a sentence in English holds; exam terms alone are used in every language.
const english =
  /\b(what|which|who|why|how|when|where|is|are|was|does|do|did|can|should|the|of|to|for|between|difference|explain)\b/i

/**
 * Hangul asks for Korean and an English sentence for English; a bare exam term ("sqs visibility
 * timeout") says nothing about the asker, so their own language decides.
 */
export function answerLanguage(question: string, asker: Language): Language {
  if (languageOf(question) === 'ko') return 'ko'
  return english.test(question) ? 'en' : asker
}
