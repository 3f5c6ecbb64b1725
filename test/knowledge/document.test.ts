import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseCourse } from '#course/course.ts'
import { bareConcepts } from '#knowledge/bare.ts'
import { documentAt, isDocument, readDocument } from '#knowledge/document.ts'
import { documentNote } from '#knowledge/document-note.ts'
import { citedLines, type DocumentText } from '#knowledge/document-text.ts'
import { docx, listed, paragraph, table } from '../support/docx.ts'
import { pdf } from '../support/pdf.ts'
import { courseYaml, folderWith } from './course-folder.ts'

const documents = join(import.meta.dirname, 'documents')

/** The content of documents/letters.html, from which documents/letters.pdf was printed. */
const letters = `# 우체국

## 편지의 표시 제한 시간

집배원이 편지를 집으면 다른 집배원에게는 **30초** 동안 보이지 않는다. 제한 시간은 최대 12시간까지 늘릴 수 있고, 시간이 지나면 편지는 다시 보이게 되어 다른 집배원이 그 편지를 집을 수 있다.

### 무게

- 큐에 설 수 있는 편지는 256KB까지이다.
- 더 무거우면 소포로 나눈다.

## Hiding time of a letter

A letter picked up by one postman stays hidden from the others for 30 seconds. The maximum is 12 hours, and after that time limit the letter shows up again for anyone who walks along the counter.

### Fees

| Kind | Weight | Fee |
| --- | --- | --- |
| plain | 25 g | 430 won |
| registered | 50 g | 2,530 won |

## 우표 모으기

수집가는 우표를 앨범에 붙인다. 앨범 한 권에 400장이 들어간다.
`

/** The same in Word, decomposed as macOS may save it. */
function lettersInWord(): Buffer {
  const heading = (style: string) => (text: string) => paragraph(text, { style })
  const lines = letters.replaceAll('**', '').split('\n').filter(Boolean)
  const rows = lines.filter((line) => line.startsWith('|') && !line.includes('---'))
  const cells = rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  const body = lines.map((line) => {
    const [, marks = '', words = line] = /^(#+|-) (.*)/.exec(line) ?? []
    if (line.startsWith('|')) return line === rows[0] ? table(cells) : ''
    if (marks === '-') return listed(words)
    const style = ['', 'Title', 'Heading1', 'Heading2'][marks.length] ?? ''
    return style === '' ? paragraph(words) : heading(style)(words)
  })
  return docx(body.join('').normalize('NFD'))
}

async function textOf(file: string, bytes: Uint8Array): Promise<DocumentText> {
  const read = await readDocument(file, bytes)
  if (!read.ok) throw new Error(read.fault.problem)
  return read.value
}

const faultOf = async (file: string, bytes: Uint8Array | string, limits?: { bytes: number }) => {
  const read = await readDocument(file, Buffer.from(bytes), {
    bytes: 25_000_000,
    milliseconds: 20_000,
    ...limits,
  })
  return read.ok ? undefined : read.fault.problem
}

const told = (file: string, text: DocumentText) =>
  bareConcepts('post', [{ file, ...text }]).concepts.map((concept) => {
    const [said] = Object.values(concept.texts)
    const words = said?.text.match(/[\p{L}\p{N}]+/gu)?.join(' ')
    return { id: concept.id, title: said?.title, words, language: said?.language }
  })

test('the same content is the same concepts in Markdown, Word, HTML and PDF', async () => {
  const expected = told('letters.md', { text: letters, places: undefined })
  expect(expected.map(({ title }) => title)).toContain('우체국 > Hiding time of a letter > Fees')
  const html = await readFile(join(documents, 'letters.html'))
  const printed = await readFile(join(documents, 'letters.pdf'))
  expect(told('letters.html', await textOf('letters.html', html))).toEqual(expected)
  expect(told('letters.pdf', await textOf('letters.pdf', printed))).toEqual(expected)
  expect(told('letters.docx', await textOf('letters.docx', lettersInWord()))).toEqual(expected)
})

test('a concept of a PDF is cited by its page, one of a Word file by its line', async () => {
  const printed = await textOf('letters.pdf', await readFile(join(documents, 'letters.pdf')))
  const word = await textOf('letters.docx', lettersInWord())
  const linesOf = (file: string, text: DocumentText, title: string) =>
    bareConcepts('post', [{ file, ...text }])
      .concepts.flatMap(({ texts }) => Object.values(texts))
      .find((each) => each.title.endsWith(title))?.lines
  expect(linesOf('letters.pdf', printed, 'Fees')).toEqual([2, 2])
  expect(linesOf('letters.pdf', printed, '우표 모으기')).toEqual([3, 3])
  const [from = 0, to = 0] = linesOf('letters.docx', word, 'Fees') ?? []
  expect(
    citedLines(word)
      .slice(from - 1, to)
      .join('\n'),
  ).toContain('| registered | 50 g |')
  expect(citedLines(printed)).toHaveLength(3)
  expect(citedLines(printed)[2]).toContain('400장')
})

test('running heads, feet and page numbers are no notes', async () => {
  const pages = ['one letter', 'two stamps', 'three parcels'].map((words, at) => [
    { text: 'Post office handbook', y: 815, size: 9 },
    { text: `All about ${words}.`, y: 700 },
    { text: `- ${at + 1} -`, x: 290, y: 25, size: 9 },
  ])
  const { text, places } = await textOf('handbook.pdf', pdf(pages))
  expect(text).toBe('All about one letter.\nAll about two stamps.\nAll about three parcels.')
  expect(places).toEqual([1, 2, 3])
})

test('a table of contents is no note, a heading in larger print is a heading', async () => {
  const page = [
    { text: 'Contents', y: 760, size: 18 },
    { text: '1. Letters . . . . . . . . . . 4', y: 700 },
    { text: '1. Letters', y: 600, size: 14 },
    { text: 'Letters wait in a queue of the post office.', y: 560 },
    { text: '# is a mark on parcels.', y: 500 },
  ]
  const { text } = await textOf('book.pdf', pdf([page]))
  expect(text.split('\n')).toEqual([
    '# Contents',
    '## 1. Letters',
    'Letters wait in a queue of the post office.',
    '\\# is a mark on parcels.',
  ])
})

test('what cannot be read says so in a sentence with its name', async () => {
  const words = docx(paragraph('Letters wait.'))
  const key = 'ab'.repeat(32)
  const id = `<${'00'.repeat(16)}>`
  const locked = `/ID [${id} ${id}] /Encrypt << /Filter /Standard /V 1 /R 2 /O <${key}> /U <${key}> /P -44 >>`
  const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex')
  const files: readonly (readonly [string, Uint8Array | string, RegExp])[] = [
    ['a/scan.pdf', pdf([[], []]), /^scan\.pdf holds no text: it is probably scanned; /],
    ['lock.pdf', pdf([[{ text: 'Secret', y: 500 }]], locked), /^lock\.pdf is encrypted; /],
    [
      'half.docx',
      words.subarray(0, words.length / 2),
      /^half\.docx is damaged and cannot be read; /,
    ],
    ['half.pdf', '%PDF-1.7\nrubbish', /^half\.pdf is damaged and cannot be read; /],
    ['none.html', '', /^none\.html is empty$/],
    ['blank.html', '<p> </p><script>let words</script>', /^blank\.html holds no text; /],
    ['word.pdf', words, /^word\.pdf is not a PDF but a Word document; .*\.docx$/],
    ['page.docx', '<!doctype html><p>x', /^page\.docx is not a Word document but an HTML page; /],
    ['print.html', pdf([]), /^print\.html is not an HTML page but a PDF; .*\.pdf$/],
    ['plain.pdf', 'only words', /^plain\.pdf is damaged or not a PDF at all; /],
    ['bytes.html', '\0\x01\x02', /^bytes\.html is damaged or not an HTML page at all; /],
    ['old.docx', ole, /^old\.docx is an old Word document \(\.doc\); save it as \.docx$/],
    [
      'secret.docx',
      Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]),
      /^secret\.docx is encrypted; /,
    ],
    ['hangul.docx', Buffer.concat([ole, Buffer.from('HWP Document File')]), /a Hangul document/],
    ['deep.html', `${'<div>'.repeat(100_000)}x`, /^deep\.html is nested too deeply/],
    ['deep.docx', docx('<w:p>'.repeat(50_000) + '</w:p>'.repeat(50_000)), /nested too deeply/],
  ]
  for (const [file, bytes, sentence] of files) expect(await faultOf(file, bytes)).toMatch(sentence)
  expect(await faultOf('wide.html', '<p>letters</p>', { bytes: 10 })).toMatch(
    /^wide\.html is too large .*; split it/,
  )
  const pages = Array.from({ length: 2001 }, () => [{ text: 'x', y: 500 }])
  expect(await faultOf('book.pdf', pdf(pages))).toMatch(/^book\.pdf has 2001 pages .*; split it$/)
  expect(await faultOf('long.html', `<p>${'letter '.repeat(800_000)}`)).toMatch(/5 MB of text/)
})

