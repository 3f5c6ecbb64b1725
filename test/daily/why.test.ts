// Why: what an owner is told of a choice is what the guild's history and the course say by hand.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Item } from '#bank/item.ts'
import type { Course } from '#course/course.ts'
import { chooseItem, fallen, type Use, type Why } from '#daily/choose.ts'
import { whyText } from '#daily/why.ts'

const both = (text: string) => ({ ko: `${text} 케이`, en: text })
const course = {
  id: 'c',
  title: both('c'),
  domains: [
    { id: 'heavy', title: both('Heavy'), weight: 70, tasks: [] },
    { id: 'light', title: both('Light'), weight: 30, tasks: [] },
  ],
  topics: ['t1', 't2', 't3'].map((id) => ({ id, title: both(`Topic ${id}`), domain: 'heavy' })),
} as unknown as Course
const item = (number: number): Item =>
  ({
    id: `i${number}`,
    topic: `t${(number % 3) + 1}`,
    domain: number % 2 ? 'light' : 'heavy',
    concept: `k${number % 5}`,
    keys: ['a'],
    hash: 'first',
  }) as unknown as Item
const items = Array.from({ length: 12 }, (_, number) => item(number))
const useOf = (
  { id, hash, keys, concept, domain = '' }: Item,
  localDate: Temporal.PlainDate,
): Use => {
  return { item: id, revision: hash, keys, voided: null, concept, domain, localDate }
}
const today = Temporal.PlainDate.from('2026-11-22')
const daysAgo = ({ localDate }: Use) => localDate.until(today).days

const pasts = fc
  .uniqueArray(fc.record({ ago: fc.integer({ min: 1, max: 90 }), number: fc.nat(11) }), {
    selector: ({ ago }) => ago,
    maxLength: 60,
  })
  .map((uses) =>
    uses.map(({ ago, number }): Use => {
      return useOf(item(number), today.subtract({ days: ago }))
    }),
  )

/** Every item was asked ten days ago. */
const allRecent = items.map((one) => useOf(one, today.subtract({ days: 10 })))

test('the reasons given are true of the history, whatever it is', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(pasts, fc.constantFrom(null, 't1', 't2'), fc.string(), (past, syllabus, seed) => {
      const chosen = chooseItem(items, course, past, { day: today, syllabus, seed })
      if (!chosen) throw new Error('something always fits')
      const { item: one, why } = chosen
      const allowed = ['t1', 't2', 't3'].slice(0, Number(syllabus?.slice(1) ?? 3))
      const pool = items.filter(({ topic }) => allowed.includes(topic))
      const usesOf = ({ id }: Item) => past.filter((use) => use.item === id)
      const isRested = (other: Item) => usesOf(other).every((use) => daysAgo(use) > 60)
      const isFresh = ({ concept }: Item) =>
        !past.some((use) => use.concept === concept && daysAgo(use) < 7)
      const ofDomain = pool.filter(({ domain }) => domain === why.domain)
      seen.add(why.fell)

      expect(why.asked).toBe(past.length)
      expect(why.reached).toBe(syllabus ?? undefined)
      const share = past.filter(({ domain }) => domain === why.domain).length / (past.length || 1)
      expect(why.share).toBeCloseTo(share * 100, 0)
      const last = usesOf(one).sort((a, b) => daysAgo(a) - daysAgo(b))[0]
      expect(why.lastUse).toBe(last?.localDate.toString())
      expect(why.equal).toBeGreaterThanOrEqual(1)
      expect(chosen.usedBefore).toBe(usesOf(one).length)
      expect(why.barred).toBeUndefined()
      // Furthest below its weight, of those that have questions.
      const lackOf = (id: string, weight: number) =>
        weight / 100 - past.filter(({ domain }) => domain === id).length / (past.length || 1)
      const lacks = course.domains
        .filter(({ id }) => pool.some(({ domain }) => domain === id))
        .map(({ id, weight }) => ({ id, lack: lackOf(id, weight) }))
      const most = Math.max(...lacks.map(({ lack }) => lack))
      expect(lacks.find(({ id }) => id === why.domain)?.lack).toBeCloseTo(most, 9)
      // Each rule that fell had to, and the others hold.
      if (why.fell === 'none') expect([one.domain, isFresh(one)]).toEqual([why.domain, true])
      else expect(ofDomain.some((other) => isRested(other) && isFresh(other))).toBe(false)
      if (why.fell === 'week') expect([one.domain, isRested(one)]).toEqual([why.domain, true])
      if (why.fell === 'domain') {
        expect(ofDomain.some(isRested)).toBe(false)
        expect(isRested(one)).toBe(true)
      }
      if (why.fell === 'rest') expect(pool.some(isRested)).toBe(false)
    }),
    // Histories in which nothing has rested are rare: this one is always tried.
    { numRuns: 400, examples: [[allRecent, null, 'any']] },
  )
  expect(seen).toEqual(new Set(fallen))
})

test('is told in words in both languages, each rule, and nothing is left blank', () => {
  const why: Why = { fell: 'none', asked: 20, equal: 3, domain: 'light', share: 25, weight: 30 }
  const told = (part: Partial<Why>, language: 'ko' | 'en', usedBefore = 0) =>
    whyText({ why: { ...why, ...part }, usedBefore }, course, language)
  for (const language of ['ko', 'en'] as const) {
    const texts = fallen.map((fell) =>
      told({ fell, reached: 't2', lastUse: '2026-08-01' }, language, 2),
    )
    expect(new Set(texts).size).toBe(fallen.length)
    for (const text of [...texts, told({}, language), told({ asked: 0, share: 0 }, language)]) {
      expect(text).not.toMatch(/undefined|null|NaN/)
      expect(text.split('\n')).toHaveLength(5)
    }
    for (const barred of [1, 2]) {
      const text = told({ barred }, language)
      expect(text.split('\n')).toHaveLength(6)
      expect(text).toMatch(language === 'ko' ? `문제 ${barred}개는 뺐어요` : /left out/)
    }
    expect(texts[0]).toContain(language === 'ko' ? 'Light 케이' : 'Light')
    expect(texts[0]).toContain(language === 'ko' ? 'Topic t2 케이' : 'Topic t2')
    for (const figure of ['25%', '30%', '20', '2026-08-01', '3']) {
      expect(texts[0]).toContain(figure)
    }
  }
})

test('a round older than the reasons says so', () => {
  expect(whyText({ why: null, usedBefore: 0 }, course, 'en')).toContain('not written down')
})
