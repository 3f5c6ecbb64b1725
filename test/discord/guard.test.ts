// Guard: failures end here, with a code for the member and nothing a member wrote in the log.

import { expect, test } from 'vitest'
import { guard, incidentOf } from '#discord/guard.ts'
import { recordingLog } from './recording-log.ts'

const id = '1309000000000000001'

test('a failure is logged with the code the member gets, without what they wrote', async () => {
  const { log, lines } = recordingLog()
  const told: string[] = []
  const question = 'what is my secret question'
  const cause = Object.assign(new Error(`params: ${question}`), { code: '23505' })
  const went = await guard(
    log,
    { id, name: 'ask' },
    () => Promise.reject(new Error(`Failed query: ${question}`, { cause })),
    async (incident) => void told.push(incident),
  )
  expect(went).toBe(false)
  expect(told).toEqual([incidentOf(id)])
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatchObject({ level: 'error', fields: { id, incident: told[0], name: 'ask' } })
  const written = JSON.stringify(lines)
  expect(written).not.toContain(question)
  expect(written).toContain('23505')
  expect(written).toContain('guard.test.ts')
})

test('a failing apology is logged too and ends here', async () => {
  const { log, lines } = recordingLog()
  const broken = () => Promise.reject(new TypeError('nothing works'))
  expect(await guard(log, { id }, broken, broken)).toBe(false)
  expect(lines.map(({ message }) => message)).toEqual(['handling failed', 'apologising failed'])
})

test('what goes well is not apologised for', async () => {
  const { log, lines } = recordingLog()
  const never = () => Promise.reject(new Error('apologised'))
  expect(await guard(log, { id }, async () => undefined, never)).toBe(true)
  expect(lines).toEqual([])
})
