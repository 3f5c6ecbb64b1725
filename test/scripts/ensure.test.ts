import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

// An npm that installs nothing but leaves marks: it clears node_modules as `npm ci` does, waits, and
// complains when it finds another one at work.
const npm = `#!/usr/bin/env node
import { existsSync, mkdirSync, rmSync, writeFileSync, appendFileSync, readFileSync } from 'node:fs'
appendFileSync('runs', process.argv[2] + '\\n')
console.log('added 222 packages')
if (process.argv[2] === 'ci') {
  if (existsSync('busy')) appendFileSync('runs', 'two at once\\n')
  writeFileSync('busy', '')
  rmSync('node_modules', { recursive: true, force: true })
  mkdirSync('node_modules/half', { recursive: true })
  const { offline, slow } = JSON.parse(readFileSync('npm.json', 'utf8'))
  setTimeout(() => {
    rmSync('busy')
    if (offline) { console.error('npm error network'); process.exit(1) }
    mkdirSync('node_modules/node', { recursive: true })
  }, slow ?? 0)
} else {
  mkdirSync('node_modules/node/bin', { recursive: true })
  writeFileSync('node_modules/node/bin/node', '')
}
`

let folder = ''
const started: ChildProcess[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gongbu clone '))
  mkdirSync(join(folder, 'scripts'))
  mkdirSync(join(folder, 'bin'))
  const script = fileURLToPath(new URL('../../scripts/ensure.mjs', import.meta.url))
  cpSync(script, join(folder, 'scripts/ensure.mjs'))
  writeFileSync(join(folder, 'package-lock.json'), '{}')
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  writeFileSync(join(folder, 'bin/package.json'), '{"type":"module"}')
  writeFileSync(join(folder, 'bin/npm'), npm)
  chmodSync(join(folder, 'bin/npm'), 0o755)
  npmWill({})
})
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const npmWill = (how: { offline?: boolean; slow?: number }): void =>
  writeFileSync(join(folder, 'npm.json'), JSON.stringify(how))
const runs = (): readonly string[] => {
  const file = join(folder, 'runs')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
}

/** Runs the script from another directory, as nobody's npm, in an environment meant for production. */
function ensure(...args: string[]) {
  return run([join(folder, 'scripts/ensure.mjs'), ...args])
}

function run(args: readonly string[]) {
  const { npm_execpath: _, PATH = '', ...rest } = process.env
  const child = spawn(process.execPath, args, {
    cwd: tmpdir(),
    env: { ...rest, PATH: `${join(folder, 'bin')}${delimiter}${PATH}`, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  let out = ''
  let words = ''
  child.stdout.on('data', (text) => {
    out += text
  })
  child.stderr.on('data', (text) => {
    words += text
  })
  const ended = new Promise<{ code: number | null; out: string; words: string }>((done) => {
    child.once('close', (code) => done({ code, out, words }))
  })
  return { child, ended }
}

describe('the installation check', () => {
  test('installs once, says so on stderr alone, and is silent from then on', async () => {
    const first = await ensure().ended
    expect(first).toMatchObject({ code: 0, out: '' })
    expect(first.words).toContain('about a minute')
    expect(await ensure().ended).toEqual({ code: 0, out: '', words: '' })
    expect(runs()).toEqual(['ci', 'rebuild'])
  })

  test('installs anew when the lock file has changed', async () => {
    await ensure().ended
    writeFileSync(join(folder, 'package-lock.json'), '{"new":true}')
    expect((await ensure().ended).code).toBe(0)
    expect(runs()).toEqual(['ci', 'rebuild', 'ci', 'rebuild'])
  })

  test('starts over after an installation that was killed in the middle', async () => {
    npmWill({ slow: 60_000 })
    const { child, ended } = ensure()
    await vi.waitUntil(() => existsSync(join(folder, 'node_modules/half')), { timeout: 20_000 })
    child.kill('SIGTERM')
    expect((await ended).code).not.toBe(0)
    rmSync(join(folder, 'busy'))
    npmWill({})
    expect((await ensure().ended).code).toBe(0)
    expect(runs()).toEqual(['ci', 'ci', 'rebuild'])
  })

  test('run by several commands at once installs once, and the others wait', async () => {
    npmWill({ slow: 1_500 })
    const all = await Promise.all([ensure().ended, ensure().ended, ensure().ended])
    expect(all.map(({ code }) => code)).toEqual([0, 0, 0])
    expect(runs()).toEqual(['ci', 'rebuild'])
    expect(all.filter(({ words }) => words.includes('waiting')).length).toBe(2)
  })

  test('takes over from a holder that died, and not while the npm it left behind still works', async () => {
    const lock = join(folder, '.installing')
    const npmLeftBehind = spawn('sleep', ['60'])
    started.push(npmLeftBehind)
    mkdirSync(lock)
    writeFileSync(join(lock, 'npm'), String(npmLeftBehind.pid))
    const longAgo = new Date(Date.now() - 60_000)
    utimesSync(lock, longAgo, longAgo)

    const { ended, child } = ensure()
    const said = new Promise<string>((done) => child.stderr.once('data', (text) => done(`${text}`)))
    expect(await said).toContain('waiting')
    expect(runs()).toEqual([])

    npmLeftBehind.kill('SIGKILL')
    expect((await ended).code).toBe(0)
    expect(runs()).toEqual(['ci', 'rebuild'])
    expect(existsSync(lock)).toBe(false)
  })

  test('says what to do when the registry cannot be reached, and leaves no lock', async () => {
    npmWill({ offline: true })
    const { code, out, words } = await ensure().ended
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(words).toContain('run the same command again')
    expect(existsSync(join(folder, '.installing'))).toBe(false)
    npmWill({})
    expect((await ensure().ended).code).toBe(0)
  })

  test('refuses a Node that is too old, in words', async () => {
    const older = 'Object.defineProperty(process, "versions", { value: { node: "18.20.0" } })'
    const script = join(folder, 'scripts/ensure.mjs')
    const { code, words } = await run(['--import', `data:text/javascript,${older}`, script]).ended
    expect(code).toBe(1)
    expect(words).toContain('Node 18.20.0 is too old')
    expect(runs()).toEqual([])
  })

  test('takes an image’s word that it is installed', async () => {
    mkdirSync(join(folder, 'node_modules'))
    expect((await ensure('--installed').ended).code).toBe(0)
    expect((await ensure().ended).code).toBe(0)
    expect(runs()).toEqual([])
  })
})
