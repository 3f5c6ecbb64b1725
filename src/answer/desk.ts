// Desk: everything that has to do with questions and answers, ready for the app to serve.

import type { Action, Command, Menu } from '#core/command.ts'
import type { Mention } from '#core/event.ts'
import { askCommand, explainMenu, sourcesButton } from './commands.ts'
import { answerMention, mannerButtons, type TalkDeps } from './conversation.ts'
import { type CostDeps, costCommand } from './cost.ts'
import {
  type FeedbackDeps,
  feedbackCommand,
  reportAction,
  reportButton,
  reportDone,
  reportMenu,
  verdictButtons,
} from './feedback.ts'
import { type GapDeps, gapDone, gapsCommand } from './gap-report.ts'

export type Desk = {
  readonly commands: readonly Command[]
  readonly actions: readonly Action[]
  readonly menus: readonly Menu[]
  readonly mentioned: (mention: Mention) => Promise<void>
}

/** `/ask`, `/cost`, `/feedback`, `/gaps`, the buttons under an answer, the menus of messages, and mentions. */
export const answerDesk = (deps: TalkDeps & CostDeps & FeedbackDeps & GapDeps): Desk => ({
  commands: [askCommand(deps), costCommand(deps), feedbackCommand(deps), gapsCommand(deps)],
  actions: [
    sourcesButton(deps),
    ...mannerButtons(deps),
    ...verdictButtons(deps),
    reportButton,
    reportAction(deps),
    reportDone(deps),
    gapDone(deps),
  ],
  menus: [explainMenu(deps), reportMenu],
  mentioned: (mention) => answerMention(deps, mention),
})
