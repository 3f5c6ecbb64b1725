// Choosing what a member practises next.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseItem, type Known } from '#practice/choose.ts'
import { conceptOn, itemOn, starterItems } from './support.ts'

const feeding = conceptOn('feeding', 'starter')
const ageing = conceptOn('ageing', 'starter')
const salting = conceptOn('salting', 'salt')
const heat = conceptOn('heat', 'oven')

const done = (
  inSet: readonly string[] = [],
  right: Record<string, string> = {},
  withheld: Known['withheld'] = new Map(),
): Known => ({
  inSet: new Set(inSet),
  lastRight: new Map(Object.entries(right).map(([id, at]) => [id, Temporal.Instant.from(at)])),
  withheld,
})
const choose = (cited: Parameters<typeof chooseItem>[1], with_ = done(), seed = '1') =>
  chooseItem(starterItems, cited, with_, seed)

test('an item on a cited concept comes before those on its topic', () => {
  for (let seed = 0; seed < 20; seed += 1) {
    const choice = choose([feeding], done(), String(seed))
    expect(choice).toMatchObject({ about: 'concept', item: { concept: 'feeding' } })
  }
})

test('without an item on the concept there is one on its topic, said so', () => {
  expect(choose([ageing])).toMatchObject({ about: 'topic', item: { topic: 'starter' } })
})

test('when the first cited topic has none the next one serves', () => {
  expect(choose([salting, conceptOn('steam', 'oven')])).toMatchObject({
    about: 'topic',
    item: { id: 'heat-1' },
  })
})

test('a topic without items, and the same topic of another course, have none', () => {
  expect(choose([salting])).toEqual({ kind: 'none' })
  expect(choose([{ ...conceptOn('steam', 'oven'), course: 'cooking' }])).toEqual({ kind: 'none' })
  expect(choose([])).toEqual({ kind: 'none' })
})

test('an item on the concept that was right lately comes after the one that was not', () => {
  const right = { 'feed-1': '2026-11-10T00:00:00Z' }
  for (let seed = 0; seed < 20; seed += 1) {
    expect(choose([feeding], done([], right), String(seed))).toMatchObject({
      item: { id: 'feed-2' },
    })
  }
})

test('of items that were all right lately the one longest ago comes first', () => {
  const right = { 'feed-1': '2026-11-12T00:00:00Z', 'feed-2': '2026-11-10T00:00:00Z' }
  for (let seed = 0; seed < 20; seed += 1) {
    expect(choose([feeding], done([], right), String(seed))).toMatchObject({
      item: { id: 'feed-2' },
    })
  }
})

test('equal items are each drawn by some seed, and the same by the same seed', () => {
  const drawn = Array.from({ length: 40 }, (_, seed) => choose([feeding], done(), String(seed)))
  expect(drawn).toEqual(
    Array.from({ length: 40 }, (_, seed) => choose([feeding], done(), String(seed))),
  )
  const ids = drawn.map((choice) => (choice.kind === 'item' ? choice.item.id : choice.kind))
  expect(new Set(ids)).toEqual(new Set(['feed-1', 'feed-2']))
})

test('a set meets each item of its concepts, then of their topics, exactly once, but none withheld', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(fc.constantFrom('x', 'y', 'z'), fc.constantFrom('s', 't')), {
        selector: String,
      }),
      fc.infiniteStream(fc.constantFrom(undefined, 'wrong', 'today')),
      fc.string(),
      (places, flaws, seed) => {
        const items = places.map(([concept, topic]) => itemOn(concept + topic, concept, topic))
        const withheld = new Map(
          items.flatMap((item): [typeof item, 'wrong' | 'today'][] => {
            const why = flaws.next().value
            return why ? [[item, why]] : []
          }),
        )
        const ofSet = items.filter(({ concept, topic }) => concept === 'x' || topic === 's')
        const wanted = ofSet.filter((item) => !withheld.has(item))
        const cited = [conceptOn('x', 's')]
        const met: string[] = []
        const abouts: string[] = []
        while (met.length <= items.length) {
          const choice = chooseItem(items, cited, done(met, {}, withheld), `${seed}${met.length}`)
          if (choice.kind !== 'item') {
            const why = ofSet.flatMap((item) => withheld.get(item) ?? [])
            const rest = why.includes('today') ? 'today' : (why[0] ?? 'finished')
            expect(choice.kind).toBe(ofSet.length === 0 ? 'none' : rest)
            if ('item' in choice) expect(withheld.get(choice.item)).toBe(choice.kind)
            break
          }
          met.push(choice.item.id)
          abouts.push(choice.about)
        }
        expect([...met].sort()).toEqual(wanted.map(({ id }) => id).sort())
        expect(abouts).toEqual(abouts.toSorted())
      },
    ),
  )
})

test('an item on any of the cited concepts will do', () => {
  const drawn = Array.from({ length: 40 }, (_, seed) =>
    choose([feeding, heat], done(), String(seed)),
  )
  const ids = drawn.map((choice) => (choice.kind === 'item' ? choice.item.id : choice.kind))
  expect(new Set(ids)).toEqual(new Set(['feed-1', 'feed-2', 'heat-1']))
})
