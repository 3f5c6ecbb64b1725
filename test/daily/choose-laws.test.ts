// Choose: the rules hold for any history, also one in which questions were found wrong.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Item } from '#bank/item.ts'
import { chooseItem, type Use } from '#daily/choose.ts'
import { course, item, items, start, useOf } from './choosing.ts'

const today = start.add({ days: 400 })
/** Any history: items asked some days ago, of this revision or another, found wrong or not. */
const histories = fc
  .uniqueArray(
    fc.record({
      ago: fc.integer({ min: 1, max: 150 }),
      number: fc.nat(17),
      revision: fc.constantFrom('first', 'first', 'first', 'older'),
      fate: fc.constantFrom('fine', 'fine', 'fine', 'voided', 'rekeyed'),
    }),
    { selector: ({ ago }) => ago, maxLength: 100 },
  )
  .map((asked) =>
    asked.map(({ ago, number, revision, fate }): Use => {
      const localDate = today.subtract({ days: ago })
      const use = { ...useOf(item(number), localDate), revision }
      if (fate === 'voided') return { ...use, voided: Temporal.Instant.fromEpochMilliseconds(0) }
      return fate === 'rekeyed' ? { ...use, keys: ['b'] } : use
    }),
  )
const agoOf = ({ localDate }: Use) => localDate.until(today).days
const choose = (past: readonly Use[], seed = 's', syllabus: string | null = null) =>
  chooseItem(items, course, past, { day: today, syllabus, seed })
/** Whether the guild found the item wrong as it is now. */
const isFaulty = (past: readonly Use[], { id }: Item) =>
  past.some(
    (use) =>
      use.item === id &&
      use.revision === 'first' &&
      (use.voided !== null || use.keys.includes('b')),
  )

test('what the guild voided or re-keyed stays away until it is revised, whatever else must fall', () => {
  let barred = 0
  fc.assert(
    fc.property(histories, fc.constantFrom(null, 't1', 't2'), (past, syllabus) => {
      const chosen = choose(past, 's', syllabus)
      const allowed = ['t1', 't2', 't3'].slice(0, Number(syllabus?.slice(1) ?? 3))
      const pool = items.filter(({ topic }) => allowed.includes(topic))
      const faulty = pool.filter((one) => isFaulty(past, one))
      barred += faulty.length
      expect(chosen === undefined).toBe(faulty.length === pool.length)
      if (!chosen) return
      expect(faulty).not.toContain(chosen.item)
      expect(chosen.why.barred).toBe(faulty.length || undefined)
    }),
    { numRuns: 300 },
  )
  expect(barred).toBeGreaterThan(0)
})

test('a question that counts again, or was rewritten, may come again', () => {
  const [one] = items
  if (!one) throw new Error('there is an item')
  const found = {
    ...useOf(one, today.subtract({ days: 70 })),
    voided: today.toZonedDateTime('UTC').toInstant(),
  }
  const only = (use: Use, hash = 'first') =>
    chooseItem([{ ...one, hash }], course, [use], { day: today, syllabus: null, seed: '' })
  expect(only(found)).toBeUndefined()
  expect(only({ ...found, voided: null, keys: ['b'] })).toBeUndefined()
  expect(only({ ...found, voided: null })?.usedBefore).toBe(1)
  expect(only(found, 'second')?.usedBefore).toBe(1)
})

test('unused first, then the oldest, of those that fit; never inside 60 days while one is unused', () => {
  fc.assert(
    fc.property(histories, fc.string(), (past, seed) => {
      const chosen = choose(past, seed)
      if (!chosen) return
      const ageOf = ({ id }: Item) =>
        Math.min(Number.POSITIVE_INFINITY, ...past.filter((use) => use.item === id).map(agoOf))
      const pool = items.filter((one) => !isFaulty(past, one))
      const isFresh = ({ concept }: Item) =>
        !past.some((use) => use.concept === concept && agoOf(use) < 7)
      const isRested = (one: Item) => ageOf(one) > 60
      const ofDomain = ({ domain }: Item) => domain === chosen.why.domain
      const rules = {
        none: [isFresh, ofDomain, isRested],
        week: [ofDomain, isRested],
        domain: [isRested],
        rest: [],
      }
      const fitting = pool.filter((one) => rules[chosen.why.fell].every((rule) => rule(one)))
      expect(ageOf(chosen.item)).toBe(Math.max(...fitting.map(ageOf)))
      expect(chosen.why.equal).toBe(
        fitting.filter((one) => ageOf(one) === ageOf(chosen.item)).length,
      )
      if (pool.some((one) => ageOf(one) === Number.POSITIVE_INFINITY)) {
        expect(isRested(chosen.item)).toBe(true)
      }
    }),
    { numRuns: 300 },
  )
})

test('another guild, or another day, draws otherwise', () => {
  const drawn = Array.from({ length: 40 }, (_, number) => choose([], `g${number}`)?.item.id)
  expect(new Set(drawn).size).toBeGreaterThan(3)
})
