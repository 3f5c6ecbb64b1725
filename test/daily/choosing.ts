// Choosing for tests: a course of two domains, its items, and a guild that is asked one of them a day.
import type { Item } from '#bank/item.ts'
import type { Course } from '#course/course.ts'
import { chooseItem, type Use } from '#daily/choose.ts'

const both = (text: string) => ({ ko: text, en: text })
export const course = {
  id: 'c',
  title: both('c'),
  domains: [
    { id: 'heavy', title: both('heavy'), weight: 70, tasks: [] },
    { id: 'light', title: both('light'), weight: 30, tasks: [] },
  ],
  topics: [
    { id: 't1', title: both('t1'), domain: 'heavy' },
    { id: 't2', title: both('t2'), domain: 'light' },
    { id: 't3', title: both('t3'), domain: 'heavy' },
  ],
} as unknown as Course
export const item = (number: number): Item =>
  ({
    id: `i${number}`,
    topic: `t${(number % 3) + 1}`,
    domain: number % 2 ? 'light' : 'heavy',
    concept: `k${number % 7}`,
    keys: ['a'],
    hash: 'first',
    options: [],
  }) as unknown as Item
export const items = Array.from({ length: 18 }, (_, number) => item(number))
export const useOf = (
  { id, hash, keys, concept, domain = '' }: Item,
  localDate: Temporal.PlainDate,
) => ({
  item: id,
  revision: hash,
  keys,
  voided: null,
  concept,
  domain,
  localDate,
})
export const start = Temporal.PlainDate.from('2026-01-01')

/** Asks the guild one item a day and gives what was asked. */
export function season(
  days: number,
  pool: readonly Item[],
  syllabus: string | null = null,
  seed = 's',
) {
  const past: (Use & { topic: string; again: boolean })[] = []
  for (let index = 0; index < days; index += 1) {
    const day = start.add({ days: index })
    const chosen = chooseItem(pool, course, past, { day, syllabus, seed: `${seed}${day}` })
    if (!chosen) break
    const { topic } = chosen.item
    past.push({ ...useOf(chosen.item, day), topic, again: chosen.usedBefore > 0 })
  }
  return past
}
