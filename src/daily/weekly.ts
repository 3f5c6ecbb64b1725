// Weekly: the leaderboard of the week that ended, posted once its last round is closed.

import type { Panel } from '#core/reply.ts'
import { isBefore, weekOf } from '#lib/day.ts'
import { boardPanel, nameOver, readBoard } from '#progress/board.ts'
import { periodKey, weekPeriod } from '#progress/period.ts'
import { rememberLeft } from '#progress/presence-store.ts'
import { lockGuild } from '#progress/settlement-store.ts'
import { latestSnapshot, takeSnapshot, weeklyBoard, weekRows } from '#progress/snapshot-store.ts'
import { lastClosing, roundsBetween } from '#record/store.ts'
import { postOnce } from '#schedule/post.ts'
import type { SlotHandler } from '#schedule/slot.ts'
import { slotsBetween } from '#schedule/store.ts'
import { guildSettings } from '#settings/store.ts'
import type { RoundDeps } from './deps.ts'
import { codeMark, nonceOf, roundCode } from './round.ts'

/** Carries out a `board` slot: the standings of the last whole week, kept as they were posted. */
export function weeklyHandler({ db, clock, chat }: RoundDeps): SlotHandler {
  return async (slot) => {
    const { guild, localDate, until } = slot
    const settings = await guildSettings(db, guild)
    const channel = settings?.boardChannel ?? settings?.quizChannel
    if (!settings || !channel) return { kind: 'failed', reason: 'no board channel is set' }
    if (until !== null && isBefore(until, clock())) {
      return { kind: 'missed', reason: 'the week is too long ago' }
    }
    // The board day was moved within this week: the week before has had its board on the other day.
    const thisMonday = weekOf(localDate)
    const boards = await slotsBetween(db, guild, ['board'], thisMonday, thisMonday.add({ days: 6 }))
    const others = boards.filter((other) => !other.localDate.equals(localDate))
    if (others.some(({ message }) => message !== null)) {
      return { kind: 'done', reason: 'the week has its board already' }
    }
    if (others.some(({ state, due }) => state === 'sent' && isBefore(due, slot.due))) {
      return { kind: 'later', due: clock().add({ seconds: 30 }) }
    }
    const monday = thisMonday.subtract({ days: 7 })
    const sunday = monday.add({ days: 6 })
    const open = await lastClosing(db, guild, monday, sunday, clock())
    if (open) return { kind: 'later', due: later(open, clock()) }
    const rounds = await roundsBetween(db, guild, monday, sunday)
    if (rounds.length === 0) return { kind: 'done', reason: 'the week had no rounds' }

    const period = weekPeriod(monday)
    const read = await readBoard(db, guild, { kind: 'period', period })
    const { panel, gone } = await boardPanel(read, settings.language, nameOver(chat, guild), {
      final: true,
    })
    const mark = codeMark(roundCode(`board ${guild}`, localDate))
    const sent = await postOnce(chat, slot, channel, {
      post: { kind: 'panel', panel: withMark(panel, mark) },
      mark,
      nonce: nonceOf('board', guild, localDate.toString()),
    })
    if (!sent.ok) return sent.fault
    await rememberLeft(db, guild, gone)
    const week = { guild, board: weeklyBoard, period: periodKey(period) }
    await db.transaction(async (tx) => {
      // A correction at the same moment is in these totals, or finds this snapshot and revises it.
      await lockGuild(tx, guild)
      if (await latestSnapshot(tx, guild, week.board, week.period)) return
      const rows = await weekRows(tx, guild, monday, gone)
      await takeSnapshot(tx, { ...week, revision: 1, taken: clock(), rows })
    })
    return { kind: 'done', message: sent.value }
  }
}

/** A little after the last round closes, so that its ballots are counted; soon when that is past. */
const later = (closes: Temporal.Instant, now: Temporal.Instant): Temporal.Instant =>
  (isBefore(now, closes) ? closes : now).add({ seconds: 30 })

/** The mark stands at the end of the panel's last line, small. */
function withMark(panel: Panel, mark: string): Panel {
  const last = panel.blocks.at(-1)
  if (last?.kind !== 'text')
    return { ...panel, blocks: [...panel.blocks, { kind: 'text', text: mark }] }
  return { ...panel, blocks: panel.blocks.with(-1, { ...last, text: `${last.text} · ${mark}` }) }
}
