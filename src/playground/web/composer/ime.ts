// IME: keys that belong to the composing of Hangul and other scripts, not to the page.

/** Whether an input method has this key: it composes, or just ended a syllable with it (229). */
export const isComposing = (event: KeyboardEvent): boolean =>
  event.isComposing || event.keyCode === 229
