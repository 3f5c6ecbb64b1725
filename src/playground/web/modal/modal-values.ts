// Modal values: what a member has filled into a form, and what is still wrong with it. Pure.

import type { Modal, ModalField, ModalPart, PickField, TextField } from '#playground/web/wire.ts'

/** Text as typed, or the values picked; by the field's `custom_id`. */
export type Values = Readonly<Record<string, string | readonly string[]>>

export type Wrong =
  | { readonly kind: 'missing' }
  | { readonly kind: 'short'; readonly least: number }
  | { readonly kind: 'long'; readonly most: number }
  | { readonly kind: 'pick'; readonly least: number; readonly most: number }

/** The longest text Discord takes in one field. */
const longestText = 4000

/** A field with the words around it. */
export type Asked = {
  readonly label: string
  readonly description: string | undefined
  readonly field: ModalField
}

/** The field of one part of a form; undefined for plain words. */
export const askedIn = (part: ModalPart): Asked | undefined => {
  if (part.type === 18) {
    const { label, description, component } = part
    return { label, description: description ?? undefined, field: component }
  }
  const [field] = part.type === 1 ? part.components : []
  return field && { label: field.label, description: undefined, field }
}

/** Everything a form asks, in its order. */
export const asked = ({ components }: Pick<Modal, 'components'>): readonly Asked[] =>
  components.map(askedIn).filter((one) => one !== undefined)

/** Discord takes a field as required unless it says otherwise. */
export const isRequired = ({ required }: ModalField): boolean => required !== false

export const mostCharacters = ({ max_length }: TextField): number => max_length ?? longestText

/** How many may be picked: at least, at most. */
export const picks = ({ min_values, max_values }: PickField) => ({
  least: Math.max(min_values ?? 1, 1),
  most: max_values ?? 1,
})

/** What a form holds as the bot opened it. */
export const preset = (modal: Pick<Modal, 'components'>): Values =>
  Object.fromEntries(
    asked(modal).map(({ field }) => [
      field.custom_id,
      field.type === 4
        ? (field.value ?? '')
        : field.options.filter((option) => option.default === true).map(({ value }) => value),
    ]),
  )

const wrongText = (field: TextField, text: string): Wrong | undefined => {
  const [least, most] = [field.min_length ?? 0, mostCharacters(field)]
  if (text.trim() === '') {
    if (isRequired(field)) return { kind: 'missing' }
    if (text === '') return undefined
  }
  if (text.length < least) return { kind: 'short', least }
  return text.length > most ? { kind: 'long', most } : undefined
}

/** What is wrong with a field as it stands, as the server would refuse it; undefined when it fits. */
export const wrongWith = (field: ModalField, value: Values[string] | undefined) => {
  if (field.type === 4) return wrongText(field, typeof value === 'string' ? value : '')
  const count = Array.isArray(value) ? value.length : 0
  const { least, most } = picks(field)
  if (count === 0) return isRequired(field) ? ({ kind: 'missing' } as const) : undefined
  return count < least || count > most ? ({ kind: 'pick', least, most } as const) : undefined
}
