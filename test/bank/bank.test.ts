import { describe, expect, test } from 'vitest'
import { loadBank } from '#bank/bank.ts'
import { loadLibrary } from '#knowledge/library.ts'
import { courseFiles, folderWith, lettersItems } from '../knowledge/course-folder.ts'

const load = async (changes: Readonly<Record<string, string>> = {}) => {
  const dir = await folderWith({ ...courseFiles, ...changes })
  return loadBank(dir, await loadLibrary(dir))
}
const items = (text: string) => load({ 'items/letters.yaml': text })

test('an item takes its place from the concept that proves it', async () => {
  const { items: found, problems } = await load()
  expect(problems).toEqual([])
  expect(found).toMatchObject([
    {
      id: 'letter-hidden',
      course: 'post',
      topic: 'letters',
      concept: 'letter-hiding-time',
      domain: 'sorting',
      task: '1.1',
      difficulty: 1,
      keys: ['a'],
      source: { file: 'notes/letters.en.md', lines: [10, 13] },
    },
  ])
})

test('its own domain and task come first', async () => {
  const own = lettersItems.replace(
    'difficulty: 1',
    'difficulty: 1\n  domain: counter\n  task: "2.1"',
  )
  expect((await items(own)).items).toMatchObject([{ domain: 'counter', task: '2.1' }])
})

test('the hash follows what is scored, not where it stands', async () => {
  const [first] = (await load()).items
  const [moved] = (await items(`# a comment\n\n${lettersItems}`)).items
  const [rekeyed] = (await items(lettersItems.replace('keys: [a]', 'keys: [b]'))).items
  expect(moved?.hash).toBe(first?.hash)
  expect(rekeyed?.hash).not.toBe(first?.hash)
})

test('a course without items has an empty bank', async () => {
  const dir = await folderWith({ 'notes.txt': 'hello there' })
  expect(await loadBank(dir, await loadLibrary(dir))).toEqual({ items: [], problems: [] })
})

describe('a broken item names its file, line and fault, and the others still count', () => {
  const good = lettersItems.replace('letter-hidden', 'good-one')
  test.each([
    ['a concept no note has', lettersItems.replace('letter-hiding-time', 'gone'), 2, '"gone"'],
    ['a key without option', lettersItems.replace('[a]', '[e]'), 10, '"e"'],
    ['two keys of four', lettersItems.replace('[a]', '[a, b]'), 6, '2 of 4'],
    ['a missing translation', lettersItems.replace(', en: 12 hours', ''), 7, 'en'],
    ['a difficulty of 4', lettersItems.replace('difficulty: 1', 'difficulty: 4'), 3, '1, 2 or 3'],
    ['options alike', lettersItems.replace('{ id: b', '{ id: a'), 6, 'same id'],
    ['a stem too long', lettersItems.replace('For how long', 'x'.repeat(300)), 4, '300'],
    [
      'an unknown domain',
      lettersItems.replace('difficulty: 1', 'difficulty: 1\n  domain: roof'),
      1,
      'roof',
    ],
    ['a repeated id', `${lettersItems.replace('letter-hidden', 'good-one')}`, 11, 'twice'],
  ])('%s', async (_, broken, line, words) => {
    const { items: found, problems } = await items(`${broken}${good}`)
    expect(found.map(({ id }) => id)).toEqual(['good-one'])
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ file: 'items/letters.yaml', line })
    expect(problems[0]?.problem).toContain(words)
  })

  test('a file that is no list', async () => {
    expect((await items('id: x\n')).problems).toMatchObject([
      { file: 'items/letters.yaml', line: 1 },
    ])
    expect((await items('- [')).problems[0]?.file).toBe('items/letters.yaml')
    expect((await items('')).problems).toEqual([])
  })
})
