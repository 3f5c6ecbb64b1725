// A process that joins the replicas of a database and stays until it is killed.

import { openPostgres } from '#db/postgres.ts'
import { joinReplicas } from '#db/replicas.ts'
import { keepingLog } from '../../support/quiet.ts'

const opened = await openPostgres(process.argv[2] ?? '')
if (!opened.ok) throw new Error(opened.fault.reason)
await joinReplicas(opened.value, keepingLog().log)
process.stdout.write('joined\n')
setInterval(() => {}, 1000)
