// `npm run ask` over a model: money that was spent is told, also when it bought nothing.
import { expect, onTestFinished, test } from 'vitest'
import type { Behaviour } from '#playground/model/behaviour.ts'
import { openMessagesApi } from '../support/messages-api.ts'
import { run } from './run.ts'

const variables = ['ANTHROPIC_API_KEY', 'ANTHROPIC_BASE_URL', 'LLM_PROFILE', 'ANSWER_MODEL']

async function asked(...script: readonly Behaviour[]) {
  const { key, url } = await openMessagesApi(script)
  const values = [key, url, 'anthropic', 'claude-haiku-5-5']
  const before = { ...process.env }
  onTestFinished(() => {
    process.env = before
  })
  variables.forEach((name, at) => {
    process.env[name] = values[at]
  })
  return run('ask', ['sqs visibility timeout', '--lang', 'en'], 'knowledge')
}

test('an answer by a model tells its model and its price', async () => {
  const { code, out, err } = await asked()
  expect(code).toBe(0)
  expect(out).toContain('[1]')
  expect(err).toMatch(/by claude-haiku-5-5 for \$0\.0\d+/)
})

test('a call that was paid and gave nothing is told with its price', async () => {
  const { code, out, err } = await asked({ kind: 'cuts' })
  expect(code).toBe(0)
  expect(out).toContain('30')
  expect(err).toMatch(/asking the model took \$0\.0\d+ and gave no usable answer/)
  expect(err).not.toContain('no model used')
})
