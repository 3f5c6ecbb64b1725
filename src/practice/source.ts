// Source: the concept that proves an item, as its line beneath a result and as a passage to read.

import { citeConcept } from '#answer/citation.ts'
import { sourceLine } from '#answer/panel.ts'
import type { Item } from '#bank/item.ts'
import { fitted } from '#core/fitted.ts'
import type { Language } from '#core/language.ts'
import type { NoteLink } from '#core/note-link.ts'
import type { Reply } from '#core/reply.ts'
import type { Concept } from '#knowledge/concept.ts'
import { withoutTables } from '#lib/markdown.ts'
import { fileOf, placeOf } from '#lib/place.ts'

/** One line: where the proof of an item stands; its old place when the notes no longer have it. */
export function itemSource(
  { source }: Pick<Item, 'source'>,
  concept: Concept | undefined,
  language: Language,
  linkTo: NoteLink,
): string {
  const cited = concept && citeConcept(concept, 1, language)
  return cited ? sourceLine(cited, linkTo) : `-# ${placeOf(fileOf(source.file), source.lines)}`
}

/** A concept's whole text with the line that says where it stands; undefined when it has none. */
export function passageReply(
  concept: Concept,
  language: Language,
  linkTo: NoteLink,
): Reply | undefined {
  const cited = citeConcept(concept, 1, language)
  if (!cited) return undefined
  const texts = [`**${cited.title}**\n${withoutTables(cited.quote)}`, sourceLine(cited, linkTo)]
  const blocks = fitted(texts.map((each) => ({ kind: 'text', text: each })))
  return { panel: { tone: 'answer', blocks } }
}
