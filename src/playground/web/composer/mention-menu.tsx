// Mention menu: the members a typed @ may mean.

import { useEffect, useRef } from 'preact/hooks'
import { Avatar } from '#playground/web/chrome/avatar.tsx'
import { usePage } from '#playground/web/page-context.ts'
import type { Member } from '#playground/web/wire.ts'

type Props = {
  readonly id: string
  readonly people: readonly Member[]
  readonly active: number
  readonly onActive: (index: number) => void
  readonly onPick: (index: number) => void
}

export function MentionMenu({ id, people, active, onActive, onPick }: Props) {
  const { texts } = usePage()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div class="popup composer-popup">
      <p class="popup-title">{texts.people}</p>
      <div role="listbox" id={id} aria-label={texts.people} ref={list}>
        {people.map((member, index) => (
          <div
            key={member.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            class={index === active ? 'option member active' : 'option member'}
            onPointerMove={() => onActive(index)}
            // Before the click, so that the text field keeps its focus.
            onPointerDown={(event) => {
              event.preventDefault()
              onPick(index)
            }}
          >
            <Avatar id={member.id} name={member.name} bot={member.bot} />
            <b>{member.name}</b>
            {member.bot === true && <span class="app-badge">{texts.app}</span>}
          </div>
        ))}
      </div>
    </div>
  )
}
