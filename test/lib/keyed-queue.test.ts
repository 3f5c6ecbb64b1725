// Keyed queue: the laws of work that waits for its like.

import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyedQueue } from '#lib/keyed-queue.ts'

test('work of one key never overlaps and keeps its order, whatever fails', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({ key: fc.constantFrom('a', 'b'), turns: fc.nat(3), fails: fc.boolean() }),
      ),
      async (jobs) => {
        const queue = keyedQueue()
        const inside = new Set<string>()
        const order: number[] = []
        const outcomes = jobs.map(({ key, turns, fails }, index) =>
          queue(key, async () => {
            expect(inside.has(key)).toBe(false)
            inside.add(key)
            for (let i = 0; i < turns; i += 1) await turn()
            inside.delete(key)
            order.push(index)
            if (fails) throw new Error('planned')
            return index
          }),
        )
        const settled = await Promise.allSettled(outcomes)
        for (const [index, outcome] of settled.entries()) {
          const fails = jobs[index]?.fails === true
          expect(outcome.status).toBe(fails ? 'rejected' : 'fulfilled')
          if (outcome.status === 'fulfilled') expect(outcome.value).toBe(index)
        }
        for (const key of ['a', 'b']) {
          const mine = order.filter((index) => jobs[index]?.key === key)
          expect(mine).toEqual(mine.toSorted((one, other) => one - other))
        }
      },
    ),
  )
})

test('another key does not wait', async () => {
  const queue = keyedQueue()
  const stuck = Promise.withResolvers<void>()
  const first = queue('a', () => stuck.promise)
  expect(await queue('b', async () => 'through')).toBe('through')
  stuck.resolve()
  await first
})
