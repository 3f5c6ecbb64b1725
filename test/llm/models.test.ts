// Models: which ones are opened by what configuration, and what is said of them.
import { expect, test } from 'vitest'
import { readConfig } from '#core/config.ts'
import { demoModel, openModels } from '#llm/models.ts'
import { modelsInWords } from '#llm/texts.ts'
import { keepingLog } from '../support/quiet.ts'

const at = Temporal.Instant.from('2026-12-01T00:00:00Z')
const { log } = keepingLog()
const key = 'sk-ant-api03-secret'

async function open(env: Record<string, string>, isDemo = false) {
  const config = readConfig(env)
  if (!config.ok) throw new Error(config.fault.join('\n'))
  const opened = await openModels(config.value.llm, { log, language: 'en', isDemo })
  if (!opened.ok) return { fault: opened.fault, models: undefined, words: [] }
  const words = (['en', 'ko'] as const).map((language) =>
    modelsInWords(opened.value, { language, at, isDemo }).join('\n'),
  )
  return { fault: undefined, models: opened.value, words }
}

test('without a key there is no model, and it is said', async () => {
  const { models, words } = await open({})
  expect(models).toBeUndefined()
  expect(words[0]).toContain('own passages')
  expect(words[1]).toContain('노트의 글')
})

test('with a key the usual model writes and nobody judges; the price is said', async () => {
  const { models, words } = await open({ ANTHROPIC_API_KEY: key })
  expect(models?.writer.model).toBe('claude-haiku-5-5')
  expect(models?.writer.isFree).toBe(false)
  expect(models?.judge).toBeUndefined()
  expect(words[0]).toContain('$0.50 for 1,000')
  expect(words[1]).toContain('$0.50')
})

test('a judge of another model is opened beside, of the same model it is the same', async () => {
  const env = { ANTHROPIC_API_KEY: key, JUDGE_MODEL: 'claude-sonnet-5-5' }
  const two = await open(env)
  expect(two.models?.judge?.model).toBe('claude-sonnet-5-5')
  expect(two.words[0]?.split('\n')).toHaveLength(2)
  const one = await open({ ...env, JUDGE_MODEL: 'claude-haiku-5-5' })
  expect(one.models?.judge).toBe(one.models?.writer)
})

test('models without a price are refused together, and the known ones named', async () => {
  const { fault } = await open({
    ANTHROPIC_API_KEY: key,
    ANSWER_MODEL: 'claude-next',
    JUDGE_MODEL: demoModel,
  })
  expect(fault).toContain('claude-next and gongbu-demo')
  expect(fault).toContain('claude-haiku-5-5, claude-sonnet-5-5, claude-opus-5-5')
  expect(fault).not.toContain(key)
})

test('a server of our own is free, and that is said', async () => {
  const { models, words } = await open({
    LLM_PROFILE: 'compat',
    ANTHROPIC_BASE_URL: 'http://127.0.0.1:1/v1',
    ANSWER_MODEL: 'qwen3:8b',
  })
  expect(models?.writer).toMatchObject({ model: 'qwen3:8b', isFree: true })
  expect(words[0]).toContain('counted as free')
})

test('the stand-in is free and never passes for a language model', async () => {
  const env = { ANTHROPIC_API_KEY: key, ANSWER_MODEL: demoModel }
  const { models, words } = await open(env, true)
  expect(models?.writer.isFree).toBe(true)
  expect(words[0]).toContain('It is no language model')
  // What members read under each answer.
  expect(models?.writer.model).toBe('gongbu-demo (no language model)')
})
