// `npm run chaos`: kills the bot at every instant, hundreds of times, and checks that each thing happened once.

import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { figuresOf, isWhole } from './figures.ts'
import { phases } from './relay.ts'
import { playSeason } from './season.ts'
import type { Engine } from './store.ts'
import { troubles } from './trouble.ts'

const usage =
  'Usage: npm run chaos -- [--kills 205] [--minutes 60] [--seed any] [--engine postgres|pglite|both] [--only phase] [--logs]'

function options() {
  try {
    const { values } = parseArgs({
      options: {
        kills: { type: 'string', default: '205' },
        minutes: { type: 'string', default: '60' },
        seed: { type: 'string', default: String(Date.now()) },
        engine: { type: 'string', default: 'both' },
        only: { type: 'string' },
        logs: { type: 'boolean', default: false },
      },
    })
    const kills = Number(values.kills)
    const engines: readonly Engine[] =
      values.engine === 'both'
        ? ['postgres', 'pglite']
        : values.engine === 'postgres' || values.engine === 'pglite'
          ? [values.engine]
          : []
    const minutes = Number(values.minutes)
    const only = phases.find((phase) => phase === values.only)
    if (values.only !== undefined && only === undefined)
      throw new Error(`phases: ${phases.join(', ')}`)
    if (!(minutes > 0) || !Number.isInteger(kills) || kills < 1 || engines.length === 0)
      throw new Error('bad value')
    return { ...values, kills, minutes, only, engines }
  } catch (fault) {
    console.error(`${fault instanceof Error ? fault.message : fault}\n${usage}`)
    process.exit(2)
  }
}

const { kills, minutes, seed, engines, only, logs } = options()
const scratch = mkdtempSync(join(tmpdir(), 'gongbu-chaos-'))
const clean = () => rmSync(scratch, { recursive: true, force: true })
process.on('exit', clean)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
const began = performance.now()
const seconds = () => Math.round((performance.now() - began) / 1000)
console.log(`seed ${seed}, ${kills} kills on ${engines.join(' and ')}`)

/**
 * A few topics of the course, so that a start costs little; its items are as they are. Throws when the
 * course has lost one of them.
 */
function smallCourse(): string {
  const whole = fileURLToPath(new URL('../../knowledge/aws-dva-c02', import.meta.url))
  const small = join(scratch, 'knowledge', 'aws-dva-c02')
  mkdirSync(small, { recursive: true })
  for (const file of ['course.yaml', 'glossary.yaml']) cpSync(join(whole, file), join(small, file))
  for (const topic of ['s3', 'lambda', 'security']) {
    for (const file of [`notes/${topic}.ko.md`, `notes/${topic}.en.md`, `items/${topic}.yaml`]) {
      cpSync(join(whole, file), join(small, file))
    }
  }
  return join(scratch, 'knowledge')
}

/** Three replicas wait for each other's heartbeats, so they take more of the time and of the kills. */
const shareOf = (engine: Engine): number => {
  if (engines.length === 1) return kills
  const ofPostgres = Math.ceil(kills * 0.6)
  return engine === 'postgres' ? ofPostgres : kills - ofPostgres
}

const tell = (line: string) => console.log(`${String(seconds()).padStart(4)} s  ${line}`)
const knowledge = smallCourse()
const seasons = await Promise.all(
  engines.map((engine) =>
    playSeason({
      engine,
      seed,
      kills: shareOf(engine),
      until: began + minutes * 60_000,
      knowledge,
      only,
      scratch: join(scratch, engine),
      tell,
    }),
  ),
)

/** What bots left in their temporary folders, which were empty. */
const litter = engines.flatMap((engine) =>
  readdirSync(join(scratch, engine), { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(^|\/)tmp\/./.test(path),
  ),
)

let wrong = 0
for (const season of seasons) {
  for (const { kind, line } of season.violations) {
    wrong += 1
    console.log(`${season.engine} ${kind}: ${line}`)
  }
  if (logs && season.violations.length > 0) for (const line of season.lines) console.error(line)
}
for (const path of litter) {
  wrong += 1
  console.log(`litter: ${path}`)
}
for (const season of seasons) console.log(figuresOf(season, shareOf(season.engine)))
if (wrong === 0 && seasons.every(isWhole)) {
  for (const name of troubles.filter((one) => seasons.every(({ struck }) => struck[one] === 0))) {
    wrong += 1
    console.log(`unproven: no request was ${name}`)
  }
}
console.log(
  `${wrong === 0 ? 'each thing once' : `${wrong} violations`} (seed ${seed}, ${seconds()} s)`,
)
process.exit(wrong === 0 ? 0 : 1)
