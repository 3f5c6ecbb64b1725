// Limit: Discord's limits as demands; who breaks one made a mistake in the program.

import { charactersOf } from '#lib/text.ts'

/** Throws a RangeError saying what must hold unless it does. */
export function demand(holds: boolean, what: string): void {
  if (!holds) throw new RangeError(`Discord would refuse this message: ${what}`)
}

/** Throws a RangeError naming the text and its limit unless it has `least` to `most` characters. */
export function demandSize(name: string, text: string, least: number, most: number): void {
  const size = charactersOf(text)
  demand(size >= least && size <= most, `${name} takes ${least} to ${most} characters, not ${size}`)
}
