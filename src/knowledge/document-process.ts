// Document process: reads the files it is sent; a watching thread ends it when memory runs out.

import { constants, setPriority } from 'node:os'
import { isMainThread, Worker } from 'node:worker_threads'
import { fail } from '#lib/result.ts'
import type { ReadAnswer, Reading, ReadRequest } from './document-reader.ts'

/** What the whole process may hold, inflated streams included: half of what the bot's image is given. */
const mostMegabytes = 512
const look = 50

const damaged = 'is damaged and cannot be read; save it again from the program that made it'

async function reading({ kind, bytes }: ReadRequest): Promise<Reading> {
  // Each library is loaded only when a file needs it.
  switch (kind) {
    case 'pdf':
      return (await import('./document-pdf.ts')).readPdf(bytes)
    case 'docx':
      return (await import('./document-docx.ts')).readDocx(bytes)
    case 'html':
      return (await import('./document-html.ts')).readHtml(bytes)
  }
}

/** The request at hand. */
let number = 0

const answer = (reading: Reading): void => {
  const said: ReadAnswer = { number, reading, held: process.memoryUsage.rss() }
  process.send?.(said)
}

async function take(request: ReadRequest): Promise<void> {
  number = request.number
  const result = await reading(request).catch((error: unknown): Reading => {
    // The parsers walk their trees by recursion, so depth is what fills the stack.
    const deep = error instanceof RangeError && /call stack/i.test(error.message)
    return fail(deep ? 'is nested too deeply to be read; simplify it' : damaged)
  })
  answer(result)
}

if (isMainThread) {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL) // members come first
  new Worker(new URL(import.meta.url), { execArgv: [] }).unref()
  process.on('message', (request) => void take(request as ReadRequest))
  process.on('disconnect', () => process.exit())
  process.on('uncaughtException', () => answer(fail(damaged)))
  process.on('unhandledRejection', () => undefined) // pdf.js rejects promises that nobody waits for
} else {
  const parent = process.ppid
  setInterval(() => {
    const orphan = process.ppid !== parent
    if (orphan || process.memoryUsage.rss() > mostMegabytes * 1e6)
      process.kill(process.pid, 'SIGKILL')
  }, look)
}
