// Installs what is missing before a script runs. Runs on the host's own Node (20 or later), so plain JavaScript.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const want = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')
const stamp = 'node_modules/.installed'
const pinned = () =>
  existsSync('node_modules/node/bin/node') || existsSync('node_modules/node/bin/node.exe')
// npm's own words go to stderr: `npm run --silent search` owns stdout.
const npm = (words) =>
  spawnSync(`npm ${words} --no-audit --no-fund --no-update-notifier --loglevel=error`, {
    stdio: ['ignore', 2, 2],
    shell: true,
  }).status === 0
const modern =
  Number(process.versions.node.split('.')[0]) >= 26 && process.env.NODE_ENV === 'production' // the Docker image brings Node 26

if (!modern && !(existsSync(stamp) && readFileSync(stamp, 'utf8') === want)) {
  console.error('Installing dependencies and Node 26 into node_modules (once, about a minute) …')
  if (
    !npm('ci --include=dev') ||
    (!pinned() && !npm('rebuild node --ignore-scripts=false')) ||
    !pinned()
  ) {
    console.error(
      'The installation did not finish: see the lines above, then run the same command again.',
    )
    process.exit(1)
  }
  writeFileSync(stamp, want)
}
