// `npm run ask -- "question"`: an answer from the notes in a terminal, without a database.

import { parseArgs } from 'node:util'
import { extractAnswer } from '#answer/answer.ts'
import { answerLanguage, cleanQuestion } from '#answer/question.ts'
import { textsIn } from '#answer/texts.ts'
import { type Language, languages } from '#core/language.ts'
import { retrieve } from '#knowledge/retrieve.ts'
import { placeOf } from '#lib/place.ts'
import { environmentOrEnd } from './environment.ts'
import { libraryOrEnd, unusable } from './library.ts'

const usage = `Usage: npm run ask -- "sqs visibility timeout" [--lang ko|en] [--json]
Answers from the notes in KNOWLEDGE_DIR (default: knowledge). Exit 3 when they don't cover it.`

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
const started = performance.now()
const language =
  values.lang && isLanguage(values.lang)
    ? values.lang
    : answerLanguage(question, environment.language)
const answer = extractAnswer(question, language, retrieve(library.index, question, language))
const milliseconds = Math.round((performance.now() - started) * 10) / 10

const say = textsIn(language)
if (values.json) {
  console.log(JSON.stringify(answer))
} else {
  console.log(answer.kind === 'unsupported' ? say.unsupported : answer.text)
}
console.error(`\n${say.label[answer.kind]}`)
if (answer.kind === 'unsupported' && answer.citations.length > 0) console.error(say.nearest)
for (const { number, title, source, lines } of answer.citations) {
  console.error(`[${number}] ${title} · ${placeOf(source, lines)}`)
}
console.error(say.timing(milliseconds))
process.exitCode = answer.kind === 'unsupported' ? 3 : 0
