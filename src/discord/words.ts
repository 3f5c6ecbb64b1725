// Words: everything a message says, wherever in it that stands.

import type { APIEmbed, APIMessage } from 'discord-api-types/v10'

/** The texts of components or of a poll, nested ones too. */
function textsOf(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(textsOf)
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([key, value]) =>
    typeof value !== 'string' ? textsOf(value) : key === 'content' || key === 'text' ? [value] : [],
  )
}

const embedTexts = ({ title, description, fields = [] }: APIEmbed): (string | undefined)[] => [
  title,
  description,
  ...fields.flatMap(({ name, value }) => [name, value]),
]

/** What a message says, in its order: content, embeds, components, its poll, what it forwards. */
export function wordsOf(message: Partial<APIMessage>): readonly string[] {
  const { content, embeds = [], components, poll, message_snapshots: forwarded = [] } = message
  const said = [
    content,
    ...embeds.flatMap(embedTexts),
    ...textsOf(components),
    ...textsOf(poll),
    ...forwarded.flatMap((one) => wordsOf(one.message)),
  ]
  return said.filter((text) => text !== undefined && text.trim() !== '') as string[]
}
