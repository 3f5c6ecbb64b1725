// Text: words made safe and short enough to be shown.

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

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

/**
 * A name that other people chose, fit for one line of a message: white space becomes single spaces,
 * what cannot be seen or turns the line around is dropped, `most` UTF-16 units before escaping.
 */
export const nameInLine = (name: string, most = 32): string =>
  escapeMarkdown(
    shorten(
      name
        .normalize('NFC')
        .replace(/\s+/gu, ' ')
        .replace(/[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu, '')
        .trim(),
      most,
    ),
  )

/** The text without characters that cannot be seen or turn it around; line breaks and tabs stay. */
export const visible = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[^\P{Cc}\t\n]/gu, '')
    .replace(/[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu, '')
