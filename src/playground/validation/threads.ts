// Threads: what may be asked of one when it is started and when it is changed.

import { ChannelType } from 'discord-api-types/v10'
import { z } from 'zod'
import { archiveDurations } from '#playground/channel.ts'
import { unsupported } from '#playground/errors.ts'
import { parse, text, whole } from './form.ts'

const fields = {
  name: text(100, 1).refine((name) => name.trim() !== '', {
    message: 'This field is required',
    params: { code: 'BASE_TYPE_REQUIRED' },
  }),
  auto_archive_duration: z.literal(archiveDurations).nullish(),
  /** Six hours at most. */
  rate_limit_per_user: whole(0, 21_600).nullish(),
}

const fromMessage = z.strictObject({
  ...fields,
  // discord.js says it here too; Discord passes over it.
  type: z.literal(ChannelType.PublicThread).nullish(),
})
const alone = z.strictObject({
  ...fields,
  type: z
    .literal([ChannelType.AnnouncementThread, ChannelType.PublicThread, ChannelType.PrivateThread])
    .nullish(),
  invitable: z.boolean().nullish(),
})
const changed = z.strictObject({
  name: fields.name.nullish(),
  archived: z.boolean().nullish(),
  locked: z.boolean().nullish(),
  auto_archive_duration: fields.auto_archive_duration,
  rate_limit_per_user: fields.rate_limit_per_user,
})

export type ThreadForm = Omit<z.output<typeof fromMessage>, 'type'>
export type ThreadChange = z.output<typeof changed>

/** A thread to be started from a message. */
export const threadForm = (body: unknown): ThreadForm => parse(fromMessage, body)

/** A thread to be started by itself. Discord makes it private unless told; those are not offered. */
export function loneThreadForm(body: unknown): ThreadForm {
  const { type, invitable, ...form } = parse(alone, body)
  if (type == null) throw unsupported('Private thread (what Discord makes when no type is given)')
  if (type === ChannelType.PrivateThread) throw unsupported('Private thread')
  if (type === ChannelType.AnnouncementThread) throw unsupported('Announcement thread')
  if (invitable != null) throw unsupported('invitable, which only private threads have,')
  return form
}

/** Fields of a thread in forums, refused by name before the form calls them unknown. */
const forumFields = ['applied_tags', 'flags', 'invitable'] as const

export function threadChange(body: unknown): ThreadChange {
  const given = body !== null && typeof body === 'object' ? body : {}
  const forum = forumFields.find((field) => field in given)
  if (forum !== undefined) throw unsupported(`${forum} of a thread`)
  return parse(changed, body)
}
