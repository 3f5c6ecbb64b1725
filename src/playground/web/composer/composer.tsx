// Composer: what stands under the messages: a text field, a command being filled in, or why neither.

import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { usePage } from '#playground/web/page-context.ts'
import { offered, type Place, silence } from '#playground/web/place.ts'
import { CommandForm } from './command-form.tsx'
import { begin, type Callable, callables } from './draft.ts'
import { ReplyBar } from './reply-bar.tsx'
import { TextField } from './text-field.tsx'
import type { Change, Written } from './written.ts'

/** What the rest of the page may do with a composer. */
export type ComposerHandle = {
  readonly write: (command: string) => void
  readonly focus: () => void
}

type Props = {
  readonly handle: RefObject<ComposerHandle | null>
  readonly place: Place | undefined
  readonly written: Written
  readonly change: Change
}

export function Composer({ handle, place, written, change }: Props) {
  const { state, texts } = usePage()
  const area = useRef<HTMLTextAreaElement>(null)
  const locale = state.members.find((member) => member.id === state.me)?.locale ?? state.language
  const all = callables(offered(state.commands, place), locale)
  const { draft, answering } = written
  const target = state.messages[place?.id ?? '']?.find(({ id }) => id === answering?.message)

  const start = (callable: Callable) => change({ text: '', draft: begin(callable) })
  useEffect(() => {
    handle.current = {
      write: (name) => {
        const callable = all.find((known) => known.name === name)
        if (callable !== undefined) start(callable)
        else {
          change({ draft: undefined, text: `/${name}` })
          area.current?.focus()
        }
      },
      focus: () => area.current?.focus(),
    }
  })
  const first = useRef(true)
  useEffect(() => {
    // Back from a command the text field takes the focus again, but not when the page opens.
    if (draft === undefined && !first.current) area.current?.focus()
    first.current = false
  }, [draft === undefined])

  const why = place === undefined ? undefined : silence(place)
  if (why !== undefined) {
    return (
      <div class="composer">
        <p class="composer-silence">{why === 'locked' ? texts.lockedThread : texts.cannotWrite}</p>
      </div>
    )
  }
  if (draft !== undefined && place !== undefined) {
    return (
      <div class="composer">
        <CommandForm
          channel={place.id}
          draft={draft}
          locale={locale}
          onChange={(next) => change({ draft: next })}
          onLeave={(text) => change({ draft: undefined, text })}
        />
      </div>
    )
  }
  return (
    <div class="composer">
      {place?.archived === true && <p class="composer-note">{texts.archivedThread}</p>}
      {answering !== undefined && target !== undefined && (
        <ReplyBar answering={answering} target={target} change={change} />
      )}
      <TextField
        area={area}
        place={place}
        written={written}
        change={change}
        all={all}
        onCommand={start}
      />
    </div>
  )
}
