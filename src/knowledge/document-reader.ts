// Document reader: hands files to a process of its own, one at a time, and ends it when it takes too much.

import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { keyedQueue } from '#lib/keyed-queue.ts'
import { fail, type Result } from '#lib/result.ts'
import type { DocumentKind } from './document-kind.ts'
import type { DocumentText } from './document-text.ts'

export type Reading = Result<DocumentText, string>
/** What the process is asked, and what it answers; a late answer is told by its number. */
export type ReadRequest = {
  readonly number: number
  readonly kind: DocumentKind
  readonly bytes: Uint8Array
}
export type ReadAnswer = { readonly number: number; readonly reading: Reading }

const program = fileURLToPath(new URL('./document-process.ts', import.meta.url))
const heapMegabytes = 384

const inTurn = keyedQueue()
let waiting = 0
let requests = 0
let running: ChildProcess | undefined

/**
 * A process and not a thread: V8 ends the whole process when a single allocation goes beyond a
 * thread's heap limit, and that limit leaves out what is inflated into array buffers. It gets no
 * environment (no secrets), and may neither write files nor reach the network nor start programs.
 */
function start(): ChildProcess {
  const child = fork(program, {
    execArgv: [
      '--permission',
      '--allow-fs-read=*',
      '--allow-worker',
      '--no-warnings',
      `--max-old-space-size=${heapMegabytes}`,
    ],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  child.on('error', () => child.kill('SIGKILL'))
  child.on('exit', () => {
    if (running === child) running = undefined
  })
  return child
}

async function read(kind: DocumentKind, bytes: Uint8Array, milliseconds: number): Promise<Reading> {
  const used = running !== undefined
  const child = running ?? start()
  running = child
  requests += 1
  const request: ReadRequest = { number: requests, kind, bytes }
  const end = await new Promise<Reading | 'late' | 'dead'>((done) => {
    const timer = setTimeout(() => settle('late'), milliseconds)
    const settle = (outcome: Reading | 'late' | 'dead') => {
      clearTimeout(timer)
      child.off('message', hear)
      child.off('exit', die)
      done(outcome)
    }
    const hear = (message: unknown) => {
      const { number, reading } = message as ReadAnswer
      if (number === request.number) settle(reading)
    }
    const die = () => settle('dead')
    child.on('message', hear)
    child.on('exit', die)
    child.send(request, () => undefined) // a process that is gone reports by its exit
  })
  if (typeof end === 'object') return end
  child.kill('SIGKILL')
  running = undefined
  if (end === 'late') {
    return fail(`could not be read within ${milliseconds / 1000} seconds; split it or simplify it`)
  }
  // What earlier files left behind is not this one's fault.
  if (used) return read(kind, bytes, milliseconds)
  return fail('needs too much memory to be read; split it or leave out its pictures')
}

/**
 * Runs `work` when every file before it has been read, and gives it the reader. The process ends as
 * soon as nobody waits, so it costs nothing between edits.
 */
export async function inReader(
  milliseconds: number,
  work: (read: (kind: DocumentKind, bytes: Uint8Array) => Promise<Reading>) => Promise<Reading>,
): Promise<Reading> {
  waiting += 1
  try {
    return await inTurn('reader', () => work((kind, bytes) => read(kind, bytes, milliseconds)))
  } finally {
    waiting -= 1
    if (waiting === 0) {
      running?.kill('SIGKILL')
      running = undefined
    }
  }
}
