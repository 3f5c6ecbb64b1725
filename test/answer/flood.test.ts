// Flood: nobody asks more than they can read, and nobody's flood takes the others' turn.
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createFlood } from '#answer/flood.ts'

const taken = async (flood: ReturnType<typeof createFlood>, guild: string, members: string[]) => {
  const took = await Promise.all(members.map((member) => flood.take({ guild, member })))
  return took.filter(({ ok }) => ok).length
}

test('of 500 questions at once a member’s first ten are taken, the next is told its seconds', async () => {
  const flood = createFlood()
  expect(await taken(flood, 'g', Array(500).fill('a'))).toBe(10)
  const refused = await flood.take({ guild: 'g', member: 'a' })
  if (refused.ok) throw new Error('taken')
  expect(refused.fault).toBeGreaterThanOrEqual(1)
  expect(refused.fault).toBeLessThanOrEqual(60)
})

test('a member’s flood takes nothing from others, nor a guild’s from another', async () => {
  const flood = createFlood()
  await taken(flood, 'g', Array(500).fill('a'))
  const others = Array.from({ length: 100 }, (_, at) => `m${at}`)
  expect(await taken(flood, 'g', others)).toBe(50)
  expect(await taken(flood, 'h', others)).toBe(60)
  expect(await taken(flood, 'h', ['a'])).toBe(0)
})

test('when the time is over the next questions are taken', async () => {
  const flood = createFlood({ member: 1, guild: 5, seconds: 1 })
  expect(await taken(flood, 'g', ['a', 'a'])).toBe(1)
  await delay(1100)
  expect(await taken(flood, 'g', ['a', 'a'])).toBe(1)
})
