// Document HTML: a page as Markdown, in its own encoding, without what a reader does not see.

import { fromHtml } from 'hast-util-from-html'
import { toMdast } from 'hast-util-to-mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { type Options, toMarkdown } from 'mdast-util-to-markdown'
import { toString as plainText } from 'mdast-util-to-string'
import { fail, type Result } from '#lib/result.ts'
import { decodeKorean } from './document-korean.ts'
import { type DocumentText, finished } from './document-text.ts'

type Root = ReturnType<typeof fromHtml>
type Child = Root['children'][number]
type Element = Extract<Child, { type: 'element' }>

const charset = /<meta[^>]*?charset\s*=\s*["']?\s*([\w:.-]+)/i
const declared = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w:.-]+)/i

const decoded = (bytes: Uint8Array, label: string, fatal: boolean): string | undefined => {
  try {
    const { encoding } = new TextDecoder(label)
    if (encoding === 'euc-kr' && fatal) return decodeKorean(bytes)
    return new TextDecoder(label, { fatal }).decode(bytes)
  } catch {
    return undefined // an unknown encoding, or not in it
  }
}

/**
 * The text in the encoding that its first bytes, its `<meta charset>` or its XML declaration name;
 * else in UTF-8 or, as old Korean pages are, in EUC-KR (which includes Windows-949).
 */
export function decodeHtml(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  const marked = head.startsWith('\xff\xfe')
    ? 'utf-16le'
    : head.startsWith('\xfe\xff') && 'utf-16be'
  const named = charset.exec(head)?.[1] ?? declared.exec(head)?.[1]
  // A page whose bytes could be read as ASCII up to here is not in UTF-16, whatever it says.
  const label = named && !/^utf-?16/i.test(named) ? named : 'utf-8'
  for (const each of [marked || label, 'utf-8', 'euc-kr']) {
    const text = decoded(bytes, each, true)
    if (text !== undefined) return text
  }
  return decoded(bytes, label, false) ?? new TextDecoder().decode(bytes)
}

const unseen = new Set(
  'audio button canvas datalist dialog embed iframe input map nav noscript object script select style svg template textarea video'.split(
    ' ',
  ),
)
/** The arrow behind a footnote that mammoth writes. */
const wayBack = /^#(?:foot|end)note-ref-/
const isHidden = ({ tagName, properties }: Element): boolean =>
  unseen.has(tagName) ||
  wayBack.test(String(properties['href'] ?? '')) ||
  (properties['hidden'] !== undefined && properties['hidden'] !== false) ||
  properties['ariaHidden'] === 'true' ||
  /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(String(properties['style'] ?? ''))

/** Every element below, in order. */
function elements(node: Root | Element): readonly Element[] {
  const found: Element[] = []
  const walk = (each: Root | Child) => {
    if (each.type === 'element') found.push(each)
    if ('children' in each) for (const child of each.children) walk(child)
  }
  walk(node)
  return found
}

function dropHidden(node: Root | Element): void {
  const seen = node.children.filter(
    (child) => child.type !== 'comment' && (child.type !== 'element' || !isHidden(child)),
  )
  node.children = seen as typeof node.children
  for (const child of seen) if (child.type === 'element') dropHidden(child)
}

const isHeading = ({ tagName }: Element): boolean => /^h[1-6]$/.test(tagName)

/** A short line in bold that ends no sentence: the heading of writers who use no styles. */
function isBoldLine({ tagName, children }: Element): boolean {
  const told = children.filter((child) => child.type !== 'text' || child.value.trim() !== '')
  const bold = ({ type, ...rest }: Element['children'][number]) =>
    type === 'element' && 'tagName' in rest && /^(?:b|strong)$/.test(rest.tagName)
  const words = plainText({ type: 'root', children } as never).trim()
  const short = words.length > 0 && words.length <= 60 && !/[.!?。…:]$/.test(words)
  return tagName === 'p' && told.length > 0 && told.every(bold) && short
}

