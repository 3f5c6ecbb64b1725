// Config: the environment as a value; every fault is told at once and no secret is repeated.

import { z } from 'zod'
import { fail, ok, type Result } from '#lib/result.ts'

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
  ANTHROPIC_API_KEY: z.string().optional(),
  ANTHROPIC_BASE_URL: url(['http:', 'https:']).optional(),
  ANSWER_MODEL: z.string().optional(),
  JUDGE_MODEL: z.string().optional(),
  LLM_PROFILE: z
    .enum(['anthropic', 'compat', 'off'], 'must be anthropic, compat or off')
    .optional(),
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
      .map(([name, value]) => [name, value?.trim()])
      .filter(([, value]) => value !== ''),
  )
  const parsed = environment.safeParse(filled)
  if (!parsed.success) {
    return fail(parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`))
  }
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
  })
}
