// Main: environment → config → what lies outside the program → app → start; stops in reverse.

import { loadBank } from '#bank/bank.ts'
import { type Config, readConfig } from '#core/config.ts'
import type { Clock, Log } from '#core/deps.ts'
import { misconfigured, readEnvironment } from '#core/environment.ts'
import { languageOfLocale } from '#core/language.ts'
import { connect } from '#db/connect.ts'
import type { Database } from '#db/database.ts'
import { forgetDatabase } from '#db/fresh.ts'
import { migrate } from '#db/migrate.ts'
import { joinReplicas } from '#db/replicas.ts'
import { databaseTexts } from '#db/texts.ts'
import { createDiscord } from '#discord/gateway.ts'
import { openLibrary } from '#knowledge/living.ts'
import { portraitOf } from '#lib/portrait.ts'
import { openModels } from '#llm/models.ts'
import { capsInWords, modelsInWords, tooDear } from '#llm/texts.ts'
import { followClock } from '#ops/clock.ts'
import { serveHealth } from '#ops/health.ts'
import { createLog } from '#ops/log.ts'
import { createApp } from './app.ts'
import { hasPlayground, type Local, openDemo, openLocal } from './local.ts'
import { textsIn } from './texts.ts'

const stopWithin = 4800

const environment = readEnvironment(process.env)
const language = environment.ok ? environment.value.language : languageOfLocale(undefined)
const say = textsIn(language)
const tell = (line: string) => process.stdout.write(`${line}\n`)
const realClock: Clock = () => Temporal.Now.instant()

/** Ends the start with words and an exit code; expected, so never a stack trace. */
class Refusal extends Error {
  readonly code: number
  constructor(words: string, code = 1) {
    super(words)
    this.code = code
  }
}

const releases: (() => unknown)[] = []
let isStopping = false

/** Lets go of everything in reverse, within five seconds, and ends with `code`. */
async function stop(code: number): Promise<void> {
  if (isStopping) return
  isStopping = true
  setTimeout(() => process.exit(code), stopWithin).unref()
  for (const release of releases.toReversed()) {
    try {
      await release()
    } catch (fault) {
      process.stderr.write(`${fault}\n`)
    }
  }
  process.exit(code)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (!isStopping) tell(say.stopping)
    void stop(0)
  })
}

try {
  if (!environment.ok) throw new Refusal(environment.fault, misconfigured)
  const config = readConfig(environment.value.variables)
  if (!config.ok) throw new Refusal(say.badEnvironment(config.fault), misconfigured)
  const has = (flag: string) => process.argv.includes(flag)
  await start(config.value, { isFresh: has('--fresh'), isDemo: has('--demo-model') })
} catch (fault) {
  const words = fault instanceof Refusal ? fault.message : JSON.stringify(portraitOf(fault))
  process.stderr.write(`${words}\n`)
  await stop(fault instanceof Refusal ? fault.code : 1)
}

