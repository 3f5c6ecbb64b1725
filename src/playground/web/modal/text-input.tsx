// Text input: one line or a paragraph of a form.

import { isComposing } from '#playground/web/composer/ime.ts'
import type { TextField } from '#playground/web/wire.ts'
import { isRequired } from './modal-values.ts'

type Props = {
  readonly id: string
  readonly field: TextField
  readonly text: string
  readonly invalid: boolean
  readonly describedBy: string
  readonly onText: (text: string) => void
}

export function TextInput({ id, field, text, invalid, describedBy, onText }: Props) {
  const shared = {
    id,
    value: text,
    name: field.custom_id,
    placeholder: field.placeholder ?? '',
    'aria-required': isRequired(field),
    'aria-invalid': invalid,
    'aria-describedby': describedBy,
  }
  // Without a limit of the field's own: what is pasted is never cut, but said to be too long.
  return field.style === 2 ? (
    <textarea {...shared} rows={4} onInput={(event) => onText(event.currentTarget.value)} />
  ) : (
    <input
      {...shared}
      type="text"
      autocomplete="off"
      onInput={(event) => onText(event.currentTarget.value)}
      onKeyDown={(event) => {
        // The Enter that ends a syllable of Hangul sends nothing.
        if (event.key === 'Enter' && isComposing(event)) event.preventDefault()
      }}
    />
  )
}
