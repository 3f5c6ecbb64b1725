// Lesson panel: what a mini-lesson shows, and what stands there once its question was found wrong.

import { reportQuizButton } from '#answer/round-report.ts'
import type { Item } from '#bank/item.ts'
import { itemAt } from '#bank/store.ts'
import { fitted } from '#core/fitted.ts'
import type { Language } from '#core/language.ts'
import type { Panel } from '#core/reply.ts'
import { textIn } from '#knowledge/concept.ts'
import type { Day } from '#lib/day.ts'
import { escapeMarkdown } from '#lib/text.ts'
import { ballotsOf, type Round } from '#record/store.ts'
import type { GuildSettings } from '#settings/settings.ts'
import type { RoundDeps } from './deps.ts'
import { mistakeIn } from './lesson.ts'
import { excerpt } from './lesson-excerpt.ts'
import { lessonTextsIn } from './lesson-texts.ts'
import { areSame, codeMark, keysShown, optionName } from './round.ts'
import { textsIn } from './texts.ts'

/** How a round's lesson shows its code. */
export const lessonMark = (code: string): string => `${codeMark(code)}-L`

export type Lesson =
  | { readonly kind: 'lesson'; readonly panel: Panel }
  /** Its question was voided or re-keyed: no lesson, and `panel` takes the place of one already posted. */
  | { readonly kind: 'corrected'; readonly panel: Panel; readonly reason: string }
  /** Nothing to tell; `panel` takes the place of a lesson posted when there was. */
  | { readonly kind: 'none'; readonly panel: Panel; readonly reason: string }

/**
 * The lesson on a round as it stands now; the round is one of yesterday when `today` is the day after.
 * `isTold`: a notice of its correction was posted.
 */
export async function lessonOn(
  { db, materialOf, linkTo }: RoundDeps,
  round: Round,
  settings: GuildSettings,
  { today, isTold = false }: { readonly today?: Day; readonly isTold?: boolean } = {},
): Promise<Lesson> {
  const { language } = settings
  const item = await itemAt(db, round.item, round.revision)
  const say = lessonTextsIn(language)
  const stem = escapeMarkdown(item.stem[language])
  const mark = lessonMark(round.code)
  const inPlace = (shown: string, words: string) =>
    panelWith([`${say.heading}\n-# ${shown}`, words, `-# ${mark}`], language)
  const corrected = (reason: string): Lesson => {
    return { kind: 'corrected', reason, panel: inPlace(`~~${stem}~~`, say.corrected(isTold)) }
  }
  const none = (reason: string, words: string): Lesson => {
    return { kind: 'none', reason, panel: inPlace(stem, words) }
  }
  if (round.voided !== null) return corrected('the round does not count')
  // What its author wrote, and the notes behind it, may be the very thing that was found wrong.
  if (!areSame(item.keys, round.keys)) return corrected('its answer was corrected')
  const mistake = mistakeIn(round, await ballotsOf(db, round.id))
  if (!mistake) return none('nothing misled many', say.counted)
  const concept = materialOf(settings).concepts.get(round.concept)
  const told = concept && textIn(concept, language)
  const sentences = told ? excerpt(told.text, argumentOf(item, mistake.option, language)) : []
  if (!told || sentences.length === 0) {
    return none('the notes do not tell it any more', say.asAsked)
  }
  const nameOf = (option: string) => optionName(round, item, option, language)
  const isYesterday = today !== undefined && round.localDate.add({ days: 1 }).equals(today)
  const { count, all } = mistake
  const source = textsIn(language).source(told.file, told.lines, linkTo(told))
  const texts = [
    `${say.heading}\n-# ${stem}`,
    say.mistake(isYesterday ? 'yesterday' : round.localDate, {
      count,
      all,
      chosen: nameOf(mistake.option),
      right: keysShown(round).map(nameOf),
    }),
    sentences.map((sentence) => `> ${sentence}`).join('\n'),
    `${source} · ${mark}`,
  ]
  return { kind: 'lesson', panel: panelWith(texts, language) }
}

const panelWith = (texts: readonly string[], language: Language): Panel => ({
  tone: 'reveal',
  blocks: fitted([
    ...texts.map((text) => ({ kind: 'text', text }) as const),
    { kind: 'buttons', buttons: [reportQuizButton(language)] },
  ]),
})

/** What was written for the keys and against an option. */
function argumentOf({ options, keys }: Item, wrong: string, language: Language): string {
  return options
    .filter(({ id }) => id === wrong || keys.includes(id))
    .map(({ text, rationale }) => `${text[language]} ${rationale[language]}`)
    .join(' ')
}
