// Lesson: what a round owes its group on the next day when many chose the same wrong option.

import type { Db } from '#core/deps.ts'
import { type Day, instantOn, isBefore } from '#lib/day.ts'
import type { Ballots, Round } from '#record/store.ts'
import type { Slot } from '#schedule/calendar.ts'
import { lastOf } from '#schedule/store.ts'
import type { GuildSettings } from '#settings/settings.ts'
import { guildSettings } from '#settings/store.ts'
import { mostChosenWrong } from './reveal.ts'

const answerersLeast = 5
/** More than two in five. */
const share = { of: 5, above: 2 }

// Before the day's quiz, so that the quiz stays the newest message, which is the one to act upon.
const ahead = { minutes: 5 }
/** The reveal is read first. */
const rest = { minutes: 30 }
const patience = { hours: 12 } // after an outage of a day nobody thinks of that question any more

/** The wrong option that misled a round's members: how many chose it of how many who answered. */
export type Mistake = { readonly option: string; readonly count: number; readonly all: number }

/**
 * The wrong option that more than 40 % of at least five answerers chose: the most chosen, of equal
 * ones the one shown first. With two keys each option counts by itself. Undefined when there is none.
 */
export function mistakeIn(
  round: Pick<Round, 'shown' | 'keys'>,
  ballots: Ballots,
): Mistake | undefined {
  const all = ballots.size
  const [most] = mostChosenWrong(round, ballots)
  const isMany = most !== undefined && most.count * share.of > all * share.above
  return isMany && all >= answerersLeast ? { ...most, all } : undefined
}

/** When a lesson is due on one of the guild's dates, and until when it is worth telling. */
export function lessonHours(
  { quizTime, zone }: Pick<GuildSettings, 'quizTime' | 'zone'>,
  day: Day,
) {
  const before = instantOn(day, quizTime, zone).subtract(ahead)
  // A quiz at midnight: its lesson must not move to the day before.
  const begins = instantOn(day, '00:00', zone)
  const due = isBefore(before, begins) ? begins : before
  return { due, until: due.add(patience) }
}

/**
 * The lesson on a round that is closed at `now`: on the guild's next date, whether that has a quiz or
 * not, since it belongs to the last one and asks nothing of anybody. A round that closes only about
 * that time or later leaves time to read the reveal first.
 */
export function lessonOf(
  round: Pick<Round, 'id' | 'guild' | 'localDate'>,
  settings: Pick<GuildSettings, 'quizTime' | 'zone'>,
  now: Temporal.Instant,
): Slot {
  const { guild, id: subject } = round
  const localDate = round.localDate.add({ days: 1 })
  const [{ due: usual }, earliest] = [lessonHours(settings, localDate), now.add(rest)]
  const due = isBefore(usual, earliest) ? earliest : usual
  return { guild, kind: 'lesson', localDate, subject, due, until: due.add(patience) }
}

/**
 * The lesson that a round owes its group when many were misled and it owes none yet, for the
 * transaction that counts its ballots. A voided round owes one too, for it may count again by then.
 */
export async function lessonsOwed(
  db: Db,
  round: Round,
  ballots: Ballots,
  now: Temporal.Instant,
): Promise<readonly Slot[]> {
  if (!mistakeIn(round, ballots)) return []
  const { guild, id: subject } = round
  if (await lastOf(db, { guild, kind: 'lesson', subject })) return []
  const settings = await guildSettings(db, guild)
  return settings ? [lessonOf(round, settings, now)] : []
}
