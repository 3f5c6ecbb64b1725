// Environment: what the shell and .env say together, and that a broken .env is not passed over.

import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { readEnvironment } from '#core/environment.ts'
import { run } from '../cli/run.ts'
import { folderWith } from '../knowledge/course-folder.ts'

function folder(): string {
  const directory = mkdtempSync(join(tmpdir(), 'gongbu-env-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  return directory
}

function fileWith(content: string | Buffer): string {
  const file = join(folder(), '.env')
  writeFileSync(file, content)
  return file
}

const read = (content: string | Buffer, shell: Record<string, string> = {}) => {
  const environment = readEnvironment(shell, fileWith(content))
  return environment.ok ? environment.value.variables : environment.fault
}

test('without a file the shell’s variables are all there is, and the notes are in knowledge', () => {
  expect(readEnvironment({ LANG: 'ko_KR.UTF-8' }, join(folder(), '.env'))).toEqual({
    ok: true,
    value: { variables: { LANG: 'ko_KR.UTF-8' }, language: 'ko', knowledgeDir: 'knowledge' },
  })
})

test('the shell goes before the file, and an empty value hides nothing', () => {
  const file = 'A=file\nB=file\nC=\nD=file # why\nKNOWLEDGE_DIR=notes\n'
  expect(read(file, { A: 'shell', B: '', C: ' ', KNOWLEDGE_DIR: '' })).toEqual({
    A: 'shell',
    B: 'file',
    D: 'file',
    KNOWLEDGE_DIR: 'notes',
  })
})

test('comments, exports, quotes over several lines and Windows line ends are read', () => {
  const file = '# head\r\nexport A=1\r\n\r\nB="two\r\nlines" # tail\r\nC=\'x=y\'\r\nD = `z`\r\n'
  expect(read(file)).toEqual({ A: '1', B: 'two\nlines', C: 'x=y', D: 'z' })
})

test('a line that assigns nothing is named by its number', () => {
  expect(read('A=1\nDISCORD_TOKEN abc.def\n')).toMatch(/\.env: line 2 is neither/u)
  expect(read('A="x\ny"\nB: 2\n')).toMatch(/line 3/u)
})

test('what is no UTF-8 text, or no file, is a fault that names it', () => {
  for (const content of [Buffer.from('\ufeffA=1\n', 'utf16le'), Buffer.from([0x41, 0x3d, 0xff])])
    expect(read(content)).toMatch(/\.env: is not UTF-8/u)
  const directory = join(folder(), '.env')
  mkdirSync(directory)
  expect(readEnvironment({}, directory)).toEqual({
    ok: false,
    fault: expect.stringContaining('EISDIR'),
  })
})

test('a byte order mark belongs to no name', () => {
  expect(read('\ufeffA=1\n')).toEqual({ A: '1' })
})

const commands = [
  ['search', ['question']],
  ['search', ['--jsonl']],
  ['items', []],
  ['items', ['--json']],
  ['notes', []],
  ['notes', ['--json']],
  ['ask', ['question']],
] as const

test.each(commands)(
  '%s %s without notes says so, ends with 2 and prints nothing',
  async (name, words) => {
    const empty = await run(name, words, await folderWith({}), '{"id":1,"q":"sqs"}\n')
    expect(empty).toMatchObject({ code: 2, out: '' })
    expect(empty.err).toMatch(/There are no notes in|폴더에 노트가 없어요/u)
    const missing = await run(name, words, '/nowhere/at-all', '{"id":1,"q":"sqs"}\n')
    expect(missing).toMatchObject({ code: 2, out: '' })
    expect(missing.err).toContain('/nowhere/at-all')
  },
)

test.each([
  ['ask', 'question'],
  ['search', 'question'],
  ['notes', '--json'],
  ['items', '--json'],
  ['recount', '--fix'],
])('%s ends with 78 and names a .env that cannot be read', async (name, word) => {
  const cwd = folder()
  writeFileSync(join(cwd, '.env'), 'LANG=en_US.UTF-8\nKNOWLEDGE_DIR knowledge\n')
  const script = fileURLToPath(new URL(`../../src/cli/${name}.ts`, import.meta.url))
  const quick = new URL('../../src/lib/quick.ts', import.meta.url).href
  const { code, out, err } = await new Promise<{ code: unknown; out: string; err: string }>(
    (done) => {
      const env = { LANG: 'en_US.UTF-8' }
      execFile(process.execPath, ['--import', quick, script, word], { cwd, env }, (fault, o, e) =>
        done({ code: fault?.code ?? 0, out: o, err: e }),
      )
    },
  )
  expect({ code, out }).toEqual({ code: 78, out: '' })
  expect(err).toContain(`${join(cwd, '.env')}: line 2`)
})
