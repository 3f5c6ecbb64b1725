// `npm run eval -- --q FILE`: how well retrieval does on a file of questions.

import { parseArgs } from 'node:util'
import type { Glossary } from '#course/glossary.ts'
import { glossaryOf, shelvesAt } from '#knowledge/library.ts'
import { retrieve } from '#knowledge/retrieve.ts'
import { createIndex, type Index } from '#knowledge/search-index.ts'
import { seeded, shuffled } from '#lib/random.ts'
import { environmentOrEnd } from './environment.ts'
import { type Found, type Question, type Ranking, readQuestions, scoreOf } from './eval-score.ts'
import { libraryOrEnd } from './library.ts'
import { print } from './print.ts'

const usage = `Usage: npm run eval -- --q FILE [--misses] [--perturb HOW] [--half-glossary SEED] [--json]
  --q FILE             questions as JSON lines {"id","lang","q","kind","must":[patterns]}; kind "oos" is out of scope
  --misses             lists the questions whose answer is not among the first three
  --perturb HOW        types every question otherwise: nfd, fullwidth, upper, nospace, punct, jamo, or all of them in turn
  --half-glossary SEED leaves out a random half of the glossary's groups
  --json               prints the figures as JSON
KNOWLEDGE_DIR is the folder of notes (default: knowledge).`

const fullwidth = (text: string): string =>
  text.replace(/[!-~]/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0))
const perturbations: Readonly<Record<string, (question: string) => string>> = {
  none: (text) => text,
  nfd: (text) => text.normalize('NFD'),
  fullwidth,
  upper: (text) => text.toUpperCase(),
  nospace: (text) => text.replace(/(?<=[가-힣]) (?=[가-힣])/g, ''),
  punct: (text) => `  «${text.replace(/ /g, '  ')}»!!! `,
  jamo: (text) => `${text} ㅋㅋㅠㅠ`,
}

/** Half of the groups, another half for another seed; what is outside the course stays known. */
const halved = (glossary: Glossary, seed: string): Glossary => ({
  ...glossary,
  groups: shuffled(glossary.groups, seeded(seed)).slice(0, Math.ceil(glossary.groups.length / 2)),
})

function ask(index: Index, question: string): Found {
  const { band, score, passages } = retrieve(index, question)
  return {
    refused: band === 'refuse',
    score,
    passages: passages.map(({ title, text }) => `${title}\n${text}`),
  }
}

const percent = (share: number): string => (100 * share).toFixed(1).padStart(5)
const row = (name: string, { questions, r1, r3, mrr }: Ranking): string =>
  `${name.padEnd(14)} ${String(questions).padStart(4)}   R@1 ${percent(r1)}   R@3 ${percent(r3)}   MRR ${percent(mrr)}`

function forPeople(name: string, questions: readonly Question[], found: readonly Found[]): string {
  const { all, byLanguage, refusal, auroc } = scoreOf(questions, found)
  const rows = [
    row(name === 'none' ? 'all' : name, all),
    ...Object.entries(byLanguage).map(([lang, ranking]) => row(`  ${lang}`, ranking)),
  ]
  if (refusal && auroc !== undefined) {
    const { recall, falseRefusals } = refusal
    rows.push(
      `  refused: ${percent(recall)} % of those out of scope, ${percent(falseRefusals)} % of the others; AUROC ${auroc.toFixed(3)}`,
    )
  }
  return `${rows.join('\n')}\n`
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        q: { type: 'string' },
        misses: { type: 'boolean' },
        json: { type: 'boolean' },
        perturb: { type: 'string' },
        'half-glossary': { type: 'string' },
      },
    })
    const { perturb = 'none', q } = values
    if (q === undefined) throw new Error('Name a file of questions with --q.')
    if (perturb !== 'all' && !(perturb in perturbations)) {
      throw new Error(`There is no perturbation "${perturb}".`)
    }
    const names = perturb === 'all' ? Object.keys(perturbations) : [perturb]
    return { ...values, names, questions: readQuestions(q) }
  } catch (fault) {
    process.stderr.write(`${(fault as Error).message}\n\n${usage}\n`)
    process.exit(2)
  }
}

const { names, questions, misses, json, 'half-glossary': seed } = readArguments()
const environment = environmentOrEnd()
const library = await libraryOrEnd(environment)
const index =
  seed === undefined
    ? library.index
    : await createIndex(
        library.concepts.values(),
        halved(glossaryOf(await shelvesAt(environment.knowledgeDir)), seed),
      )
const scores = names.map((name) => {
  const type = perturbations[name] ?? ((text: string) => text)
  return { name, found: questions.map(({ q }) => ask(index, type(q))) }
})

if (json) {
  const figures = scores.map(({ name, found }) => {
    const { misses: missed, ...score } = scoreOf(questions, found)
    return [name, { ...score, misses: missed.map(({ id }) => id) }]
  })
  await print(`${JSON.stringify(Object.fromEntries(figures))}\n`)
} else {
  for (const { name, found } of scores) {
    await print(forPeople(name, questions, found))
    if (!misses) continue
    for (const { id, lang, q } of scoreOf(questions, found).misses) {
      const first = found[questions.findIndex((question) => question.id === id)]
      const shown = first?.refused
        ? '(refused)'
        : (first?.passages[0] ?? '').replace(/\n[\s\S]*/, '')
      await print(`MISS ${id} ${lang} ${q} → ${shown}\n`)
    }
  }
}
