// Proofs: what each item's concept said when the item was last checked, kept beside the items.

import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { type Problem, problemsOf } from '#course/problem.ts'
import { readPart, readYaml } from '#lib/yaml.ts'
import { type Concept, type Lines, proofOf } from './concept.ts'
import { courseFolders } from './library.ts'

const fileName = 'proofs.yaml'
const heading =
  '# What the source of each item said when it was last checked; written by: npm run notes -- --accept\n'
const proofsFile = z.record(z.string(), z.string()).nullable()

/** An item of a course, as far as its proof goes. */
export type Proven = {
  readonly id: string
  /** Anchor of the concept that proves it. */
  readonly concept: string
  readonly source: { readonly file: string; readonly lines: Lines }
}
type Concepts = ReadonlyMap<string, Concept>
export type Recorded = {
  readonly proofs: ReadonlyMap<string, string>
  readonly problems: readonly Problem[]
}

/** The proofs on record in a knowledge folder, by item. A course without the file has none. */
export async function recordedProofs(dir: string): Promise<Recorded> {
  const root = resolve(dir)
  const proofs = new Map<string, string>()
  const problems: Problem[] = []
  for (const folder of await courseFolders(root)) {
    const path = join(folder, fileName)
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return ''
      throw error
    })
    const source = readYaml(text)
    const read = source.ok ? readPart(source.value, proofsFile) : source
    if (read.ok)
      for (const [item, proof] of Object.entries(read.value ?? {})) proofs.set(item, proof)
    else problems.push(...problemsOf(path.slice(root.length + 1), read.fault))
  }
  return { proofs, problems }
}

/** Items whose concept has changed since their proof was recorded, each at the concept's place. */
export function changedSources(
  items: readonly Proven[],
  concepts: Concepts,
  recorded: ReadonlyMap<string, string>,
): readonly Problem[] {
  return items.flatMap(({ id, concept, source: { file, lines } }) => {
    const now = concepts.get(concept)
    const then = recorded.get(id)
    if (!now || then === undefined || then === proofOf(now)) return []
    const problem =
      `item "${id}" was checked when this concept said something else; ` +
      'check it again, then run: npm run notes -- --accept'
    return [{ file, line: lines[0], problem }]
  })
}

/** Records what the concepts of all items say now; gives how many items are on record. */
export async function acceptProofs(
  dir: string,
  items: readonly Proven[],
  concepts: Concepts,
): Promise<number> {
  const root = resolve(dir)
  const lines = items.flatMap(({ id, concept, source }) => {
    const now = concepts.get(concept)
    return now ? [{ id, file: source.file, line: `${id}: ${JSON.stringify(proofOf(now))}` }] : []
  })
  for (const folder of await courseFolders(root)) {
    const own = lines.filter(({ file }) => join(root, file).startsWith(join(folder, '/')))
    if (own.length === 0) continue
    const sorted = own.map(({ line }) => line).sort()
    await writeFile(join(folder, fileName), `${heading}${sorted.join('\n')}\n`)
  }
  return lines.length
}
