// Composer: the text field under the messages; a slash turns it into a command.

import type { RefObject } from 'preact'
import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks'
import { usePage } from '#playground/web/page-context.ts'
import { CommandForm } from './command-form.tsx'
import { CommandMenu } from './command-menu.tsx'
import { begin, type Callable, callables, type Draft, matching } from './draft.ts'
import { SendButton } from './send-button.tsx'

/** Lets the rest of the page put a command into the composer. */
export type ComposerHandle = { readonly write: (command: string) => void }

/** Discord's limit for a member's message, in characters. */
const longestMessage = 2000

export function Composer({ handle }: { readonly handle: RefObject<ComposerHandle | null> }) {
  const { state, texts, say } = usePage()
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState('')
  const [draft, setDraft] = useState<Draft>()
  const [active, setActive] = useState(0)
  const [closed, setClosed] = useState(false)
  const [busy, setBusy] = useState(false)
  const locale = state.members.find((member) => member.id === state.me)?.locale ?? state.language
  const all = useMemo(() => callables(state.commands, locale), [state.commands, locale])
  const typing = /^\/[^\n]*$/.test(text)
  const items = typing ? matching(all, text) : []
  const menu = typing && !closed && (items.length > 0 || !text.includes(' '))
  const channel = state.channels.find((known) => known.id === state.channel)?.name ?? ''

  const start = (callable: Callable) => {
    setText('')
    setDraft(begin(callable))
  }
  useEffect(() => {
    handle.current = {
      write: (name) => {
        const callable = all.find((known) => known.name === name)
        if (callable !== undefined) start(callable)
        else {
          setDraft(undefined)
          setText(`/${name}`)
          area.current?.focus()
        }
      },
    }
  })
  const leave = (next: string) => {
    setDraft(undefined)
    setText(next)
    setClosed(false)
    setActive(0)
  }
  // The field grows and shrinks with its text
  useEffect(() => {
    const field = area.current
    if (field === null) return
    field.style.height = 'auto'
    field.style.height = `${Math.min(field.scrollHeight, 200)}px`
  }, [text, draft])
  const first = useRef(true)
  useEffect(() => {
    // Back from a command the text field takes the focus again, but not when the page opens.
    if (draft === undefined && !first.current) area.current?.focus()
    first.current = false
  }, [draft === undefined])

  const send = async () => {
    const content = text.trim()
    if (content === '' || busy) return
    setBusy(true)
    const sent = await say(content)
    setBusy(false)
    if (sent) setText('')
  }
  const input = (value: string) => {
    const exact = all.find(({ name }) => value === `/${name} `)
    if (exact !== undefined) start(exact)
    else {
      setText(value)
      setClosed(false)
      setActive(0)
    }
  }
  const key = (event: KeyboardEvent) => {
    // While an IME composes Hangul, Enter only ends the syllable.
    if (event.isComposing) return
    const item = menu ? items[active] : undefined
    if (item !== undefined && event.key === 'ArrowDown') setActive((active + 1) % items.length)
    else if (item !== undefined && event.key === 'ArrowUp') {
      setActive((active + items.length - 1) % items.length)
    } else if (item !== undefined && ['Tab', 'Enter'].includes(event.key)) start(item)
    else if (menu && event.key === 'Escape') setClosed(true)
    else if (event.key === 'Enter' && !event.shiftKey) void send()
    else return
    event.preventDefault()
  }
  if (draft !== undefined) {
    return (
      <div class="composer">
        <CommandForm draft={draft} locale={locale} onChange={setDraft} onLeave={leave} />
      </div>
    )
  }
  return (
    <div class="composer">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const item = menu ? items[active] : undefined
          if (item === undefined) void send()
          else start(item)
        }}
      >
        {menu && (
          <CommandMenu
            id={`${id}-commands`}
            items={items}
            typed={text}
            active={active}
            onActive={setActive}
            onPick={start}
          />
        )}
        <textarea
          ref={area}
          rows={1}
          value={text}
          maxLength={longestMessage}
          placeholder={texts.write(channel)}
          aria-label={texts.write(channel)}
          aria-haspopup="listbox"
          aria-autocomplete="list"
          aria-controls={`${id}-commands`}
          aria-activedescendant={menu && items.length > 0 ? `${id}-commands-${active}` : undefined}
          onInput={(event) => input(event.currentTarget.value)}
          onKeyDown={key}
          onBlur={() => setClosed(true)}
          onFocus={() => setClosed(false)}
        />
        <SendButton disabled={busy || text.trim() === ''} />
      </form>
    </div>
  )
}
