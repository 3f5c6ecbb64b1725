// Text field: a message being written; a slash offers commands, an @ members.

import type { RefObject } from 'preact'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { usePage } from '#playground/web/page-context.ts'
import type { Place } from '#playground/web/place.ts'
import { CommandMenu } from './command-menu.tsx'
import { type Callable, matching } from './draft.ts'
import { isComposing } from './ime.ts'
import { mentionAt, mentionable, resolved, withMention } from './mention.ts'
import { MentionMenu } from './mention-menu.tsx'
import { SendButton } from './send-button.tsx'
import type { Change, Written } from './written.ts'

/** Discord's limit for a member's message, in characters, and how near to it one is told. */
const longestMessage = 2000
const nearLimit = 200

/** How high the field grows before it scrolls, in pixels. */
const tallest = 200

type Props = {
  readonly area: RefObject<HTMLTextAreaElement | null>
  readonly place: Place | undefined
  readonly written: Written
  readonly change: Change
  readonly all: readonly Callable[]
  readonly onCommand: (callable: Callable) => void
}

export function TextField({ area, place, written, change, all, onCommand }: Props) {
  const { state, texts, say } = usePage()
  const id = useId()
  const { text, answering } = written
  const [caret, setCaret] = useState(text.length)
  const [active, setActive] = useState(0)
  const [closed, setClosed] = useState(false)
  const busy = useRef(false)
  const latest = useRef(text)
  latest.current = text
  const wanted = useRef<number>(undefined)

  const isSlash = /^\/[^\n]*$/.test(text)
  const commands = isSlash ? matching(all, text) : []
  const showCommands = isSlash && !closed && (commands.length > 0 || !text.includes(' '))
  const mention = isSlash || closed ? undefined : mentionAt(text, caret)
  const people = mention === undefined ? [] : mentionable(state.members, state.me, mention.query)
  const count = showCommands ? commands.length : people.length
  const left = longestMessage - resolved(text, state.members).trim().length
  const name = place?.name ?? ''
  const words = { channel: texts.write, direct: texts.writeDirect, thread: texts.writeThread }
  const label = words[place?.kind ?? 'channel'](name)

  // The field grows and shrinks with its text
  useEffect(() => {
    const field = area.current
    if (field === null) return
    field.style.height = 'auto'
    field.style.height = `${Math.min(field.scrollHeight, tallest)}px`
  }, [text])
  useLayoutEffect(() => {
    if (wanted.current === undefined) return
    area.current?.setSelectionRange(wanted.current, wanted.current)
    wanted.current = undefined
  })
  const send = async () => {
    if (text.trim() === '' || left < 0 || busy.current || place === undefined) return
    busy.current = true
    change({ text: '', answering: undefined })
    const sent = await say(place.id, resolved(text.trim(), state.members), answering)
    busy.current = false
    if (sent) return
    // Nothing written is lost, neither what was refused nor what was typed since.
    const since = latest.current
    change({ text: since === '' ? text : `${text}\n${since}`, answering })
  }
  const pick = (index: number) => {
    const command = showCommands ? commands[index] : undefined
    const person = showCommands ? undefined : people[index]
    if (command !== undefined) onCommand(command)
    if (person === undefined || mention === undefined) return
    const next = withMention(text, mention.from, caret, person.name)
    wanted.current = next.caret
    setCaret(next.caret)
    setActive(0)
    change({ text: next.text })
  }
  const input = (field: HTMLTextAreaElement) => {
    const exact = all.find((known) => field.value === `/${known.name} `)
    if (exact !== undefined) {
      onCommand(exact)
      return
    }
    change({ text: field.value })
    setCaret(field.selectionStart)
    setClosed(false)
    setActive(0)
  }
  const key = (event: KeyboardEvent) => {
    // While an IME composes Hangul, Enter only ends the syllable.
    if (isComposing(event)) return
    if (count > 0 && event.key === 'ArrowDown') setActive((active + 1) % count)
    else if (count > 0 && event.key === 'ArrowUp') setActive((active + count - 1) % count)
    else if (count > 0 && ['Tab', 'Enter'].includes(event.key) && !event.shiftKey) pick(active)
    else if ((showCommands || count > 0) && event.key === 'Escape') setClosed(true)
    else if (event.key === 'Escape' && answering !== undefined) change({ answering: undefined })
    else if (event.key === 'Enter' && !event.shiftKey) void send()
    else return
    event.preventDefault()
  }
  const list = showCommands ? `${id}-commands` : `${id}-people`
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (showCommands && count > 0) pick(active)
        else void send()
      }}
    >
      {showCommands && (
        <CommandMenu
          id={list}
          items={commands}
          typed={text}
          active={active}
          onActive={setActive}
          onPick={onCommand}
        />
      )}
      {people.length > 0 && (
        <MentionMenu id={list} people={people} active={active} onActive={setActive} onPick={pick} />
      )}
      <textarea
        ref={area}
        rows={1}
        value={text}
        // The name of a thread is long, and stands over its messages already.
        placeholder={place?.kind === 'thread' ? texts.writeInThread : label}
        aria-label={label}
        aria-haspopup="listbox"
        aria-autocomplete="list"
        aria-controls={list}
        aria-activedescendant={count > 0 ? `${list}-${active}` : undefined}
        aria-invalid={left < 0}
        aria-describedby={left < nearLimit ? `${id}-left` : undefined}
        onInput={(event) => input(event.currentTarget)}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={key}
        onBlur={() => setClosed(true)}
        onFocus={() => setClosed(false)}
      />
      {left < nearLimit && (
        <span
          class={left < 0 ? 'counter over' : 'counter'}
          id={`${id}-left`}
          role={left < 0 ? 'alert' : undefined}
        >
          {left < 0 ? texts.tooLong(-left) : texts.charactersLeft(left)}
        </span>
      )}
      <SendButton disabled={text.trim() === '' || left < 0} />
    </form>
  )
}
