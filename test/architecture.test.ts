// The arrows of the house: which folder of src/ may import which.
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

// Each may import those before it, never one after it. `answer` and `progress` do not know each other.
const order = [
  ['lib'],
  ['core'],
  ['db'],
  ['settings'],
  ['schedule'],
  ['course'],
  ['knowledge'],
  ['bank'],
  ['record'],
  ['answer', 'progress'],
  ['practice'],
  ['daily'],
  ['setup'],
]
// Adapters to the world outside know only what every feature speaks.
const adapters = ['discord', 'llm', 'render', 'ops']

const before = (folder: string): string[] => {
  const place = order.findIndex((rooms) => rooms.includes(folder))
  return order.slice(0, place).flat()
}
const allowed: Record<string, string[]> = {
  ...Object.fromEntries(order.flat().map((folder) => [folder, before(folder)])),
  ...Object.fromEntries(adapters.map((folder) => [folder, ['lib', 'core']])),
  playground: [],
  // The evaluation of answers tries its plumbing on the playground's stand-in for a model.
  cli: [...order.flat(), 'ops', 'llm', 'playground'],
}

const sources = globSync('src/**/*.{ts,tsx}')
const folderOf = (file: string) => file.split('/').slice(1, -1)[0] ?? ''
const importsOf = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(#?[^']+)'/g)].map(
    (found) => found[1] ?? '',
  )

test('every folder of src/ has its place in the house', () => {
  const folders = new Set(sources.map(folderOf).filter(Boolean))
  expect([...folders].filter((folder) => !(folder in allowed))).toEqual([])
})

for (const [folder, rooms] of Object.entries(allowed)) {
  test(`${folder} imports only what it may`, () => {
    const wrong = sources
      .filter((file) => folderOf(file) === folder)
      .flatMap((file) =>
        importsOf(file)
          .filter((name) => name.startsWith('#'))
          .map((name) => name.slice(1).split('/')[0] ?? '')
          .filter((name) => name !== folder && !rooms.includes(name))
          .map((name) => `${file} → ${name}`),
      )
    expect(wrong).toEqual([])
  })
}

test.each([
  ['discord.js', 'discord'],
  ['@anthropic-ai/sdk', 'llm'],
])('%s is imported in src/%s/ alone', (library, home) => {
  const users = sources.filter((file) =>
    importsOf(file).some((name) => name === library || name.startsWith(`${library}/`)),
  )
  expect(users.filter((file) => folderOf(file) !== home)).toEqual([])
})
