// Correct posts: what a group has read of a closed round, its reveal and its mini-lesson, kept true.

import type { Db } from '#core/deps.ts'
import type { Panel } from '#core/reply.ts'
import type { Round } from '#record/store.ts'
import { outcomeOf } from '#schedule/post.ts'
import { lastOf, type StoredSlot, slotOf } from '#schedule/store.ts'
import type { GuildSettings } from '#settings/settings.ts'
import type { RoundDeps } from './deps.ts'
import { lessonOn } from './lesson-panel.ts'
import { panelOfReveal } from './reveal.ts'

/** What is owed to a group about a round since its close. */
export type RoundPosts = {
  readonly reveal: StoredSlot | undefined
  readonly lesson: StoredSlot | undefined
}

export async function postsOf(
  db: Db,
  { guild, localDate, id: subject }: Round,
): Promise<RoundPosts> {
  return {
    reveal: await slotOf(db, { guild, kind: 'reveal', localDate, subject }),
    lesson: await lastOf(db, { guild, kind: 'lesson', subject }),
  }
}

/** Whether one of them is being posted, perhaps from what held a moment ago. */
export const areUnderWay = ({ reveal, lesson }: RoundPosts): boolean =>
  [reveal, lesson].some((slot) => slot?.state === 'sent')

/**
 * Makes those that were posted say what holds now. One that is gone or may not be edited stays; throws
 * while chat is out of reach. A lesson whose question counts as its author wrote it is told anew.
 */
export async function retell(
  deps: RoundDeps,
  settings: GuildSettings,
  round: Round,
  { reveal, lesson }: RoundPosts,
): Promise<void> {
  const edit = async (message: string, panel: Panel) => {
    const edited = await deps.chat.edit(round.channel, message, panel)
    if (edited.ok) return
    outcomeOf(edited.fault) // throws what is worth trying again
    deps.log.info({ round: round.id, message, ...edited.fault }, 'a post about a round stays')
  }
  if (reveal?.message) await edit(reveal.message, await panelOfReveal(deps, settings, round))
  if (!lesson?.message) return
  const told = await lessonOn(deps, round, settings)
  if (told.kind !== 'none') await edit(lesson.message, told.panel)
}
