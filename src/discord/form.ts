// Form: a Form as Discord's modal, and what a member typed into it.

import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  type APIModalSubmission,
  ComponentType,
  TextInputStyle,
} from 'discord-api-types/v10'
import type { Field, Form } from '#core/form.ts'
import { charactersOf } from '#lib/text.ts'
import { demand, demandSize } from './limit.ts'
import { customId } from './payload.ts'

/** Characters Discord lets a member type into one field. */
const typedMost = 4000

// A component's number comes back with what was typed: place, greatest length and whether it is required.
const placeUnit = 10_000
const numberOf = (place: number, { most, required }: Field): number =>
  place * placeUnit + most * 2 + Number(required)

type Bounds = Pick<Field, 'most' | 'required'>

function boundsOf(number = 0): Bounds {
  if (number < placeUnit) return { most: typedMost, required: false }
  const bounds = number % placeUnit
  return { most: Math.floor(bounds / 2), required: bounds % 2 === 1 }
}

function fieldPayload(field: Field, index: number): APILabelComponent {
  const { name, label, about = '', required, long, most } = field
  demandSize('name of a field', name.trim() && name, 1, 100)
  demandSize('label of a field', label.trim() && label, 1, 45)
  demandSize('description of a field', about, 0, 100)
  demand(Number.isInteger(most) && most >= 1 && most <= typedMost, 'a field takes 1 to 4,000')
  return {
    type: ComponentType.Label,
    label,
    ...(about.trim() === '' ? {} : { description: about }),
    component: {
      type: ComponentType.TextInput,
      id: numberOf(index + 1, field),
      custom_id: name,
      style: long ? TextInputStyle.Paragraph : TextInputStyle.Short,
      max_length: most,
      required,
    },
  }
}

/**
 * A form as Discord's modal. Throws a RangeError naming the limit it breaks: title and labels of 1 to 45
 * characters, one to five fields with names of their own.
 */
export function formPayload({
  does,
  title,
  fields,
}: Form): APIModalInteractionResponseCallbackData {
  demandSize('title of a form', title.trim() && title, 1, 45)
  demand(fields.length >= 1 && fields.length <= 5, 'a form takes 1 to 5 fields')
  const names = new Set(fields.map(({ name }) => name))
  demand(names.size === fields.length, 'the names of the fields must differ')
  return { custom_id: customId(does), title, components: fields.map(fieldPayload) }
}

export type Submitted = {
  /** What was typed, by the names of the fields. */
  readonly fields: Readonly<Record<string, string>>
  /** What is wrong with it: something required is empty, or longer than this many characters. */
  readonly fault?: { readonly kind: 'missing' } | { readonly kind: 'long'; readonly most: number }
}

/** What a member typed into a form, held against the form it was opened with. */
export function submittedOf({ components }: APIModalSubmission): Submitted {
  const typed = components.flatMap((part) => {
    const inner =
      'component' in part ? [part.component] : 'components' in part ? part.components : []
    return inner.filter((one) => one.type === ComponentType.TextInput)
  })
  const fields = Object.fromEntries(typed.map(({ custom_id, value }) => [custom_id, value]))
  for (const { id, value } of typed) {
    const { most, required } = boundsOf(id)
    if (required && value.trim() === '') return { fields, fault: { kind: 'missing' } }
    if (charactersOf(value) > most) return { fields, fault: { kind: 'long', most } }
  }
  return { fields }
}
