// Mention: members, channels, commands and times, by the names and the clock of this server.

import { usePage } from '#playground/web/page-context.ts'
import { usePlace } from '#playground/web/place-context.ts'
import { stamp, whole } from '#playground/web/time.ts'
import type { MentionKind } from './tree.ts'

type Props = { readonly of: MentionKind; readonly id: string; readonly raw: string }

export function Mention({ of, id, raw }: Props) {
  const { state, texts, openChannel, openThread, nameOf } = usePage()
  if (of === 'channel') {
    const thread = state.threads.find((known) => known.id === id)
    if (thread !== undefined) {
      return (
        <button type="button" class="mention" onClick={() => openThread(id)}>
          {thread.name}
        </button>
      )
    }
    const channel = state.channels.find((known) => known.id === id)
    if (channel === undefined) return <span class="mention">{raw}</span>
    return (
      <button type="button" class="mention" onClick={() => openChannel(id)}>
        #{channel.name}
      </button>
    )
  }
  if (of === 'user') {
    return (
      <span class={id === state.me ? 'mention me' : 'mention'}>@{nameOf(id) ?? texts.someone}</span>
    )
  }
  return <span class="mention">{of === 'role' ? `@${texts.roleMention}` : raw}</span>
}

export function CommandMention({ name }: { readonly name: string }) {
  const here = usePlace()
  // Outside of a channel, as in a form, there is nowhere to write it.
  if (here === undefined) return <span class="mention">/{name}</span>
  return (
    <button type="button" class="mention" onClick={() => here.writeCommand(name)}>
      /{name}
    </button>
  )
}

export function Time({ unix, style }: { readonly unix: number; readonly style: string }) {
  const { clock } = usePage()
  const instant = unix * 1000
  return (
    <time class="stamp" dateTime={new Date(instant).toISOString()} title={whole(clock, instant)}>
      {stamp(clock, instant, style)}
    </time>
  )
}
