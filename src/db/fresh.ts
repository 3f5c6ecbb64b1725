// Fresh: forgets what a data directory held, when nobody else is using it.

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { ok, type Result } from '#lib/result.ts'
import { type LockFault, lockDirectory } from './lock.ts'

/** Removes the database below the directory. The fault says who or what stands in the way. */
export function forgetDatabase(directory: string): Result<undefined, LockFault> {
  const lock = lockDirectory(directory)
  if (!lock.ok) return lock
  rmSync(join(directory, 'pglite'), { recursive: true, force: true })
  lock.value.release()
  return ok(undefined)
}
