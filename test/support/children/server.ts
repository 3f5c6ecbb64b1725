// Starts a PostgreSQL of the tests' own, says where its files are, and waits to be killed.

import { startServer } from '../postgres.ts'

// Its own, whatever server the tests themselves were given.
Reflect.deleteProperty(process.env, 'TEST_DATABASE_URL')
const server = await startServer()
console.log('missing' in server ? 'missing' : server.directory)
if ('directory' in server) setInterval(() => {}, 60_000)