async function start(
  config: Config,
  { isFresh, isDemo }: { readonly isFresh: boolean; readonly isDemo: boolean },
): Promise<void> {
  const token = config.discordToken
  if (token === undefined && !hasPlayground()) throw new Refusal(say.noToken, misconfigured)
  if (token !== undefined && isDemo) throw new Refusal(say.demoWithToken, misconfigured)
  const log = createLog(config.logLevel ?? (token === undefined ? 'warn' : 'info'))
  const models = await openWriters(config, isDemo, log)
  const database = await openDatabase(config, isFresh, log)
  const living = await readMaterial(config, log)
  const told = { language, at: realClock(), isDemo }
  for (const line of modelsInWords(models, told)) tell(line)
  for (const line of capsInWords(models, config.caps, told)) tell(line)

  const local = token === undefined ? await openPlayground(config, isFresh) : undefined
  const clock = local?.playground.clock ?? (await clockOf(config, log))
  const replicas = await joinReplicas(database, log)
  releases.push(replicas.leave)
  const discord = createDiscord({
    token: local?.playground.token ?? token ?? '',
    api: local?.playground.api ?? config.discordApi,
    log,
    clock,
    replicas: replicas.count,
  })
  const linkTo = local?.linkTo ?? (() => undefined)
  const { chat, mention } = discord
  const { current, beside: bank, onChange } = living
  const material = { current, bank, onChange }
  const { caps } = config
  const app = createApp({ database, clock, log, chat, material, linkTo, mention, models, caps })
  // Jobs that are running may still need Discord, so it goes after them.
  releases.push(discord.stop, app.stop)
  const connected = await discord.connect(app)
  if (!connected.ok) {
    const { kind, reason } = connected.fault
    throw new Refusal(say.notConnected(reason), kind === 'unreachable' ? 1 : misconfigured)
  }
  void discord.failed.then(({ kind, reason }) => {
    process.stderr.write(`${say.notConnected(reason)}\n`)
    return stop(kind === 'unreachable' ? 1 : misconfigured)
  })
  await app.start()
  if (config.httpPort !== undefined) {
    const served = await serveHealth(config.httpPort, async () => {
      const { connected: isConnected, ping } = discord.health()
      return {
        ok: isConnected,
        discord: isConnected,
        ping,
        concepts: current().concepts.size,
        problems: living.problems(),
      }
    })
    if (!served.ok) throw new Refusal(served.fault)
    releases.push(served.value.stop)
  }

  await local?.settle(app, current, () => tell(say.rehearsing))
  if (isStopping) return
  if (local) tell(say.ready(new URL('/', local.playground.control).href))
  else tell(say.online(connected.value.invite))
}

async function openWriters({ llm, caps }: Config, isDemo: boolean, log: Log) {
  const demo = isDemo ? await openDemo() : undefined
  if (demo) releases.push(demo.stop)
  const opened = await openModels(demo?.llm ?? llm, { log, language, isDemo })
  if (!opened.ok) throw new Refusal(opened.fault, misconfigured)
  const dear = tooDear(opened.value, caps, { language, at: realClock() })
  if (dear !== '') throw new Refusal(dear, misconfigured)
  return opened.value
}

async function openDatabase(config: Config, isFresh: boolean, log: Log): Promise<Database> {
  const words = databaseTexts[language]
  if (isFresh && config.databaseUrl !== undefined) throw new Refusal(say.freshServer, misconfigured)
  const forgotten = isFresh ? forgetDatabase(config.dataDir) : undefined
  if (forgotten && !forgotten.ok) throw new Refusal(words(forgotten.fault))
  const database = await connect({ ...config, log })
  if (!database.ok) throw new Refusal(words(database.fault))
  releases.push(database.value.close)
  const migrated = await migrate(database.value)
  if (!migrated.ok) throw new Refusal(words(migrated.fault))
  return database.value
}

async function readMaterial({ knowledgeDir }: Config, log: Log) {
  const started = performance.now()
  const living = await openLibrary(knowledgeDir, { log, beside: loadBank })
  releases.push(living.stop)
  const { concepts } = living.current()
  if (concepts.size === 0) throw new Refusal(say.noNotes(knowledgeDir), misconfigured)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  tell(say.loaded(concepts.size, living.beside().items.length, seconds))
  const problems = living.problems()
  if (problems.length > 0) tell(say.problems(problems.length))
  return living
}

async function openPlayground(config: Config, fresh: boolean): Promise<Local> {
  tell(say.local)
  const now = realClock()
  const local = await openLocal(config, { fresh, language, now }).catch((fault: Error) => {
    throw new Refusal(fault.message)
  })
  releases.push(local.playground.stop)
  return local
}

async function clockOf({ clockUrl }: Config, log: Log): Promise<Clock> {
  if (clockUrl === undefined) return realClock
  const followed = await followClock(clockUrl, realClock, log)
  if (!followed.ok) throw new Refusal(followed.fault, misconfigured)
  releases.push(followed.value.stop)
  return followed.value.clock
}
