// `npm run notes`: what the notes hold and what is wrong in them; exit 1 when something is.
// With --accept: every item has been checked against what its concept says now.

import { loadBank } from '#bank/bank.ts'
import { lintNotes } from '#knowledge/lint.ts'
import { acceptProofs, changedSources, recordedProofs } from '#knowledge/proofs.ts'
import { environmentOrEnd } from './environment.ts'
import { itemFields } from './items-json.ts'
import { libraryOrEnd } from './library.ts'
import { print } from './print.ts'

const environment = environmentOrEnd()
const library = await libraryOrEnd(environment, 'problems')
const bank = await loadBank(environment.knowledgeDir, library)
if (process.argv.includes('--accept')) {
  const accepted = await acceptProofs(environment.knowledgeDir, bank.items, library.concepts)
  process.stderr.write(`The sources of ${accepted} items are on record as they are now.\n`)
}
const recorded = await recordedProofs(environment.knowledgeDir)
const today = Temporal.Now.plainDateISO()
const problems = [
  ...lintNotes(library, today),
  ...bank.problems,
  ...recorded.problems,
  ...changedSources(bank.items, library.concepts, recorded.proofs),
]
const { concepts: known } = library
const concepts = [...known.values()].flatMap((concept) =>
  Object.values(concept.texts).map(({ language, title, text, file, lines }) => ({
    id: concept.id,
    topic: concept.topic,
    lang: language,
    title,
    text,
    file,
    lines,
  })),
)

if (process.argv.includes('--json')) {
  const items = bank.items.map(itemFields)
  await print(`${JSON.stringify({ concepts, items, problems })}\n`)
} else {
  for (const { file, line, problem } of problems) {
    await print(`${file}:${line}: ${problem}\n`)
  }
  for (const course of library.courses) {
    const own = [...known.values()].filter((concept) => concept.course === course.id)
    const topics = new Set(own.map((concept) => concept.topic)).size
    const items = bank.items.filter((item) => item.course === course.id).length
    await print(
      `${course.title.en}: ${own.length} concepts in ${topics} of ${course.topics.length} topics, ${items} items\n`,
    )
  }
  await print(problems.length === 0 ? 'No problems.\n' : `${problems.length} problems.\n`)
}
process.exitCode = problems.length === 0 ? 0 : 1
