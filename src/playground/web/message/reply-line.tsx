// Reply line: what a message answers: a member's command, or another message.

import { Avatar } from '#playground/web/chrome/avatar.tsx'
import { Line } from '#playground/web/markdown/markdown.tsx'
import { usePage } from '#playground/web/page-context.ts'
import type { Message } from '#playground/web/wire.ts'

type Part = { readonly type: number; readonly content?: string; readonly components?: unknown }

const firstText = (parts: readonly Part[]): string | undefined => {
  for (const { type, content, components } of parts) {
    if (type === 10 && content !== undefined) return content
    const inside = Array.isArray(components) ? firstText(components as Part[]) : undefined
    if (inside !== undefined) return inside
  }
  return undefined
}

/** The first line of what a message says, wherever it says it. */
const summary = (message: Pick<Message, 'content' | 'components' | 'poll'>): string => {
  const said = message.content || firstText((message.components ?? []) as Part[])
  return (said ?? message.poll?.question.text ?? '…').replace(/^[#> -]+/, '').split('\n')[0] ?? ''
}

export function ReplyLine({ message }: { readonly message: Message }) {
  const { texts, nameOf, writeCommand, showMessage } = usePage()
  const used = message.interaction_metadata
  const command = message.interaction?.name ?? (used as { name?: string } | undefined)?.name
  // Type 2 is a command; a reply to a button (3) was not asked for by a command.
  if (used?.type === 2 && command !== undefined) {
    const name = nameOf(used.user.id) ?? used.user.username
    const sentence = texts.used(name)
    return (
      <p class="reply-line">
        <Avatar id={used.user.id} name={name} />
        <span>
          <b>{sentence.before}</b>
          {sentence.after}
          <button type="button" class="mention" onClick={() => writeCommand(command)}>
            /{command}
          </button>
        </span>
      </p>
    )
  }
  const target = message.message_reference?.message_id
  if (target === undefined || message.type !== 19) return null
  const original = message.referenced_message ?? undefined
  if (original === undefined) {
    return <p class="reply-line deleted">{texts.deletedReply}</p>
  }
  const name = nameOf(original.author.id) ?? original.author.username
  return (
    <p class="reply-line">
      <Avatar id={original.author.id} name={name} bot={original.author.bot} />
      <b>{name}</b>
      <button type="button" onClick={() => showMessage(original.channel_id, original.id)}>
        <Line source={summary(original)} />
      </button>
    </p>
  )
}
