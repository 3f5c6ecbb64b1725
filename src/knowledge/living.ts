// Living library: a knowledge folder's library that follows its files while members ask.

import { basename, resolve } from 'node:path'
import type { Log } from '#core/deps.ts'
import type { Glossary } from '#course/glossary.ts'
import { type Problem, problemsOf } from '#course/problem.ts'
import type { Fault } from '#lib/yaml.ts'
import { conceptsOf, glossaryOf, type Library, libraryOf } from './library.ts'
import { createIndex, type Index } from './search-index.ts'
import { type Broken, serve } from './served.ts'
import { type Shelf, shelvesOf } from './shelf.ts'
import { nextTurn } from './slices.ts'
import { createTreeReader, type Source, type Tree } from './source.ts'
import { watchFolder } from './watch.ts'

/** Reads what else the folder holds: `textOf` gives the version in use of a file, by its name. */
export type ReadBeside<Beside> = (
  dir: string,
  library: Library,
  textOf: (file: string) => string | undefined,
) => Promise<Beside>

type Change<Beside> = { readonly library: Library; readonly beside: Beside }

export type LivingLibrary<Beside> = {
  readonly current: () => Library
  /** What `beside` read with the current library, such as the bank. */
  readonly beside: () => Beside
  /** Everything that is wrong in the folder now, also in versions that are not served. */
  readonly problems: () => readonly Problem[]
  /** Calls `listener` after every change that counts; gives the way to end that. */
  readonly onChange: (listener: (change: Change<Beside>) => void) => () => void
  /** Looks at the folder now, or at these files; resolves when the library is as the folder was. */
  readonly refresh: (touched?: ReadonlySet<string>) => Promise<void>
  readonly stop: () => Promise<void>
}

/** With more changed concepts than this, or so many more dead than living, a new index is made aside. */
const manyAtOnce = 2000

type State<Beside> = {
  readonly library: Library
  readonly beside: Beside
  readonly problems: readonly Problem[]
  readonly glossary: Glossary
  readonly files: ReadonlyMap<string, Source>
  readonly good: ReadonlyMap<string, Source>
  readonly held: Broken
}

const heldProblem = ({ problem, line }: Fault): Fault => ({
  line,
  problem: `${problem} (the last good version of this file is served)`,
})

const sameGlossary = (one: Glossary, other: Glossary): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other)

const sameFiles = (one: ReadonlyMap<string, Source>, other: ReadonlyMap<string, Source>): boolean =>
  one.size === other.size && [...one].every(([file, source]) => other.get(file) === source)

/** Brings the index to what the shelves hold; a new one where that is less work, or the words changed. */
async function followed(before: Index | undefined, shelves: readonly Shelf[], isNew: boolean) {
  await nextTurn()
  const concepts = conceptsOf(shelves)
  await nextTurn()
  const isStale = !before || isNew || before.dead() > concepts.size + manyAtOnce
  const isFollowed = !isStale && (await before.follow(concepts.values(), manyAtOnce))
  const index = isFollowed ? before : await createIndex(concepts.values(), glossaryOf(shelves))
  return libraryOf(shelves, concepts, index)
}

/**
 * Opens a knowledge folder and follows it: a changed file is read again by its hash and only its
 * concepts are indexed anew, a broken edit leaves the last good version of that file in use until it
 * is mended. `beside` reads what other features keep in the folder, after each change.
 */
export async function openLibrary<Beside extends { readonly problems: readonly Problem[] }>(
  dir: string,
  { log, beside }: { readonly log: Log; readonly beside: ReadBeside<Beside> },
): Promise<LivingLibrary<Beside>> {
  const root = resolve(dir)
  const reader = createTreeReader(root)
  const listeners = new Set<(change: Change<Beside>) => void>()

  async function stateOf(tree: Tree, before: State<Beside> | undefined): Promise<State<Beside>> {
    const none: ReadonlyMap<string, Source> = new Map()
    const notes = await serve(tree.files, before?.good ?? none, async (files) => {
      const shelves = await shelvesOf({ ...tree, files }, basename(root))
      return { shelves, broken: new Map(shelves.flatMap((shelf) => [...shelf.broken])) }
    })
    const { shelves } = notes.outcome
    const glossary = glossaryOf(shelves)
    const isNew = !before || !sameGlossary(before.glossary, glossary)
    const library = await followed(before?.library.index, shelves, isNew)
    // A file that only `beside` reads is broken when problems name it.
    const own = new Set(library.problems.map(({ file }) => file))
    const others = await serve(notes.files, before?.good ?? none, async (files) => {
      const read = await beside(root, library, (file) => files.get(file)?.text)
      const faulty = Map.groupBy(read.problems, ({ file }) => file)
      for (const file of own) faulty.delete(file)
      return { read, broken: faulty }
    })
    const held = new Map([...notes.held, ...others.held])
    const good = new Map([...others.good].filter(([file]) => notes.good.has(file)))
    const read = others.outcome.read
    const problems = [
      ...library.problems,
      ...read.problems,
      ...[...held].flatMap(([file, faults]) => problemsOf(file, faults.map(heldProblem))),
    ]
    return { library, beside: read, problems, glossary, files: tree.files, good, held }
  }

  function tell(before: State<Beside>, after: State<Beside>): void {
    for (const [file, faults] of after.held) {
      if (before.held.has(file) && before.files.get(file) === after.files.get(file)) continue
      for (const { line, problem } of faults) {
        log.warn({ file, line, problem }, 'edit not taken over: its last good version is served')
      }
    }
    for (const file of before.held.keys()) {
      if (!after.held.has(file)) log.info({ file }, 'file mended')
    }
  }

  let state = await stateOf(await reader.read(), undefined)
  let turn: Promise<void> = Promise.resolve()
  async function update(touched: ReadonlySet<string> | undefined): Promise<void> {
    const began = performance.now()
    const tree = await reader.read(touched)
    const before = state
    if (sameFiles(before.files, tree.files)) return
    state = await stateOf(tree, before)
    tell(before, state)
    const milliseconds = Math.round(performance.now() - began)
    const { concepts } = state.library
    log.info({ concepts: concepts.size, milliseconds }, 'notes read again')
    for (const listener of listeners) listener({ library: state.library, beside: state.beside })
  }
  const refresh = (touched?: ReadonlySet<string>): Promise<void> => {
    const next = turn.then(() => update(touched))
    turn = next.catch((fault) =>
      log.error({ fault: String(fault) }, 'notes could not be read again'),
    )
    return next
  }

  const watching = await watchFolder(root, log, (files) => void refresh(files).catch(() => {}))
  return {
    current: () => state.library,
    beside: () => state.beside,
    problems: () => state.problems,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    refresh,
    async stop() {
      await watching.stop()
      listeners.clear()
      await turn
    },
  }
}
