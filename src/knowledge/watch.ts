// Watch: tells when files of a folder have changed, once they have been written to the end.

import { relative, sep } from 'node:path'
import { watch } from 'chokidar'
import type { Log } from '#core/deps.ts'

/** An editor writes in several steps; a file whose size rests this long is complete. */
const resting = { stabilityThreshold: 60, pollInterval: 20 }
/** Changes that come together, as those of a checkout, are one. */
const together = 50

const isPassedOver = (path: string): boolean => path.startsWith('.') || path === 'node_modules'

/**
 * Calls `changed` with the paths (from the folder, with `/`) whenever some have changed. Resolves
 * when the folder is watched. Where the system cannot watch (too many watches, some network drives)
 * the log says so; CHOKIDAR_USEPOLLING=1 makes it look at intervals instead.
 */
export async function watchFolder(
  root: string,
  log: Log,
  changed: (files: ReadonlySet<string>) => void,
): Promise<{ readonly stop: () => Promise<void> }> {
  const nameOf = (path: string) => relative(root, path).split(sep).join('/')
  const watcher = watch(root, {
    ignoreInitial: true,
    awaitWriteFinish: resting,
    ignored: (path) => nameOf(path).split('/').some(isPassedOver),
  })
  let touched = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  watcher.on('all', (_, path) => {
    touched.add(nameOf(path))
    clearTimeout(timer)
    timer = setTimeout(() => {
      const files = touched
      touched = new Set()
      changed(files)
    }, together)
  })
  watcher.on('error', (fault) => {
    log.error({ fault: String(fault) }, 'changes of notes are not noticed: restart after an edit')
  })
  await new Promise<void>((done) => watcher.once('ready', done))
  return {
    async stop() {
      clearTimeout(timer)
      await watcher.close()
    },
  }
}
