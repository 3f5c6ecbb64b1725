// Command: a slash command, a button or a select as a plain value; discord/ makes the real one.

import type { Bilingual, Language } from './language.ts'
import type { Choice, Staged } from './reply.ts'

type Value = string | number | boolean

/** Who asked for what, where and in which language. */
export type Invocation = {
  /** Discord's id of the interaction: unique, so a repeated delivery can be recognised. */
  readonly id: string
  readonly guild: string
  readonly channel: string
  readonly member: { readonly id: string; readonly name: string; readonly managesServer: boolean }
  readonly language: Language
  /** The options a member filled in, by name; those left out are absent. */
  readonly options: Readonly<Record<string, Value>>
}

export type Option = {
  readonly name: string
  readonly about: Bilingual
  readonly required: boolean
} & (
  | {
      readonly kind: 'text'
      readonly most: number
      readonly suggest?: (typed: string, call: Invocation) => Promise<readonly Choice[]>
    }
  | {
      readonly kind: 'choice'
      readonly choices: readonly { readonly value: string; readonly label: Bilingual }[]
    }
  | { readonly kind: 'flag' }
  | { readonly kind: 'channel' }
  | { readonly kind: 'member' }
)

export type Command = {
  /** English and lower case: mentions of a command ignore its localised name. */
  readonly name: string
  readonly about: Bilingual
  readonly options: readonly Option[]
  /** Only members who manage the server see and use it. */
  readonly ownersOnly: boolean
  /** Whether only the asking member sees the reply; fixed before the work begins. */
  readonly isPrivate: (options: Invocation['options']) => boolean
  readonly run: (call: Invocation) => Promise<Staged>
}

/** What happens when a button is pressed or a select is chosen. */
export type Action = {
  readonly name: string
  /** `replace` redraws the message the button stands on; `private` answers the presser alone. */
  readonly answers: 'replace' | 'private'
  readonly ownersOnly?: boolean
  /** `subject` is what the button was about; `values` is what was chosen in a select. */
  readonly run: (
    call: Invocation,
    press: { readonly subject: string; readonly values: readonly string[] },
  ) => Promise<Staged>
}
