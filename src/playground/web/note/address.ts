// Address: `/note/<file>#L12-L18` ↔ the note file and its cited lines.

export type NoteAddress = {
  readonly source: string
  /** First and last cited line, from 1; undefined when the whole note is meant. */
  readonly lines: { readonly from: number; readonly to: number } | undefined
  /** The address on this origin. */
  readonly href: string
}

type Place = { readonly origin: string; readonly hostname: string; readonly port: string }

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** `localhost` and `127.0.0.1` on one port are the same server. */
const isHere = (url: URL, here: Place): boolean =>
  url.origin === here.origin ||
  (loopback.has(url.hostname) && loopback.has(here.hostname) && url.port === here.port)

const decoded = (path: string): string | undefined => {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

/** The note an address of this origin points to; undefined for every other address. */
export const noteAddress = (href: string, here: Place): NoteAddress | undefined => {
  const url = URL.parse(href, here.origin)
  if (url === null || !isHere(url, here) || !url.pathname.startsWith('/note/')) return undefined
  const source = decoded(url.pathname.slice('/note/'.length))
  if (source === undefined || source === '') return undefined
  const [, first, last] = /^#L(\d{1,7})(?:-L?(\d{1,7}))?$/.exec(url.hash) ?? []
  const from = Number(first)
  const to = Number(last ?? first)
  const lines =
    first === undefined ? undefined : { from: Math.min(from, to), to: Math.max(from, to) }
  return { source, lines, href: url.pathname + url.hash }
}
