// A PDF for tests: text at places of a page in Helvetica, written by hand.

/** Text whose baseline begins at x, y points from the lower left corner of an A4 page. */
export type Printed = {
  readonly text: string
  readonly x?: number
  readonly y: number
  readonly size?: number
}

const written = (text: string) => text.replace(/[\\()]/g, '\\$&')

/** The file of these objects, numbered from 1; the first is the catalogue. */
export function pdfOf(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  const offsets: number[] = []
  let offset = parts[0]?.length ?? 0
  const add = (part: string | Buffer) => {
    const bytes = Buffer.from(part)
    parts.push(bytes)
    offset += bytes.length
  }
  for (const [at, object] of objects.entries()) {
    offsets.push(offset)
    add(`${at + 1} 0 obj\n`)
    add(object)
    add('\nendobj\n')
  }
  const start = offset
  const rows = offsets.map((each) => `${String(each).padStart(10, '0')} 00000 n \n`)
  add(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows.join('')}`)
  add(
    `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`,
  )
  return Buffer.concat(parts)
}

export const stream = (bytes: Buffer, dictionary = ''): Buffer =>
  Buffer.concat([
    Buffer.from(`<< /Length ${bytes.length} ${dictionary} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ])

/** A PDF whose pages show these texts, in the order given. */
export function pdf(pages: readonly (readonly Printed[])[], trailer = ''): Buffer {
  const kids = pages.map((_page, at) => `${4 + 2 * at} 0 R`).join(' ')
  const bodies = pages.flatMap((page, at) => {
    const shown = page.map(
      ({ text, x = 60, y, size = 11 }) =>
        `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${written(text)}) Tj ET`,
    )
    return [
      `<< /Type /Page /Parent 2 0 R /Contents ${5 + 2 * at} 0 R >>`,
      stream(Buffer.from(shown.join('\n'), 'latin1')),
    ]
  })
  return pdfOf(
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> >>`,
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
      ...bodies,
    ],
    trailer,
  )
}
