// Text: words made safe and short enough to be shown.

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Characters as Discord counts them: Unicode code points. */
export function charactersOf(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}

/**
 * The text, at most `most` UTF-16 units long. What is too long is cut between two characters as
 * people see them (a family emoji, a Hangul syllable) and ends with an ellipsis.
 */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text
  let kept = ''
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > most - 1) break
    kept += segment
  }
  return most < 1 ? '' : `${kept.trimEnd()}…`
}

/**
 * Discord Markdown that shows exactly these words: no emphasis, heading, list, quote, link, spoiler,
 * emoji or timestamp, and no mention of anyone. Discord drops a backslash before punctuation.
 */
export const escapeMarkdown = (text: string): string =>
  text.replace(/[\\*_~`|>#+\-[\]()<@:=]/g, '\\$&').replace(/^(\s*\d+)\./gm, '$1\\.')

// Letters and signs that are drawn as nothing: the fillers of Hangul, the empty pattern of Braille.
const blanks = /[\u115f\u1160\u3164\uffa0\u2800]/gu
const seen = /[^\s\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}]/u

/**
 * A name that other people chose, fit for one line of a message: what is drawn as white space becomes
 * single spaces, what cannot be seen or turns the line around is dropped, `most` UTF-16 units before
 * escaping. '' when nothing of it can be seen.
 */
export function nameInLine(name: string, most = 32): string {
  const line = name
    .normalize('NFC')
    .replace(blanks, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu, '')
    .trim()
  return seen.test(line) ? escapeMarkdown(shorten(line, most)) : ''
}

/** The text without characters that cannot be seen or turn it around; line breaks and tabs stay. */
export const visible = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[^\P{Cc}\t\n]/gu, '')
    .replace(/[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu, '')
