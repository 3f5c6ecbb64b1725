// `npm run items`: the question bank as a table, or as JSON lines; exit 1 when an item is broken.

import { loadBank } from '#bank/bank.ts'
import { environmentOrEnd } from './environment.ts'
import { itemFields } from './items-json.ts'
import { libraryOrEnd } from './library.ts'
import { print } from './print.ts'

const environment = environmentOrEnd()
const library = await libraryOrEnd(environment)
const { items, problems } = await loadBank(environment.knowledgeDir, library)

if (process.argv.includes('--json')) {
  await print(items.map((item) => `${JSON.stringify(itemFields(item))}\n`).join(''))
  for (const { file, line, problem } of problems) {
    process.stderr.write(`${file}:${line}: ${problem}\n`)
  }
} else {
  for (const { file, line, problem } of problems) {
    await print(`${file}:${line}: ${problem}\n`)
  }
  const widest = Math.max(0, ...items.map((item) => item.id.length))
  for (const { id, topic, domain, task, difficulty, keys, stem } of items) {
    const place = `${topic} · ${domain ?? ''}${task === undefined ? '' : ` ${task}`}`
    const level = '●'.repeat(difficulty).padEnd(3, '○')
    await print(`${id.padEnd(widest)}  ${level}  ${keys.join('+').padEnd(3)}  ${place}\n`)
    await print(`${''.padEnd(widest)}  ${stem.en}\n`)
  }
  const trouble = problems.length === 0 ? 'no problems' : `${problems.length} problems`
  await print(`${items.length} items, ${trouble}.\n`)
}
process.exitCode = problems.length === 0 ? 0 : 1
