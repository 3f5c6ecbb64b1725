// Showable: a model's words as members may see them.

import { visible } from '#lib/text.ts'

/**
 * No markers of the model's own, no links (their words stay), no addresses, no mentions, commands or
 * timestamps of Discord, nothing invisible or turned around.
 */
export const showable = (text: string): string =>
  visible(text)
    .replaceAll(/ ?[[【](?:\d+(?:[ ,–-]+\d+)*)[\]】](?!\()/g, '')
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/ ?<?\b[a-z][a-z+.-]*:\/\/[^\s>)]*>?/gi, '')
    .replaceAll(/ ?<(?:@[!&]?|#|a?:\w+:|t:|id:|\/[^>:]+:)[^>\s]*>/gi, '')
    .replaceAll(/@(?=everyone\b|here\b)/gi, '')
