// Staged: stages are spaced and dropped, the last one never.

import { setTimeout as delay } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Reply } from '#core/reply.ts'
import { present } from '#discord/staged.ts'

const reply = (text: string): Reply => ({
  panel: { tone: 'answer', blocks: [{ kind: 'text', text }] },
})
const textOf = ({ panel }: Reply): string =>
  panel.blocks.map((block) => ('text' in block ? block.text : '')).join()

async function* stagesOf(waits: readonly number[]): AsyncGenerator<Reply> {
  for (const [index, wait] of waits.entries()) {
    if (wait > 0) await delay(wait)
    yield reply(String(index))
  }
}

test('shown stages keep their order, never overlap, and end with exactly the last', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(4), { minLength: 1, maxLength: 8 }),
      fc.nat(6),
      fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
      async (waits, slowness, arrivals) => {
        const seen: number[] = []
        let busy = 0
        let last: { readonly isLast: boolean; readonly arrived: boolean } | undefined
        await present(
          stagesOf(waits),
          async (stage, isLast) => {
            busy += 1
            expect(busy).toBe(1)
            seen.push(Number(textOf(stage)))
            await delay(slowness)
            busy -= 1
            const arrived = isLast || arrivals[seen.length % arrivals.length] === true
            last = { isLast, arrived }
            return arrived ? 'shown' : 'failed'
          },
          4,
        )
        expect(seen.at(-1)).toBe(waits.length - 1)
        expect(last?.arrived).toBe(true)
        expect(seen).toEqual(seen.toSorted((one, other) => one - other))
      },
    ),
    { numRuns: 40 },
  )
})

test('a hundred stages at once become one edit', async () => {
  const seen: string[] = []
  await present(
    stagesOf(Array.from({ length: 100 }, () => 0)),
    async (stage) => {
      seen.push(textOf(stage))
      return 'shown'
    },
    50,
  )
  expect(seen).toEqual(['99'])
})

test('a stage that lasts is shown before the next one is there', async () => {
  const shown = Promise.withResolvers<void>()
  const seen: string[] = []
  async function* stages() {
    yield reply('searching')
    await shown.promise
    yield reply('found')
  }
  await present(
    stages(),
    async (stage) => {
      seen.push(textOf(stage))
      shown.resolve()
      return 'shown'
    },
    8,
  )
  expect(seen).toEqual(['searching', 'found'])
})

test('a stage that fails ends the others and is passed on, after what is on its way', async () => {
  const seen: string[] = []
  async function* stages() {
    yield reply('searching')
    await delay(5)
    throw new Error('planned')
  }
  const presented = present(
    stages(),
    async (stage) => {
      await delay(10)
      seen.push(textOf(stage))
      return 'shown'
    },
    8,
  )
  await expect(presented).rejects.toThrow('planned')
  expect(seen).toEqual(['searching'])
})

test('a reply that cannot be made stops the stages behind it', async () => {
  let ended = false
  async function* stages() {
    try {
      for (let index = 0; ; index += 1) {
        await delay(1)
        yield reply(String(index))
      }
    } finally {
      ended = true
    }
  }
  const presented = present(stages(), () => Promise.reject(new RangeError('too long')), 8)
  await expect(presented).rejects.toThrow('too long')
  await expect.poll(() => ended).toBe(true)
})

/** Stages that never end by themselves; how many were made, and whether they were told to end. */
function endless() {
  const state = { made: 0, ended: false }
  async function* stages(): AsyncGenerator<Reply> {
    try {
      for (;;) {
        await delay(1)
        state.made += 1
        yield reply(String(state.made))
      }
    } finally {
      state.ended = true
    }
  }
  return { state, stages: stages() }
}

test('when the place is gone nothing more is shown and the stages end', async () => {
  const { state, stages } = endless()
  const seen: string[] = []
  const became = await present(
    stages,
    async (stage) => {
      seen.push(textOf(stage))
      return seen.length === 2 ? 'gone' : 'shown'
    },
    8,
  )
  expect(became).toBe('gone')
  await expect.poll(() => state.ended).toBe(true)
  const { made } = state
  await delay(20)
  expect(seen).toHaveLength(2)
  expect(state.made).toBe(made)
})

test('whoever ends it from outside ends the stages too, before or while they come', async () => {
  for (const when of ['before', 'while'] as const) {
    const { state, stages } = endless()
    const controller = new AbortController()
    const seen: string[] = []
    if (when === 'before') controller.abort()
    const became = await present(
      stages,
      async (stage) => {
        seen.push(textOf(stage))
        controller.abort()
        return 'shown'
      },
      8,
      controller.signal,
    )
    expect(became).toBe('gone')
    expect(seen).toHaveLength(when === 'before' ? 0 : 1)
    await expect.poll(() => state.ended).toBe(true)
  }
})

test('what waits for its turn is not shown once the place is gone', async () => {
  const controller = new AbortController()
  const seen: string[] = []
  async function* stages() {
    yield reply('draft')
    await delay(20)
    yield reply('final')
  }
  const became = await present(
    stages(),
    async (stage) => {
      seen.push(textOf(stage))
      setTimeout(() => controller.abort(), 40)
      return 'shown'
    },
    80,
    controller.signal,
  )
  expect([became, seen]).toEqual(['gone', ['draft']])
})

test('no stage at all is silence', async () => {
  const never = () => Promise.reject(new Error('shown'))
  expect(await present(stagesOf([]), never, 4)).toBe('silent')
})
