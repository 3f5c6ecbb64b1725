// Recall: a short card from the notes, posted on a day for which there is no item.

import type { NoteLink } from '#core/note-link.ts'
import type { Post } from '#core/reply.ts'
import { textIn } from '#knowledge/concept.ts'
import type { Day } from '#lib/day.ts'
import { seeded, shuffled } from '#lib/random.ts'
import type { GuildSettings } from '#settings/settings.ts'
import type { Material } from './material.ts'
import { textsIn } from './texts.ts'

/** A concept of the guild's material, another one each day; undefined when there are no notes. */
export function recallPost(
  { concepts, course }: Material,
  { id, language, syllabus }: GuildSettings,
  day: Day,
  linkTo: NoteLink,
): Post | undefined {
  const ids = course.topics.map((topic) => topic.id)
  const reached = syllabus === null ? ids : ids.slice(0, ids.indexOf(syllabus) + 1)
  const known = [...concepts.values()].filter(
    (concept) => concept.course === course.id && reached.includes(concept.topic),
  )
  // The guild's own order of all concepts, walked one a day: none comes twice before all came once.
  const order = shuffled(known, seeded(`recall ${id}`))
  const concept = order[dayNumber(day) % (order.length || 1)]
  const text = concept && textIn(concept, language)
  if (!text) return undefined
  const say = textsIn(language)
  return {
    kind: 'panel',
    panel: {
      tone: 'quiz',
      blocks: [
        { kind: 'text', text: say.recallHeading(day, text.title) },
        { kind: 'text', text: text.text },
        { kind: 'text', text: say.source(text.file, text.lines, linkTo(text)) },
      ],
    },
  }
}

const dayNumber = (day: Day): number => Temporal.PlainDate.from('2000-01-01').until(day).days
