// Callbacks: the first answer to an interaction.

import { InteractionResponseType } from 'discord-api-types/v10'
import { z } from 'zod'
import { unsupported } from '#playground/errors.ts'
import { parse, refuseForm, text } from './form.ts'
import { type ModalForm, modalForm } from './modals.ts'

const localised = z.record(z.string(), text(100, 1)).nullish()
const choice = z.strictObject({
  name: text(100, 1),
  name_localizations: localised,
  value: z.union([text(100), z.number()]),
})

const envelope = z.strictObject({ type: z.int(), data: z.unknown().optional() })
const deferred = z
  .strictObject({
    flags: z.union([z.literal(0), z.literal(64)]).nullish(),
    tts: z.boolean().nullish(),
  })
  .nullish()
const choices = z.strictObject({ choices: z.array(choice).max(25) })

export type Callback =
  | { readonly kind: 'reply' | 'update'; readonly data: unknown }
  | { readonly kind: 'deferred-reply'; readonly ephemeral: boolean }
  | { readonly kind: 'deferred-update' }
  | { readonly kind: 'modal'; readonly modal: ModalForm }
  | { readonly kind: 'choices'; readonly choices: z.output<typeof choice>[] }

const t = InteractionResponseType

/** What an interaction is, which decides what may answer it. */
type Answerable = {
  readonly type: 2 | 3 | 4 | 5
  /** The message whose button was pressed, also when a modal came between. */
  readonly source?: string
}

const allowedFor = ({ type, source }: Answerable): number[] => {
  if (type === 4) return [t.ApplicationCommandAutocompleteResult]
  return [
    t.ChannelMessageWithSource,
    t.DeferredChannelMessageWithSource,
    // A sent modal may close without a message wherever it was opened.
    ...(type === 3 || type === 5 ? [t.DeferredMessageUpdate] : []),
    ...(source === undefined ? [] : [t.UpdateMessage]),
    ...(type === 5 ? [] : [t.Modal]),
  ]
}

/** Reads a callback to an interaction. */
export function callbackForm(body: unknown, interaction: Answerable): Callback {
  const { type: answer, data } = parse(envelope, body)
  if (answer === t.LaunchActivity) throw unsupported('Launching an activity')
  const allowed = allowedFor(interaction)
  if (!allowed.includes(answer)) {
    refuseForm(['type'], 'BASE_TYPE_CHOICES', `Value must be one of (${allowed.join(', ')}).`)
  }
  switch (answer) {
    case t.ChannelMessageWithSource:
      return { kind: 'reply', data: data ?? {} }
    case t.UpdateMessage:
      return { kind: 'update', data: data ?? {} }
    case t.DeferredChannelMessageWithSource:
      return {
        kind: 'deferred-reply',
        ephemeral: parse(z.object({ data: deferred }), { data }).data?.flags === 64,
      }
    case t.DeferredMessageUpdate:
      return { kind: 'deferred-update' }
    case t.Modal:
      return { kind: 'modal', modal: modalForm(data) }
    default:
      return { kind: 'choices', choices: parse(z.object({ data: choices }), { data }).data.choices }
  }
}
