import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadLibrary } from '#knowledge/library.ts'
import { retrieve } from '#knowledge/retrieve.ts'
import { courseFiles, folderWith } from './course-folder.ts'

const load = async (changes: Readonly<Record<string, string>> = {}) =>
  loadLibrary(await folderWith({ ...courseFiles, ...changes }))
const firstOf = (found: ReturnType<typeof retrieve>) => found.passages[0]

test('one question in two languages finds one concept, told in the language of the asker', async () => {
  const { index } = await load()
  const korean = retrieve(index, '편지의 표시 제한 시간은 몇 초인가요?')
  const english = retrieve(index, 'what is the hiding time of a letter')
  expect(korean.band).toBe('answer')
  expect(english.band).toBe('answer')
  expect(firstOf(korean)?.concept.id).toBe('letter-hiding-time')
  expect(firstOf(english)?.concept).toBe(firstOf(korean)?.concept)
  expect(firstOf(korean)).toMatchObject({
    language: 'ko',
    source: 'notes/letters.ko.md',
    lines: [10, 13],
  })
  expect(firstOf(english)).toMatchObject({ language: 'en', source: 'notes/letters.en.md' })
})

test('the language can be asked for', async () => {
  const { index } = await load()
  expect(firstOf(retrieve(index, 'hiding time', 'ko'))?.language).toBe('ko')
})

test('a figure is found with its unit in either language', async () => {
  const { index } = await load()
  for (const question of ['256KB', '256 KB', '256킬로바이트', '256 kilobytes']) {
    expect(firstOf(retrieve(index, question))?.concept.id).toBe('letter-weight')
  }
})

describe('what the notes do not hold', () => {
  test.each([
    '오늘 저녁 날씨 어때',
    'how to bake bread',
    'ㅋㅋㅋ',
    '',
    '??',
    'how does it do that',
  ])('"%s" is refused', async (question) => {
    const { index } = await load()
    expect(retrieve(index, question).band).toBe('refuse')
  })

  test('a product outside the course is refused even beside familiar words', async () => {
    const { index } = await load()
    expect(retrieve(index, 'hiding time of a letter sent by pigeon')).toMatchObject({
      band: 'refuse',
      score: 0,
    })
    expect(retrieve(index, '편지의 표시 제한 시간 요금').band).toBe('refuse')
  })
})

describe('a new bullet "제한 7391"', () => {
  const bullet = '- 제한 7391'
  const places = {
    'a note of a course': [courseFiles, 'notes/stamps.ko.md', '## 우표 모으기 {#stamp-album}\n'],
    'bare plain text': [
      { 'notes.txt': '우표\n[앨범]\n- 우표 : 봉투에 붙이는 종이이며 모으는 사람이 많다\n' },
      'notes.txt',
      '[앨범]\n',
    ],
    'bare Markdown': [
      { 'a/b.md': '# 우표\n\n수집가는 우표를 모은다.\n\n## 앨범\n\n- 400장\n' },
      'a/b.md',
      '## 앨범\n\n',
    ],
  } as const

  test.each(Object.entries(places))(
    'in %s is found, cited by its line, and refused once removed',
    async (_, place) => {
      const [files, name, after] = place
      const before = (files as Readonly<Record<string, string>>)[name] ?? ''
      const text = before.replace(after, `${after}${bullet}\n`)
      const line = text.split('\n').indexOf(bullet) + 1

      const { index } = await loadLibrary(await folderWith({ ...files, [name]: text }))
      const found = retrieve(index, '제한 7391')
      expect(found.band).toBe('answer')
      expect(firstOf(found)?.source).toBe(name)
      expect(firstOf(found)?.text).toContain('제한 7391')
      const [from, to] = firstOf(found)?.lines ?? [0, 0]
      expect(from <= line && line <= to).toBe(true)

      const { index: removed } = await loadLibrary(await folderWith(files))
      expect(retrieve(removed, '제한 7391').band).toBe('refuse')
    },
  )
})

