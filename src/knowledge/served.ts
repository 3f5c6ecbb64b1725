// Served: the version of each file that is in use: the newest, or the last good one while that is broken.

import type { Fault } from '#lib/yaml.ts'
import type { Source } from './source.ts'

/** Faults by file: what makes a version unfit to be served. */
export type Broken = ReadonlyMap<string, readonly Fault[]>
type Files = ReadonlyMap<string, Source>

export type Served<Outcome> = {
  readonly files: Files
  /** What was made of these files. */
  readonly outcome: Outcome
  /** Files whose newest version is broken and whose last good one is in use, with its faults. */
  readonly held: Broken
  /** The last good version of every file that has one. */
  readonly good: Files
}

/**
 * Chooses a version of each file. `make` turns files into whatever is served and says which of them
 * are broken; a broken file gives way to its last good version where there is one that is not broken
 * itself (a note may have been good for an older course.yaml).
 */
export async function serve<Outcome extends { readonly broken: Broken }>(
  newest: Files,
  good: Files,
  make: (files: Files) => Outcome | Promise<Outcome>,
): Promise<Served<Outcome>> {
  const files = new Map(newest)
  const held = new Map<string, readonly Fault[]>()
  const hopeless = new Set<string>()
  let outcome = await make(files)
  for (;;) {
    let isChanged = false
    for (const [file, faults] of outcome.broken) {
      const now = newest.get(file)
      const last = good.get(file)
      if (!now || hopeless.has(file)) continue
      if (held.delete(file)) {
        files.set(file, now)
        hopeless.add(file)
      } else if (last && last !== now) {
        files.set(file, last)
        held.set(file, faults)
      } else continue
      isChanged = true
    }
    if (!isChanged) break
    outcome = await make(files)
  }
  const isGood = (file: string) => !outcome.broken.has(file)
  return { files, outcome, held, good: new Map([...files].filter(([file]) => isGood(file))) }
}
