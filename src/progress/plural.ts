// Plural: a count with its noun, as English wants it.

/** `1 day`, `2 days`; `many` when the plural is not the word and an s. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`
