import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadLibrary } from '#knowledge/library.ts'
import { retrieve } from '#knowledge/retrieve.ts'
import { courseFiles, folderWith, lettersKo } from './course-folder.ts'

const under = (folder: string, files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]))

describe('a knowledge folder', () => {
  test('is a course when it holds a course.yaml', async () => {
    const { courses, concepts, problems } = await loadLibrary(await folderWith(courseFiles))
    expect(problems).toEqual([])
    expect(courses.map(({ id, bare }) => [id, bare])).toEqual([['post', false]])
    expect([...concepts.keys()].sort()).toEqual([
      'letter-hiding-time',
      'letter-weight',
      'stamp-album',
    ])
    expect(concepts.get('letter-hiding-time')).toMatchObject({
      course: 'post',
      topic: 'letters',
      domain: 'sorting',
      task: '1.1',
      verified: '2026-03-01',
      texts: {
        ko: {
          title: '편지 > 편지의 표시 제한 시간 (Hiding time)',
          exam: '시험은 아직 30초를 묻는다.',
        },
        en: { title: 'Letters > Hiding time of a letter', lines: [10, 13] },
      },
    })
    expect(concepts.get('stamp-album')?.domain).toBe('counter')
  })

  test('may hold several courses, bare ones beside others; equal anchors stay apart', async () => {
    const other = courseFiles['course.yaml']?.replace('id: post', 'id: bank') ?? ''
    const { courses, concepts, problems } = await loadLibrary(
      await folderWith({
        ...under('a', courseFiles),
        ...under('b', { ...courseFiles, 'course.yaml': other }),
        'c/deep/notes.txt': '정원\n[나무]\n물은 아침에 준다.\n',
      }),
    )
    expect(problems).toEqual([])
    expect(courses.map(({ id }) => id)).toEqual(['post', 'bank', 'c'])
    expect(concepts.get('bank:stamp-album')?.course).toBe('bank')
    expect(concepts.get('stamp-album')?.texts.en?.file).toBe('a/notes/stamps.en.md')
  })

  test('of bare notes is a course whose topics are domains of equal weight', async () => {
    const dir = await folderWith({
      'x.md': '# Tea\n\nGreen.\n\n# Milk\n\nWhite.\n',
      'y/z.txt': 'salt',
    })
    const { courses, concepts } = await loadLibrary(dir)
    expect(courses[0]?.domains.map(({ id, weight }) => [id, weight])).toEqual([
      ['tea', 100 / 3],
      ['milk', 100 / 3],
      ['z', 100 / 3],
    ])
    expect(courses[0]?.bare).toBe(true)
    expect([...concepts.values()].map(({ topic, domain }) => [topic, domain])).toEqual([
      ['tea', 'tea'],
      ['milk', 'milk'],
      ['z', 'z'],
    ])
  })

  test('without any notes, or not there at all, is a problem and no crash', async () => {
    const empty = await folderWith({})
    for (const dir of [empty, join(empty, 'nowhere')]) {
      expect((await loadLibrary(dir)).problems).toMatchObject([{ line: 1 }])
    }
  })

  test('without a glossary is served by the shipped one', async () => {
    const { index } = await loadLibrary(
      await folderWith({
        'notes.txt': 'Visibility Timeout : 30초 동안 다른 소비자에게 보이지 않음',
      }),
    )
    expect(retrieve(index, '표시 제한 시간').band).toBe('answer')
  })
})

describe('a broken file', () => {
  test('names file, line and fault while the others still answer', async () => {
    const broken = lettersKo.replace('{#letter-weight task="1.1"}', '')
    const { index, problems } = await loadLibrary(
      await folderWith({ ...courseFiles, 'notes/letters.ko.md': broken }),
    )
    expect(problems).toMatchObject([{ file: 'notes/letters.ko.md', line: 15 }])
    expect(problems[0]?.problem).toContain('anchor')
    expect(retrieve(index, '표시 제한 시간').passages[0]?.concept.id).toBe('letter-hiding-time')
    expect(retrieve(index, 'stamp album').passages[0]?.concept.id).toBe('stamp-album')
  })

  test('in the course description leaves the other courses standing', async () => {
    const { courses, problems, concepts } = await loadLibrary(
      await folderWith({
        ...under('a', courseFiles),
        'b/course.yaml': 'id: [',
        'c/x.txt': 'hi there',
      }),
    )
    expect(courses.map(({ id }) => id)).toEqual(['post', 'b', 'c'])
    expect(problems.every(({ file }) => file === 'b/course.yaml')).toBe(true)
    expect(problems.length).toBeGreaterThan(0)
    expect(concepts.has('stamp-album')).toBe(true)
  })

  test('of a glossary is a problem, and its readable part still serves', async () => {
    const glossary = `${courseFiles['glossary.yaml']}  - [stamp]\n`
    const { problems } = await loadLibrary(
      await folderWith({ ...courseFiles, 'glossary.yaml': glossary }),
    )
    expect(problems).toEqual([
      { file: 'glossary.yaml', line: 11, problem: expect.stringContaining('"stamp" is ambiguous') },
    ])
  })
})

test('Windows line ends, a byte order mark and decomposed Hangul change no line and no word', async () => {
  const dir = await folderWith(courseFiles)
  const plain = await loadLibrary(dir)
  const file = join(dir, 'notes/letters.ko.md')
  await writeFile(file, `\ufeff${lettersKo.replaceAll('\n', '\r\n').normalize('NFD')}`)
  const typed = await loadLibrary(dir)
  expect(typed.concepts).toEqual(plain.concepts)
  expect(typed.problems).toEqual([])
})
