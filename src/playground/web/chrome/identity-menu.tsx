// Identity menu: who one is in the guild, and becoming someone else.

import { useEffect } from 'preact/hooks'
import { usePage } from '#playground/web/page-context.ts'
import { Avatar } from './avatar.tsx'
import { people } from './people.ts'
import { menuKeys, usePopup } from './use-popup.ts'

function Crown() {
  const { texts } = usePage()
  return (
    <svg
      class="crown"
      viewBox="0 0 16 16"
      width="14"
      height="14"
      role="img"
      aria-label={texts.owner}
    >
      <title>{texts.owner}</title>
      <path d="M2 12.5 1 4.6l3.8 2.6L8 2.5l3.2 4.7L15 4.6l-1 7.9H2Z" fill="currentColor" />
    </svg>
  )
}

export function IdentityMenu() {
  const { state, texts, become } = usePage()
  const { root, open, setOpen } = usePopup<HTMLDivElement>()
  const me = state.members.find(({ id }) => id === state.me)
  useEffect(() => {
    if (open) root.current?.querySelector<HTMLElement>('[aria-checked="true"]')?.focus()
  }, [open, root])
  return (
    <div class="identity" ref={root}>
      {open && (
        <div
          class="popup identity-popup"
          role="menu"
          tabIndex={-1}
          aria-label={texts.chooseMember}
          onKeyDown={menuKeys}
        >
          <p class="popup-title">{texts.chooseMember}</p>
          {people(state).map((member) => (
            <button
              key={member.id}
              type="button"
              role="menuitemradio"
              aria-checked={member.id === state.me}
              class="person"
              onClick={() => {
                setOpen(false)
                become(member.id)
                root.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus()
              }}
            >
              <Avatar id={member.id} name={member.name} />
              <span class="person-name">
                {member.name} {member.owner && <Crown />}
              </span>
              <small lang="en">{member.locale.startsWith('ko') ? 'KO' : 'EN'}</small>
              <span class="dot" aria-hidden="true" />
            </button>
          ))}
        </div>
      )}
      <button
        type="button"
        class="identity-face"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Avatar id={state.me} name={me?.name ?? ''} />
        <span class="identity-words">
          <small>{texts.youAre}</small>
          <b>
            {me?.name} {me?.owner === true && <Crown />}
          </b>
        </span>
        <span class={open ? 'chevron' : 'chevron up'} aria-hidden="true" />
      </button>
    </div>
  )
}
