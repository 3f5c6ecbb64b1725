// What the buttons under a question remember.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { customId, parseCustomId } from '#discord/payload.ts'
import { practiceActions } from '#practice/panel.ts'
import {
  findMarked,
  isAttemptAt,
  markOf,
  questionSubject,
  readQuestion,
  readSet,
  setSubject,
  shownOptions,
} from '#practice/question.ts'
import { itemOn } from './support.ts'

const snowflake = fc.bigInt(10n ** 16n, 10n ** 20n - 1n).map(String)
const kebab = fc.stringMatching(/^[a-z0-9]{1,20}(-[a-z0-9]{1,20}){0,5}$/)
const hash = fc.stringMatching(/^[0-9a-f]{16}$/)
const set = fc.record({ ask: snowflake, id: snowflake })

test('a question read back from its button is the same, within 100 characters', () => {
  fc.assert(
    fc.property(set, kebab, hash, fc.option(fc.nat(4), { nil: undefined }), (set, id, hash, at) => {
      const question = { set, item: markOf({ id, hash }) }
      for (const action of Object.values(practiceActions)) {
        const pressed = customId({ action, subject: questionSubject(question, at) })
        expect(readQuestion(parseCustomId(pressed).subject)).toEqual({ ...question, place: at })
      }
    }),
  )
})

test('a set read back from its button is the same; one that names only the ask is new', () => {
  fc.assert(
    fc.property(set, snowflake, (set, begun) => {
      expect(readSet(setSubject(set), begun)).toEqual(set)
      expect(readSet(set.ask, begun)).toEqual({ ask: set.ask, id: begun })
    }),
  )
})

test.each(['', 'x', '1.2', '1.2/item', '1.2/item/zz', '1.2/item/abc/12', '1/item/abc/1'])(
  'a subject that is none of ours (%j) is no question',
  (subject) => {
    expect(readQuestion(subject)).toBeUndefined()
  },
)

test('a marked item is found as it was, noticed when it changed, missed when it is gone', () => {
  const item = itemOn('feed-1', 'feeding', 'starter')
  const changed = { ...item, hash: '0123456789abcdef' }
  const other = itemOn('feed-2', 'feeding', 'starter')
  expect(findMarked([other, item], markOf(item))).toEqual({ kind: 'same', item })
  expect(findMarked([other, changed], markOf(item))).toEqual({ kind: 'changed', item: changed })
  expect(findMarked([other], markOf(item))).toEqual({ kind: 'retired' })
})

test('items whose long names begin alike are not taken for each other', () => {
  const name = 'a-very-long-name-that-goes-on-and-on-and-on'
  const one = itemOn(`${name}-one`, 'feeding', 'starter', { hash: '1111111111111111' })
  const two = itemOn(`${name}-two`, 'feeding', 'starter', { hash: '2222222222222222' })
  expect(findMarked([one, two], markOf(two))).toEqual({ kind: 'same', item: two })
  expect(isAttemptAt(markOf(two), { item: one.id, revision: one.hash })).toBe(false)
  expect(isAttemptAt(markOf(two), { item: two.id, revision: two.hash })).toBe(true)
})

test('a set always shows the same order of all options, and sets differ', () => {
  const item = itemOn('feed-1', 'feeding', 'starter')
  const orders = Array.from({ length: 30 }, (_, at) =>
    shownOptions(item, { ask: '1', id: String(at) }).map(({ id }) => id),
  )
  for (const order of orders) expect(order.toSorted()).toEqual(['a', 'b', 'c', 'd'])
  expect(new Set(orders.map(String)).size).toBeGreaterThan(1)
  const again = shownOptions(item, { ask: '2', id: '7' }).map(({ id }) => id)
  expect(again).toEqual(orders[7])
})
