// Round report: a report about a quiz question, and what its owner can do about it.

import { itemAt } from '#bank/store.ts'
import type { Db } from '#core/deps.ts'
import type { Language } from '#core/language.ts'
import type { Button } from '#core/reply.ts'
import type { Round } from '#record/store.ts'
import { answerActions } from './panel.ts'
import { roundTextsIn } from './round-texts.ts'

/** The subject of each begins with a round; see `roundIn`. */
export const roundActions = {
  void: 'round-void',
  restore: 'round-restore',
  rekey: 'round-rekey',
  why: 'round-why',
} as const

/** The round that a button was about. What follows a slash only tells buttons of one panel apart. */
export const roundIn = (subject: string): string => subject.split('/')[0] ?? ''

/**
 * Void, or for a voided round Count it again; Re-key; and why the question was chosen. Some may be
 * left out.
 */
export function roundButtons(
  { id, voided }: Pick<Round, 'id' | 'voided'>,
  language: Language,
  {
    apart = '',
    without = [],
  }: {
    readonly apart?: string
    readonly without?: readonly (keyof typeof roundActions)[]
  } = {},
): readonly Button[] {
  const say = roundTextsIn(language)
  const subject = apart === '' ? id : `${id}/${apart}`
  const names = [voided === null ? 'void' : 'restore', 'rekey', 'why'] as const
  return names
    .filter((name) => !without.includes(name))
    .map((name) => ({
      kind: 'button',
      does: { action: roundActions[name], subject },
      label: say[name],
      look: name === 'void' ? 'danger' : 'secondary',
    }))
}

/** Opens the form that says what is wrong with the question whose answer a message reveals. */
export const reportQuizButton = (language: Language): Button => ({
  kind: 'button',
  // The message is enough to find the round.
  does: { action: answerActions.report, subject: '' },
  label: roundTextsIn(language).report,
  emoji: '🚩',
  look: 'secondary',
})

/** What a round asks. */
export async function stemOf(db: Db, round: Round, language: Language): Promise<string> {
  const { stem } = await itemAt(db, round.item, round.revision)
  return stem[language]
}
