// Portrait: the log learns where and why, never what a person wrote.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { portraitOf } from '#lib/portrait.ts'

test('no word of a message or of a cause is in it, even one that looks like a place', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[가-힣]{3,12}$/u), (secret) => {
      const message = `bad ${secret}\n    at ${secret} (${secret}:1:1)`
      const cause = Object.assign(new SyntaxError(message), { code: '22P02' })
      const portrait = portraitOf(new RangeError(message, { cause }))
      expect(JSON.stringify(portrait)).not.toContain(secret)
      expect(portrait).toMatchObject({ name: 'RangeError', cause: { code: '22P02' } })
    }),
  )
})

test('it names the place, and ends although an error is its own cause', () => {
  const error = new Error('loop')
  error.cause = error
  const { at } = portraitOf(error)
  expect(at?.[0]).toContain('portrait.test.ts')
  expect(JSON.stringify(portraitOf(error)).length).toBeLessThan(20_000)
})

test.each(['thrown words', 7, undefined, null])('what is no error shows its type: %s', (thrown) => {
  expect(portraitOf(thrown)).toEqual({ name: typeof thrown })
})
