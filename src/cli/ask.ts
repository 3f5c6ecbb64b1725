// `npm run ask -- "question"`: an answer from the notes in a terminal, without a database.

import { parseArgs } from 'node:util'
import { dollars } from '#answer/cost.ts'
import { labelOf } from '#answer/panel.ts'
import type { Purse } from '#answer/purse.ts'
import { answerLanguage, cleanQuestion } from '#answer/question.ts'
import { textsIn } from '#answer/texts.ts'
import { answerStages } from '#answer/tutor.ts'
import { type Language, languages } from '#core/language.ts'
import { retrieve } from '#knowledge/retrieve.ts'
import { sharedSubject } from '#knowledge/subject.ts'
import { placeOf } from '#lib/place.ts'
import { ok } from '#lib/result.ts'
import { createLog } from '#ops/log.ts'
import { environmentOrEnd } from './environment.ts'
import { libraryOrEnd, unusable } from './library.ts'
import { modelsOrEnd } from './models.ts'

const usage = `Usage: npm run ask -- "sqs visibility timeout" [--lang ko|en] [--json]
Answers from the notes in KNOWLEDGE_DIR (default: knowledge), written by a model when one is configured.
Exit 3 when they don't cover it.`

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { json: { type: 'boolean' }, lang: { type: 'string' } },
    })
  } catch (fault) {
    console.error(`${fault instanceof Error ? fault.message : fault}\n${usage}`)
    process.exit(unusable)
  }
}

const isLanguage = (text: string): text is Language => languages.some((known) => known === text)

const { positionals, values } = readArguments()
const question = cleanQuestion(positionals.join(' '))
if (question === '' || (values.lang !== undefined && !isLanguage(values.lang))) {
  console.error(usage)
  process.exit(unusable)
}
const environment = environmentOrEnd()
const library = await libraryOrEnd(environment)
const models = await modelsOrEnd(environment)
const started = performance.now()
const language =
  values.lang && isLanguage(values.lang)
    ? values.lang
    : answerLanguage(question, environment.language)
const { answer, spent } = await answered(question, language)
const milliseconds = Math.round((performance.now() - started) * 10) / 10

const say = textsIn(language)
if (values.json) {
  console.log(JSON.stringify(answer))
} else {
  console.log(answer.kind === 'unsupported' ? say.unsupported : answer.text)
}
console.error(`\n${labelOf(answer)}`)
if (answer.kind === 'unsupported' && answer.citations.length > 0) console.error(say.nearest)
for (const { number, title, source, lines } of answer.citations) {
  console.error(`[${number}] ${title} · ${placeOf(source, lines)}`)
}
console.error(
  answer.mode === 'model'
    ? say.timingModel(milliseconds, answer.model, dollars(spent))
    : spent > 0
      ? say.timingPaid(milliseconds, dollars(spent))
      : say.timing(milliseconds),
)
process.exitCode = answer.kind === 'unsupported' ? 3 : 0

/** The answer by the configured means. Whoever types here pays themselves, so nothing is capped. */
async function answered(question: string, language: Language) {
  let spent = 0
  const purse: Purse = {
    reserve: async ({ llm, worst }) =>
      ok({
        settle: async (usage) => {
          spent += usage ? llm.cost(usage, Temporal.Now.instant()) : worst
        },
        release: async () => undefined,
      }),
  }
  const { index } = library
  const stages = answerStages(
    {
      models,
      purse,
      sharedSubject: (sentence, concepts) => sharedSubject(index, sentence, concepts),
      clock: () => Temporal.Now.instant(),
      log: createLog('error'),
      ending: new AbortController().signal,
    },
    {
      spender: { guild: '', member: '', ask: 'terminal' },
      question,
      language,
      manner: 'plain',
      earlier: [],
      retrieval: retrieve(index, question, language),
    },
  )
  for await (const stage of stages)
    if (stage.kind === 'final') return { answer: stage.answer, spent }
  throw new Error('an answer without an end')
}
