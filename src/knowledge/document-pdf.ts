// Document PDF: the pages of a PDF as printed lines, by pdf.js, and as Markdown.

import { getDocumentProxy } from 'unpdf'
import { fail, type Result } from '#lib/result.ts'
import { type PrintedItem, printedLines } from './document-line.ts'
import { markdownOf } from './document-page.ts'
import { type DocumentText, finished, mostTextBytes, tooMuchText } from './document-text.ts'

const mostPages = 2000

const scanned =
  'holds no text: it is probably scanned; run text recognition (OCR) over it, ' +
  'or write the notes as .md, .docx or .html'
const unreadable =
  'does not say which letters its fonts show; print it to PDF again from the program that made it, ' +
  'or save it as .docx or .html'

/** What fonts without a map to Unicode give: unassigned, private or control characters. */
const noLetter = /[\p{Cn}\p{Co}\p{Cc}\ufffd]/gu

/** The bullets of symbol fonts, which Word's PDFs keep in the private area. */
const symbolBullets = /[\uf0a7\uf0b7\uf0d8\uf0fc\uf06c\uf076\uf0a8]/g

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>

/** The items of a page in the order of its content, y downwards from the top. */
async function itemsOf(page: Page): Promise<readonly PrintedItem[]> {
  const { height, width, transform } = page.getViewport({ scale: 1 })
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform as number[]
  const { items } = await page.getTextContent()
  return items.flatMap((item) => {
    if (!('str' in item) || item.str === '') return []
    const [xx = 0, xy = 0, , , left = 0, up = 0] = item.transform as number[]
    return {
      text: item.str.replace(symbolBullets, '•'),
      x: a * left + c * up + e,
      y: b * left + d * up + f,
      width: item.width,
      size: Math.hypot(xx, xy),
      pageHeight: height,
      pageWidth: width,
    }
  })
}

/** The text of a PDF, each line placed on its page. */
export async function readPdf(bytes: Uint8Array): Promise<Result<DocumentText, string>> {
  const opened = await getDocumentProxy(new Uint8Array(bytes), {
    verbosity: 0,
    useSystemFonts: false,
    disableFontFace: true,
    stopAtErrors: false,
  }).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'PasswordException') return undefined
    throw error
  })
  if (!opened) return fail('is encrypted; save it without a password')
  try {
    if (opened.numPages > mostPages) {
      return fail(`has ${opened.numPages} pages (up to ${mostPages} are read); split it`)
    }
    const pages: PrintedItem[][] = []
    let length = 0
    for (let number = 1; number <= opened.numPages; number++) {
      const page = await opened.getPage(number)
      const items = await itemsOf(page)
      page.cleanup()
      length += items.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0)
      if (length > 2 * mostTextBytes) return fail(tooMuchText)
      pages.push([...items])
    }
    const all = pages
      .flat()
      .map(({ text }) => text)
      .join('')
    const strange = all.match(noLetter)?.length ?? 0
    if (strange > 20 && strange > all.length / 4) return fail(unreadable)
    return finished(markdownOf(pages.map(printedLines)), scanned)
  } finally {
    await opened.loadingTask.destroy()
  }
}
