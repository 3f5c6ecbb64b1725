// LLM config: which models an environment asks for, and what it lacks.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readConfig } from '#core/config.ts'

const key = 'sk-ant-api03-secret'
const llmOf = (env: Record<string, string>) => {
  const config = readConfig(env)
  return config.ok ? config.value.llm : config.fault
}

test('the profile follows from the key and the address', () => {
  expect(llmOf({})).toEqual({ profile: 'off' })
  expect(llmOf({ ANTHROPIC_BASE_URL: 'http://127.0.0.1:9' })).toEqual({ profile: 'off' })
  expect(llmOf({ ANTHROPIC_API_KEY: key })).toEqual({
    profile: 'anthropic',
    key,
    baseUrl: undefined,
    writer: 'claude-haiku-5-5',
    judge: undefined,
  })
  const own = { ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: 'https://api.anthropic.com' }
  expect(llmOf(own)).toMatchObject({ profile: 'anthropic' })
  const other = { ...own, ANTHROPIC_BASE_URL: 'http://gpu.lan:8080', ANSWER_MODEL: 'qwen3:8b' }
  expect(llmOf(other)).toMatchObject({ profile: 'compat', writer: 'qwen3:8b' })
})

test('a server of one’s own needs no key', () => {
  const env = { ANTHROPIC_BASE_URL: 'http://127.0.0.1:11434', ANSWER_MODEL: 'qwen3:8b' }
  expect(llmOf(env)).toEqual({
    profile: 'compat',
    key: undefined,
    baseUrl: 'http://127.0.0.1:11434',
    writer: 'qwen3:8b',
    judge: undefined,
  })
})

test('a model that is named but would never be asked is a fault, unless that was meant', () => {
  const claude = { ANSWER_MODEL: 'claude-opus-5-5', JUDGE_MODEL: 'claude-haiku-5-5' }
  expect(llmOf(claude)).toEqual([
    expect.stringMatching(/^ANSWER_MODEL needs ANTHROPIC_API_KEY/),
    expect.stringMatching(/^JUDGE_MODEL needs ANTHROPIC_API_KEY/),
  ])
  expect(llmOf({ ...claude, ANTHROPIC_BASE_URL: 'https://api.anthropic.com' })).toHaveLength(2)
  expect(llmOf({ ...claude, LLM_PROFILE: 'off' })).toEqual({ profile: 'off' })
})

test('a profile that is named wins', () => {
  const env = { ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: 'https://gateway.example' }
  expect(llmOf({ ...env, LLM_PROFILE: 'off' })).toEqual({ profile: 'off' })
  expect(llmOf({ ...env, LLM_PROFILE: 'anthropic' })).toMatchObject({ profile: 'anthropic' })
  const local = { LLM_PROFILE: 'compat', ANTHROPIC_BASE_URL: 'http://[::1]:1', ANSWER_MODEL: 'm' }
  expect(llmOf(local)).toMatchObject({ profile: 'compat', key: undefined })
})

test('what a profile lacks is told all at once, by name', () => {
  const names = (env: Record<string, string>) =>
    [llmOf(env)].flat().map((fault) => String(fault).split(' ')[0])
  expect(names({ LLM_PROFILE: 'anthropic' })).toEqual(['ANTHROPIC_API_KEY'])
  expect(names({ LLM_PROFILE: 'compat' })).toEqual(['ANTHROPIC_BASE_URL', 'ANSWER_MODEL'])
  expect(names({ LLM_PROFILE: 'compat', HTTP_PORT: 'x' })).toEqual([
    'HTTP_PORT',
    'ANTHROPIC_BASE_URL',
    'ANSWER_MODEL',
  ])
  const paid = { LLM_PROFILE: 'compat', ANSWER_MODEL: 'claude-opus-5-5' }
  expect(names({ ...paid, ANTHROPIC_BASE_URL: 'https://api.anthropic.com' })).toEqual([
    'LLM_PROFILE',
  ])
})

test.each([
  ['http://127.0.0.1:1/v1', 'http://127.0.0.1:1'],
  ['http://127.0.0.1:1/v1/', 'http://127.0.0.1:1'],
  ['http://127.0.0.1:1/', 'http://127.0.0.1:1'],
  ['http://127.0.0.1:1/v1/messages', 'http://127.0.0.1:1'],
  ['http://127.0.0.1:1/llm/v1', 'http://127.0.0.1:1/llm'],
  ['http://127.0.0.1:1/v10', 'http://127.0.0.1:1/v10'],
])('%s is reached at %s', (address, base) => {
  const env = { LLM_PROFILE: 'compat', ANTHROPIC_BASE_URL: address, ANSWER_MODEL: 'm' }
  expect(llmOf(env)).toMatchObject({ baseUrl: base })
})

test('caps are dollars to the nano-dollar; 0 is a cap too', () => {
  const config = readConfig({ CAP_MEMBER_DAY: '0', CAP_DAY: '1.000000001', CAP_MONTH: '30' })
  expect(config.ok && config.value.caps).toEqual({
    member: 0,
    guild: 500_000_000,
    day: 1_000_000_001,
    month: 30_000_000_000,
  })
  const defaults = readConfig({})
  expect(defaults.ok && defaults.value.caps.member).toBe(50_000_000)
})

test.each(['-1', '1e3', 'free', '0.0000000001', '9999999', '1,5', '$2', 'NaN', 'Infinity'])(
  'a cap of %s is refused by its name',
  (amount) => {
    const config = readConfig({ CAP_GUILD_DAY: amount })
    expect(config.ok ? '' : config.fault.join()).toMatch(/^CAP_GUILD_DAY must be an amount/)
  },
)

test('no fault repeats a secret', () => {
  const secret = fc.string({ minLength: 8, maxLength: 40 }).filter((text) => text.trim().length > 7)
  fc.assert(
    fc.property(secret, (text) => {
      const address = `http://user:${encodeURIComponent(text)}@host.example/`
      const config = readConfig({
        ANTHROPIC_API_KEY: `${text} ${text}`,
        ANTHROPIC_BASE_URL: address,
        LLM_PROFILE: 'compat',
      })
      const told = config.ok ? '' : config.fault.join('\n')
      expect(told).toContain('ANTHROPIC_BASE_URL must hold no user name')
      expect(told).toContain('ANTHROPIC_API_KEY must be one line')
      expect(told).not.toContain(text.trim())
    }),
  )
})
