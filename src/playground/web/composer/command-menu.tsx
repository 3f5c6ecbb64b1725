// Command menu: the commands a typed slash may mean, with their options.

import { useEffect, useRef } from 'preact/hooks'
import { usePage } from '#playground/web/page-context.ts'
import type { Callable } from './draft.ts'

type Props = {
  readonly id: string
  readonly items: readonly Callable[]
  readonly typed: string
  readonly active: number
  readonly onActive: (index: number) => void
  readonly onPick: (callable: Callable) => void
}

export function CommandMenu({ id, items, typed, active, onActive, onPick }: Props) {
  const { state, texts } = usePage()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])
  const none = state.commands.length === 0 ? texts.noCommandsYet : texts.noCommand(typed.slice(1))
  return (
    <div class="popup composer-popup">
      <p class="popup-title">{texts.commands}</p>
      {items.length === 0 && <p class="popup-empty">{none}</p>}
      <div role="listbox" id={id} aria-label={texts.commands} ref={list}>
        {items.map((callable, index) => (
          <div
            key={callable.name}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            class={index === active ? 'option command active' : 'option command'}
            onPointerMove={() => onActive(index)}
            // Before the click, so that the text field keeps its focus.
            onPointerDown={(event) => {
              event.preventDefault()
              onPick(callable)
            }}
          >
            <span class="option-text">
              <span>
                <b>/{callable.name}</b>
                {callable.options.map((option) => (
                  <code key={option.name} class={option.required === true ? 'required' : ''}>
                    {option.name}
                    {option.required === true ? '' : '?'}
                  </code>
                ))}
              </span>
              <small>{callable.description}</small>
            </span>
          </div>
        ))}
      </div>
    </div>
  )
}
