// A real PostgreSQL for tests: yours by TEST_DATABASE_URL, else one started from the server's own programs.

import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, globSync, mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openPostgres } from '#db/postgres.ts'

export type TestServer = {
  /** Address of a database on it, by a role that may create others. */
  readonly url: string
  readonly version: string
  /** Where its files are; undefined for a server that is not ours. */
  readonly directory: string | undefined
  readonly stop: () => Promise<void>
}

export type NoServer = { readonly missing: string }

/** Folder of initdb and postgres: on the PATH, or where Debian keeps them (newest first). */
function programs(): string | undefined {
  const debian = globSync('/usr/lib/postgresql/*/bin').sort((a, b) =>
    b.localeCompare(a, 'en', { numeric: true }),
  )
  const { PATH = '' } = process.env
  return [...PATH.split(delimiter), ...debian].find(
    (folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  )
}

/** PostgreSQL refuses to run as root, so root lends it another user. */
function runAs(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const user of ['postgres', 'nobody']) {
    const ids = ['-u', '-g'].map((flag) => spawnSync('id', [flag, user]).stdout.toString().trim())
    const [uid, gid] = ids.map(Number)
    if (uid && gid) return { uid, gid }
  }
  return undefined
}

const freePort = (): Promise<number> =>
  new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => found(typeof address === 'object' && address ? address.port : 0))
    })
  })

// The shell reads from a pipe this process holds. However the process ends, SIGKILL included, the
// pipe closes, the read returns, and the shell stops the server and removes its files.
const guard = `
"$1"/postgres -D "$2/data" -p "$3" -k "$2" -c listen_addresses=127.0.0.1 -c max_connections=200 \
  -c fsync=off -c full_page_writes=off -c synchronous_commit=off >/dev/null 2>"$2/log" &
server=$!
read -r _
kill -QUIT $server
wait $server
rm -rf "$2"`

/** Whether it answers; pg_isready is not always installed beside the server. */
async function isReady(url: string): Promise<boolean> {
  const opened = await openPostgres(url)
  if (opened.ok) await opened.value.close()
  return opened.ok
}

/** Starts a server of the tests' own in a temporary folder; nothing of it outlives this process. */
async function start(folder: string): Promise<TestServer> {
  const user = runAs()
  // Root's temporary folder may be closed to the user the server runs as; /tmp is open to all.
  const directory = mkdtempSync(join(user ? '/tmp' : tmpdir(), 'gongbu-postgres-'))
  if (user) chownSync(directory, user.uid, user.gid)
  const made = spawnSync(
    join(folder, 'initdb'),
    `-D ${directory}/data -U test -A trust --no-sync -E UTF8 --locale=C`.split(' '),
    { ...user, cwd: directory },
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error ?? made.stderr}`)
  const port = await freePort()
  const shell = spawn('sh', ['-c', guard, 'guard', folder, directory, String(port)], {
    ...user,
    cwd: directory,
    stdio: ['pipe', 'ignore', 'ignore'],
    // A group of its own, so that Ctrl-C reaches us first.
    detached: true,
  })
  shell.unref()
  const url = `postgres://test@127.0.0.1:${port}/postgres`
  for (let tries = 0; !(await isReady(url)); tries++) {
    if (tries > 300 || shell.exitCode !== null) throw new Error('PostgreSQL did not start')
    await pause(50)
  }
  const { stdout } = spawnSync(join(folder, 'postgres'), ['--version'])
  return {
    url,
    version: /\d+(\.\d+)*/.exec(stdout.toString())?.[0] ?? 'unknown',
    directory,
    stop: () =>
      new Promise((done) => {
        if (shell.exitCode !== null) return done()
        shell.ref()
        shell.once('exit', () => done())
        shell.stdin?.end()
      }),
  }
}

/** A server to test on, or why there is none. */
export async function startServer(): Promise<TestServer | NoServer> {
  const { TEST_DATABASE_URL: url } = process.env
  if (url)
    return { url, version: '(TEST_DATABASE_URL)', directory: undefined, stop: async () => {} }
  const folder = programs()
  if (folder === undefined)
    return {
      missing:
        'no PostgreSQL server programs on the PATH or in /usr/lib/postgresql: install the package postgresql, or set TEST_DATABASE_URL',
    }
  return await start(folder)
}
