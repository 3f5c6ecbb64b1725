import { execFile } from 'node:child_process'
import { copyFile, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { loadLibrary } from '#knowledge/library.ts'
import { lintNotes } from '#knowledge/lint.ts'
import { createTreeReader } from '#knowledge/source.ts'
import { docx, paragraph } from '../support/docx.ts'
import { pdf } from '../support/pdf.ts'
import { courseFiles, folderWith } from './course-folder.ts'
import { firstFor, open } from './living.ts'

const printed = join(import.meta.dirname, 'documents/letters.pdf')

test('a folder of documents is a bare course; what cannot be read is a problem of its file', async () => {
  const dir = await folderWith({ 'x.md': '# Tea\nGreen tea is mild.', 'scan.pdf': 'no PDF' })
  await copyFile(printed, join(dir, 'letters.pdf'))
  const { concepts, problems } = await loadLibrary(dir)
  expect(concepts.size).toBe(6)
  expect(problems.map(({ file, problem }) => [file, problem])).toEqual([
    ['scan.pdf', expect.stringMatching(/^scan\.pdf is damaged or not a PDF/)],
  ])
})

test('a link is read only when it leads to a file inside the folder', async () => {
  const outside = await folderWith({ 'secret.txt': 'secret', 'secret.html': '<p>secret' })
  const dir = await folderWith({ 'tea.md': '# Tea\nGreen tea is mild.' })
  await symlink(join(outside, 'secret.txt'), join(dir, 'link.txt'))
  await symlink(join(outside, 'secret.html'), join(dir, 'link.html'))
  await symlink('tea.md', join(dir, 'tee.md'))
  const { concepts, problems } = await loadLibrary(dir)
  const told = [...concepts.values()].flatMap(({ texts }) => Object.values(texts))
  expect(told.map(({ file, text }) => [file, text])).toEqual([
    ['tea.md', 'Green tea is mild.'],
    ['tee.md', 'Green tea is mild.'],
  ])
  const advice = expect.stringMatching(/is not inside the knowledge folder; copy the file itself/)
  expect(problems).toEqual([
    { file: 'link.html', line: 1, problem: advice },
    { file: 'link.txt', line: 1, problem: advice },
  ])
})

test('what Word keeps beside an open document is no note', async () => {
  const dir = await folderWith({ '~$tea.docx': 'owner' })
  await writeFile(join(dir, 'tea.docx'), docx(paragraph('Green tea is mild.')))
  const { concepts, problems } = await loadLibrary(dir)
  expect(concepts.size).toBe(1)
  expect(problems).toEqual([])
})

test('a document damaged while it is watched leaves its last good version in use', async () => {
  const whole = await readFile(printed)
  const dir = await folderWith({})
  await writeFile(join(dir, 'letters.pdf'), whole)
  const { living, kept } = await open(dir)
  const before = living.current().concepts
  expect(before.size).toBe(5)

  await writeFile(join(dir, 'letters.pdf'), whole.subarray(0, 20_000))
  await living.refresh(new Set(['letters.pdf']))
  expect(living.current().concepts).toEqual(before)
  expect(firstFor(living, '우표 모으기')?.lines).toEqual([3, 3])
  const problem = expect.stringMatching(/^letters\.pdf is damaged.*last good version/)
  expect(living.problems()).toEqual([{ file: 'letters.pdf', line: 1, problem }])
  expect(kept).toContainEqual(expect.objectContaining({ level: 'warn' }))

  const page = [{ text: 'Parcels have a counter of their own.', y: 500 }]
  await writeFile(join(dir, 'letters.pdf'), pdf([page]))
  await living.refresh(new Set(['letters.pdf']))
  expect(living.problems()).toEqual([])
  expect(firstFor(living, 'parcel counter')?.text).toContain('Parcels')
  expect(living.current().concepts.size).toBe(1)

  await rm(join(dir, 'letters.pdf'))
  await living.refresh()
  expect(living.current().concepts.size).toBe(0)
})

test('the same words on another page are another version of the file', async () => {
  const dir = await folderWith({})
  const page = [{ text: 'Letters wait in a queue.', y: 500 }]
  const reader = createTreeReader(dir)
  const now = async (pages: Parameters<typeof pdf>[0]) => {
    await writeFile(join(dir, 'letters.pdf'), pdf(pages))
    const { files } = await reader.read(new Set(['letters.pdf']))
    return files.get('letters.pdf')
  }
  const first = await now([page])
  expect(first).toMatchObject({ text: 'Letters wait in a queue.', places: [1] })
  expect(await now([page])).toBe(first)
  const second = await now([[], page])
  expect(second).toMatchObject({ text: first?.text, places: [2] })
  expect(second?.hash).not.toBe(first?.hash)
})

test("a hand-out beside a course's notes is found under its topic, and needs no twin", async () => {
  const dir = await folderWith(courseFiles)
  await copyFile(printed, join(dir, 'notes/letters.pdf'))
  const library = await loadLibrary(dir)
  expect(lintNotes(library, Temporal.PlainDate.from('2026-04-01'))).toEqual([])
  const handed = [...library.concepts.values()].filter(({ id }) => id.startsWith('letters-'))
  expect(handed.map(({ topic }) => topic)).toEqual(Array(5).fill('letters'))
  expect(library.concepts.get('letters-우체국-우표-모으기')?.texts.ko?.lines).toEqual([3, 3])
})

test('a hand-out named after no topic is a problem that says how to name it', async () => {
  const dir = await folderWith(courseFiles)
  await writeFile(join(dir, 'notes/tea.docx'), docx(paragraph('Green tea is mild.')))
  const { problems } = await loadLibrary(dir)
  const problem = expect.stringContaining('such as "letters.pdf"')
  expect(problems).toEqual([{ file: 'notes/tea.docx', line: 1, problem }])
})

/** What loading a folder gives, and the modules it loads, in a process that may start no programs. */
async function loadAlone(dir: string) {
  const program = `
    import { registerHooks } from 'node:module'
    const loaded = []
    registerHooks({
      load(url, context, next) {
        loaded.push(url)
        return next(url, context)
      },
    })
    const { loadLibrary } = await import('#knowledge/library.ts')
    const { concepts, problems } = await loadLibrary(process.argv[1])
    console.log(JSON.stringify({ loaded, concepts: concepts.size, problems }))
  `
  const rights = ['--permission', '--allow-fs-read=*', '--no-warnings']
  const script = ['--input-type=module', '--eval', program, dir]
  const { stdout } = await promisify(execFile)(process.execPath, [...rights, ...script])
  return JSON.parse(stdout) as { loaded: string[]; concepts: number; problems: object[] }
}

test('without documents no parser is loaded and no process is needed', async () => {
  const { loaded, ...read } = await loadAlone(await folderWith(courseFiles))
  expect(read).toEqual({ concepts: 3, problems: [] })
  const has = (name: RegExp) => loaded.some((url) => name.test(url))
  expect(has(/\/src\/knowledge\/document\.ts$/)).toBe(true)
  expect(has(/unpdf|mammoth|hast-util|document-(?:pdf|docx|html)/)).toBe(false)
})

test('where no process can be started, documents are problems and the notes are there', async () => {
  const dir = await folderWith({ 'tea.md': '# Tea\nGreen tea is mild.' })
  await copyFile(printed, join(dir, 'letters.pdf'))
  const problem = expect.stringMatching(/^letters\.pdf cannot be read, as the system starts no/)
  expect(await loadAlone(dir)).toMatchObject({
    concepts: 1,
    problems: [{ file: 'letters.pdf', line: 1, problem }],
  })
})
