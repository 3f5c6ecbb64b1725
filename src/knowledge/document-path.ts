// Document path: whether a file really lies where its name says.

import { realpath } from 'node:fs/promises'
import { isAbsolute, relative, sep } from 'node:path'

/** Whether a path, with every link on its way followed, lies in the folder; false when it is not there. */
export async function insideFolder(folder: string, path: string): Promise<boolean> {
  const real = await Promise.all([realpath(folder), realpath(path)]).catch(() => undefined)
  if (!real) return false
  const way = relative(...real)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}