describe('words of daily talk', () => {
  test.each([
    ['편지의 표시 제한 시간', '편지의 표시 제한 시간 늘리려면 따로 뭘 바꿔야돼'],
    [
      'hiding time of a letter',
      'why on earth is the hiding time of a letter acting so weird lately',
    ],
  ])('"%s" is answered also as "%s"', async (plain, chatty) => {
    const { index } = await load()
    const found = retrieve(index, chatty)
    expect(found.band).not.toBe('refuse')
    expect(firstOf(found)?.concept.id).toBe(firstOf(retrieve(index, plain))?.concept.id)
  })

  test('alone are no question, and a noun nobody knows still refuses beside them', async () => {
    const { index } = await load()
    for (const question of [
      '요즘 다들 어떻게 지내',
      'what is everybody up to lately',
      '펭귄 빨리 키우려면',
    ]) {
      expect(retrieve(index, question).band).toBe('refuse')
    }
  })
})

test('typing does not change what is found', async () => {
  const { index } = await load()
  const found = (question: string) => {
    const { band, score, passages } = retrieve(index, question)
    return { band, score, ids: passages.map(({ concept }) => concept.id) }
  }
  const question = fc
    .array(
      fc.constantFrom('편지의', '표시', '제한', '시간', '큐', 'letter', 'queue', '30초', '앨범'),
      {
        minLength: 1,
        maxLength: 6,
      },
    )
    .map((words) => words.join(' '))
  fc.assert(
    fc.property(question, (text) => {
      const plain = found(text)
      expect(found(text.normalize('NFD'))).toEqual(plain)
      expect(found(text.toUpperCase())).toEqual(plain)
      expect(found(`  «${text}»!!! ㅋㅋㅠㅠ`)).toEqual(plain)
    }),
  )
  expect(found('편지표시제한시간').ids[0]).toBe('letter-hiding-time')
  expect(found('colecting stmaps').ids[0]).toBe('stamp-album')
})

test.each([
  ['편지의표시제한시간이몇초인가요', 'letter-hiding-time'],
  ['수집가는우표를어디에붙이나요', 'stamp-album'],
  ['수집기는 우표를 어디에 붙여?', 'stamp-album'],
  ['hidingtime of a letter', 'letter-hiding-time'],
  ['스탬프스를 앨범에', 'stamp-album'],
])('"%s" is understood though it is typed wrong or by its sound', async (question, id) => {
  const { index } = await load()
  const found = retrieve(index, question)
  expect(found.band).not.toBe('refuse')
  expect(firstOf(found)?.concept.id).toBe(id)
})

test('spaces between Hangul never matter to what is found first', async () => {
  const { index } = await load()
  const words = ['편지의', '표시', '제한', '시간은', '우표를', '앨범에', '무게', '최대']
  fc.assert(
    fc.property(fc.shuffledSubarray(words, { minLength: 2, maxLength: 5 }), (some) => {
      const spaced = retrieve(index, some.join(' '))
      const joined = retrieve(index, some.join(''))
      expect(firstOf(joined)?.concept.id).toBe(firstOf(spaced)?.concept.id)
    }),
  )
})

describe('something the course does not teach', () => {
  const birds = (title: string, text: string) => ({
    'notes/stamps.ko.md': `${courseFiles['notes/stamps.ko.md']}\n## ${title} {#bird-post}\n${text}\n`,
  })

  test('is answered where a title names it', async () => {
    const { index } = await load(birds('비둘기로 보내기', '비둘기는 편지를 하루에 300km 나른다.'))
    const found = retrieve(index, '비둘기로 편지 보내기')
    expect(found.band).toBe('answer')
    expect(firstOf(found)?.concept.id).toBe('bird-post')
  })

  test('is at most unsure where a text only mentions it, and refused by itself', async () => {
    const { index } = await load(birds('새 우표', '새 우표에는 비둘기 그림이 있다.'))
    expect(retrieve(index, '비둘기 우표').band).toBe('unsure')
    expect(retrieve(index, '비둘기').band).toBe('refuse')
  })
})

test('passages come best first, six at most, and the score lies between 0 and 1', async () => {
  const bullets = Array.from({ length: 20 }, (_, at) => `- 우표 : ${'종이 '.repeat(120)}${at}`)
  const { index } = await loadLibrary(await folderWith({ 'notes.txt': bullets.join('\n') }))
  const { passages, score } = retrieve(index, '우표 종이')
  expect(passages).toHaveLength(6)
  expect(passages.map((each) => each.score)).toEqual(
    passages.map((each) => each.score).toSorted((a, b) => b - a),
  )
  expect(score).toBeGreaterThan(0)
  expect(score).toBeLessThanOrEqual(1)
})
