// Setup desk: the commands by which owners and members choose, and the buttons that belong to them.

import type { Action, Command } from '#core/command.ts'
import { oweReminder } from '#daily/remind.ts'
import { type SetupDeps, setupCommand } from './commands.ts'
import { helpCommand } from './help.ts'
import { settingsCommand, undoButton } from './member.ts'
import { type ScheduleDeps, scheduleCommand } from './schedule.ts'

/** `/setup`, `/schedule`, `/settings` and `/help`, and the way back from a change. */
export function setupDesk(deps: SetupDeps & ScheduleDeps): {
  readonly commands: readonly Command[]
  readonly actions: readonly Action[]
} {
  const { db, clock, mention } = deps
  const owners = {
    ...deps,
    async replan(guild: string) {
      await deps.replan(guild)
      // Waking hours or the zone may have moved: so does the reminder of the round that is open.
      await oweReminder(db, guild, clock())
    },
  }
  return {
    commands: [
      setupCommand(owners),
      scheduleCommand(owners),
      settingsCommand(deps),
      helpCommand(mention),
    ],
    actions: [undoButton(deps)],
  }
}
