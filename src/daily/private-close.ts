// Private close: the buttons of a question leave its message once they count for nothing.

import type { Round } from '#record/store.ts'
import type { GuildSettings } from '#settings/settings.ts'
import type { RoundDeps } from './deps.ts'
import { postOf } from './quiz.ts'

/**
 * Takes the buttons off the message of a closed round with private answers. Safe to repeat; a message
 * that is gone or may not be edited stays as it is, and its buttons say that the quiz is over.
 */
export async function takeButtonsOff(
  deps: RoundDeps,
  settings: GuildSettings,
  round: Round,
): Promise<void> {
  if (round.mode !== 'private' || round.state !== 'closed' || round.message === null) return
  const post = await postOf(deps, settings, round)
  if (post.kind !== 'panel') return
  const edited = await deps.chat.edit(round.channel, round.message, post.panel)
  if (edited.ok) return
  const { kind, reason } = edited.fault
  if (kind === 'unreachable') throw new Error(`chat unreachable: ${reason}`)
  deps.log.info({ round: round.id, kind, reason }, 'the buttons of a closed round stay')
}
