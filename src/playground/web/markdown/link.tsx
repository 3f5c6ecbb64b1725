// Link: an address; a note opens beside the messages and a message in its channel, on this page.

import type { ComponentChildren } from 'preact'
import { messageAddress } from '#playground/web/message/address.ts'
import { noteAddress } from '#playground/web/note/address.ts'
import { usePage } from '#playground/web/page-context.ts'
import { usePlace } from '#playground/web/place-context.ts'

type Props = {
  readonly href: string
  readonly class?: string
  readonly children: ComponentChildren
}

export function Link({ href, class: name, children }: Props) {
  const { openNote, showMessage, state, texts } = usePage()
  const here = usePlace()
  const address = messageAddress(href, state.guild.id)
  const channel = [...state.channels, ...state.threads].find(({ id }) => id === address?.channel)
  if (address !== undefined && channel !== undefined) {
    const show = (event: MouseEvent) => {
      event.preventDefault()
      showMessage(address.channel, address.message)
    }
    return (
      // The address is the page's own, so that no way of opening it leaves for the real site.
      <a
        class={name}
        href={`#message-${address.message}`}
        onClick={show}
        title={`#${channel.name}`}
      >
        {children}
      </a>
    )
  }
  const note = noteAddress(href, location)
  if (note === undefined) {
    const hint = `${href} — ${texts.opensOutside}`
    return (
      <a class={name} href={href} target="_blank" rel="noreferrer noopener" title={hint}>
        {children}
      </a>
    )
  }
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    openNote(note, here?.id ?? '')
  }
  return (
    <a class={`citation ${name ?? ''}`} href={note.href} onClick={open} title={note.source}>
      {children}
    </a>
  )
}
