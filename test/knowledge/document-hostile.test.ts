import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { deflateRawSync, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentAt, readDocument } from '#knowledge/document.ts'
import { insideFolder } from '#knowledge/document-path.ts'
import { unzip, zipOf } from '#knowledge/document-zip.ts'
import { docx, docxParts, paragraph, table } from '../support/docx.ts'
import { pdf, pdfOf, stream } from '../support/pdf.ts'
import { folderWith } from './course-folder.ts'

const megabyte = 1_000_000
const generous = { bytes: 25 * megabyte, milliseconds: 60_000 }
const word = docx(paragraph('Letters wait in a queue.') + table([['a', 'b']]))
const printed = pdf([[{ text: 'Letters wait in a queue.', y: 500 }]])

/** The reading of a good file beside `bytes`: nothing that happens to one harms the other. */
async function besideGood(file: string, bytes: Uint8Array) {
  const [bad, good] = await Promise.all([
    readDocument(file, bytes, generous),
    readDocument('good.pdf', printed, generous),
  ])
  expect(good).toMatchObject({ ok: true, value: { text: 'Letters wait in a queue.' } })
  return bad.ok ? undefined : bad.fault.problem
}

/** A zip of one part, deflated, that declares this size. */
function deflated(name: string, bytes: Buffer, declared = bytes.length): Buffer {
  const packed = deflateRawSync(bytes)
  const zip = zipOf(new Map([[name, packed]]))
  const central = zip.length - 22 - 46 - name.length
  zip.writeUInt16LE(8, 8)
  zip.writeUInt32LE(declared, 22)
  zip.writeUInt16LE(8, central + 10)
  zip.writeUInt32LE(declared, central + 24)
  return zip
}

test('a Word file that unpacks to too much is refused, whether it says so or lies', async () => {
  const blank = Buffer.alloc(70 * megabyte, ' ')
  expect(await besideGood('bomb.docx', deflated('word/document.xml', blank))).toMatch(
    /^bomb\.docx unpacks to more than 64 MB/,
  )
  expect(await besideGood('liar.docx', deflated('word/document.xml', blank, 100))).toMatch(
    /^liar\.docx unpacks to more than 64 MB/,
  )
})

test('what is not XML in a Word file is never unpacked', async () => {
  const parts = docxParts(paragraph('Letters wait.'))
  parts.set('word/media/film.bin', Buffer.alloc(70 * megabyte))
  expect(unzip(zipOf(parts), (name) => name.endsWith('.xml'))).toMatchObject({ ok: true })
  parts.delete('word/media/film.bin')
  parts.set('word/media/film.bin', Buffer.from('not a film'))
  expect(await besideGood('film.docx', zipOf(parts))).toBeUndefined()
})

test.each(['../../outside.xml', '/etc/x.xml', 'word\\x.xml', 'C:x.xml', 'word/../../x.xml'])(
  'a part named %s is refused',
  async (name) => {
    const zip = docx(paragraph('x'), { [name]: '<x/>' })
    expect(await besideGood('path.docx', zip)).toMatch(
      /^path\.docx has a part whose name leads out/,
    )
  },
)

test('parts that stand twice, are encrypted or declare entities are refused', async () => {
  const twice = Buffer.from(docx(paragraph('x'), { 'word/documenT.xml': '<x/>' }))
  const text = twice.toString('latin1').replaceAll('word/documenT.xml', 'word/document.xml')
  expect(await besideGood('twice.docx', Buffer.from(text, 'latin1'))).toMatch(/is damaged/)
  const locked = deflated('word/document.xml', Buffer.from('<x/>'))
  locked.writeUInt16LE(1, locked.length - 22 - 46 - 'word/document.xml'.length + 8)
  expect(await besideGood('locked.docx', locked)).toMatch(/^locked\.docx is encrypted/)
  const laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
  const entity = docx(paragraph('x'), { 'word/footnotes.xml': laughs })
  expect(await besideGood('laughs.docx', entity)).toMatch(/^laughs\.docx declares XML entities/)
  const bare = zipOf(new Map([['notes.xml', Buffer.from('<x/>')]]))
  expect(await besideGood('other.docx', bare)).toMatch(/zip archive but not a Word document/)
})

