// Replica: one real bot as a process of its own, which can be killed and started again.

import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

export type Replica = {
  readonly name: string
  /** Resolves when it serves; rejects with its last words when it ends before. */
  readonly start: () => Promise<void>
  readonly isAlive: () => boolean
  readonly isReady: () => boolean
  /** SIGKILL; resolves when it is gone. */
  readonly kill: () => Promise<void>
  /** SIGTERM; gives its exit code. */
  readonly stop: () => Promise<number | null>
  /** The last lines it wrote, whichever process that was. */
  readonly lines: () => readonly string[]
}

const linesKept = 400
const readyWithin = 120_000
const isServing = /oauth2\/authorize/ // the invitation is the last thing a start says

// However this process ends, unless by SIGKILL, no bot outlives it.
const alive = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of alive) child.kill('SIGKILL')
})

/** A replica with this environment and nothing else of ours; not started yet. */
export function openReplica(name: string, env: Readonly<Record<string, string>>): Replica {
  let child: ChildProcess | undefined
  let gone: Promise<number | null> = Promise.resolve(null)
  let ready = false
  const lines: string[] = []

  function start(): Promise<void> {
    const started = spawn(process.execPath, ['--import', './src/lib/quick.ts', 'src/main.ts'], {
      cwd: root,
      env: { PATH: process.env['PATH'], LANG: 'en_US.UTF-8', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child = started
    alive.add(started)
    ready = false
    gone = new Promise((done) => {
      started.once('exit', (code) => {
        alive.delete(started)
        if (child === started) {
          child = undefined
          ready = false
        }
        done(code)
      })
    })
    return new Promise((served, failed) => {
      const timer = setTimeout(() => failed(new Error(`${name} is not ready`)), readyWithin)
      const hear = (chunk: Buffer) => {
        const said = chunk.toString().split('\n').filter(Boolean)
        lines.push(...said)
        lines.splice(0, lines.length - linesKept)
        if (child !== started || !said.some((line) => isServing.test(line))) return
        ready = true
        clearTimeout(timer)
        served()
      }
      started.stdout.on('data', hear)
      started.stderr.on('data', hear)
      started.once('exit', (code, signal) => {
        clearTimeout(timer)
        // Killed while it started: that is what this is for.
        if (signal === 'SIGKILL') served()
        else failed(new Error(`${name} ended (${code ?? signal}):\n${lines.slice(-20).join('\n')}`))
      })
    })
  }

  return {
    name,
    start,
    isAlive: () => child !== undefined,
    isReady: () => ready,
    kill: async () => {
      child?.kill('SIGKILL')
      await gone
    },
    stop: async () => {
      child?.kill('SIGTERM')
      return await gone
    },
    lines: () => lines,
  }
}
