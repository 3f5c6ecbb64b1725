// Button: a press goes to the bot; dots until it answers, words when it does not.

import type { APIButtonComponent } from 'discord-api-types/v10'
import { componentOutcome } from '#playground/web/calls.ts'
import { Emoji } from '#playground/web/markdown/emoji.tsx'
import { Link } from '#playground/web/markdown/link.tsx'
import { webAddress } from '#playground/web/markdown/token.ts'
import { usePage } from '#playground/web/page-context.ts'
import { Dots } from './dots.tsx'
import { useMessage } from './message-context.ts'

/** Discord's button styles 1–6 as class names. */
const styles = ['secondary', 'primary', 'secondary', 'success', 'danger', 'link', 'premium']

type NamedEmoji = { readonly id?: string | null; readonly name?: string | null }

/** A component's emoji; a custom one stays its name. */
export function ComponentEmoji({ emoji }: { readonly emoji: NamedEmoji }) {
  if (typeof emoji.name !== 'string') return null
  return typeof emoji.id !== 'string' ? <Emoji symbol={emoji.name} /> : <span>:{emoji.name}:</span>
}

function Face({ button }: { readonly button: APIButtonComponent }) {
  const emoji = 'emoji' in button ? button.emoji : undefined
  const label = 'label' in button ? button.label : undefined
  return (
    <>
      {emoji !== undefined && <ComponentEmoji emoji={emoji} />}
      {label !== undefined && <span>{label}</span>}
    </>
  )
}

export function Button({ button }: { readonly button: APIButtonComponent }) {
  const { state, press } = usePage()
  const message = useMessage()
  const name = `button ${styles[button.style] ?? 'secondary'}`
  if ('url' in button) {
    const href = webAddress(button.url)
    if (href === undefined || button.disabled === true) {
      return (
        <button type="button" class={name} disabled>
          <Face button={button} />
        </button>
      )
    }
    return (
      <Link class={name} href={href}>
        <Face button={button} />
        <svg viewBox="0 0 16 16" width="13" height="13" aria-hidden="true">
          <path
            d="M6 3H3v10h10v-3M9 2h5v5M14 2 7 9"
            fill="none"
            stroke="currentColor"
            stroke-width="1.8"
          />
        </svg>
      </Link>
    )
  }
  if (!('custom_id' in button)) return null
  const outcome = componentOutcome(state, `${message.id}:${button.custom_id}`)
  const waiting = outcome === 'pending'
  return (
    <button
      type="button"
      class={waiting ? `${name} waiting` : name}
      disabled={button.disabled === true || waiting}
      aria-busy={waiting}
      onClick={() => void press(message, button.custom_id)}
    >
      <Face button={button} />
      {waiting && <Dots />}
    </button>
  )
}
