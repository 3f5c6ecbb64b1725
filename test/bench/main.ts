// `npm run bench`: what the figures of this machine are, each beside its peer in the same run.
// Another figure is another section: a name and what gives it.

import { parseArgs } from 'node:util'
import { closeSection } from './close.ts'
import { leaderboardSection } from './leaderboard.ts'
import { plannerSection } from './planner.ts'
import { retrievalSection } from './retrieval.ts'
import { subjectSection } from './subject.ts'

type Section = { readonly name: string; readonly run: () => Promise<unknown> }

const sections: readonly Section[] = [
  closeSection,
  retrievalSection,
  subjectSection,
  leaderboardSection,
  plannerSection,
]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' } },
})
const wanted = sections.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
if (wanted.length === 0) {
  const names = sections.map(({ name }) => name).join(', ')
  console.error(`Usage: npm run bench -- [--json] [section…]; sections: ${names}`)
  process.exit(2)
}
const figures: Record<string, unknown> = {}
for (const { name, run } of wanted) figures[name] = await run()
console.log(JSON.stringify(figures, null, values.json ? 0 : 2))
process.exit(0)
