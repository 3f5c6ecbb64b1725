// Fence: a block of code, lightly coloured, with a button that copies it.

import { useState } from 'preact/hooks'
import { usePage } from '#playground/web/page-context.ts'
import { highlight } from './highlight.ts'

export function Fence({ language, text }: { readonly language: string; readonly text: string }) {
  const { texts } = usePage()
  const [copied, setCopied] = useState(false)
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  let at = 0
  return (
    <div class="fence">
      <pre>
        <code>
          {highlight(text, language).map((piece) => {
            at += piece.text.length
            return (
              <span key={at} class={`hl-${piece.kind}`}>
                {piece.text}
              </span>
            )
          })}
        </code>
      </pre>
      <button type="button" class="fence-copy" onClick={copy} onBlur={() => setCopied(false)}>
        {copied ? texts.copied : texts.copy}
      </button>
    </div>
  )
}
