// Behaviour: what the next request meets, for tests: failures of the service, and models that misbehave.

import type { Cite, Piece } from './compose.ts'
import type { Reading } from './reading.ts'

export type Behaviour =
  /** Answers from the passages, as without a script. */
  | { readonly kind: 'composes' }
  /** Answers just this. */
  | {
      readonly kind: 'says'
      readonly pieces: readonly Piece[]
      /** Why it ends there, when not because it is whole. */
      readonly stop?: 'max_tokens'
    }
  /** Ends the composed answer for this reason; `max_tokens` and `refusal` in the middle of it. */
  | { readonly kind: 'stops'; readonly reason: 'max_tokens' | 'refusal' | 'pause_turn' }
  /** Refuses by an HTTP status. */
  | {
      readonly kind: 'refuses'
      readonly status: number
      readonly type: string
      readonly message?: string
      /** The API's `details.error_code`. */
      readonly code?: string
      readonly headers?: Readonly<Record<string, string>>
    }
  /** Sends `event: error` in the middle of the answer. */
  | { readonly kind: 'fails'; readonly type: string }
  /** Says nothing any more: before the headers, after them, or in the middle. */
  | { readonly kind: 'stalls'; readonly at: 'start' | 'headers' | 'middle' }
  /** Ends the answer in the middle as if it were whole, or breaks the connection. */
  | { readonly kind: 'cuts' }
  | { readonly kind: 'resets'; readonly at: 'start' | 'middle' }
  /** Sends each delta after so many milliseconds; pings meanwhile when told to. */
  | { readonly kind: 'slow'; readonly milliseconds: number }
  | { readonly kind: 'pings'; readonly times: number; readonly milliseconds: number }
  /** Opens with a block of thinking. */
  | { readonly kind: 'thinks' }
  /** Writes every byte on its own, so that each Hangul syllable is split. */
  | { readonly kind: 'splits' }
  /** Names no evidence; evidence that is not there; a changed digit in its quote; a figure no quote holds. */
  | { readonly kind: 'uncited' | 'forged' | 'misquotes' | 'misfigures' }
  /** Cites by the other kinds of location, which point at nothing we sent. */
  | { readonly kind: 'cites-otherwise' }
  /** Tells its instructions; does what a passage or question tells it to; calls everyone; links; */
  | { readonly kind: 'leaks' | 'obeys' | 'calls-everyone' | 'links' }
  /** leaves a block of code open; talks without end. */
  | { readonly kind: 'leaves-fence' | 'rambles' }
  /** Values: writes no JSON, JSON of another shape, JSON with small faults, or refutes every claim. */
  | { readonly kind: 'nonsense' | 'misshapes' | 'sloppy' | 'refutes' }
  /** Sees no passages, as a server does that drops or cuts off what it is sent. */
  | { readonly kind: 'blind' }

/** The composed answer as a model tells it that behaves so. */
export function misbehaved(
  behaviour: Behaviour,
  pieces: readonly Piece[],
  reading: Reading,
): readonly Piece[] {
  const anywhere: Cite = { source: 0, from: 0, to: 1 }
  const claim = (text: string): Piece => ({ text, cites: [anywhere] })
  const recited = (change: (cite: Cite) => Cite): readonly Piece[] =>
    pieces.map(({ text, cites }) => ({ text, ...(cites ? { cites: cites.map(change) } : {}) }))
  switch (behaviour.kind) {
    case 'says':
      return behaviour.pieces
    case 'uncited':
      return pieces.map(({ text }) => ({ text }))
    case 'forged':
      return recited((cite) => ({ ...cite, source: cite.source + 99 }))
    case 'misquotes':
      return recited((cite) => ({ ...cite, quote: otherFigure(quoteOf(cite, reading)) }))
    case 'misfigures':
      return pieces.map((piece) =>
        piece.cites ? { ...piece, text: otherFigure(piece.text) } : piece,
      )
    case 'leaks':
      return [claim(reading.system), ...pieces]
    case 'obeys':
      return [claim(orderIn(reading)), ...pieces]
    case 'calls-everyone':
      return [claim('@everyone <@1> <@&2> @here '), ...pieces]
    case 'links':
      return [...pieces, claim(' [자세히](https://evil.example/login) <https://evil.example> ')]
    case 'leaves-fence':
      return [...pieces, claim('\n```js\nconst open = true\n')]
    case 'rambles':
      return Array.from({ length: 400 }, () => pieces).flat()
    default:
      return pieces
  }
}

/** The words that stand in the passage at a pointer. */
export const quoteOf = ({ source, from, to, quote }: Cite, { passages }: Reading): string =>
  quote ?? (passages[source]?.parts ?? []).slice(from, to).join('')

/** The text with another last digit; a text without digits gets a figure. */
const otherFigure = (text: string): string =>
  /\d/.test(text)
    ? text.replace(/\d(?!.*\d)/s, (digit) => String((Number(digit) + 1) % 10))
    : `${text} 12`

/** What somebody wants it to write: words in quotes after "write", "say" or their Korean kin. */
function orderIn({ question, passages }: Reading): string {
  const all = [question, ...passages.flatMap(({ parts }) => parts)].join('\n')
  const order =
    /(?:write|say|reply|answer|말해|써|답해|출력)[^"“'\n]{0,40}["“']([^"”'\n]+)["”']/i.exec(all)
  return `${order?.[1] ?? 'OBEYED'} `
}
