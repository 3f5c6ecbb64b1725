// Polls: what a poll may look like when it is created.

import { z } from 'zod'
import { emoji, text, whole } from './form.ts'

/** Discord's default: a day. */
export const defaultHours = 24

export const poll = z.strictObject({
  question: z.strictObject({ text: text(300, 1) }),
  answers: z
    .array(
      z.strictObject({
        answer_id: z.int().nullish(),
        poll_media: z.strictObject({ text: text(55, 1), emoji: emoji.nullish() }),
      }),
    )
    .min(1)
    .max(10),
  duration: whole(1, 768).nullish(),
  allow_multiselect: z.boolean().nullish(),
  layout_type: z.literal(1).nullish(),
})

export type PollForm = z.output<typeof poll>
