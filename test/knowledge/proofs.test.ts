import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadLibrary } from '#knowledge/library.ts'
import { acceptProofs, changedSources, recordedProofs } from '#knowledge/proofs.ts'
import { courseFiles, folderWith, lettersEn } from './course-folder.ts'

const item = {
  id: 'letter-hidden',
  concept: 'letter-hiding-time',
  source: { file: 'notes/letters.en.md', lines: [10, 13] as const },
}
const changed = async (dir: string) => {
  const { proofs } = await recordedProofs(dir)
  return changedSources([item], (await loadLibrary(dir)).concepts, proofs)
}
const accept = async (dir: string) => acceptProofs(dir, [item], (await loadLibrary(dir)).concepts)
const edit = (dir: string, text: string) => writeFile(join(dir, 'notes/letters.en.md'), text)

test('an item on record is a problem once its concept changes, until it is accepted again', async () => {
  const dir = await folderWith(courseFiles)
  expect(await changed(dir)).toEqual([])
  expect(await accept(dir)).toBe(1)
  expect(await changed(dir)).toEqual([])
  await edit(dir, lettersEn.replace('# Letters\n', '# Letters\n\n'))
  expect(await changed(dir)).toEqual([])
  await edit(dir, lettersEn.replace('12 hours', '13 hours'))
  expect(await changed(dir)).toEqual([
    { file: 'notes/letters.en.md', line: 10, problem: expect.stringContaining('"letter-hidden"') },
  ])
  await accept(dir)
  expect(await changed(dir)).toEqual([])
})

test('each course keeps its own record', async () => {
  const dir = await folderWith(
    Object.fromEntries(Object.entries(courseFiles).map(([name, text]) => [`a/${name}`, text])),
  )
  const own = { ...item, source: { ...item.source, file: 'a/notes/letters.en.md' } }
  await acceptProofs(dir, [own], (await loadLibrary(dir)).concepts)
  expect(await readFile(join(dir, 'a/proofs.yaml'), 'utf8')).toMatch(
    /^# .*\nletter-hidden: ".* .*"\n$/,
  )
})

test('a record that cannot be read is a problem with its line', async () => {
  const dir = await folderWith({ ...courseFiles, 'proofs.yaml': 'a: x\nb: [1]\n' })
  expect((await recordedProofs(dir)).problems).toMatchObject([{ file: 'proofs.yaml', line: 2 }])
})
