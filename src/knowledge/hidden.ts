// Hidden: characters that are drawn as nothing or turn a line around, and so hide what a text says.

/** Drawn as white space, though they are letters and signs: fillers of Hangul, the empty Braille pattern. */
const blanks = /[\u115f\u1160\u3164\uffa0\u2800]/gu
/** Line ends that only some programs know. */
const lineEnds = /\r\n?|[\u0085\u2028\u2029]/gu
/** What joins emoji to one, and what gives a sign its coloured form: kept there, and only once. */
const joiners =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d|\u200d(?!\p{Extended_Pictographic})|(?<!\p{Extended_Pictographic}|[\d#*])[\ufe0e\ufe0f]/gu
const unseen =
  /(?![\u200d\ufe0e\ufe0f])[\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]|(?![\t\n])\p{Cc}/gu
/** Accents above what any script stacks on one letter cover the lines around them. */
const stacked = /(\p{M}{4})\p{M}+/gu

/**
 * The text with only what a reader sees: line ends and tabs stay, emoji stay whole, a letter keeps at
 * most four accents.
 */
export const legible = (text: string): string =>
  text
    .replace(lineEnds, '\n')
    .replace(blanks, ' ')
    .replace(unseen, '')
    .replace(joiners, '')
    .normalize('NFC')
    .replace(stacked, '$1')

/** Marks that turn words around, letters of the invisible alphabet, two and more unseen ones in a row. */
export const hiding =
  /[\u202a-\u202e\u2066-\u2069\u{e0001}-\u{e007f}]+|(?:[\u200b\u200c\u2060-\u2065\u206a-\u206f\u180e\u00ad\ufeff]|\u034f){2,}|[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]{2,}/gu

/** Letters of other alphabets that look like Latin ones, in the order of `latin`. */
const lookalikes = 'аеорсухіѕјһԁԛνοα'
const latin = 'aeopcyxisjhdqvoa'
const looksLike = new Map([...lookalikes].map((letter, at) => [letter, latin[at] ?? letter]))

/** A text as it reads, and where each unit of it stands in the text as it is. */
export type Reading = { readonly text: string; readonly places: readonly number[] }

/**
 * A text as it reads: what is hidden, emphasis and code marks left out, one width, lower case, each white
 * space a plain one, letters that only look Latin as Latin ones.
 */
export function readingOf(text: string): Reading {
  const places: number[] = []
  let read = ''
  let at = 0
  for (const sign of text) {
    const seen = isPlain(sign) ? sign.toLowerCase() : readAs(sign)
    for (let each = 0; each < seen.length; each += 1) places.push(at)
    read += seen
    at += sign.length
  }
  return { text: read, places: [...places, text.length] }
}

/** Marks of emphasis and code, as they may stand in the middle of a word. */
const emphasis = '*_~`\\'

/** What nearly all notes are made of: printable ASCII and Hangul. */
const isPlain = (sign: string): boolean =>
  ((sign >= ' ' && sign <= '}') || (sign >= '가' && sign <= '힣')) && !emphasis.includes(sign)

function readAs(sign: string): string {
  if (emphasis.includes(sign)) return ''
  const seen = legible(sign)
  if (/^\s+$/.test(seen)) return ' '
  const plain = seen.normalize('NFKC').toLowerCase()
  return looksLike.get(plain) ?? plain
}
