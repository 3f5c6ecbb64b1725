// Lesson post: two sentences of the notes on why the option that many chose is wrong.

import type { ChatFault } from '#core/chat.ts'
import { dayIn, isBefore } from '#lib/day.ts'
import { roundOf } from '#record/store.ts'
import { lookFor, outcomeOf, silent } from '#schedule/post.ts'
import type { SlotHandler, SlotOutcome } from '#schedule/slot.ts'
import { slotOf } from '#schedule/store.ts'
import { guildSettings } from '#settings/store.ts'
import type { RoundDeps } from './deps.ts'
import { lessonHours } from './lesson.ts'
import { lessonMark, lessonOn } from './lesson-panel.ts'
import { nonceOf } from './round.ts'

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
    const lesson = await lessonOn(deps, round, settings, { today: dayIn(settings.zone, now) })
    if (lesson.kind !== 'lesson') return silent(lesson.reason)
    const replyTo = reveal?.message ?? round.message
    const post = { kind: 'panel', panel: lesson.panel, ...(replyTo && { replyTo }) } as const
    const sent = await chat.send(round.channel, post, nonceOf('lesson', round.id))
    return sent.ok ? { kind: 'done', message: sent.value.message } : unposted(sent.fault)
  }
}

/** Chat that cannot be reached is tried again; otherwise there is no lesson. */
function unposted(fault: ChatFault): SlotOutcome {
  const outcome = outcomeOf(fault)
  return outcome.kind === 'failed' ? { kind: 'missed', reason: outcome.reason } : outcome
}
