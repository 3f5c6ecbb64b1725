import { describe, expect, test } from 'vitest'
import { differingFigures } from '#knowledge/figures.ts'
import { loadLibrary } from '#knowledge/library.ts'
import { lintNotes } from '#knowledge/lint.ts'
import { courseFiles, folderWith, lettersEn, lettersKo } from './course-folder.ts'

const today = Temporal.PlainDate.from('2026-06-01')
const lint = async (changes: Readonly<Record<string, string>>, day = today) =>
  lintNotes(await loadLibrary(await folderWith({ ...courseFiles, ...changes })), day)

test('good notes have no problems', async () => {
  expect(await lint({})).toEqual([])
})

test('a concept told in one language only lacks its twin', async () => {
  const [hiding = ''] = lettersEn.split('## Weight')
  const problems = await lint({ 'notes/letters.en.md': hiding })
  expect(problems).toMatchObject([{ file: 'notes/letters.ko.md', line: 15 }])
  expect(problems[0]?.problem).toContain('no English twin')
})

test('figures that differ name both places', async () => {
  const problems = await lint({ 'notes/letters.en.md': lettersEn.replace('256 KB', '128 KB') })
  expect(problems).toMatchObject([{ file: 'notes/letters.ko.md', line: 15 }])
  expect(problems[0]?.problem).toMatch(/notes\/letters\.en\.md:15.*256 kb.*128 kb/)
})

test('a concept over 800 characters, title included, must be split', async () => {
  const room = 800 - 'Letters > Weight of letters in the queue'.length
  const text = (length: number) =>
    lettersEn.replace(/- A letter[\s\S]*$/, `${'a'.repeat(length)} 256 KB\n`)
  const long = { 'notes/letters.en.md': text(room - 6) }
  expect((await lint(long)).map(({ problem }) => problem)).toEqual([expect.stringContaining('801')])
  expect(await lint({ 'notes/letters.en.md': text(room - 7) })).toEqual([])
})

test('what was verified over a year ago is stale, a day before that it is not', async () => {
  expect(await lint({}, Temporal.PlainDate.from('2027-03-01'))).toEqual([])
  const problems = await lint({}, Temporal.PlainDate.from('2027-03-02'))
  expect(problems).toHaveLength(2)
  expect(problems[0]?.problem).toContain('2026-03-01')
})

test('a link to an anchor that no concept has is broken', async () => {
  const text = lettersKo.replace(
    '소포로 나눈다',
    '[소포](#parcel)로, [우표](#stamp-album)는 그대로',
  )
  expect(await lint({ 'notes/letters.ko.md': text })).toMatchObject([
    { line: 15, problem: expect.stringContaining('#parcel') },
  ])
})

test('an anchor used twice in one language names both places', async () => {
  const text = lettersKo.replace('{#letter-weight', '{#letter-hiding-time')
  const problems = await lint({ 'notes/letters.ko.md': text })
  expect(problems[0]).toMatchObject({ file: 'notes/letters.ko.md', line: 15 })
  expect(problems[0]?.problem).toContain('notes/letters.ko.md:10')
})

test('twins must agree on their task', async () => {
  const text = lettersEn.replace('verified: 2026-03-01', 'verified: 2026-04-01')
  const problems = await lint({ 'notes/letters.en.md': text })
  expect(problems[0]?.problem).toMatch(/verified is .*letters\.(en|ko)\.md/)
})

test('a word of the glossary that reads like one of another group is never found', async () => {
  const glossary = courseFiles['glossary.yaml']?.replace(
    '[queue,',
    '[rolling]\n  - [role]\n  - [queue,',
  )
  expect(await lint({ 'glossary.yaml': glossary ?? '' })).toEqual([
    {
      file: 'glossary.yaml',
      line: 7,
      problem: expect.stringMatching(/"role".*"rolling" in line 6/),
    },
  ])
})

test('bare notes need neither twins nor dates', async () => {
  const library = await loadLibrary(
    await folderWith({ 'notes.txt': '우표 : 400장이 들어가는 앨범' }),
  )
  expect(lintNotes(library, today)).toEqual([])
})

describe('figures', () => {
  test.each([
    ['기본값은 30초, 최대 12시간', 'The default is 30 seconds, the maximum 12 hours'],
    ['16,000 IOPS', '16000 IOPS'],
    ['2만 건과 1,000만 건', '20,000 and 10 million'],
    ['443만 허용한다', 'allow only 443'],
    ['두 번, 1회', 'twice, once'],
    ['최대 3개', 'three at most'],
    ['1초에 256KB', '256 KB per second'],
    ['| 4 KB | 2 |', '| 4 | 2 KB |'.replace('2 KB', '2').replace('| 4 |', '| 4KB |')],
    ['IMDSv2만, io2만', 'IMDSv2 only, io2 only'],
    ['5분의 1초', '5 minutes, 1 second'],
    ['2024년 4월 25일부터', 'From April 25, 2024 on'],
    ['2024년 5월', 'in May 2024'],
    ['2026년 4월', '2026-04'],
    ['2025-07-31까지', 'until July 31, 2025'],
    ['없을 수도 있다', 'it may not be there'],
  ])('"%s" equals "%s"', (first, second) => {
    expect(differingFigures(first, second)).toBeUndefined()
  })

  test.each([
    ['30초', '300 seconds', '30 s'],
    ['30초', '30 minutes', '30 min there'],
    ['최대 15', 'at most 14', '14'],
    ['256KB', '256 KB and 400 KB', '400 kb'],
    ['2024년 4월', 'May 2024', '4'],
    ['2024년 봄', 'April 2024', '4'],
  ])('"%s" differs from "%s"', (first, second, words) => {
    expect(differingFigures(first, second)).toContain(words)
  })
})
