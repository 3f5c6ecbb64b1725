// Notice: tells a group of pauses and missed days, and its owners of what keeps posts away. Each once.

import type { Db } from '#core/deps.ts'
import { type Day, dayIn, isBefore } from '#lib/day.ts'
import type { GuildSettings } from '#settings/settings.ts'
import { guildSettings } from '#settings/store.ts'
import { markOf, type NoticeDeps, stale } from './announce.ts'
import { isPaused, type Slot } from './calendar.ts'
import { isTold } from './kinds.ts'
import { movedSaid, pauseSaid } from './pause.ts'
import { lookFor, outcomeOf, postOnce, silent } from './post.ts'
import type { SlotHandler, SlotOutcome } from './slot.ts'
import { type StoredSlot, slotBefore, slotsBetween } from './store.ts'
import { textsIn } from './texts.ts'
import { troubleHandler } from './trouble.ts'

const tooOld: SlotOutcome = { kind: 'missed', reason: 'it is no news any more' }
const troubleLasts = { hours: 48 }

/** The handlers of the slots `pause`, `moved`, `resume`, `away` and `trouble`: list them beside the others. */
export const noticeHandlers = (deps: NoticeDeps): Readonly<Record<string, SlotHandler>> => ({
  pause: notice(deps, async (slot, settings) => pauseSaid(deps, slot, settings)),

  moved: notice(deps, (slot, settings) => movedSaid(deps, slot, settings)),

  resume: notice(deps, async ({ guild, localDate, subject }, settings) => {
    if (isPaused(settings, todayOf(deps, settings))) return silent('there is another pause')
    const began = Temporal.PlainDate.from(subject)
    const announced = await slotsBetween(deps.db, guild, ['pause'], began, began)
    if (announced.some(({ state }) => state === 'sent')) {
      return { kind: 'later', due: deps.clock().add({ seconds: 10 }) }
    }
    if (!announced.some(({ message }) => message)) return silent('the pause was never announced')
    // Today's own quiz, which is due at this moment too, or the first one after it.
    const ahead = await slotsBetween(
      deps.db,
      guild,
      ['quiz'],
      localDate,
      localDate.add({ days: 8 }),
    )
    return textsIn(settings.language).resume(ahead[0]?.due)
  }),

  away: notice(deps, async (slot, settings) => {
    const missed = await missedBefore(deps.db, slot, deps.clock())
    if (!missed) return silent('no day was missed')
    return textsIn(settings.language).away(missed)
  }),

  trouble: troubleHandler(deps),
})

/**
 * Posts what `say` gives in the quiz channel, once; an outcome instead of words ends the slot without a
 * post. What an earlier attempt posted is said, whatever holds by now.
 */
function notice(
  { db, clock, chat }: NoticeDeps,
  say: (slot: StoredSlot, settings: GuildSettings) => Promise<string | SlotOutcome>,
): SlotHandler {
  return async (slot) => {
    const settings = await guildSettings(db, slot.guild)
    if (!settings) return silent('the guild is unknown')
    const { quizChannel: channel } = settings
    const { code, post } = markOf(slot)
    if (slot.attempts > 1 && channel !== null) {
      const found = await lookFor(chat, channel, code, slot.due)
      if (!found.ok) return outcomeOf(found.fault, channel)
      if (found.value) return { kind: 'done', message: found.value.message, channel }
    }
    if (stale(slot, clock())) return tooOld
    const said = await say(slot, settings)
    if (typeof said !== 'string') return said
    if (channel === null) return { kind: 'failed', reason: 'no channel is set' }
    const sent = await postOnce(chat, { ...slot, attempts: 1 }, channel, post(said))
    return sent.ok ? { kind: 'done', message: sent.value, channel } : sent.fault
  }
}

const todayOf = ({ clock }: NoticeDeps, { zone }: GuildSettings): Day => dayIn(zone, clock())

/** The first quiz day since the last one posted that went by without its quiz; undefined for none. */
async function missedBefore(
  db: Db,
  { guild, localDate }: Pick<Slot, 'guild' | 'localDate'>,
  now: Temporal.Instant,
): Promise<Day | undefined> {
  const posted = await slotBefore(db, { guild, kind: 'quiz', localDate }, ['done'])
  const first = posted?.localDate.add({ days: 1 }) ?? localDate.subtract({ days: 31 })
  const between = await slotsBetween(db, guild, ['quiz'], first, localDate.subtract({ days: 1 }))
  return between.find(
    ({ state, until }) =>
      state === 'missed' || state === 'failed' || (until !== null && isBefore(until, now)),
  )?.localDate
}

/**
 * What the end of a slot owes besides: after days on which no quiz could be posted, the first quiz is
 * followed by word that streaks are safe; a failure is a trouble of the channel that would not take the
 * post ('' where none was set), one for all that fails there on a day. The keys follow from the slot, so
 * that an end that is reached again owes nothing new.
 */
export async function noticesAfter(
  db: Db,
  slot: StoredSlot,
  outcome: SlotOutcome,
  channel: string | null,
): Promise<readonly Slot[]> {
  const { guild, kind, localDate, due } = slot
  const owed = { guild, localDate, due, until: due.add(troubleLasts) }
  if (kind === 'quiz' && outcome.kind === 'done') {
    // A quiz that was posted is as far as its own hours: earlier ones that were not are over by then.
    const missed = await missedBefore(db, slot, due)
    return missed ? [{ ...owed, kind: 'away', subject: '' }] : []
  }
  if (outcome.kind !== 'failed' || channel === null || !isTold(kind)) return []
  return [{ ...owed, kind: 'trouble', subject: channel }]
}
