// Document reader: hands files to a process of its own, one at a time, and ends it when it takes too much.

import { type ChildProcess, type ForkOptions, fork } from 'node:child_process'
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
export type ReadAnswer = {
  readonly number: number
  readonly reading: Reading
  /** What the process holds in memory now, in bytes. */
  readonly held: number
}

const program = fileURLToPath(new URL('./document-process.ts', import.meta.url))
const heapMegabytes = 320
/** A folder is read file after file: one process serves them all. */
const idle = 1000
/** With more than this left over from earlier files a new one begins in a new process. */
const mostHeld = 250_000_000

const noProcess =
  'cannot be read, as the system starts no process for it; give the bot more memory and the right ' +
  'to start programs, then start it again'

const inTurn = keyedQueue()
let waiting = 0
let requests = 0
let running: ChildProcess | undefined
let leaving: NodeJS.Timeout | undefined

/**
 * A process and not a thread: V8 ends the whole process when a single allocation goes beyond a
 * thread's heap limit, and that limit leaves out what is inflated into array buffers. It gets no
 * environment (no secrets), and may neither write files nor reach the network nor start programs;
 * the one worker it starts watches its memory. Undefined when the system starts none.
 */
function start(): ChildProcess | undefined {
  const child = forked()
  child?.on('error', () => child.kill('SIGKILL'))
  child?.on('exit', () => {
    if (running === child) running = undefined
  })
  return child?.pid === undefined ? undefined : child
}

function forked(): ChildProcess | undefined {
  const options: ForkOptions = {
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
  }
  try {
    return fork(program, options)
  } catch {
    return undefined // out of memory, or the bot itself may not start programs
  }
}

function leave(child: ChildProcess): void {
  child.kill('SIGKILL')
  if (running === child) running = undefined
}

async function read(kind: DocumentKind, bytes: Uint8Array, milliseconds: number): Promise<Reading> {
  const child = running ?? start()
  if (!child) return fail(noProcess)
  child.ref()
  child.channel?.ref()
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
      const { number, reading, held } = message as ReadAnswer
      if (number !== request.number) return
      if (held > mostHeld) leave(child)
      settle(reading)
    }
    const die = () => settle('dead')
    child.on('message', hear)
    child.on('exit', die)
    child.send(request, () => undefined) // a process that is gone reports by its exit
  })
  if (typeof end === 'object') return end
  leave(child)
  if (end === 'late') {
    return fail(`could not be read within ${milliseconds / 1000} seconds; split it or simplify it`)
  }
  return fail('needs too much memory to be read; split it or leave out its pictures')
}

/** Lets the process go when nothing comes for a moment; until then it keeps nobody from ending. */
function rest(): void {
  const child = running
  child?.unref()
  child?.channel?.unref()
  if (child) leaving = setTimeout(() => leave(child), idle).unref()
}

/**
 * Runs `work` when every file before it has been read, and gives it the reader. The process ends
 * soon after the last, so it costs nothing between edits.
 */
export async function inReader(
  milliseconds: number,
  work: (read: (kind: DocumentKind, bytes: Uint8Array) => Promise<Reading>) => Promise<Reading>,
): Promise<Reading> {
  waiting += 1
  clearTimeout(leaving)
  try {
    return await inTurn('reader', () => work((kind, bytes) => read(kind, bytes, milliseconds)))
  } finally {
    waiting -= 1
    if (waiting === 0) rest()
  }
}
