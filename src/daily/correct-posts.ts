// Correct posts: what a group has read of a closed round, its reveal and its mini-lesson, kept true.

import type { Db } from '#core/deps.ts'
import type { Panel } from '#core/reply.ts'
import { isBefore } from '#lib/day.ts'
import { portraitOf } from '#lib/portrait.ts'
import { auditsOf } from '#record/audit-store.ts'
import type { Round } from '#record/store.ts'
import { outcomeOf } from '#schedule/post.ts'
import { lastOf, type StoredSlot, slotOf, slotsBetween } from '#schedule/store.ts'
import type { GuildSettings } from '#settings/settings.ts'
import type { RoundDeps } from './deps.ts'
import { lessonOn } from './lesson-panel.ts'
import { panelOfReveal } from './reveal.ts'

/** What is owed to a group about a round since its close. */
export type RoundPosts = {
  readonly reveal: StoredSlot | undefined
  readonly lesson: StoredSlot | undefined
  /** Whether a notice of a correction of it was posted. */
  readonly isTold: boolean
}

export async function postsOf(db: Db, round: Round): Promise<RoundPosts> {
  const { guild, localDate, id: subject } = round
  const audits = new Set((await auditsOf(db, round)).map(({ id }) => id))
  const notices = await slotsBetween(db, guild, ['notice'], localDate, localDate)
  return {
    isTold: notices.some(({ subject, message }) => message !== null && audits.has(subject)),
    reveal: await slotOf(db, { guild, kind: 'reveal', localDate, subject }),
    lesson: await lastOf(db, { guild, kind: 'lesson', subject }),
  }
}

/** Whether one of them is being posted, perhaps from what held a moment ago. */
export const areUnderWay = ({ reveal, lesson }: RoundPosts): boolean =>
  [reveal, lesson].some((slot) => slot?.state === 'sent')

/**
 * Makes those that were posted say what holds now. One that is gone or may not be edited stays; throws
 * while chat is out of reach, but not once `until` has passed: then what hinders it is only logged. A
 * lesson whose question counts as its author wrote it is told anew.
 */
export async function retell(
  deps: RoundDeps,
  settings: GuildSettings,
  round: Round,
  posts: RoundPosts,
  until: Temporal.Instant | null,
): Promise<void> {
  try {
    await editAll(deps, settings, round, posts)
  } catch (error) {
    if (until === null || !isBefore(until, deps.clock())) throw error
    deps.log.warn(
      { round: round.id, error: portraitOf(error) },
      'the posts about a round stay as they are',
    )
  }
}

async function editAll(
  deps: RoundDeps,
  settings: GuildSettings,
  round: Round,
  { reveal, lesson, isTold }: RoundPosts,
): Promise<void> {
  const edit = async (message: string, panel: Panel) => {
    const done = await deps.chat.edit(round.channel, message, panel)
    if (done.ok) return
    outcomeOf(done.fault) // throws what is worth trying again
    deps.log.info({ round: round.id, message, ...done.fault }, 'a post about a round stays')
  }
  if (reveal?.message) await edit(reveal.message, await panelOfReveal(deps, settings, round))
  if (!lesson?.message) return
  const { panel } = await lessonOn(deps, round, settings, { isTold })
  await edit(lesson.message, panel)
}