test('a PDF whose stream inflates without end costs its own process only', async () => {
  const endless = deflateSync(deflateSync(Buffer.alloc(400 * megabyte, ' '), { level: 1 }))
  const bomb = pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>',
    '<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>',
    stream(endless, '/Filter [/FlateDecode /FlateDecode]'),
  ])
  expect(bomb.length).toBeLessThan(10_000)
  expect(await besideGood('bomb.pdf', bomb)).toMatch(/^bomb\.pdf needs too much memory/)
})

test('what takes longer than its time is ended, and the next file is read', async () => {
  const long = Buffer.from('<p>Letters wait in a queue.'.repeat(30_000))
  const slow = await readDocument('slow.html', long, { ...generous, milliseconds: 50 })
  expect(slow).toEqual({
    ok: false,
    fault: { problem: expect.stringMatching(/^slow\.html could not be read within 0\.05 seconds/) },
  })
  expect(await besideGood('word.docx', word)).toBeUndefined()
})

test('only what really lies in the folder is inside it', async () => {
  const folder = await folderWith({ 'in/a.html': '<p>in</p>', 'out/b.html': '<p>out</p>' })
  const [inside, outside] = [join(folder, 'in'), join(folder, 'out')]
  await symlink(join(outside, 'b.html'), join(inside, 'link.html'))
  await symlink(outside, join(inside, 'folder'))
  await symlink(join(inside, 'a.html'), join(inside, 'again.html'))
  await mkdir(join(inside, '..name'))
  await mkdir(join(inside, 'x.pdf'))
  const held = (path: string) => insideFolder(inside, join(inside, path))
  expect(await Promise.all(['a.html', 'again.html', '..name'].map(held))).not.toContain(false)
  const left = ['link.html', 'folder/b.html', '../out/b.html', 'nowhere.html', '.', '..']
  expect(await Promise.all(left.map(held))).not.toContain(true)
  const fault = { problem: expect.stringMatching(/^link\.html is not inside the knowledge folder/) }
  expect(await documentAt(inside, join(inside, 'link.html'))).toEqual({ ok: false, fault })
  const folderFault = { problem: expect.stringMatching(/^x\.pdf is not a file/) }
  expect(await documentAt(inside, join(inside, 'x.pdf'))).toEqual({ ok: false, fault: folderFault })
})

test('whatever the bytes are, there is a text or a sentence with the name', async () => {
  const html = Buffer.from('<html><h1>Tea</h1><table><tr><td>a<td>b</table><p>Green')
  const whole = fc.constantFrom(
    { file: 'f.pdf', bytes: printed },
    { file: 'f.docx', bytes: word },
    { file: 'f.html', bytes: html },
  )
  const harmed = fc
    .tuple(whole, fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 8 }), fc.boolean())
    .map(([{ file, bytes }, at, other, cut]) => {
      const place = at % bytes.length
      const harm = Buffer.from(cut ? bytes.subarray(0, place) : bytes)
      if (!cut) harm.set(other.subarray(0, bytes.length - place), place)
      return { file, bytes: harm }
    })
  const marks = fc.constantFrom('', '%PDF-1.7\n', 'PK\x03\x04', '<p>')
  const noise = fc
    .tuple(whole, marks, fc.uint8Array({ maxLength: 400 }))
    .map(([{ file }, mark, bytes]) => ({ file, bytes: Buffer.concat([Buffer.from(mark), bytes]) }))
  // Asked for together, they share one process.
  const files = fc.array(fc.oneof(harmed, noise), { minLength: 20, maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(files, async (several) => {
      const read = await Promise.all(several.map(({ file, bytes }) => readDocument(file, bytes)))
      for (const each of read) {
        if (each.ok) expect(each.value.text).toMatch(/[\p{L}\p{N}]/u)
        else expect(each.fault.problem).toMatch(/^f\.(pdf|docx|html) \w/)
      }
    }),
    { numRuns: 10 },
  )
})
