// Place: where in a note something stands, as people read it.

/**
 * `sqs.ko.md:12–18`, or `sqs.ko.md:12` for a single line; lines count from 1. Of a PDF the numbers
 * are its pages: `sqs.pdf p. 3–4`.
 */
export function placeOf(file: string, [from, to]: readonly [number, number]): string {
  const mark = /\.pdf$/i.test(file) ? ' p. ' : ':'
  return from === to ? `${file}${mark}${from}` : `${file}${mark}${from}–${to}`
}

/** The file's own name: enough for people, who know their notes. */
export const fileOf = (path: string): string => path.split('/').at(-1) ?? path