/** Gives a page the headings that its title or its bold lines stand for. */
function outlineHeadings(tree: Root): void {
  const all = elements(tree)
  const headings = all.filter(isHeading)
  if (headings.length === 0) {
    for (const line of all.filter(isBoldLine)) line.tagName = 'h2'
  }
  const titled = (each: Element) => String(each.properties['className'] ?? '') === 'title'
  if (headings.some((each) => each.tagName === 'h1' && titled(each))) {
    for (const each of headings.filter((heading) => !titled(heading))) {
      each.tagName = `h${Math.min(6, Number(each.tagName[1]) + 1)}`
    }
  }
  const title = all.find(({ tagName }) => tagName === 'title')
  if (title && !headings.some(({ tagName }) => tagName === 'h1')) {
    const heading: Element = {
      type: 'element',
      tagName: 'h1',
      properties: {},
      children: title.children,
    }
    const body = all.find(({ tagName }) => tagName === 'body')
    body?.children.unshift(heading)
  }
}

/** A table that only places things becomes what stands in it, row by row; tables inside stay. */
function layOut(part: Element): void {
  part.tagName = 'div'
  for (const child of part.children) {
    if (child.type !== 'element' || !/^(?:thead|tbody|tfoot|tr|td|th|caption)$/.test(child.tagName))
      continue
    layOut(child)
  }
}

/**
 * Makes tables fit for Markdown: a cell is one line whose paragraphs stay apart, and where no cell is
 * a header, as in Word, the first row names the columns.
 */
function plainTables(tree: Root): void {
  for (const table of elements(tree).filter(({ tagName }) => tagName === 'table')) {
    const below = elements(table)
    // Headings, code or tables inside: old pages are laid out by tables, which name no columns.
    if (below.slice(1).some(({ tagName }) => /^(?:table|pre|h[1-6])$/.test(tagName))) {
      layOut(table)
      continue
    }
    for (const each of below.filter(({ tagName }) =>
      /^(?:p|div|[oud]l|li|d[td]|h[1-6])$/.test(tagName),
    )) {
      each.tagName = 'span'
      each.children.push({ type: 'text', value: ' ' })
    }
    if (below.some(({ tagName }) => tagName === 'th')) continue
    const first = below.find(({ tagName }) => tagName === 'tr')
    for (const cell of first?.children ?? []) {
      if (cell.type === 'element' && cell.tagName === 'td') cell.tagName = 'th'
    }
  }
}

/** Words as they are: without escapes, emphasis and addresses, so that they are found and quoted. */
const plain: Options = {
  bullet: '-',
  listItemIndent: 'one',
  rule: '-',
  extensions: [gfmToMarkdown({ tablePipeAlign: false })],
  handlers: {
    text: (node, _parent, state) => {
      const words = node.value.replace(/\s+/g, ' ')
      return state.stack.includes('tableCell') ? words.replaceAll('|', '\\|') : words
    },
    break: (_node, _parent, state) =>
      state.stack.some((each) => each === 'tableCell' || each === 'headingAtx') ? ' ' : '\n',
    strong: (node, _parent, state, info) => state.containerPhrasing(node, info),
    emphasis: (node, _parent, state, info) => state.containerPhrasing(node, info),
    delete: (node, _parent, state, info) => state.containerPhrasing(node, info),
    link: (node, _parent, state, info) => state.containerPhrasing(node, info),
    image: (node) => node.alt ?? '',
  },
}

/** HTML as Markdown; a fault when there are no words in it or too many. */
export function htmlText(html: string): Result<DocumentText, string> {
  // Without a doctype a table would stand inside the paragraph before it; a second one is ignored.
  const tree = fromHtml(`<!doctype html>${html}`)
  dropHidden(tree)
  outlineHeadings(tree)
  plainTables(tree)
  const lines = toMarkdown(toMdast(tree) as Parameters<typeof toMarkdown>[0], plain).split('\n')
  return finished(lines.map((text) => ({ text, place: undefined })))
}

/** The text of an HTML file. */
export async function readHtml(bytes: Uint8Array): Promise<Result<DocumentText, string>> {
  const text = decodeHtml(bytes)
  if (text.includes('\0')) {
    return fail(
      'is damaged or not an HTML page at all; save it again from the program that made it',
    )
  }
  return htmlText(text)
}
