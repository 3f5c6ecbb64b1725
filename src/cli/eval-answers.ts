// `npm run eval:answers`: how well the configured model answers, and whether the checks hold.

import type { Clock, Log } from '#core/deps.ts'
import { misconfigured } from '#core/environment.ts'
import { glossaryOf, shelvesAt } from '#knowledge/library.ts'
import { type Arguments, readArguments, usage } from './answers/arguments.ts'
import { conclusionOf, evaluate, exitCodes } from './answers/evaluation.ts'
import { openExamined } from './answers/models.ts'
import { forMachines, forPeople, unmeasured } from './answers/report.ts'
import { settingsOf } from './answers/setting.ts'
import { environmentOrEnd } from './environment.ts'
import { libraryOrEnd, unusable } from './library.ts'
import { print } from './print.ts'

const tell = (line: string) => process.stderr.write(`${line}\n`)
const clock: Clock = () => Temporal.Now.instant()
// What becomes of a case is said with it.
const log: Log = { info: () => {}, warn: () => {}, error: (_, message) => tell(message) }

function argumentsOrEnd(): Arguments {
  try {
    return readArguments(process.argv.slice(2))
  } catch (fault) {
    tell(`${(fault as Error).message}\n\n${usage}`)
    process.exit(unusable)
  }
}

const { all, cases, concurrency, isJson, showsMisses, isStandIn: isForced } = argumentsOrEnd()
const environment = environmentOrEnd()
const library = await libraryOrEnd(environment)
const opened = await openExamined(environment, { log, isForced })
if (!opened.ok) {
  tell(opened.fault)
  process.exit(misconfigured)
}
const { models, isStandIn, cap, close } = opened.value
const glossary = glossaryOf(await shelvesAt(environment.knowledgeDir))
const settingOf = await settingsOf(library, glossary, all)

if (isStandIn && isJson) tell(`${unmeasured}\n`)
const spends = models.writer.isFree ? '' : `, $${cap / 1e9} at most (CAP_DAY)`
tell(`${cases.length} cases to ${models.writer.model}, ${concurrency} at a time${spends}`)
const evaluation = await evaluate(
  { settingOf, clock, log, elapsed: () => performance.now() },
  {
    models,
    cases,
    all,
    cap,
    concurrency,
    onTrial({ id, outcome, milliseconds, faults }, done) {
      const [fault] = faults
      const about = `${outcome} ${id} ${milliseconds.toFixed(0)} ms`
      tell(`${done}/${cases.length} ${about}${fault === undefined ? '' : ` · ${fault}`}`)
    },
  },
)
await close()
const told = isJson
  ? forMachines(evaluation, { isStandIn })
  : forPeople(evaluation, { isStandIn, showsMisses })
await print(told)

const conclusion = conclusionOf(evaluation, isStandIn)
if (conclusion === 'untrusted') tell('A bad answerer passed: these figures cannot be trusted.')
process.exitCode = exitCodes[conclusion]
