// Embeds: the limits of each field and of all embeds of a message together.

import { z } from 'zod'
import { mediaUrl, refuseForm, text, url, whole } from './form.ts'

const link = url(2048, 'http:', 'https:').nullish()
// Clients that echo a received embed send its proxy address and size back; Discord passes over them.
const picture = z
  .strictObject({
    url: mediaUrl,
    proxy_url: z.string().nullish(),
    width: z.int().nullish(),
    height: z.int().nullish(),
    content_type: z.string().nullish(),
    flags: z.int().nullish(),
  })
  .transform((given) => ({ url: given.url }))
  .nullish()

const embed = z.strictObject({
  type: z.string().nullish(),
  title: text(256).nullish(),
  description: text(4096).nullish(),
  url: link,
  timestamp: z
    .string()
    .refine((value) => !Number.isNaN(Date.parse(value)), {
      message: 'Could not parse the timestamp. Should be ISO8601.',
      params: { code: 'DATE_TIME_TYPE_PARSE' },
    })
    .nullish(),
  color: whole(0, 0xffffff).nullish(),
  footer: z
    .strictObject({
      text: text(2048).nullish(),
      icon_url: mediaUrl.nullish(),
      proxy_icon_url: z.string().nullish(),
    })
    .nullish(),
  image: picture,
  thumbnail: picture,
  author: z
    .strictObject({
      name: text(256, 1),
      url: link,
      icon_url: mediaUrl.nullish(),
      proxy_icon_url: z.string().nullish(),
    })
    .nullish(),
  fields: z
    .array(
      z.strictObject({
        name: text(256, 1),
        value: text(1024, 1),
        inline: z.boolean().nullish(),
      }),
    )
    .max(25)
    .nullish(),
})

export type EmbedForm = z.output<typeof embed>
export const embeds = z.array(embed).max(10)

/** Refuses when the visible text of all embeds passes 6000 characters. */
export function limitEmbeds(list: readonly EmbedForm[]): void {
  const size = list.reduce(
    (sum, one) =>
      sum +
      (one.title?.length ?? 0) +
      (one.description?.length ?? 0) +
      (one.footer?.text?.length ?? 0) +
      (one.author?.name.length ?? 0) +
      (one.fields ?? []).reduce((of, field) => of + field.name.length + field.value.length, 0),
    0,
  )
  if (size > 6000) {
    refuseForm(['embeds'], 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000')
  }
}
