// Modal dialog: the form a bot opened; what was typed stays until it is sent or dismissed.

import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Avatar } from '#playground/web/chrome/avatar.tsx'
import { Markdown } from '#playground/web/markdown/markdown.tsx'
import { usePage } from '#playground/web/page-context.ts'
import type { Modal } from '#playground/web/wire.ts'
import { ModalField } from './modal-field.tsx'
import { asked, askedIn, preset, type Values, wrongWith } from './modal-values.ts'

const focusable = 'button:enabled, input:enabled, textarea:enabled'

/** Keeps Tab inside: a modal dialog alone lets it out into the browser's own controls. */
const trap = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }) => {
  // Escape and the rest mean this form, not what lies behind it.
  event.stopPropagation()
  if (event.key !== 'Tab') return
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(focusable)]
  const [first, last] = [all[0], all.at(-1)]
  const edge = event.shiftKey ? first : last
  if (document.activeElement !== edge) return
  event.preventDefault()
  ;(event.shiftKey ? last : first)?.focus()
}

export function ModalDialog({ modal }: { readonly modal: Modal }) {
  const { state, texts, submit, dismissModal } = usePage()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [values, setValues] = useState<Values>(() => preset(modal))
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const bot = state.members.find((member) => member.bot === true)
  const name = bot?.name ?? texts.someone

  useLayoutEffect(() => {
    const opener = document.activeElement
    const box = dialog.current
    box?.showModal()
    box?.querySelector<HTMLElement>('.modal-body :is(input, textarea)')?.focus()
    return () => {
      // It goes when the server says so; the browser gives the focus back only when it is closed.
      box?.close()
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    }
  }, [])
  // What was said about the values as they were is no longer so
  useEffect(() => setRefusal(undefined), [values])

  const send = async () => {
    if (busy) return
    setTried(true)
    const wrong = asked(modal).findIndex(({ field }) => wrongWith(field, values[field.custom_id]))
    if (wrong >= 0) {
      const field = document.getElementById(`${id}-${wrong}`)
      ;(field?.querySelector<HTMLElement>('input') ?? field)?.focus()
      return
    }
    setBusy(true)
    const outcome = await submit(modal.id, values)
    setBusy(false)
    if (outcome.kind === 'refused') setRefusal(texts.formRefused(outcome.why))
    if (outcome.kind === 'unanswered') setRefusal(texts.formUnanswered(name))
  }
  const leave = () => void dismissModal(modal.id)
  let place = -1
  return (
    <dialog
      ref={dialog}
      class="sheet modal"
      aria-labelledby={`${id}-title`}
      onKeyDown={trap}
      onCancel={(event) => {
        // The server takes the form away, on every page of this member.
        event.preventDefault()
        leave()
      }}
    >
      <form
        noValidate
        aria-busy={busy}
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <header class="modal-head">
          <Avatar id={bot?.id ?? ''} name={name} bot />
          <div>
            <h2 id={`${id}-title`}>{modal.title}</h2>
            <p>{texts.formGoesTo(name)}</p>
          </div>
          <button type="button" class="icon-button" aria-label={texts.close} onClick={leave}>
            ×
          </button>
        </header>
        <div class="modal-body">
          {modal.components.map((part, index) => {
            const one = askedIn(part)
            if (one === undefined) {
              return part.type === 10 ? <Markdown key={index} source={part.content} /> : null
            }
            place += 1
            const { custom_id } = one.field
            const wrong = tried ? wrongWith(one.field, values[custom_id]) : undefined
            return (
              <ModalField
                key={custom_id}
                id={`${id}-${place}`}
                asked={one}
                value={values[custom_id]}
                wrong={wrong}
                onValue={(value) => setValues((before) => ({ ...before, [custom_id]: value }))}
              />
            )
          })}
        </div>
        {refusal !== undefined && (
          <p class="modal-refusal" role="alert">
            {refusal}
          </p>
        )}
        <div class="sheet-foot">
          <button type="button" class="button" onClick={leave}>
            {texts.cancel}
          </button>
          <button type="submit" class="button primary" disabled={busy} aria-busy={busy}>
            {busy ? texts.submitting : texts.submit}
          </button>
        </div>
      </form>
    </dialog>
  )
}
