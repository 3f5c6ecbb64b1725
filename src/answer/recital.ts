// Recital: our own instructions in a model's words; whoever is told them is told nothing of the notes.

import { languages } from '#core/language.ts'
import { instructions, manners } from './request.ts'

/** Letters and digits in a row that nobody shares with the instructions by chance. */
const least = 24

const lettersOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

const windowsOf = (letters: string): readonly string[] =>
  Array.from({ length: Math.max(0, letters.length - least + 1) }, (_, at) =>
    letters.slice(at, at + least),
  )

const told = new Set(
  languages.flatMap((language) =>
    manners.flatMap((manner) => windowsOf(lettersOf(instructions(language, manner)))),
  ),
)

/**
 * Whether a text holds a run of the instructions, however it is set. A translation is not recognised:
 * it must get past the other checks.
 */
export const recites = (text: string): boolean =>
  windowsOf(lettersOf(text)).some((window) => told.has(window))
