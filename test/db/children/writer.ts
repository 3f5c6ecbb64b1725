// Writes pairs of rows as fast as it can and prints each pair's number once it is committed.

import { sql } from 'drizzle-orm'
import { connect } from '#db/connect.ts'
import { rowsOf } from '#db/transaction.ts'

const [dataDir = ''] = process.argv.slice(2)
const opened = await connect({
  databaseUrl: undefined,
  dataDir,
  log: { info: () => {}, warn: () => {}, error: () => {} },
})
if (!opened.ok) throw new Error(opened.fault.kind)
const { db } = opened.value
await db.execute(
  sql`create table if not exists pairs (number integer, half text, primary key (number, half))`,
)
const [last] = await rowsOf<{ number: number }>(
  db,
  sql`select coalesce(max(number), 0) as number from pairs`,
)
for (let number = (last?.number ?? 0) + 1; ; number++) {
  await db.transaction(async (tx) => {
    await tx.execute(sql`insert into pairs values (${number}, 'left')`)
    await tx.execute(sql`insert into pairs values (${number}, 'right')`)
  })
  console.log(number)
}
