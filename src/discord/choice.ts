// Choice: what Discord can offer of the choices a feature has, in a select or while someone types.

import type { Choice } from '#core/reply.ts'
import { charactersOf, shorten } from '#lib/text.ts'

/** Of a select, and of a list of suggestions. */
const choicesMost = 25
/** Characters of a value, a label and a description. */
const charactersMost = 100

const isPossible = ({ value, label }: Choice): boolean =>
  label.trim() !== '' && value !== '' && charactersOf(value) <= charactersMost

/**
 * The first 25 choices, with those already chosen always among them. Labels and descriptions over 100
 * characters end in "…"; a choice whose value Discord cannot carry whole is left out, since a cut
 * value would name something else.
 */
export function offered(choices: readonly Choice[]): readonly Choice[] {
  const possible = choices.filter(isPossible)
  const chosenFirst = possible.toSorted(
    (one, other) => Number(other.chosen ?? false) - Number(one.chosen ?? false),
  )
  const kept = new Set(chosenFirst.slice(0, choicesMost))
  return possible
    .filter((choice) => kept.has(choice))
    .map(({ label, about = '', ...choice }) => ({
      ...choice,
      label: shorten(label, charactersMost),
      ...(about.trim() === '' ? {} : { about: shorten(about, charactersMost) }),
    }))
}
