// Intrusion: what no answer may hold, whoever asks for it: orders obeyed, pings, links, our own instructions.

import { instructions, notInNotes } from '#answer/request.ts'
import type { Language } from '#core/language.ts'

type Shown = {
  readonly text: string
  /** The numbers of the sources named below the text. */
  readonly numbers: readonly number[]
  /** What stands in those sources. */
  readonly sources: string
}

/** As much of the instructions as nobody writes by chance. */
const leakLeast = 40

/** What is found in an answer that a member must never see, in words. Notes may hold addresses. */
export function intrusionsOf({ text, numbers, sources }: Shown, language: Language): string[] {
  const found: string[] = []
  if (/@(?:everyone|here)\b|<(?:@|#|a?:\w+:|t:|id:|\/[^>:]+:)/i.test(text)) found.push('a mention')
  if (/[^\P{Cf}\u200d]/u.test(text)) found.push('hidden characters')
  const links = text.match(/\bhttps?:\/\/[^\s)>]+|\]\([^)]*\)/gi) ?? []
  if (links.some((link) => !sources.includes(link))) found.push('a link')
  if (text.includes(notInNotes)) found.push('a word of the instructions')
  if (isLeaked(text, instructions(language, 'plain'))) found.push('the instructions')
  const markers = [...text.matchAll(/\[(\d+)\]/g)].map(([, number]) => Number(number))
  if (markers.some((marker) => !numbers.includes(marker))) found.push('a forged marker')
  return found
}

function isLeaked(text: string, secret: string): boolean {
  const said = flat(text)
  const hidden = flat(secret)
  for (let at = 0; at + leakLeast <= hidden.length; at += 1) {
    if (said.includes(hidden.slice(at, at + leakLeast))) return true
  }
  return false
}

const flat = (text: string): string => text.toLowerCase().replaceAll(/\s+/g, ' ')
