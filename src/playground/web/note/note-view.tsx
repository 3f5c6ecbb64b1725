// Note view: a note line by line, the cited lines lit and brought into view.

import { useEffect, useRef, useState } from 'preact/hooks'
import { client } from '#playground/web/client.ts'
import { Text } from '#playground/web/markdown/emoji.tsx'
import type { Texts } from '#playground/web/texts.ts'
import type { NoteText } from '#playground/web/wire.ts'
import type { NoteAddress } from './address.ts'
import { lineKinds, noteTitle, withoutAnchor } from './line-kind.ts'

type Loaded =
  | { readonly kind: 'loading' }
  | { readonly kind: 'missing'; readonly why: string }
  | { readonly kind: 'note'; readonly note: NoteText }

type Props = {
  readonly address: NoteAddress
  readonly texts: Texts
  /** Closes the side panel; undefined when the note is the whole page. */
  readonly onClose: (() => void) | undefined
}

const cited = (address: NoteAddress, line: number): boolean =>
  address.lines !== undefined && line >= address.lines.from && line <= address.lines.to

function Lines({ note, address }: { readonly note: NoteText; readonly address: NoteAddress }) {
  const kinds = lineKinds(note.lines)
  return (
    <ol class="note-lines">
      {note.lines.map((text, index) => {
        const number = index + 1
        const [words, anchor] = kinds[index] === 'heading' ? withoutAnchor(text) : [text, '']
        return (
          <li
            key={number}
            id={`L${number}`}
            class={`note-line ${kinds[index]} ${cited(address, number) ? 'cited' : ''}`}
            aria-current={cited(address, number) ? 'true' : undefined}
          >
            <span class="note-number" aria-hidden="true">
              {number}
            </span>
            <span class="note-text">
              <Text text={words} />
              {anchor !== '' && <span class="note-anchor">{anchor}</span>}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

export function NoteView({ address, texts, onClose }: Props) {
  const [loaded, setLoaded] = useState<Loaded>({ kind: 'loading' })
  const root = useRef<HTMLElement>(null)
  const { source, lines } = address
  useEffect(() => {
    let current = true
    setLoaded({ kind: 'loading' })
    void client.note(source).then((answer) => {
      if (!current) return
      const missing = (why: string): Loaded => ({ kind: 'missing', why })
      setLoaded(answer.ok ? { kind: 'note', note: answer.value } : missing(answer.fault))
    })
    return () => {
      current = false
    }
  }, [source])
  // Another citation of the same note scrolls again
  useEffect(() => {
    if (loaded.kind !== 'note') return
    root.current?.querySelector('.cited')?.scrollIntoView({ block: 'center' })
  }, [loaded, lines?.from, lines?.to])
  // The panel takes the focus once, when it opens
  useEffect(() => {
    if (onClose !== undefined) root.current?.focus()
  }, [])
  useEffect(() => {
    if (onClose === undefined) return
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onClose()
    }
    document.addEventListener('keydown', close)
    return () => document.removeEventListener('keydown', close)
  }, [onClose])
  const title =
    loaded.kind === 'note' ? noteTitle(loaded.note.title, loaded.note.lines, source) : texts.note
  const Heading = onClose === undefined ? 'h1' : 'h2'
  return (
    <section
      class={onClose === undefined ? 'note note-page' : 'note note-panel'}
      ref={root}
      tabIndex={-1}
      aria-label={texts.note}
    >
      <header class="note-head">
        <div>
          <Heading>{title}</Heading>
          <p>
            <code>{source}</code>
            {lines !== undefined && <span>{texts.noteLines(lines.from, lines.to)}</span>}
          </p>
        </div>
        {onClose === undefined ? (
          <a class="plain-button" href="/">
            {texts.backToServer}
          </a>
        ) : (
          <>
            <a class="plain-button" href={address.href} target="_blank" rel="noreferrer">
              {texts.openWhole}
            </a>
            <button type="button" class="icon-button" aria-label={texts.close} onClick={onClose}>
              ×
            </button>
          </>
        )}
      </header>
      {loaded.kind === 'loading' && <p class="note-wait">{texts.noteLoading}</p>}
      {loaded.kind === 'missing' && (
        <p class="note-wait" role="alert">
          {texts.noteMissing} <small>{loaded.why}</small>
        </p>
      )}
      {loaded.kind === 'note' && <Lines note={loaded.note} address={address} />}
    </section>
  )
}
