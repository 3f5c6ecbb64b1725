// Messages: what may be sent and edited, by a bot's own token and by an interaction's.

import { MessageFlags } from 'discord-api-types/v10'
import { z } from 'zod'
import { refusal } from '#playground/errors.ts'
import { componentsSchema, limitComponents, refuseMenus } from './components.ts'
import { embeds, limitEmbeds } from './embeds.ts'
import { id, isKnownEmoji, parse, refuseForm, text, whole } from './form.ts'
import { poll } from './polls.ts'

const mentions = z.strictObject({
  parse: z.array(z.enum(['users', 'roles', 'everyone'])).nullish(),
  users: z.array(id).max(100).nullish(),
  roles: z.array(id).max(100).nullish(),
  replied_user: z.boolean().nullish(),
})

const attachment = z.looseObject({
  id,
  filename: text(1024).nullish(),
  description: text(1024).nullish(),
})

/** Every field of a message; `tts`, `nonce` and `enforce_nonce` come along from discord.js everywhere. */
const fields = {
  content: text(2000).nullish(),
  embeds: embeds.nullish(),
  components: z.unknown().optional(),
  flags: whole(0, 2 ** 31 - 1).nullish(),
  allowed_mentions: mentions.nullish(),
  attachments: z.array(attachment).max(10).nullish(),
  tts: z.boolean().nullish(),
  nonce: z.union([text(25), z.int()]).nullish(),
  enforce_nonce: z.boolean().nullish(),
}

const created = z.strictObject({
  ...fields,
  sticker_ids: z.array(id).max(3).nullish(),
  message_reference: z
    .strictObject({
      type: z.literal(0).nullish(),
      message_id: id,
      channel_id: id.nullish(),
      guild_id: id.nullish(),
      fail_if_not_exists: z.boolean().nullish(),
    })
    .nullish(),
  poll: poll.nullish(),
})
const edited = z.strictObject(fields)
const followed = z.strictObject({ ...fields, poll: poll.nullish() })

/** Where a message is written: by the bot in a channel, or through an interaction. */
export type Way = 'create' | 'edit' | 'interaction' | 'interaction-edit'

export type MessageForm = Omit<z.output<typeof created>, 'components'> & {
  components?: unknown[] | null
}

const settable: Record<Way, number> = {
  create:
    MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2,
  interaction:
    MessageFlags.SuppressEmbeds |
    MessageFlags.SuppressNotifications |
    MessageFlags.IsComponentsV2 |
    MessageFlags.Ephemeral,
  edit: ~0,
  'interaction-edit': ~0,
}

const isV2 = (flags: number | null | undefined) =>
  ((flags ?? 0) & MessageFlags.IsComponentsV2) !== 0

function limitMentions(given: z.output<typeof mentions> | null | undefined): void {
  for (const kind of ['users', 'roles'] as const) {
    if (given?.parse?.includes(kind) && (given[kind]?.length ?? 0) > 0) {
      refuseForm(
        ['allowed_mentions'],
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
      )
    }
  }
}

function limitV2(form: MessageForm): void {
  const legacy = (['content', 'embeds', 'poll', 'sticker_ids'] as const).filter((field) => {
    const value = form[field]
    return value != null && value !== '' && !(Array.isArray(value) && value.length === 0)
  })
  const [first] = legacy
  if (first === undefined) return
  refuseForm(
    [first],
    'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    `The '${first}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
  )
}

/**
 * The message a client asked for, checked by itself. `before` holds the flags of the message that is
 * edited: an edit keeps Components V2 once chosen.
 */
export function messageForm(way: Way, body: unknown, before = 0): MessageForm {
  const schema = way === 'create' ? created : way === 'edit' ? edited : followed
  const raw = parse(schema, body ?? {}) as MessageForm
  const flags = raw.flags ?? 0
  if (flags & ~settable[way]) {
    refuseForm(['flags'], 'MESSAGE_FLAGS_INVALID', 'A flag is set that cannot be set here.')
  }
  const editing = way === 'edit' || way === 'interaction-edit'
  if (editing && isV2(before) && raw.flags != null && !isV2(raw.flags)) {
    refuseForm(
      ['flags'],
      'MESSAGE_FLAGS_COMPONENTS_V2_IRREVERSIBLE',
      'IS_COMPONENTS_V2 cannot be taken off',
    )
  }
  const v2 = isV2(flags) || (editing && isV2(before))
  refuseMenus(raw.components)
  const components =
    raw.components == null
      ? raw.components
      : parse(z.object({ components: componentsSchema(v2) }), { components: raw.components })
          .components
  const form: MessageForm = { ...raw, components: components as unknown[] | null }
  if (v2) limitV2(form)
  if (components != null) limitComponents(components, v2)
  limitEmbeds(raw.embeds ?? [])
  const emoji = raw.poll?.answers.map(({ poll_media }) => poll_media.emoji) ?? []
  if (emoji.some((one) => one != null && !isKnownEmoji(one))) throw refusal(520004)
  limitMentions(raw.allowed_mentions)
  return form
}

/** Refuses a message that would show nothing (50006). */
export function demandSubstance(form: MessageForm, files: number): void {
  if (
    files === 0 &&
    !form.content?.trim() &&
    !form.embeds?.length &&
    !form.components?.length &&
    !form.sticker_ids?.length &&
    form.poll == null
  ) {
    throw refusal(50006)
  }
}