test('only names that documents have are documents', () => {
  expect(['a.PDF', 'b.docx', 'c.htm', 'd.HTML'].every(isDocument)).toBe(true)
  expect(['a.md', 'b.doc', 'pdf', 'c.html.txt', 'd.hwp'].some(isDocument)).toBe(false)
})

test('a file is read from a folder as from its bytes', async () => {
  const folder = await folderWith({ 'a/x.html': '<h1>Tea</h1><p>Green.</p>' })
  expect(await documentAt(folder, join(folder, 'a/x.html'))).toEqual({
    ok: true,
    value: { text: '# Tea\nGreen.', places: undefined },
  })
  const gone = await documentAt(folder, join(folder, 'a/y.pdf'))
  expect(gone).toEqual({ ok: false, fault: { problem: expect.stringMatching(/^y\.pdf /) } })
})

test("a document among a course's notes belongs to the topic it is named after", () => {
  const course = parseCourse(courseYaml)
  if (!course.ok) throw new Error('the course is broken')
  const text = '# 봉투\n봉투에는 창이 있다.\n# Envelopes\nSome have a window.'
  const note = (file: string) => documentNote(course.value, { file, text, places: [4, 4, 7, 7] })
  expect(note('notes/stamps-Envelopes.ko.pdf').concepts).toMatchObject([
    { id: 'stamps-envelopes-ko-봉투', topic: 'stamps', domain: 'counter', told: { lines: [4, 4] } },
    {
      id: 'stamps-envelopes-ko-envelopes',
      topic: 'stamps',
      told: { language: 'en', lines: [7, 7] },
    },
  ])
  expect(note('notes/letters.docx').faults).toEqual([])
  for (const file of ['notes/other.pdf', 'notes/lettersx.pdf']) {
    expect(note(file)).toMatchObject({
      concepts: [],
      faults: [{ line: 1, problem: expect.stringMatching(/such as "letters\.pdf"/) }],
    })
  }
})
