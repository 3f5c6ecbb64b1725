// Lock: one process at a time on a data directory; the operating system frees it when the process dies.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fail, ok, type Result } from '#lib/result.ts'

export type LockFault =
  | { readonly kind: 'locked'; readonly directory: string }
  | { readonly kind: 'unwritable'; readonly directory: string; readonly reason: string }

export type Lock = { readonly release: () => void }

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === 5

/**
 * Takes the directory for this process, making it when it is not there. PGlite itself lets a second
 * process in, and the two corrupt each other's indexes; SQLite's exclusive transaction is an advisory
 * lock every system has, and even SIGKILL frees it.
 */
export function lockDirectory(directory: string): Result<Lock, LockFault> {
  let file: DatabaseSync | undefined
  try {
    // Members' answers are inside: nobody else on the machine needs to look.
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    file = new DatabaseSync(join(directory, 'lock.sqlite'), { timeout: 0 })
    file.exec('pragma locking_mode = exclusive; begin exclusive')
  } catch (error) {
    file?.close()
    if (isBusy(error)) return fail({ kind: 'locked', directory })
    return fail({ kind: 'unwritable', directory, reason: String((error as Error).message) })
  }
  const held = file
  return ok({ release: () => held.close() })
}
