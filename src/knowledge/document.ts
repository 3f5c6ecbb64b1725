// Document: a PDF, Word or HTML file as the lines of Markdown that notes are made of, or why not.

import { readFile, stat } from 'node:fs/promises'
import { fileOf } from '#lib/place.ts'
import { fail, type Result } from '#lib/result.ts'
import { expectedKind, misnamed } from './document-kind.ts'
import { insideFolder } from './document-path.ts'
import { inReader } from './document-reader.ts'
import type { DocumentText } from './document-text.ts'

/** A sentence that names the file and says what to do. */
export type DocumentFault = { readonly problem: string }

export type DocumentLimits = {
  readonly bytes: number
  readonly milliseconds: number
}
/** Far above any notes, and low enough that a hostile file harms nobody. */
const documentLimits: DocumentLimits = { bytes: 25_000_000, milliseconds: 20_000 }

/** Whether a file is read by `readDocument`: its name ends in .pdf, .docx, .html or .htm. */
export const isDocument = (file: string): boolean => expectedKind(file) !== undefined

const inMegabytes = (bytes: number): string => `${Math.ceil(bytes / 1e5) / 10} MB`

const tooLarge = (size: number, limit: number): string =>
  `is too large (${inMegabytes(size)}; up to ${inMegabytes(limit)} are read); split it or leave out its pictures`

/**
 * The text of a PDF, Word or HTML file. It is read in a process of its own, one file at a time, which
 * is ended when it takes more than `limits.milliseconds` or too much memory; whatever the bytes are,
 * the fault is a sentence that begins with the file's name.
 */
export async function readDocument(
  path: string,
  bytes: Uint8Array,
  limits: DocumentLimits = documentLimits,
): Promise<Result<DocumentText, DocumentFault>> {
  return named(path, await textOf(path, async () => bytes, bytes.length, limits))
}

/**
 * `readDocument` of a file in a knowledge folder, which is opened only when its turn has come, and
 * only if it is a plain file that no link leads out of `folder` to.
 */
export async function documentAt(
  folder: string,
  path: string,
  limits: DocumentLimits = documentLimits,
): Promise<Result<DocumentText, DocumentFault>> {
  if (!(await insideFolder(folder, path))) {
    return named(path, fail('is not inside the knowledge folder; copy the file itself into it'))
  }
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) return named(path, fail('is not a file; remove it from the notes'))
  return named(path, await textOf(path, () => readFile(path), found.size, limits))
}

async function textOf(
  path: string,
  open: () => Promise<Uint8Array>,
  size: number,
  limits: DocumentLimits,
): Promise<Result<DocumentText, string>> {
  const kind = expectedKind(path)
  if (!kind) return fail('is no document; .pdf, .docx and .html are read')
  if (size > limits.bytes) return fail(tooLarge(size, limits.bytes))
  return inReader(limits.milliseconds, async (read) => {
    const bytes = await open().catch(() => undefined)
    if (!bytes) return fail('cannot be opened; check that the bot may read it')
    if (bytes.length === 0) return fail('is empty')
    if (bytes.length > limits.bytes) return fail(tooLarge(bytes.length, limits.bytes))
    const wrong = misnamed(kind, bytes)
    return wrong === undefined ? read(kind, bytes) : fail(wrong)
  })
}

const named = (
  path: string,
  read: Result<DocumentText, string>,
): Result<DocumentText, DocumentFault> =>
  read.ok ? read : fail({ problem: `${fileOf(path)} ${read.fault}` })
