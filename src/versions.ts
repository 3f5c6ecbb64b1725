// Versions: what concepts and items say is written down as it changes, so that a citation knows when.

import { syncBank } from '#bank/store.ts'
import type { Clock, Db, Log } from '#core/deps.ts'
import { proofOf } from '#knowledge/concept.ts'
import { syncConcepts } from '#knowledge/store.ts'
import { portraitOf } from '#lib/portrait.ts'
import type { Shelves } from './app.ts'

export type Versions = {
  /** Writes down what is told now. */
  readonly write: () => Promise<void>
  /** Writes it down behind whatever is being written; a failure is logged and the next change tries anew. */
  readonly keep: () => void
}

export function versionsOver({
  db,
  clock,
  log,
  material,
}: {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly material: Shelves
}): Versions {
  async function write(): Promise<void> {
    const library = material.current()
    const { items } = material.bank()
    await syncConcepts(db, library, clock())
    const proofs = new Map([...library.concepts].map(([id, concept]) => [id, proofOf(concept)]))
    await syncBank(db, items, proofs, clock())
  }
  let writing: Promise<void> = Promise.resolve()
  return {
    write,
    // One after the other, so that the newest is written last.
    keep() {
      writing = writing
        .then(write)
        .catch((fault) => log.error(portraitOf(fault), 'versions not kept'))
    },
  }
}
