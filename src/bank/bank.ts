// Bank: every quiz item of the courses' item files.

import { readdir, readFile } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import type { Course } from '#course/course.ts'
import { type Problem, problemsOf } from '#course/problem.ts'
import { courseFolders, type Library } from '#knowledge/library.ts'
import { type Fault, readPart, readYaml } from '#lib/yaml.ts'
import { authoredItem, type Item, placedItem } from './item.ts'

export type Bank = { readonly items: readonly Item[]; readonly problems: readonly Problem[] }

type Placed = { readonly item: Item; readonly file: string; readonly line: number }

function misplaced(item: Item, courses: readonly Course[]): string | undefined {
  const course = courses.find((each) => each.id === item.course)
  const domain = course?.domains.find((each) => each.id === item.domain)
  if (!domain) return `item "${item.id}": the course has no domain "${item.domain}"`
  if (item.task === undefined || domain.tasks.some((task) => task.id === item.task))
    return undefined
  return `item "${item.id}": domain "${domain.id}" has no task "${item.task}"`
}

/** The items of one file; a broken one is a fault with its line, the others still count. */
function parseItems(
  text: string,
  library: Library,
): { items: readonly { item: Item; line: number }[]; faults: readonly Fault[] } {
  const source = readYaml(text)
  if (!source.ok) return { items: [], faults: source.fault }
  const { value, lineOf } = source.value
  if (value === null) return { items: [], faults: [] }
  if (!Array.isArray(value)) {
    return { items: [], faults: [{ line: 1, problem: 'the file is not a list of items' }] }
  }
  const items: { item: Item; line: number }[] = []
  const faults: Fault[] = []
  for (const at of value.keys()) {
    const read = readPart(source.value, authoredItem, [at])
    if (!read.ok) {
      const name = (value[at] as { id?: unknown } | null)?.id ?? at + 1
      for (const { line, problem } of read.fault) {
        faults.push({ line, problem: `item "${name}": ${problem}` })
      }
      continue
    }
    const concept = library.concepts.get(read.value.concept)
    const item = concept && placedItem(read.value, concept)
    const wrong = item
      ? misplaced(item, library.courses)
      : `item "${read.value.id}": no note has its concept "${read.value.concept}"`
    const line = lineOf([at, wrong && !item ? 'concept' : 'id'])
    if (item && !wrong) items.push({ item, line })
    else if (wrong) faults.push({ line, problem: wrong })
  }
  return { items, faults }
}

async function itemFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(join(folder, 'items')).catch(() => [])
  const yaml = names.filter((name) => /\.ya?ml$/.test(name)).sort()
  return yaml.map((name) => join(folder, 'items', name))
}

/**
 * Reads the item files of a knowledge folder; each item is placed by its concept in the library.
 * `textOf` may give the version of a file that is in use instead of what stands on disk.
 */
export async function loadBank(
  dir: string,
  library: Library,
  textOf: (file: string) => string | undefined = () => undefined,
): Promise<Bank> {
  const root = resolve(dir)
  const folders = await courseFolders(root)
  const files = (await Promise.all(folders.map(itemFiles))).flat()
  const placed = new Map<string, Placed>()
  const problems: Problem[] = []
  for (const path of files) {
    const file = relative(root, path).split(sep).join('/')
    const { items, faults } = parseItems(textOf(file) ?? (await readFile(path, 'utf8')), library)
    problems.push(...problemsOf(file, faults))
    for (const { item, line } of items) {
      const first = placed.get(item.id)
      if (first) {
        const problem = `item "${item.id}" stands twice: also in ${first.file}:${first.line}`
        problems.push({ file, line, problem })
      } else placed.set(item.id, { item, file, line })
    }
  }
  return { items: [...placed.values()].map(({ item }) => item), problems }
}
