// Document docx: a Word file as Markdown, by mammoth, which sees nothing but checked XML.

import mammoth from 'mammoth'
import { fail, type Result } from '#lib/result.ts'
import { htmlText } from './document-html.ts'
import type { DocumentText } from './document-text.ts'
import { type Parts, unzip, zipOf } from './document-zip.ts'

/** Beyond mammoth's own: the title, and the headings of Korean templates. */
const styles = [
  "p[style-name='Title'] => h1.title:fresh",
  "p[style-name='제목'] => h1.title:fresh",
  "p[style-name='Subtitle'] => p:fresh",
  ...[1, 2, 3, 4, 5].flatMap((depth) => [
    `p[style-name='제목 ${depth}'] => h${depth}:fresh`,
    `p[style-name='개요 ${depth}'] => h${depth}:fresh`,
  ]),
]

const run = /<w:r[ >](?:(?!<\/w:r>).)*<\/w:r>/gs
const vanish = /<w:vanish(?:\s*\/>|\s+w:val="(?:1|true|on)")/

/** The parts without runs of hidden text, which mammoth would show; runs that hold paragraphs stay. */
const withoutHidden = (parts: Parts): Parts =>
  new Map(
    [...parts].map(([name, bytes]) => {
      const xml = Buffer.from(bytes)
      if (!name.startsWith('word/') || !xml.includes('<w:vanish')) return [name, bytes]
      const shown = (told: string) => (vanish.test(told) && !/<w:p[ >]/.test(told) ? '' : told)
      return [name, Buffer.from(xml.toString('utf8').replace(run, shown))]
    }),
  )

/** The text of a Word file. Pictures, macros and everything else that is not XML stay packed. */
export async function readDocx(bytes: Uint8Array): Promise<Result<DocumentText, string>> {
  const parts = unzip(bytes, (name) => /\.(xml|rels)$/i.test(name))
  if (!parts.ok) return parts
  if (![...parts.value.keys()].some((name) => name.startsWith('word/'))) {
    return fail('is a zip archive but not a Word document; unpack it, or save the notes as .docx')
  }
  for (const part of parts.value.values()) {
    // Word declares none; entities that hold one another grow without end.
    if (/<!(?:DOCTYPE|ENTITY)/i.test(Buffer.from(part).toString('latin1'))) {
      return fail('declares XML entities, which Word never does; save it again from Word')
    }
  }
  const { value } = await mammoth.convertToHtml(
    { buffer: zipOf(withoutHidden(parts.value)) },
    {
      styleMap: styles,
      includeEmbeddedStyleMap: false,
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
    },
  )
  return htmlText(value)
}
