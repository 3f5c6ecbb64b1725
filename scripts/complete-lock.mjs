import fs from 'node:fs'

const f = process.argv[2]
const l = JSON.parse(fs.readFileSync(f))
let n = 0
for (const [path, p] of Object.entries(l.packages))
  for (const [name, v] of Object.entries(p.optionalDependencies ?? {})) {
    if (path === '') continue
    const key = 'node_modules/' + name,
      nested = path + '/node_modules/' + name
    if (l.packages[key] || l.packages[nested]) continue
    const t = name.match(
      /(android|darwin|freebsd|linux|openharmony|win32|openbsd|netbsd|sunos|aix)-?([a-z0-9]+)?/,
    )
    const m = name.match(
      /(android|darwin|freebsd|linux|openharmony|win32|openbsd|netbsd|sunos|aix)-([a-z0-9]+)(?:-(.*))?/,
    )
    if (!m) {
      console.log('skip', name)
      continue
    }
    l.packages[key] = {
      version: v.replace(/^[\^~]/, ''),
      cpu: [m[2]],
      ...(p.dev ? { dev: true } : {}),
      optional: true,
      os: [m[1]],
      ...(m[3] === 'musl' || m[3] === 'gnu' ? { libc: [m[3] === 'gnu' ? 'glibc' : 'musl'] } : {}),
    }
    n++
  }
l.packages = Object.fromEntries(Object.entries(l.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
fs.writeFileSync(f, JSON.stringify(l, null, 2) + '\n')
console.log('added', n)
