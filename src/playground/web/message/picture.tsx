// Picture: an image of a message with its alternative text; a press shows it large.

import { useRef, useState } from 'preact/hooks'
import { usePage } from '#playground/web/page-context.ts'
import { mediaUrl, useMessage } from './message-context.ts'

type Props = {
  readonly url: string
  readonly alt: string | null | undefined
  readonly width?: number | null | undefined
  readonly height?: number | null | undefined
  readonly class?: string
}

export function Picture({ url, alt, width, height, class: name }: Props) {
  const { texts } = usePage()
  const message = useMessage()
  const [large, setLarge] = useState(false)
  const dialog = useRef<HTMLDialogElement>(null)
  const src = mediaUrl(message, url)
  const words = alt || texts.noAlt
  const size =
    width && height ? { width, height, style: { aspectRatio: `${width}/${height}` } } : {}
  const open = () => {
    setLarge(true)
    dialog.current?.showModal()
  }
  return (
    <>
      <button type="button" class={`picture ${name ?? ''}`} onClick={open}>
        <img src={src} alt={words} {...size} />
      </button>
      <dialog ref={dialog} class="lightbox" aria-label={words} onClose={() => setLarge(false)}>
        {large && (
          <figure>
            <img src={src} alt={words} />
            {alt ? <figcaption>{alt}</figcaption> : null}
            <button type="button" class="plain-button" onClick={() => dialog.current?.close()}>
              {texts.close}
            </button>
          </figure>
        )}
      </dialog>
    </>
  )
}
