// Normal form: one spelling for the many ways to type the same text.

/**
 * Composes Hangul, drops loose jamo (ㅋㅋ, ㅠㅠ) and invisible characters, and folds width.
 * Letter case stays, because it marks the words inside `MessageGroupId`.
 */
export const foldWidth = (text: string): string =>
  text
    .normalize('NFC')
    // Before NFKC: it would turn the sobbing "ㅋㅠ" into "큐", a queue.
    .replace(/[\u3131-\u318e\uffa0-\uffdc]/g, '')
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')

/** The form in which texts are compared: `foldWidth` in lower case. */
export const normalForm = (text: string): string => foldWidth(text).toLowerCase()
