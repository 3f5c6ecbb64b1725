// Caps: with every priced model a member's usual day holds what start says it holds.
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { Purse } from '#answer/purse.ts'
import { purseOf } from '#cli/answers/models.ts'
import { readConfig } from '#core/config.ts'
import { modelsOf, openMessagesApi } from '../support/messages-api.ts'
import { answerTo } from './tutoring.ts'

const config = readConfig({})
const cap = config.ok ? config.value.caps.member : 0
const clock = () => Temporal.Instant.from('2026-12-01T00:00:00Z')
const lines = (await readFile('test/bench/answers.jsonl', 'utf8')).trim().split('\n')
const questions = lines
  .map((line) => JSON.parse(line) as { kind: string; question: string; lang: string })
  .filter(({ kind, lang }) => kind === 'answerable' && (lang === 'ko' || lang === 'en'))
  .slice(0, 12)

/** How many of twelve questions of one member on one day a model wrote the answer to. */
async function written(writer: string, judge?: string): Promise<number> {
  const server = await openMessagesApi()
  const models = await modelsOf(server, { writer, ...(judge ? { judge } : {}) })
  const purse: Purse = purseOf(cap, clock)
  let count = 0
  for (const { question, lang } of questions) {
    const language = lang === 'en' ? 'en' : 'ko'
    const answer = await answerTo({ models, purse, question, language })
    if (answer.kind !== 'degraded') count += 1
  }
  return count
}

test.each([
  ['haiku', undefined, 12],
  ['haiku', 'haiku', 12],
  ['haiku', 'sonnet', 4],
  ['sonnet', undefined, 5],
  ['opus', undefined, 1],
])('%s, judged by %s, writes at least %i of a member’s twelve', async (writer, judge, least) => {
  const name = (model: string) => `claude-${model}-5-5`
  const count = await written(name(writer), judge && name(judge))
  expect(count).toBeGreaterThanOrEqual(least)
})
