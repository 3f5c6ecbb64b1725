// Words: what a message says, wherever it says it: content, components, embeds, poll. Pure.

import type { Message } from '#playground/web/wire.ts'

type Part = { readonly type: number; readonly content?: string; readonly components?: unknown }

const textsIn = (parts: readonly Part[]): readonly string[] =>
  parts.flatMap(({ type, content, components }) => [
    ...(type === 10 && content !== undefined ? [content] : []),
    ...(Array.isArray(components) ? textsIn(components as Part[]) : []),
  ])

type Said = Pick<Message, 'content' | 'components' | 'poll'> & Partial<Pick<Message, 'embeds'>>

/** Everything a message says, as it was written; '' when it says nothing. */
export const words = ({ content, components, embeds, poll }: Said): string =>
  [
    content,
    ...textsIn((components ?? []) as Part[]),
    ...(embeds ?? []).flatMap(({ title, description }) => [title, description]),
    poll?.question.text,
    ...(poll?.answers ?? []).map(({ poll_media }) => poll_media.text && `- ${poll_media.text}`),
  ]
    .filter((text) => text !== undefined && text !== '')
    .join('\n\n')

/** The first line of what a message says. */
export const summary = (message: Said): string =>
  words(message)
    .replace(/^[#>\s-]+/, '')
    .split('\n')[0] || '…'

/** Discord's limit for the name of a thread, in characters. */
const longestName = 100

const marks = /[*_~`|#>]|\[(?=.*\]\()|\]\([^)]*\)|<[@#/:][^>]*>/g

/** A name for a thread about this message: its first line without marks. */
export const threadName = (message: Said, otherwise: string): string => {
  const name = summary(message).replace(marks, '').replace(/\s+/g, ' ').trim()
  const letters = [...new Intl.Segmenter().segment(name)].map(({ segment }) => segment)
  let cut = ''
  for (const letter of letters) {
    if (cut.length + letter.length > longestName) break
    cut += letter
  }
  return cut.replace('…', '') === '' ? otherwise : cut
}
