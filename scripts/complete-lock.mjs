// A maintainer's tool: gives the lock file the optional packages of other platforms that npm left out.
//
//   node scripts/complete-lock.mjs package-lock.json
//
// npm writes only the platform packages its registry offered, and `npm ci` then refuses the lock file
// elsewhere. The entries added have no checksum: npm checks the package's own.
import { readFileSync, writeFileSync } from 'node:fs'

const [file = 'package-lock.json'] = process.argv.slice(2)
const lock = JSON.parse(readFileSync(file, 'utf8'))
const system =
  /(android|darwin|freebsd|linux|openharmony|win32|openbsd|netbsd|sunos|aix)-([a-z0-9]+)(?:-(.*))?/
const libraries = { musl: 'musl', gnu: 'glibc' }

let added = 0
for (const [path, { dev, optionalDependencies = {} }] of Object.entries(lock.packages)) {
  if (path === '') continue
  for (const [name, range] of Object.entries(optionalDependencies)) {
    const key = `node_modules/${name}`
    if (lock.packages[key] || lock.packages[`${path}/node_modules/${name}`]) continue
    const [, os, cpu, library] = system.exec(name) ?? []
    if (os === undefined) {
      console.error(`left out, it names no platform: ${name}`)
      continue
    }
    const libc = libraries[library]
    lock.packages[key] = {
      version: range.replace(/^[\^~]/, ''),
      cpu: [cpu],
      ...(dev ? { dev: true } : {}),
      optional: true,
      os: [os],
      ...(libc ? { libc: [libc] } : {}),
    }
    added++
  }
}
const byPath = ([one], [other]) => (one < other ? -1 : 1)
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(byPath))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.error(`${added} added`)
