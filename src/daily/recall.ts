// Recall: a short card from the notes, posted on a day for which there is no item.

import type { NoteLink } from '#core/note-link.ts'
import { type Post, panelOf } from '#core/reply.ts'
import { topicsReached } from '#course/syllabus.ts'
import { textIn } from '#knowledge/concept.ts'
import type { Day } from '#lib/day.ts'
import { withoutTables } from '#lib/markdown.ts'
import { seeded, shuffled } from '#lib/random.ts'
import type { GuildSettings } from '#settings/settings.ts'
import type { Material } from './deps.ts'
import { textsIn } from './texts.ts'

/** A concept of the guild's material, another one each day; undefined when there are no notes. */
export function recallPost(
  { concepts, course }: Material,
  { id, language, syllabus }: GuildSettings,
  day: Day,
  mark: string,
  linkTo: NoteLink,
): Post | undefined {
  const reached = topicsReached(course, syllabus)
  const known = [...concepts.values()].filter(
    (concept) => concept.course === course.id && reached.has(concept.topic),
  )
  // The guild's own order of all concepts, walked one a day: none comes twice before all came once.
  const order = shuffled(known, seeded(`recall ${id}`))
  const concept = order[dayNumber(day) % (order.length || 1)]
  const text = concept && textIn(concept, language)
  if (!text) return undefined
  const say = textsIn(language)
  const source = say.source(text.file, text.lines, linkTo(text))
  const panel = panelOf(
    'quiz',
    say.recallHeading(day, text.title),
    withoutTables(text.text),
    `${source} · ${mark}`,
  )
  return { kind: 'panel', panel }
}

const dayNumber = (day: Day): number => Temporal.PlainDate.from('2000-01-01').until(day).days
