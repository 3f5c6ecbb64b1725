import fc from 'fast-check'
import { expect, test } from 'vitest'
import { corrected, editDistance, segmented } from '#knowledge/spelling.ts'

const word = fc.stringMatching(/^[a-d]{0,7}$/)

test('the distance is symmetric, zero only for equals, and never more than the longer word', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      const distance = editDistance(a, b, 9)
      expect(distance).toBe(editDistance(b, a, 9))
      expect(distance === 0).toBe(a === b)
      expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length))
    }),
  )
})

test('a limit only cuts off what lies beyond it', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editDistance(a, b, 2)).toBe(Math.min(3, editDistance(a, b, 9)))
    }),
  )
})

test('swapped, dropped, doubled and changed letters are corrected', () => {
  const known = ['lambda', 'visibility', 'kinesis']
  expect(corrected('lamdba', known)).toBe('lambda')
  expect(corrected('lamda', known)).toBe('lambda')
  expect(corrected('visibilty', known)).toBe('visibility')
  expect(corrected('kinessis', known)).toBe('kinesis')
})

test('short, far and doubtful words stay as they are', () => {
  expect(corrected('sqs', ['sns'])).toBeUndefined()
  expect(corrected('weather', ['lambda', 'cluster'])).toBeUndefined()
  expect(corrected('stacc', ['stack', 'staca'])).toBeUndefined()
})

test('words typed without spaces come apart, with their particles', () => {
  const known = new Set(['메시지', '최대', '크기'])
  const split = (text: string) => segmented(text, (part) => known.has(part), 2, 1 / 3)
  expect(split('메시지최대크기는')).toEqual(['메시지', '최대', '크기'])
  expect(split('아버지가방에들어가신다')).toEqual(['아버지가방에들어가신다'])
})
