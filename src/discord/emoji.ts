// Emoji: a Unicode emoji as Discord's JSON.

import type { APIMessageComponentEmoji, APIPartialEmoji } from 'discord-api-types/v10'

/** The field of a button or a poll's answer; nothing when there is no emoji. */
export const emojiOf = (
  emoji: string | undefined,
): { emoji?: APIMessageComponentEmoji & APIPartialEmoji } =>
  // One of Unicode has a name and no id, though the type for polls asks for both.
  emoji === undefined
    ? {}
    : { emoji: { name: emoji } as APIMessageComponentEmoji & APIPartialEmoji }
