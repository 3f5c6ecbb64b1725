// Remove dialog: asks once more before a message is deleted for everyone.

import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { usePage } from '#playground/web/page-context.ts'
import { usePlace } from '#playground/web/place-context.ts'
import type { Message } from '#playground/web/wire.ts'
import { summary } from './words.ts'

type Props = { readonly message: Message; readonly onClose: () => void }

export function RemoveDialog({ message, onClose }: Props) {
  const { texts, remove, nameOf } = usePage()
  const here = usePlace()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [busy, setBusy] = useState(false)
  useEffect(() => dialog.current?.showModal(), [])
  const confirm = async () => {
    setBusy(true)
    const removed = await remove(message)
    dialog.current?.close()
    // The message that had the focus is gone; its list takes it.
    if (removed) document.querySelector<HTMLElement>(`[data-place="${here?.id}"]`)?.focus()
  }
  return (
    <dialog
      ref={dialog}
      class="sheet remove-dialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-hint`}
      onClose={onClose}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <h2 id={`${id}-title`}>{texts.removeTitle}</h2>
      <p id={`${id}-hint`}>{texts.removeHint}</p>
      <blockquote>
        <b>{nameOf(message.author.id) ?? message.author.username}</b> {summary(message)}
      </blockquote>
      <div class="sheet-foot">
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          {texts.cancel}
        </button>
        <button type="button" class="button danger" disabled={busy} onClick={() => void confirm()}>
          {texts.remove}
        </button>
      </div>
    </dialog>
  )
}
