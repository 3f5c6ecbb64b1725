// `npm run recount`: counts totals and streaks again from the facts and prints where they differ.

import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { DrizzleQueryError } from 'drizzle-orm'
import { readConfig } from '#core/config.ts'
import type { Db } from '#core/deps.ts'
import { misconfigured } from '#core/environment.ts'
import { connect } from '#db/connect.ts'
import { databaseTexts } from '#db/texts.ts'
import { differenceLine, differences, rebuild } from '#progress/recount.ts'
import { textsIn } from '#progress/texts.ts'
import { environmentOrEnd } from './environment.ts'

const differs = 1
const unusable = 2 // it could not be counted

const { variables, language } = environmentOrEnd()
const { recount: say } = textsIn(language)

function end(words: string, code: number): never {
  console.error(words)
  process.exit(code)
}

function wantsFix(): boolean {
  try {
    const { values } = parseArgs({
      options: { fix: { type: 'boolean' }, help: { type: 'boolean' } },
    })
    return values.help ? end(say.usage, 0) : (values.fix ?? false)
  } catch (fault) {
    return end(`${fault instanceof Error ? fault.message : fault}\n${say.usage}`, unusable)
  }
}

/** PostgreSQL's codes for a table or a column that is not there. */
const isOutdated = (fault: unknown): boolean =>
  fault instanceof DrizzleQueryError &&
  ['42P01', '42703'].includes(String((fault.cause as { code?: unknown } | undefined)?.code))

async function count(db: Db, fix: boolean): Promise<number> {
  const found = await differences(db)
  for (const difference of found) console.log(differenceLine(difference))
  if (found.length === 0) {
    console.log('no differences')
    return 0
  }
  if (!fix) {
    console.error(say.found(found.length))
    return differs
  }
  await rebuild(db)
  console.error(say.fixed(found.length))
  return 0
}

const fix = wantsFix()
const config = readConfig(variables)
if (!config.ok) end(say.badEnvironment(config.fault), misconfigured)
const { databaseUrl, dataDir } = config.value
if (databaseUrl === undefined && !existsSync(join(dataDir, 'pglite')))
  end(say.noDatabase(resolve(dataDir)), unusable)
const quiet = () => {}
const opened = await connect({
  databaseUrl,
  dataDir,
  log: { info: quiet, warn: quiet, error: quiet },
})
if (!opened.ok) {
  const words = databaseTexts[language](opened.fault)
  end(opened.fault.kind === 'locked' ? `${words}\n${say.oneProcess}` : words, unusable)
}
const database = opened.value
try {
  process.exitCode = await count(database.db, fix)
} catch (fault) {
  if (!isOutdated(fault)) throw fault
  console.error(say.outdated)
  process.exitCode = unusable
} finally {
  await database.close()
}
