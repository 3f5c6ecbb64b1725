// Config: the environment as a value; every fault is told at once and no secret is repeated.

import { z } from 'zod'
import { fail, ok, type Result } from '#lib/result.ts'
import type { Nanos } from './llm.ts'
import { type LlmConfig, llmFaults, llmOf } from './llm-config.ts'

/** The most that may be spent on models: by a member and a guild in a day, by the whole bot in a UTC day and month. */
type Caps = {
  readonly member: Nanos
  readonly guild: Nanos
  readonly day: Nanos
  readonly month: Nanos
}

export type Config = {
  /** Undefined means: no real Discord, serve the playground. */
  readonly discordToken: string | undefined
  readonly discordApi: string | undefined
  readonly databaseUrl: string | undefined
  readonly dataDir: string
  readonly knowledgeDir: string
  readonly httpPort: number | undefined
  readonly playgroundPort: number
  /** Undefined leaves it to how the bot is run. */
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent' | undefined
  readonly clockUrl: string | undefined
  readonly llm: LlmConfig
  readonly caps: Caps
}

const url = (protocols: readonly string[]) =>
  z.string().refine(
    (text) => {
      const parsed = URL.parse(text)
      return parsed !== null && protocols.includes(parsed.protocol)
    },
    `must be an address that begins with ${protocols.map((name) => `${name}//`).join(' or ')}`,
  )

const port = z.coerce
  .number('must be a port number')
  .int('must be a whole port number')
  .min(0, 'must be 0 or more')
  .max(65_535, 'must be at most 65535')

const loopback = url(['http:']).refine(
  (text) => ['127.0.0.1', 'localhost', '[::1]'].includes(URL.parse(text)?.hostname ?? ''),
  'must be on this machine (127.0.0.1, localhost or [::1])',
)

// A bot token is three parts of letters, digits, - and _ joined by dots; the first is the bot's id.
const token = z
  .string()
  .regex(
    /^[\w-]{18,}\.[\w-]{4,}\.[\w-]{20,}$/,
    'does not look like a bot token (three parts joined by dots); copy it again from the Discord developer portal, page Bot, Reset Token',
  )

// What a header can carry: an HTTP client would refuse anything else, and quote it.
const headerValue = z
  .string()
  .regex(/^[\x21-\x7e]+$/, 'must be one line of letters, digits and signs without spaces')

const bareWords = 'must hold no user name, password, query or fragment'
const isBare = (text: string): boolean => {
  const parsed = URL.parse(text)
  return (
    parsed === null || `${parsed.username}${parsed.password}${parsed.search}${parsed.hash}` === ''
  )
}

const modelName = z
  .string()
  .regex(/^[\w.:/@+-]{1,128}$/, 'must be the name of a model, such as claude-haiku-5-5')

const nanosOf = (amount: number): Nanos => Math.round(amount * 1e9)
const dollars = z
  .string()
  .regex(
    /^\d{1,6}(?:\.\d{1,9})?$/,
    'must be an amount in dollars such as 0.05; 0 means that no model is ever paid for',
  )
  .transform((text) => nanosOf(Number(text)))

const environment = z.object({
  DISCORD_TOKEN: token.optional(),
  DISCORD_API: url(['http:', 'https:']).optional(),
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  DATA_DIR: z.string().default('.data'),
  KNOWLEDGE_DIR: z.string().default('knowledge'),
  HTTP_PORT: port.optional(),
  PLAYGROUND_PORT: port.default(4321),
  LOG_LEVEL: z
    .enum(
      ['debug', 'info', 'warn', 'error', 'silent'],
      'must be debug, info, warn, error or silent',
    )
    .optional(),
  CLOCK_URL: loopback.optional(),
  ANTHROPIC_API_KEY: headerValue.optional(),
  ANTHROPIC_BASE_URL: url(['http:', 'https:']).refine(isBare, bareWords).optional(),
  ANSWER_MODEL: modelName.optional(),
  JUDGE_MODEL: modelName.optional(),
  LLM_PROFILE: z
    .enum(['anthropic', 'compat', 'off'], 'must be anthropic, compat or off')
    .optional(),
  CAP_MEMBER_DAY: dollars.default(nanosOf(0.05)),
  CAP_GUILD_DAY: dollars.default(nanosOf(0.5)),
  CAP_DAY: dollars.default(nanosOf(2)),
  CAP_MONTH: dollars.default(nanosOf(20)),
})

/**
 * Reads the environment; an empty value counts as unset. On failure gives one sentence for each bad
 * value, which names the variable and what it must be, never what it was.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
): Result<Config, readonly string[]> {
  const filled = Object.fromEntries(
    Object.entries(env)
      .map(([name, value]): [string, string] => [name, value?.trim() ?? ''])
      .filter(([, value]) => value !== ''),
  )
  const parsed = environment.safeParse(filled)
  const faults = [
    ...(parsed.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}.`) ?? []),
    ...llmFaults(filled),
  ]
  if (!parsed.success || faults.length > 0) return fail(faults)
  const { data } = parsed
  return ok({
    discordToken: data.DISCORD_TOKEN,
    discordApi: data.DISCORD_API,
    databaseUrl: data.DATABASE_URL,
    dataDir: data.DATA_DIR,
    knowledgeDir: data.KNOWLEDGE_DIR,
    httpPort: data.HTTP_PORT,
    playgroundPort: data.PLAYGROUND_PORT,
    logLevel: data.LOG_LEVEL,
    clockUrl: data.CLOCK_URL,
    llm: llmOf(filled),
    caps: {
      member: data.CAP_MEMBER_DAY,
      guild: data.CAP_GUILD_DAY,
      day: data.CAP_DAY,
      month: data.CAP_MONTH,
    },
  })
}
