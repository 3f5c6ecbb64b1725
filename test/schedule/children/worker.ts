// A replica that queues one job, begins it, says so, and never ends it.

import { z } from 'zod'
import { connect } from '#db/connect.ts'
import { migrate } from '#db/migrate.ts'
import { createRunner } from '#schedule/runner.ts'

const [dataDir = '', databaseUrl] = process.argv.slice(2)
const log = { info: () => {}, warn: () => {}, error: () => {} }
const opened = await connect({ databaseUrl, dataDir, log })
if (!opened.ok) throw new Error(opened.fault.kind)
await migrate(opened.value)
const runner = createRunner({
  database: opened.value,
  log,
  jobs: [
    {
      name: 'post',
      payload: z.object({ slot: z.string() }),
      run: async ({ slot }) => {
        console.log(slot)
        await new Promise(() => {})
      },
    },
  ],
})
await runner.start()
await runner.send(opened.value.db, 'post', { slot: 'a' })
