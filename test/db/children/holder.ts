// Opens the data directory it is given, says what came of it, and holds it until it is killed.

import { connect } from '#db/connect.ts'
import { databaseTexts } from '#db/texts.ts'

const [dataDir = ''] = process.argv.slice(2)
const opened = await connect({
  databaseUrl: undefined,
  dataDir,
  log: { info: () => {}, warn: () => {}, error: () => {} },
})
console.log(opened.ok ? 'open' : databaseTexts.en(opened.fault))
if (opened.ok) setInterval(() => {}, 60_000)
