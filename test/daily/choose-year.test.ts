// A year of the shipped course: how long its questions last a group that is asked one every day.
import { beforeAll, expect, test } from 'vitest'
import { loadBank } from '#bank/bank.ts'
import type { Item } from '#bank/item.ts'
import type { Course } from '#course/course.ts'
import { chooseItem, type Use } from '#daily/choose.ts'
import { loadLibrary } from '#knowledge/library.ts'

let course: Course
let items: readonly Item[]
beforeAll(async () => {
  const library = await loadLibrary('knowledge')
  const [first] = library.courses
  if (!first) throw new Error('no course is shipped')
  course = first
  items = (await loadBank('knowledge', library)).items
})

const days = 400

/** What a guild is asked on each of so many days, and the days between two uses of one question. */
function year(pool: readonly Item[], syllabus: string | null) {
  const past: Use[] = []
  const gaps: number[] = []
  let firstRepeat: number | undefined
  for (let at = 0; at < days; at += 1) {
    const day = Temporal.PlainDate.from('2026-11-23').add({ days: at })
    const chosen = chooseItem(pool, course, past, { day, syllabus, seed: `g ${day}` })
    if (!chosen) throw new Error('the course has items')
    const { id, hash, keys, concept, domain = '' } = chosen.item
    const last = past.findLast((use) => use.item === id)
    if (last) {
      gaps.push(last.localDate.until(day).days)
      firstRepeat ??= at
    }
    past.push({ item: id, revision: hash, keys, voided: null, concept, domain, localDate: day })
  }
  return { past, gaps, firstRepeat, size: new Set(past.map((use) => use.item)).size }
}

test('all topics: months without a repeat, none inside 60 days, each domain at its weight', () => {
  const { past, gaps, firstRepeat } = year(items, null)
  expect(firstRepeat).toBeGreaterThan(80)
  expect(Math.min(...gaps)).toBeGreaterThan(60)
  for (const { id, weight } of course.domains) {
    const share = past.filter(({ domain }) => domain === id).length / past.length
    expect(share * 100).toBeCloseTo(weight, 0)
  }
  for (const [at, { concept }] of past.entries()) {
    expect(past.slice(Math.max(0, at - 6), at).map((use) => use.concept)).not.toContain(concept)
  }
})

test('five topics, or six questions: each comes again when all the others have been asked', () => {
  const fifth = course.topics[4]?.id ?? ''
  for (const { gaps, size } of [year(items, fifth), year(items.slice(0, 6), null)]) {
    expect(new Set(gaps)).toEqual(new Set([size]))
    expect(gaps).toHaveLength(days - size)
  }
})
