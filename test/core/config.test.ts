// Config: what the environment may say.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readConfig } from '#core/config.ts'

const token = `${'M'.repeat(26)}.G${'a'.repeat(5)}.${'x'.repeat(38)}`

test('an empty environment gives the documented defaults', () => {
  const config = readConfig({})
  expect(config.ok && config.value).toMatchObject({
    discordToken: undefined,
    dataDir: '.data',
    knowledgeDir: 'knowledge',
    playgroundPort: 4321,
  })
})

test('an empty value counts as unset', () => {
  const config = readConfig({ DISCORD_TOKEN: '', DATA_DIR: '  ' })
  expect(config.ok && config.value).toMatchObject({ discordToken: undefined, dataDir: '.data' })
})

test('every bad value is told at once, each by its name', () => {
  const config = readConfig({
    DISCORD_TOKEN: 'nonsense',
    DISCORD_API: 'ftp://example',
    DATABASE_URL: 'mysql://x',
    HTTP_PORT: '99999',
    PLAYGROUND_PORT: 'x',
    LOG_LEVEL: 'loud',
    CLOCK_URL: 'http://example.com/now',
    LLM_PROFILE: 'magic',
  })
  const faults = config.ok ? [] : config.fault
  expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual([
    'CLOCK_URL',
    'DATABASE_URL',
    'DISCORD_API',
    'DISCORD_TOKEN',
    'HTTP_PORT',
    'LLM_PROFILE',
    'LOG_LEVEL',
    'PLAYGROUND_PORT',
  ])
})

test('a malformed token is refused and never repeated', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 8, maxLength: 80 }).filter((text) => text.trim().length >= 8),
      (text) => {
        const config = readConfig({ DISCORD_TOKEN: text })
        if (config.ok) expect(text.trim()).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/)
        else expect(config.fault.join('\n')).not.toContain(text.trim())
      },
    ),
  )
})

test('a well-formed token is kept as it is', () => {
  const config = readConfig({ DISCORD_TOKEN: ` ${token} ` })
  expect(config.ok && config.value.discordToken).toBe(token)
})
