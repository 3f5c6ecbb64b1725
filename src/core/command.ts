// Command: a slash command, a button, a form or a menu as a plain value; discord/ makes the real one.

import type { Form } from './form.ts'
import type { Bilingual, Language } from './language.ts'
import type { ActionCall, Choice, Staged } from './reply.ts'

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

/** What a button, a select or a submitted form was about. */
export type Press = {
  readonly subject: string
  /** What was chosen in a select. */
  readonly values: readonly string[]
  /** What was typed into a form, by the fields' names. */
  readonly fields: Readonly<Record<string, string>>
  /** The message the button or select stands on; '' when a menu opened the form. */
  readonly message: string
}

/** What happens when a button is pressed, a select is chosen or a form is submitted. */
export type Action = {
  readonly name: string
  readonly ownersOnly?: boolean
  /**
   * The guild that the subject names: with it the action works in direct messages too, where a press
   * belongs to no guild by itself.
   */
  readonly guildIn?: (subject: string) => string
} & (
  | {
      /** `replace` redraws the message the button stands on; `private` answers the presser alone. */
      readonly answers: 'replace' | 'private' | 'public'
      readonly run: (call: Invocation, press: Press) => Promise<Staged>
    }
  | {
      /** Opens a form at once: Discord waits 3 seconds for it. A form cannot open another. */
      readonly answers: 'form'
      readonly open: (call: Invocation, press: Press) => Form
    }
)

/** A message someone chose from its own menu. */
export type Target = {
  readonly message: string
  /** All its words: content and components. */
  readonly text: string
  /** Whether the bot wrote it. */
  readonly isOurs: boolean
  /** What the buttons and selects of our own message do; empty for others'. */
  readonly actions: readonly ActionCall[]
}

/** An entry in the menu of every message. */
export type Menu = {
  /** What Discord lists it as and calls it by in English; 1 to 32 characters. */
  readonly name: Bilingual
} & (
  | {
      readonly answers: 'private' | 'public'
      readonly run: (call: Invocation, target: Target) => Promise<Staged>
    }
  | { readonly answers: 'form'; readonly open: (call: Invocation, target: Target) => Form }
)
