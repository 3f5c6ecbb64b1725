// Draft: a command being filled in: which options show, what they hold, what is still missing. Pure.

import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10'
import type { Command, OptionValue } from '#playground/web/wire.ts'

export type Option = APIApplicationCommandBasicOption

/** A command as it can be called: a subcommand is one of its own, named by its path. */
export type Callable = {
  readonly name: string
  readonly path: readonly string[]
  readonly description: string
  readonly options: readonly Option[]
}

/** What a field holds: the text as typed, and the value once one was picked from a list. */
export type Field = { readonly text: string; readonly picked?: string | number | boolean }

export type Draft = {
  readonly callable: Callable
  /** The options on show, in their own order. */
  readonly shown: readonly string[]
  readonly fields: Readonly<Record<string, Field>>
}

export type Problem = { readonly option: string; readonly kind: 'missing' | 'number' | 'choice' }

type Localised = Readonly<Record<string, string | null | undefined>> | null | undefined

/** The text in the member's locale, else in its language, else as it stands. */
export const localised = (text: string, map: Localised, locale: string): string =>
  map?.[locale] ?? map?.[locale.split('-')[0] ?? ''] ?? text

const isOption = (option: { readonly type: number }): option is Option => option.type > 2

/** Every slash command and subcommand a member can call, described in their language. */
export const callables = (commands: readonly Command[], locale: string): readonly Callable[] => {
  const open = (
    node: Pick<Command, 'name' | 'description' | 'description_localizations' | 'options'>,
    path: readonly string[],
  ): readonly Callable[] => {
    const options = node.options ?? []
    const nested = options.filter((option) => !isOption(option))
    if (nested.length > 0) {
      return nested.flatMap((option) => open(option as typeof node, [...path, option.name]))
    }
    const description = localised(node.description, node.description_localizations, locale)
    return [{ name: path.join(' '), path, description, options: options.filter(isOption) }]
  }
  return commands
    .filter((command) => command.type === 1)
    .flatMap((command) => open(command, [command.name]))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
}

/** The callables a typed `/…` may mean: names that begin so first, then names that contain it. */
export const matching = (all: readonly Callable[], typed: string): readonly Callable[] => {
  const wanted = typed.replace(/^\//, '').trimStart().toLowerCase()
  const begins = all.filter(({ name }) => name.startsWith(wanted))
  const holds = all.filter(({ name }) => !name.startsWith(wanted) && name.includes(wanted))
  return [...begins, ...holds]
}

/** A fresh draft: required options show, or the first optional one where there are none. */
export const begin = (callable: Callable): Draft => ({
  callable,
  shown: callable.options.filter((option) => option.required === true).map(({ name }) => name),
  fields: {},
})

/** The options not on show yet. */
export const hidden = (draft: Draft): readonly Option[] =>
  draft.callable.options.filter(({ name }) => !draft.shown.includes(name))

export const show = (draft: Draft, option: string): Draft => ({
  ...draft,
  shown: draft.callable.options
    .map(({ name }) => name)
    .filter((name) => name === option || draft.shown.includes(name)),
})

/** Takes an optional option off again, with what it held. */
export const hide = (draft: Draft, option: string): Draft => ({
  ...draft,
  shown: draft.shown.filter((name) => name !== option),
  fields: Object.fromEntries(Object.entries(draft.fields).filter(([name]) => name !== option)),
})

export const fill = (draft: Draft, option: string, field: Field): Draft => ({
  ...draft,
  fields: { ...draft.fields, [option]: field },
})

type Valued = { readonly value: string | number | boolean } | { readonly problem: Problem['kind'] }

const valued = (option: Option, field: Field): Valued => {
  if (field.picked !== undefined) return { value: field.picked }
  const text = field.text.trim()
  if ('choices' in option && option.choices !== undefined && option.choices.length > 0) {
    const named = option.choices.find((choice) => choice.name === text)
    return named === undefined ? { problem: 'choice' } : { value: named.value }
  }
  if (option.type === 3) return { value: text }
  // Integers and numbers are typed; members, channels and yes-or-no come from their lists.
  if (option.type !== 4 && option.type !== 10) return { problem: 'choice' }
  const value = Number(text)
  const fits = Number.isFinite(value) && (option.type === 10 || Number.isInteger(value))
  return fits ? { value } : { problem: 'number' }
}

/** The options as the control API takes them, nested under their subcommand; or what is wrong first. */
export const filled = (
  draft: Draft,
):
  | { readonly ok: true; readonly options: readonly OptionValue[] }
  | { readonly ok: false; readonly problem: Problem } => {
  const values: OptionValue[] = []
  for (const option of draft.callable.options) {
    const field = draft.fields[option.name]
    if (field === undefined || (field.picked === undefined && field.text.trim() === '')) {
      if (option.required !== true) continue
      return { ok: false, problem: { option: option.name, kind: 'missing' } }
    }
    const given = valued(option, field)
    if ('problem' in given) {
      return { ok: false, problem: { option: option.name, kind: given.problem } }
    }
    values.push({ name: option.name, type: option.type, value: given.value })
  }
  return { ok: true, options: nest(draft.callable, values) }
}

/** Wraps values in the subcommand (type 1) and group (type 2) of a callable's path. */
const nest = (
  { path }: Pick<Callable, 'path'>,
  values: readonly OptionValue[],
): readonly OptionValue[] =>
  path
    .slice(1)
    .toReversed()
    .reduce<readonly OptionValue[]>(
      (inside, name, depth) => [{ name, type: depth === 0 ? 1 : 2, options: inside }],
      values,
    )

/** What autocomplete may know so far: every field that holds something, as typed. */
export const soFar = (draft: Draft, focused: string): readonly OptionValue[] =>
  nest(
    draft.callable,
    draft.callable.options.flatMap((option): readonly OptionValue[] => {
      const field = draft.fields[option.name]
      if (option.name === focused) {
        return [{ name: option.name, type: option.type, value: field?.text ?? '' }]
      }
      if (field === undefined || (field.picked === undefined && field.text === '')) return []
      const given = valued(option, field)
      return 'value' in given ? [{ name: option.name, type: option.type, value: given.value }] : []
    }),
  )
