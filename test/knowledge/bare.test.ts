import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bareConcepts } from '#knowledge/bare.ts'
import type { Concept, ConceptText } from '#knowledge/concept.ts'

const told = (concept: Concept): ConceptText => Object.values(concept.texts)[0] as ConceptText
const read = (text: string, file = 'notes.txt') => bareConcepts('course', [{ file, text }])
const texts = (text: string, file?: string) => read(text, file).concepts.map(told)

const notes = `[요리책] 엄마의 노트
국, 찌개
[된장찌개]
된장 : 콩으로 만든 장이고 오래 둘수록 맛이 깊어지며 찌개 한 그릇에는 크게 한 숟가락이면 넉넉하다.
- 물은 쌀뜨물을 쓴다. 쌀뜨물은 두 번째 물이 가장 좋고 첫 물은 먼지가 있어서 버리는 것이 낫다고 한다.
- 두부
넣는 차례
1. 먼저 넣을 것
- 감자 : 단단해서 오래 끓여야 하니 물이 끓기 전에 먼저 넣고 뚜껑을 덮어 십 분쯤 기다리는 것이 좋다.
- 무(기본값 : 반 개) 얇게 썰기
김치
{
"소금": [
"굵은 것"
]
}
배추는 절여서 쓴다.
`

describe('plain text', () => {
  const concepts = read(notes).concepts.map((concept) => ({ ...concept, ...told(concept) }))

  test('names that stand alone open topics', () => {
    expect([...read(notes).topics.values()]).toEqual(['국, 찌개', '김치'])
  })

  test('brackets, labels, numbers and terms lead to a passage', () => {
    expect(concepts.find((each) => each.text.includes('단단해서'))?.title).toBe(
      '국, 찌개 > 된장찌개 > 넣는 차례 > 먼저 넣을 것 > 감자',
    )
  })

  test('flat bullets keep the line above them as their parent', () => {
    expect(concepts.find((each) => each.text.includes('쌀뜨물'))?.title).toBe(
      '국, 찌개 > 된장찌개 > 된장',
    )
  })

  test('a colon in parentheses makes no term', () => {
    expect(concepts.every((each) => !each.title.includes('기본값'))).toBe(true)
  })

  test('code stays in one piece', () => {
    expect(concepts.filter((each) => each.text.includes('"소금"'))).toHaveLength(1)
    expect(concepts.find((each) => each.text.includes('"소금"'))?.text).toContain('"굵은 것"\n]\n}')
  })
})

test('Markdown headings make topics and the way to a passage', () => {
  const [first] = texts('# Soup\n\n## Stock\n\n### Bones\n\nBoil them.\n', 'kitchen/soup.md')
  expect(first).toMatchObject({
    title: 'Soup > Stock > Bones',
    file: 'kitchen/soup.md',
    lines: [1, 7],
  })
})

test('nested bullets keep their parents', () => {
  const long = 'x'.repeat(300)
  const found = texts(`# T\n- Soup : ${long}\n  - Salt : ${long}\n- Rice : ${long}\n`, 'a.md')
  expect(found.map(({ title }) => title)).toEqual(['T > Soup', 'T > Soup > Salt', 'T > Rice'])
})

describe('a line or two under headings side by side', () => {
  test('make one passage of plain text, which names them all', () => {
    const [first, ...others] = texts('탈것\n돛단배\n- 바람 : 밀어 준다.\n나룻배\n- 노 : 젓는다.\n')
    expect(first).toMatchObject({ title: '탈것 > 돛단배, 나룻배', lines: [1, 5] })
    expect(first?.text).toBe('돛단배\n바람 : 밀어 준다.\n나룻배\n노 : 젓는다.')
    expect(others).toEqual([])
  })

  test('are passages of their own where they are marked as headings', () => {
    const found = texts('# 배\n## 돛단배\n바람으로 간다.\n## 나룻배\n노를 젓는다.\n', 'a.md')
    expect(found.map(({ title }) => title)).toEqual(['배 > 돛단배', '배 > 나룻배'])
  })
})

test('a file without any heading is a topic by its name', () => {
  expect(texts('just one line of text', 'deep/garden.txt')[0]?.title).toBe('garden')
})

const line = fc.oneof(
  fc.constantFrom(
    'EC2',
    'S3, EFS',
    '[IAM]',
    '[SDK] : 도구',
    '',
    '---',
    '{',
    '}',
    '1. 첫째',
    '# 제목',
    '## 절',
  ),
  fc.stringMatching(/^- [가-힣a-z]{1,12}( : [가-힣a-z ]{1,90})?$/),
  fc.stringMatching(/^[가-힣a-z]{2,9} : [가-힣a-z ]{1,90}$/),
  fc.stringMatching(/^ {2}- [a-z]{1,20}$/),
  fc.stringMatching(/^[가-힣a-z ]{1,120}$/),
)
const file = fc.array(line, { maxLength: 30 }).map((lines) => lines.join('\n'))

describe('whatever the layout', () => {
  test.each(['notes.txt', 'notes.md'])(
    'every line with words stands in exactly one passage (%s)',
    (name) => {
      fc.assert(
        fc.property(file, (text) => {
          const uses = new Map<number, number>()
          for (const {
            lines: [from, to],
          } of texts(text, name)) {
            for (let at = from; at <= to; at++) uses.set(at, (uses.get(at) ?? 0) + 1)
          }
          for (const [at, raw] of text.split('\n').entries()) {
            if (/[\p{L}\p{N}]/u.test(raw)) expect([raw, uses.get(at + 1)]).toEqual([raw, 1])
          }
        }),
      )
    },
  )

  test('a passage has at most 800 characters, title included, and ids are unique', () => {
    const long = fc.array(fc.stringMatching(/^[a-z ]{1,900}$/), { maxLength: 6 })
    fc.assert(
      fc.property(long, (lines) => {
        const { concepts } = read(lines.join('\n'))
        expect(new Set(concepts.map(({ id }) => id)).size).toBe(concepts.length)
        for (const { title, text } of concepts.map(told)) {
          expect(title.length + text.length).toBeLessThanOrEqual(800)
        }
      }),
    )
  })
})
