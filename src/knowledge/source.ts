// Source: the files of a knowledge folder as texts, each read again only when it has changed.

import { hash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fail, ok, type Result } from '#lib/result.ts'
import { documentAt, isDocument } from './document.ts'
import { insideFolder } from './document-path.ts'
import type { DocumentText } from './document-text.ts'
import { pause } from './slices.ts'

/** One version of a file: another version is another value. */
export type Source = {
  /** The path from the knowledge folder, with `/` between its parts. */
  readonly file: string
  /** '' when it cannot be read. */
  readonly text: string
  /** What each line of `text` is cited as: the page of a PDF. Undefined: lines count themselves. */
  readonly places: readonly number[] | undefined
  readonly hash: string
  /** Why it cannot be read. */
  readonly fault: string | undefined
}

/** A knowledge folder at one moment. */
export type Tree = {
  /** In the order of their names, folder by folder. */
  readonly files: ReadonlyMap<string, Source>
  /** The folders directly below, in order. */
  readonly folders: readonly string[]
  /** The project's own glossary: it serves courses that bring none. */
  readonly shipped: Source | undefined
}

export type TreeReader = {
  /** The folder now. With `touched`, only those files and new ones are looked at; otherwise every file. */
  readonly read: (touched?: ReadonlySet<string>) => Promise<Tree>
}

const shippedGlossary = fileURLToPath(
  new URL('../../knowledge/aws-dva-c02/glossary.yaml', import.meta.url),
)

export const isNote = (file: string): boolean => /\.(md|txt)$/i.test(file) || isDocument(file)
const isRead = (file: string): boolean => isNote(file) || /\.ya?ml$/i.test(file)

/** A larger file is no note anyone writes; it would keep everyone waiting. */
const largest = 8 * 1024 * 1024

const decoders = ['utf-8', 'euc-kr'].map((name) => new TextDecoder(name, { fatal: true }))
const utf16 = new TextDecoder('utf-16le')

/** What the bytes of a text file say: UTF-8, UTF-16 with its mark, or the Korean code page. */
function decoded(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16.decode(bytes)
  for (const decoder of decoders) {
    try {
      const text = decoder.decode(bytes)
      return text.includes('\0') ? undefined : text
    } catch {
      // Not in this encoding.
    }
  }
  return undefined
}

/**
 * The text of a plain file: composed Hangul, Unix line ends, no byte order mark; a fault says in
 * words why this file cannot be read.
 */
async function textOf(path: string): Promise<Result<string, string>> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => error)
  if (bytes instanceof Error) return fail(`the file cannot be read: ${bytes.code ?? bytes.message}`)
  if (bytes.length > largest) {
    return fail(`the file has ${bytes.length} bytes, ${largest} are read: split it`)
  }
  const text = decoded(bytes)
  if (text === undefined) return fail('the file is not text; save it as UTF-8')
  return ok(
    text
      .replace(/^\ufeff/, '')
      .replace(/\r\n?/g, '\n')
      .normalize('NFC'),
  )
}

/** A file's text, whatever its format; only of files that no link leads out of the folder to. */
async function contentOf(root: string, path: string): Promise<Result<DocumentText, string>> {
  if (isDocument(path)) {
    const read = await documentAt(root, path)
    return read.ok ? read : fail(read.fault.problem)
  }
  if (!(await insideFolder(root, path))) {
    return fail('the file is not inside the knowledge folder; copy the file itself into it')
  }
  const read = await textOf(path)
  return read.ok ? ok({ text: read.value, places: undefined }) : read
}

async function sourceOf(root: string, path: string, file: string): Promise<Source> {
  const read = await contentOf(root, path)
  const { text, places } = read.ok ? read.value : { text: '', places: undefined }
  const fault = read.ok ? undefined : read.fault
  // Another page is another version, even with the same words.
  const version = `${fault ?? ''}\n${places?.join() ?? ''}\n${text}`
  return { file, text, places, fault, hash: hash('sha256', version) }
}

type Listing = { readonly files: readonly string[]; readonly folders: readonly string[] }

/** Hidden files, packages, and what Word keeps beside a document while it is open. */
const isPassedOver = (name: string): boolean => /^(?:\.|~\$)/.test(name) || name === 'node_modules'

/** Every file below a folder, in the order of their names. */
async function listed(root: string, folder = ''): Promise<Listing> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => [])
  const own = entries
    .filter(({ name }) => !isPassedOver(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const files: string[] = []
  const folders: string[] = []
  for (const entry of own) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) {
      folders.push(path)
      files.push(...(await listed(root, path)).files)
    } else if (isRead(entry.name)) files.push(path)
  }
  return { files, folders }
}

/** Reads a folder again and again; a file whose words are the same stays the same `Source`. */
export function createTreeReader(root: string): TreeReader {
  type Kept = { readonly stamp: string; readonly source: Source }
  let kept = new Map<string, Kept>()
  let shipped: Promise<Source> | undefined
  return {
    async read(touched) {
      const { files, folders } = await listed(root)
      const next = new Map<string, Kept>()
      for (const file of files) {
        const before = kept.get(file)
        if (before && touched && !touched.has(file)) {
          next.set(file, before)
          continue
        }
        const path = join(root, file)
        const facts = await stat(path, { bigint: true }).catch(() => undefined)
        if (!facts?.isFile()) continue
        const stamp = `${facts.mtimeNs} ${facts.size} ${facts.ino}`
        if (before?.stamp === stamp && !touched) next.set(file, before)
        else {
          const source = await sourceOf(root, path, file)
          const isSame = before?.source.hash === source.hash
          next.set(file, { stamp, source: isSame ? before.source : source })
        }
        await pause()
      }
      kept = next
      shipped ??= sourceOf(dirname(shippedGlossary), shippedGlossary, 'glossary.yaml')
      const glossary = await shipped
      return {
        files: new Map([...next].map(([file, { source }]) => [file, source])),
        folders,
        shipped: glossary.fault === undefined ? glossary : undefined,
      }
    },
  }
}
