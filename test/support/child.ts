// A real second process for tests of locks and of what survives SIGKILL.

import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

export type Child = {
  readonly pid: number
  /** The lines it has printed so far. */
  readonly lines: readonly string[]
  /** Resolves with the first line that passes, past or future; rejects when it ends without one. */
  readonly line: (passes: (line: string) => boolean) => Promise<string>
  /** SIGKILL, and waits until it is gone; its last lines are in `lines` by then. */
  readonly kill: () => Promise<void>
}

/** Runs a file of the project on this Node; what it writes to stderr is shown. */
export function startChild(file: URL, ...args: readonly string[]): Child {
  const child = spawn(
    process.execPath,
    ['--import', './src/lib/quick.ts', fileURLToPath(file), ...args],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const lines: string[] = []
  const waiting = new Set<() => void>()
  let ended = false
  const tell = () => {
    for (const look of waiting) look()
  }
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    tell()
  })
  const closed = new Promise<void>((done) => {
    child.once('close', () => {
      ended = true
      tell()
      done()
    })
  })
  return {
    pid: child.pid ?? 0,
    lines,
    line: (passes) =>
      new Promise((found, missed) => {
        const look = () => {
          const line = lines.find(passes)
          if (line === undefined && !ended) return
          waiting.delete(look)
          if (line === undefined) missed(new Error(`it ended after: ${lines.join('\n')}`))
          else found(line)
        }
        waiting.add(look)
        look()
      }),
    kill: async () => {
      child.kill('SIGKILL')
      await closed
    },
  }
}
