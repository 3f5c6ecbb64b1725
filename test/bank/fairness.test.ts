// The bank's fairness: who knows nothing but how a test is written gains nothing from it.

import { describe, expect, test } from 'vitest'
import { loadBank } from '#bank/bank.ts'
import type { Item } from '#bank/item.ts'
import { type Language, languages } from '#core/language.ts'
import { loadLibrary } from '#knowledge/library.ts'

const library = await loadLibrary('knowledge')
const { items } = await loadBank('knowledge', library)
const [course] = library.courses

type Option = Item['options'][number]
/** How much an option draws somebody who follows a rule instead of knowing the answer. */
type Lure = (option: Option, item: Item, language: Language) => number

const average = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length
const share = (part: readonly unknown[], whole: readonly unknown[]) => part.length / whole.length
const length = (text: string) => [...text].length

/** Words; Korean ones as pairs of syllables, so that particles do not hide a repeated word. */
function words(text: string): ReadonlySet<string> {
  const found = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(
    found.flatMap((word) =>
      /\p{Script=Hangul}{2}/u.test(word)
        ? [...word].slice(1).map((last, at) => `${[...word][at]}${last}`)
        : [word],
    ),
  )
}

function shared(option: Option, item: Item, language: Language): number {
  const stem = words(item.stem[language])
  return [...words(option.text[language])].filter((word) => stem.has(word)).length
}

/** The expected share of an item's keys among as many picks, ties drawn by lot. */
function score(item: Item, language: Language, lure: Lure): number {
  const drawn = item.options.map((option) => lure(option, item, language))
  const last = drawn.toSorted((a, b) => b - a)[item.keys.length - 1] ?? 0
  const sure = item.options.filter((_, at) => (drawn[at] ?? 0) > last)
  const tied = item.options.filter((_, at) => drawn[at] === last)
  const right = (options: readonly Option[]) =>
    options.filter(({ id }) => item.keys.includes(id)).length
  const luck = (item.keys.length - sure.length) / tied.length
  return (right(sure) + right(tied) * luck) / item.keys.length
}

describe.each(languages)('in %s no rule of thumb beats chance by more than a tenth', (language) => {
  const chance = average(items.map((item) => share(item.keys, item.options)))
  test.each<[string, Lure]>([
    ['the longest option', (option) => length(option.text[language])],
    ['the shortest option', (option) => -length(option.text[language])],
    ['most words in common with the stem', shared],
    ['fewest words in common with the stem', (...at) => -shared(...at)],
  ])('%s', (_, lure) => {
    const gained = average(items.map((item) => score(item, language, lure)))
    expect(gained).toBeLessThanOrEqual(chance + 0.1)
  })

  test('no right option says always or never, and none speaks of the others', () => {
    const texts = items.flatMap((item) =>
      item.options.map(({ id, text }) => ({ key: item.keys.includes(id), text: text[language] })),
    )
    const absolute = /\b(always|never)\b|항상|언제나|절대|반드시/i
    expect(texts.filter(({ key, text }) => key && absolute.test(text))).toEqual([])
    const others = /\b(all|none|both) of (the above|these)\b|(위|보기).*(모두|전부)/i
    expect(texts.filter(({ text }) => others.test(text))).toEqual([])
  })
})

describe('the bank is shaped like the exam', () => {
  test.each(course?.domains ?? [])('$id weighs $weight %', ({ id, weight }) => {
    const own = items.filter((item) => item.domain === id)
    expect(Math.abs(share(own, items) * 100 - (weight ?? 0))).toBeLessThanOrEqual(3)
  })

  test('every topic with notes has an item', () => {
    const noted = new Set([...library.concepts.values()].map(({ topic }) => topic))
    expect(new Set(items.map(({ topic }) => topic))).toEqual(noted)
  })

  test('about a tenth asks for two, and says so in both languages', () => {
    const two = items.filter((item) => item.keys.length === 2)
    expect(Math.abs(share(two, items) - 0.1)).toBeLessThanOrEqual(0.03)
    for (const item of items) {
      const asked = [/\(Choose two\.\)$/.test(item.stem.en), /\(두 가지 선택\)$/.test(item.stem.ko)]
      expect(asked, item.id).toEqual([two.includes(item), two.includes(item)])
    }
  })
})
