// Conversation: what was said before, as turns that alternate and begin with the member's.

import type { Turn } from '#core/llm.ts'

export type Message = { readonly role: 'user' | 'assistant'; readonly content: string }

/**
 * The earlier turns as messages. Turns of the same voice become one; a tutor who speaks first is left
 * out; what the member said last without an answer comes back as `pending`, for the turn that follows.
 */
export function conversationOf(earlier: readonly Turn[]): {
  readonly messages: readonly Message[]
  readonly pending: string | undefined
} {
  const messages: Message[] = []
  for (const { by, text } of earlier) {
    const content = text.trim()
    const role = by === 'member' ? 'user' : 'assistant'
    const last = messages.at(-1)
    if (content === '' || (last === undefined && role === 'assistant')) continue
    if (last?.role === role) {
      messages[messages.length - 1] = { role, content: `${last.content}\n\n${content}` }
    } else {
      messages.push({ role, content })
    }
  }
  const pending = messages.at(-1)?.role === 'user' ? messages.pop()?.content : undefined
  return { messages, pending }
}

/** Data between marks of its name, which nothing inside it can close. */
export const delimited = (name: string, data: string): string =>
  `<${name}>\n${data.replaceAll(/<(?=\/?(?:question|passages|earlier)\b)/gi, '‹')}\n</${name}>`
