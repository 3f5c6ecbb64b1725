// Installs what is missing before a script runs. It runs on the host's own Node, so plain JavaScript.
//
//   node scripts/ensure.mjs              installs unless the lock file's packages are there already
//   node scripts/ensure.mjs --installed  notes that they are: for an image that installed them itself
//
// Only stderr is written to: `npm run --silent search` owns stdout.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const oldest = 20
const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = join(root, 'node_modules', '.installed')
/** Beside node_modules, which npm itself removes; Git does not see an empty folder. */
const lock = join(root, '.installing')
/** The holder of the lock touches it this often; one untouched for `stale` has no holder any more. */
const beat = 1_000
const stale = 10_000
const longest = 15 * 60_000

const say = (words) => process.stderr.write(`${words}\n`)
const end = (words) => {
  say(words)
  process.exit(1)
}

/** What the stamp holds once the installation for this lock file and this machine is complete. */
const wanted = () => {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  return `${hash.digest('hex')} ${process.platform} ${process.arch}\n`
}
const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted()

const hasNode = () =>
  ['node', 'node.exe'].some((name) => existsSync(join(root, 'node_modules/node/bin', name)))

let child
/** Runs npm; true when it succeeded. */
const npm = (...words) =>
  new Promise((done) => {
    const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error']
    const { npm_execpath: itself = '' } = process.env
    // The npm that started us, where there is one: another may not be on the PATH.
    const [program, first] = /npm-cli\.[cm]?js$/.test(itself)
      ? [process.execPath, [itself]]
      : ['npm', []]
    child = spawn(program, [...first, ...words, ...quiet], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: program === 'npm' && process.platform === 'win32',
    })
    if (child.pid !== undefined) writeFileSync(join(lock, 'npm'), String(child.pid))
    child.once('error', (error) => {
      say(`npm could not be started: ${error.message}`)
      done(false)
    })
    child.once('exit', (code) => done(code === 0))
  })

const isAlive = (pid) => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Whether the lock's holder died and the npm it started, which would outlive it, has ended too. */
const isAbandoned = (folder) => {
  try {
    const age = Date.now() - statSync(folder).mtimeMs
    const npmLives = isAlive(Number(readFileSync(join(folder, 'npm'), 'utf8')))
    return age >= (npmLives ? longest : stale)
  } catch {
    // No process is noted yet, or the lock has just been released.
    return existsSync(folder) && Date.now() - statSync(folder).mtimeMs >= stale
  }
}

const release = () => rmSync(lock, { recursive: true, force: true })

/** Removes a lock whose holder died, unless another process has just done so and taken it. */
const removeAbandoned = () => {
  const aside = `${lock}-${process.pid}`
  try {
    renameSync(lock, aside)
    if (isAbandoned(aside)) rmSync(aside, { recursive: true })
    else renameSync(aside, lock)
  } catch {
    // Another process was quicker; the loop looks again.
  }
}

/** True when the lock could be taken now. */
const tryLock = () => {
  try {
    mkdirSync(lock)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    return end(
      `${root} cannot be written (${error.message}). Give yourself the right to, then run the same command again.`,
    )
  }
}

/** Waits its turn; false when someone else has meanwhile finished the installation. */
const takeLock = async () => {
  for (let waits = 0; !isInstalled(); waits++) {
    if (tryLock()) {
      if (!isInstalled()) return true
      release()
    } else if (isAbandoned(lock)) removeAbandoned()
    else {
      if (waits === 0) say('Another command is installing the dependencies here; waiting for it …')
      await pause(beat / 4)
    }
  }
  return false
}

const install = async () => {
  say('Installing dependencies and Node 26 into node_modules (once, about a minute) …')
  rmSync(stamp, { force: true })
  // Under ignore-scripts=true the package `node` has not fetched its program yet.
  const done =
    (await npm('ci', '--include=dev', '--include=optional')) &&
    (hasNode() || (await npm('rebuild', 'node', '--ignore-scripts=false'))) &&
    hasNode()
  if (!done) {
    release()
    end(
      'The installation did not finish: the lines above say why. It needs the npm package registry ' +
        '(is this machine online, and does `npm ping` answer?). Then run the same command again; it starts over.',
    )
  }
  writeFileSync(stamp, wanted())
  say('Installed.')
}

if (Number(process.versions.node.split('.')[0]) < oldest)
  end(
    `Node ${process.versions.node} is too old to install with: ${oldest} or newer is needed (nodejs.org).`,
  )

if (process.argv.includes('--installed')) writeFileSync(stamp, wanted())
else if (!isInstalled() && (await takeLock())) {
  const beating = setInterval(() => {
    const now = new Date()
    if (existsSync(lock)) utimesSync(lock, now, now)
  }, beat)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.once(signal, () => {
      child?.kill(signal)
      release()
      end('The installation was interrupted; the same command starts it over.')
    })
  await install()
  clearInterval(beating)
  release()
}
