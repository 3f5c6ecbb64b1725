// Lesson post: two sentences of the notes on why the option that many chose is wrong.

import { reportQuizButton } from '#answer/round-report.ts'
import type { Item } from '#bank/item.ts'
import { itemAt } from '#bank/store.ts'
import type { ChatFault } from '#core/chat.ts'
import { fitted } from '#core/fitted.ts'
import type { Language } from '#core/language.ts'
import type { Block, Panel } from '#core/reply.ts'
import { textIn } from '#knowledge/concept.ts'
import { type Day, dayIn, isBefore } from '#lib/day.ts'
import { escapeMarkdown } from '#lib/text.ts'
import { ballotsOf, type Round, roundOf } from '#record/store.ts'
import { lookFor, outcomeOf } from '#schedule/post.ts'
import type { SlotHandler, SlotOutcome } from '#schedule/slot.ts'
import { slotOf } from '#schedule/store.ts'
import type { GuildSettings } from '#settings/settings.ts'
import { guildSettings } from '#settings/store.ts'
import { optionName } from './correct-notice.ts'
import type { RoundDeps } from './deps.ts'
import { lessonHours, mistakeIn } from './lesson.ts'
import { excerpt } from './lesson-excerpt.ts'
import { lessonTextsIn } from './lesson-texts.ts'
import { areSame, codeMark, nonceOf } from './round.ts'
import { textsIn } from './texts.ts'

/** How a round's lesson shows its code. */
const lessonMark = (code: string): string => `${codeMark(code)}-L`

/**
 * Carries out a `lesson` slot: one message in the channel of its round, under the reveal. Whether there
 * is anything to tell is decided anew, so a correction or a later count is respected. Safe to repeat
 * from any point. What hinders it is not told to the owners: the quiz that follows meets the same.
 */
export function lessonHandler(deps: RoundDeps): SlotHandler {
  const { db, clock, chat } = deps
  return async (slot) => {
    const round = await roundOf(db, slot.subject)
    const settings = round && (await guildSettings(db, round.guild))
    if (!round || !settings) return silent('the round is gone')
    // Before all that may put it off: what an earlier attempt posted is not posted again.
    if (slot.attempts > 1) {
      const found = await lookFor(chat, round.channel, lessonMark(round.code), round.closes)
      if (!found.ok) return unposted(found.fault)
      if (found.value) return { kind: 'done', message: found.value.message }
    }
    const now = clock()
    const { due, until } = lessonHours(settings, slot.localDate)
    if (isBefore(now, due)) return { kind: 'later', due }
    if (isBefore(until, now) && (slot.until === null || isBefore(slot.until, now))) {
      return { kind: 'missed', reason: 'the mistake is old news' }
    }
    const { guild, localDate, id: subject } = round
    const reveal = await slotOf(db, { guild, kind: 'reveal', localDate, subject })
    if (reveal && ['planned', 'sent'].includes(reveal.state)) {
      return { kind: 'later', due: now.add({ seconds: 30 }) }
    }
    const panel = await lessonPanel(deps, round, settings, dayIn(settings.zone, now))
    if (typeof panel === 'string') return silent(panel)
    const replyTo = reveal?.message ?? round.message
    const post = { kind: 'panel', panel, ...(replyTo && { replyTo }) } as const
    const sent = await chat.send(round.channel, post, nonceOf('lesson', round.id))
    return sent.ok ? { kind: 'done', message: sent.value.message } : unposted(sent.fault)
  }
}

const silent = (reason: string): SlotOutcome => ({ kind: 'done', reason })

/** Chat that cannot be reached is tried again; otherwise there is no lesson. */
function unposted(fault: ChatFault): SlotOutcome {
  const outcome = outcomeOf(fault)
  return outcome.kind === 'failed' ? { kind: 'missed', reason: outcome.reason } : outcome
}

/** The lesson on a round as it stands now, or why there is none. */
async function lessonPanel(
  { db, materialOf, linkTo }: RoundDeps,
  round: Round,
  settings: GuildSettings,
  today: Day,
): Promise<Panel | string> {
  if (round.voided !== null) return 'the round does not count'
  const item = await itemAt(db, round.item, round.revision)
  // What its author wrote, and the notes behind it, may be the very thing that was found wrong.
  if (!areSame(item.keys, round.keys)) return 'its answer was corrected'
  const mistake = mistakeIn(round, await ballotsOf(db, round.id))
  if (!mistake) return 'nothing misled many'
  const { language } = settings
  const concept = materialOf(settings).concepts.get(round.concept)
  const told = concept && textIn(concept, language)
  const sentences = told ? excerpt(told.text, argumentOf(item, mistake.option, language)) : []
  if (!told || sentences.length === 0) return 'the notes do not tell it any more'
  const say = lessonTextsIn(language)
  const nameOf = (option: string) => optionName(round, item, option, language)
  const isYesterday = round.localDate.add({ days: 1 }).equals(today)
  const { count, all } = mistake
  const source = textsIn(language).source(told.file, told.lines, linkTo(told))
  const texts = [
    `${say.heading}\n-# ${escapeMarkdown(item.stem[language])}`,
    say.mistake(isYesterday ? 'yesterday' : round.localDate, {
      count,
      all,
      chosen: nameOf(mistake.option),
      right: round.keys.map(nameOf),
    }),
    sentences.map((sentence) => `> ${sentence}`).join('\n'),
    `${source} · ${lessonMark(round.code)}`,
  ]
  const blocks: readonly Block[] = [
    ...texts.map((text) => ({ kind: 'text', text }) as const),
    { kind: 'buttons', buttons: [reportQuizButton(language)] },
  ]
  return { tone: 'reveal', blocks: fitted(blocks) }
}

/** What was written for the keys and against an option. */
function argumentOf({ options, keys }: Item, wrong: string, language: Language): string {
  return options
    .filter(({ id }) => id === wrong || keys.includes(id))
    .map(({ text, rationale }) => `${text[language]} ${rationale[language]}`)
    .join(' ')
}
