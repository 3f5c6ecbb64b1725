// Staged: the stages of one reply on their way to the screen, spaced out and never queued.

import { setTimeout as delay } from 'node:timers/promises'
import type { Reply, Staged } from '#core/reply.ts'

/** What became of a reply. `gone`: there is no place any more to show this one or a later one. */
export type Shown = 'shown' | 'failed' | 'gone'

/** Puts a reply on the screen. Only the last one is worth much patience. */
export type Show = (reply: Reply, isLast: boolean) => Promise<Shown>

/** How long to wait before a reply that could not be shown is tried again, in milliseconds each. */
export const outage = [500, 2000, 5000]

// A final reply that is ready within an eighth of the gap needs no earlier stage before it.
const patience = 1 / 8

export const hasStages = (staged: Staged): staged is AsyncIterable<Reply> =>
  Symbol.asyncIterator in staged

/**
 * Shows the stages as they come: edits start at least `gap` milliseconds after the one before has
 * ended, a stage that is overtaken while it waits is never shown, and the last one always is.
 * Work on the next stage goes on while one is being shown. As soon as the place is gone (`show` says
 * so, or `ended`), the stages are told to end and nothing more is shown. Gives what became of the last
 * stage; `silent` when there was none.
 */
export async function present(
  staged: Staged,
  show: Show,
  gap: number,
  ended: AbortSignal = new AbortController().signal,
): Promise<Shown | 'silent'> {
  if (!hasStages(staged)) return ended.aborted ? 'gone' : show(staged, true)
  const stages = staged[Symbol.asyncIterator]()
  const gone = Promise.withResolvers<'gone'>()
  const leave = () => gone.resolve('gone')
  ended.addEventListener('abort', leave, { once: true })
  if (ended.aborted) leave()
  let coming = stages.next()
  let waiting: Reply | undefined
  let shown: { readonly reply: Reply; readonly arrived: Promise<Shown> } | undefined
  let free: Promise<'free'> = delay(gap * patience, 'free')
  try {
    for (;;) {
      const events = waiting === undefined ? [coming] : [coming, free]
      const event = await Promise.race([gone.promise, ...events])
      if (event === 'gone') return event
      if (event === 'free') {
        if (waiting === undefined) continue
        const arrived = show(waiting, false)
        shown = { reply: waiting, arrived }
        waiting = undefined
        free = arrived.then((became) => {
          if (became === 'gone') leave()
          return delay(gap, 'free')
        })
        // It is awaited below in every case; until then a failure must not count as unhandled.
        free.catch(() => undefined)
      } else if (event.done === true) {
        break
      } else {
        waiting = event.value
        coming = stages.next()
      }
    }
    if (waiting !== undefined) {
      const event = shown === undefined ? 'free' : await Promise.race([gone.promise, free])
      return event === 'gone' ? event : await show(waiting, true)
    }
    if (shown === undefined) return 'silent'
    const became = await shown.arrived
    return became === 'failed' ? await show(shown.reply, true) : became
  } finally {
    ended.removeEventListener('abort', leave)
    // Stages that are left unfinished are told to end, and what they throw is late.
    coming.catch(() => undefined)
    stages.return?.().catch(() => undefined)
    // Whoever shows an apology next must not be overtaken by a stage still on its way.
    await shown?.arrived
  }
}
