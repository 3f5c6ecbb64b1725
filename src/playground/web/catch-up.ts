// Catch up: a snapshot joined with what happened while it was on its way.

import type { Answer } from './client.ts'
import type { Action } from './state.ts'
import type { ServerEvent, Snapshot } from './wire.ts'

export type CatchUp = {
  /** Tells of an event; whatever is on its way will not undo it. */
  readonly hear: (event: ServerEvent) => void
  /** Asks for a snapshot and dispatches it while `isCurrent`, then again what was heard meanwhile. */
  readonly take: (as: string, isCurrent: () => boolean) => Promise<Answer<Snapshot>>
}

/**
 * A snapshot tells how things stood at some moment between being asked for and coming. Events heard in
 * that time are newer or in it already, and applying one twice changes nothing, so they are repeated.
 */
export const catchUp = (
  ask: (as: string) => Promise<Answer<Snapshot>>,
  dispatch: (action: Action) => void,
): CatchUp => {
  const underWay = new Set<ServerEvent[]>()
  return {
    hear(event) {
      for (const heard of underWay) heard.push(event)
    },
    async take(as, isCurrent) {
      const heard: ServerEvent[] = []
      underWay.add(heard)
      const answer = await ask(as)
      underWay.delete(heard)
      if (answer.ok && isCurrent()) {
        dispatch({ type: 'snapshot', snapshot: answer.value })
        for (const event of heard) dispatch(event)
      }
      return answer
    },
  }
}
