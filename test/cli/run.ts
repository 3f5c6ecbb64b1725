// Runs a command of src/cli as a user does: its own process, a knowledge folder, words on standard input.

import { spawn } from 'node:child_process'

export type Ended = { readonly code: number | null; readonly out: string; readonly err: string }

/** Starts `src/cli/<name>.ts` and gives what it wrote once it has ended. */
export function run(
  name: string,
  words: readonly string[],
  knowledge: string,
  input = '',
): Promise<Ended> {
  const child = spawn(
    process.execPath,
    ['--import', './src/lib/quick.ts', `src/cli/${name}.ts`, ...words],
    { env: { ...process.env, KNOWLEDGE_DIR: knowledge } },
  )
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  child.stdin.end(input)
  return new Promise((done) => child.on('close', (code) => done({ code, out, err })))
}
