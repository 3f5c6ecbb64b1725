// Emoji: Unicode emoji in a text drawn as local pictures, so that they look alike on every machine.

import { useState } from 'preact/hooks'

/** Emoji proper, single regional letters (a quiz's A to D), and signs such as ✔ without a selector. */
const emoji =
  /\p{RGI_Emoji}|\p{Regional_Indicator}|[\p{Extended_Pictographic}&&[\u{2600}-\u{1faff}]]/gv

/** The picture's name: code points in hex; the variation selector counts only beside a joiner. */
const codeOf = (symbol: string): string => {
  const points = [...symbol].map((point) => point.codePointAt(0)?.toString(16) ?? '')
  return (points.includes('200d') ? points : points.filter((point) => point !== 'fe0f')).join('-')
}

export function Emoji({ symbol }: { readonly symbol: string }) {
  const [missing, setMissing] = useState(false)
  if (missing) return <span>{symbol}</span>
  const src = `/assets/emoji/${codeOf(symbol)}.svg`
  return (
    <img class="emoji" src={src} alt={symbol} draggable={false} onError={() => setMissing(true)} />
  )
}

/** A text with its emoji as pictures. */
export function Text({ text }: { readonly text: string }) {
  const parts: (string | { readonly symbol: string; readonly at: number })[] = []
  let at = 0
  for (const found of text.matchAll(emoji)) {
    if (found.index > at) parts.push(text.slice(at, found.index))
    parts.push({ symbol: found[0], at: found.index })
    at = found.index + found[0].length
  }
  if (at < text.length) parts.push(text.slice(at))
  return (
    <>
      {parts.map((part) =>
        typeof part === 'string' ? part : <Emoji key={part.at} symbol={part.symbol} />,
      )}
    </>
  )
}
