// Callbacks: the first answer to an interaction.

import { InteractionResponseType } from 'discord-api-types/v10'
import { z } from 'zod'
import { unsupported } from '#playground/errors.ts'
import { parse, refuseForm, text } from './form.ts'

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
  | { readonly kind: 'choices'; readonly choices: z.output<typeof choice>[] }

const t = InteractionResponseType

/** Reads a callback; `type` is the interaction's, which decides what may answer it. */
export function callbackForm(body: unknown, type: 2 | 3 | 4): Callback {
  const { type: answer, data } = parse(envelope, body)
  if (answer === t.Modal) throw unsupported('Modal')
  if (answer === t.LaunchActivity) throw unsupported('Launching an activity')
  const allowed: number[] =
    type === 4
      ? [t.ApplicationCommandAutocompleteResult]
      : [t.ChannelMessageWithSource, t.DeferredChannelMessageWithSource]
  if (type === 3) allowed.push(t.DeferredMessageUpdate, t.UpdateMessage)
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
    default:
      return { kind: 'choices', choices: parse(z.object({ data: choices }), { data }).data.choices }
  }
}
