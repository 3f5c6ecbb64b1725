// A living library over a folder of a test, closed when the test ends.

import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type LivingLibrary, openLibrary } from '#knowledge/living.ts'
import { type Passage, retrieve } from '#knowledge/retrieve.ts'
import { keepingLog } from '../support/quiet.ts'

/** The living library of a folder, and the lines its log keeps. */
export async function open(dir: string) {
  const kept = keepingLog()
  const beside = async () => ({ problems: [] })
  const living = await openLibrary(dir, { log: kept.log, beside })
  onTestFinished(() => living.stop())
  return { living, ...kept }
}

export async function write(dir: string, name: string, text: string): Promise<void> {
  await mkdir(dirname(join(dir, name)), { recursive: true })
  await writeFile(join(dir, name), text)
}

/** The first passage a question finds now. */
export const firstFor = (living: LivingLibrary<unknown>, question: string): Passage | undefined =>
  retrieve(living.current().index, question).passages[0]
