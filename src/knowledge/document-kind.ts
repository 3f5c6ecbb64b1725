// Document kind: what a file is by its name, and by the bytes it begins with.

export type DocumentKind = 'pdf' | 'docx' | 'html'

const names: Readonly<Record<DocumentKind, string>> = {
  pdf: 'a PDF',
  docx: 'a Word document',
  html: 'an HTML page',
}
const endings: Readonly<Record<DocumentKind, RegExp>> = {
  pdf: /\.pdf$/i,
  docx: /\.docx$/i,
  html: /\.html?$/i,
}
const kinds = Object.keys(names) as DocumentKind[]

/** What a file's name says it is. */
export const expectedKind = (file: string): DocumentKind | undefined =>
  kinds.find((kind) => endings[kind].test(file))

const latin = (bytes: Uint8Array, length: number): string =>
  Buffer.from(bytes.subarray(0, length)).toString('latin1')

// An encrypted Word document is an old compound file with this stream in it [MS-OFFCRYPTO 2.3.4].
const encryptedStream = Buffer.from('EncryptedPackage', 'utf16le')
const hangulDocument = Buffer.from('HWP Document File', 'latin1')

type Begins =
  | { readonly kind: DocumentKind }
  | { readonly other: string; readonly advice: string }
  | undefined

/** What the bytes say. PDF readers accept rubbish before the mark, within the first 1,024 bytes. */
function begins(bytes: Uint8Array): Begins {
  const head = latin(bytes, 1024)
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return { kind: 'docx' }
  if (head.startsWith('\xd0\xcf\x11\xe0')) {
    const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    if (whole.includes(encryptedStream)) {
      return { other: 'encrypted', advice: 'save it without a password' }
    }
    if (whole.includes(hangulDocument)) {
      return { other: 'a Hangul document (.hwp)', advice: 'save it as .docx or .pdf' }
    }
    return { other: 'an old Word document (.doc)', advice: 'save it as .docx' }
  }
  if (/^\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|!--)/i.test(head)) {
    return { kind: 'html' }
  }
  if (head.includes('%PDF-')) return { kind: 'pdf' }
  const wide = head.startsWith('\xff\xfe') || head.startsWith('\xfe\xff')
  if (head.includes('\0') && !wide) return undefined
  return { kind: 'html' } // Any text is HTML; browsers ask for no mark either.
}

/** Why a file whose name says `kind` is something else, or undefined when name and bytes agree. */
export function misnamed(kind: DocumentKind, bytes: Uint8Array): string | undefined {
  const found = begins(bytes)
  if (!found) {
    return `is damaged or not ${names[kind]} at all; save it again from the program that made it`
  }
  if ('other' in found) return `is ${found.other}; ${found.advice}`
  if (found.kind === kind) return undefined
  const marked = found.kind !== 'html' || /^\s*</.test(latin(bytes, 64))
  if (!marked) {
    return `is damaged or not ${names[kind]} at all; save it again from the program that made it`
  }
  return `is not ${names[kind]} but ${names[found.kind]}; let its name end in .${found.kind}`
}
