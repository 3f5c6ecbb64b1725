// Normal form: one spelling for the many ways to type the same text.

/** What nearly all notes are made of; it is in this form already. */
const folded =
  /^[\0-\x7f\u00b7\u00d7\u2013\u2014\u2018\u2019\u201c\u201d\u2190-\u2193\uac00-\ud7a3]*$/

/**
 * Composes Hangul, drops loose jamo (ㅋㅋ, ㅠㅠ) and invisible characters, and folds width.
 * Letter case stays, because it marks the words inside `MessageGroupId`.
 */
export const foldWidth = (text: string): string =>
  folded.test(text)
    ? text
    : text
        .normalize('NFC')
        // Before NFKC: it would turn the sobbing "ㅋㅠ" into "큐", a queue.
        .replace(/[\u3131-\u318e\uffa0-\uffdc]/g, '')
        .normalize('NFKC')
        .replace(/\p{Cf}/gu, '')

/** The form in which texts are compared: `foldWidth` in lower case. */
export const normalForm = (text: string): string => foldWidth(text).toLowerCase()
