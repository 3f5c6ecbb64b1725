// NoteLink: where a note can be read by a click.

/** An address with the lines marked when there is a page for notes, undefined otherwise. */
export type NoteLink = (source: {
  readonly file: string
  readonly lines: readonly [number, number]
}) => string | undefined
