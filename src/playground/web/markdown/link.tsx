// Link: an address; a citation of a note opens beside the messages instead of leaving the page.

import type { ComponentChildren } from 'preact'
import { noteAddress } from '#playground/web/note/address.ts'
import { usePage } from '#playground/web/page-context.ts'

type Props = {
  readonly href: string
  readonly class?: string
  readonly children: ComponentChildren
}

export function Link({ href, class: name, children }: Props) {
  const { openNote, texts } = usePage()
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
    openNote(note)
  }
  return (
    <a class={`citation ${name ?? ''}`} href={note.href} onClick={open} title={note.source}>
      {children}
    </a>
  )
}
