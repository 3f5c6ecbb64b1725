// Desk: everything that has to do with the daily round, ready for the app to serve.

import type { Action, Command } from '#core/command.ts'
import type { SlotHandler } from '#schedule/slot.ts'
import { closeHandlers } from './close.ts'
import { todayCommand } from './commands.ts'
import { correctActions } from './correct-actions.ts'
import { noticeHandler } from './correct-notice.ts'
import type { RoundDeps } from './deps.ts'
import { privateBallot } from './private-ballot.ts'
import { quizHandler } from './quiz.ts'
import { remindHandlers, stopButton } from './remind.ts'
import { revealHandler } from './reveal.ts'
import { weeklyHandler } from './weekly.ts'
import { whyButton, whyCommand } from './why.ts'

export type DailyDesk = {
  readonly commands: readonly Command[]
  readonly actions: readonly Action[]
  /** Who carries out the slots of the day and the week, by kind. */
  readonly handlers: Readonly<Record<string, SlotHandler>>
}

/** `/today` and `/why`, the buttons under what is posted, and the slots from the quiz to the board. */
export const dailyDesk = (deps: RoundDeps): DailyDesk => ({
  commands: [todayCommand(deps), whyCommand(deps)],
  actions: [...privateBallot(deps), ...correctActions(deps), whyButton(deps), stopButton(deps)],
  handlers: {
    quiz: quizHandler(deps),
    ...remindHandlers(deps),
    ...closeHandlers(deps),
    reveal: revealHandler(deps),
    notice: noticeHandler(deps),
    board: weeklyHandler(deps),
  },
})
