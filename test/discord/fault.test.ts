// Fault: what Discord's refusals mean, and that bugs are not taken for them.

import { DiscordAPIError, HTTPError } from 'discord.js'
import { expect, test } from 'vitest'
import { attempt, faultOf, patiently } from '#discord/fault.ts'
import { fail, ok } from '#lib/result.ts'

const request = { files: undefined, body: undefined }
const secretAddress = 'https://discord.invalid/webhooks/1/secret'
const refusal = (code: number, status: number) =>
  new DiscordAPIError({ code, message: 'Said so' }, code, status, 'POST', secretAddress, request)

test.each([
  [50001, 403, 'forbidden'],
  [50013, 403, 'forbidden'],
  [0, 401, 'unreachable'],
  [40001, 401, 'unreachable'],
  [0, 403, 'forbidden'],
  [10003, 404, 'missing'],
  [10004, 404, 'missing'],
  [10008, 404, 'missing'],
  [50035, 400, 'refused'],
  [520001, 400, 'refused'],
  [30046, 400, 'refused'],
] as const)('%i with status %i is %s', (code, status, kind) => {
  expect(faultOf(refusal(code, status))).toMatchObject({ kind, code })
})

test('an outage, a timeout and a closed port are unreachable', () => {
  const aborted = Object.assign(new Error('This operation was aborted'), { name: 'AbortError' })
  const closed = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
  const down = new HTTPError(503, 'Service Unavailable', 'POST', secretAddress, request)
  for (const error of [aborted, closed, down]) {
    expect(faultOf(error)?.kind).toBe('unreachable')
  }
})

test('a reason never holds the address, which can hold a token', () => {
  const down = new HTTPError(503, 'Service Unavailable', 'POST', secretAddress, request)
  for (const error of [refusal(50035, 400), down]) {
    expect(faultOf(error)?.reason).not.toContain('secret')
  }
})

test('a mistake of the program stays an exception', async () => {
  await expect(attempt(() => Promise.reject(new TypeError('x of undefined')))).rejects.toThrow(
    TypeError,
  )
})

test('only what is unreachable is tried again, and no more often than there are waits', async () => {
  const tries = async (outcomes: ReadonlyArray<'unreachable' | 'refused' | 'ok'>) => {
    let count = 0
    await patiently(async () => {
      const outcome = outcomes[count] ?? 'ok'
      count += 1
      return outcome === 'ok' ? ok(undefined) : fail({ kind: outcome, reason: '' })
    }, [1, 1])
    return count
  }
  expect(await tries(['ok'])).toBe(1)
  expect(await tries(['refused', 'ok'])).toBe(1)
  expect(await tries(['unreachable', 'ok'])).toBe(2)
  expect(await tries(['unreachable', 'unreachable', 'unreachable', 'ok'])).toBe(3)
})
