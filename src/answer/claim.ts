// Claim: a sentence a model wrote, with the evidence it names for it; nothing of it is believed yet.

import type { LlmEvent } from '#core/llm.ts'
import { type Part, partsOf } from './parts.ts'

/** What a model names as evidence: parts `from` up to, not including, `to` of a source. */
export type Pointer = {
  readonly source: number
  readonly from: number
  readonly to: number
  /** What it says stands there. */
  readonly quote: string
}

export type Claim = Part & { readonly pointers: readonly Pointer[] }

export type Manuscript = {
  readonly text: string
  /** Its sentences in order, each with the evidence named for any of its words. */
  readonly claims: readonly Claim[]
}

type Piece = {
  readonly id: number
  readonly from: number
  to: number
  readonly pointers: Pointer[]
}

/** What a model has written so far, while it writes. */
export type Writing = {
  readonly take: (event: LlmEvent) => void
  /** Everything written. */
  readonly all: () => Manuscript
  /** The sentences that are complete: what they say and what they rest on will not change any more. */
  readonly complete: () => Manuscript
}

/** Begins a writing. Evidence belongs to the piece it came with and to each sentence that piece touches. */
export function beginWriting(): Writing {
  let text = ''
  const pieces: Piece[] = []

  function pieceOf(id: number): Piece {
    const last = pieces.at(-1)
    if (last?.id === id) return last
    const piece = { id, from: text.length, to: text.length, pointers: [] }
    pieces.push(piece)
    return piece
  }

  const manuscript = (parts: readonly Part[]): Manuscript => ({
    text: text.slice(0, parts.at(-1)?.to ?? 0),
    claims: parts.map((part) => ({
      ...part,
      pointers: pieces.filter((piece) => touches(piece, part)).flatMap(({ pointers }) => pointers),
    })),
  })

  return {
    take(event) {
      if (event.kind === 'text') {
        const piece = pieceOf(event.piece)
        text += event.text
        piece.to = text.length
      } else if (event.kind === 'citation') {
        const { source, from, to, quote } = event
        pieceOf(event.piece).pointers.push({ source, from, to, quote })
      }
    },
    all: () => manuscript(partsOf(text)),
    complete() {
      const parts = partsOf(text)
      // Evidence may still come for the piece at hand, and the last sentence may still go on.
      const sure = pieces.at(-1)?.from ?? 0
      const isOver = ({ to }: Part) =>
        to < (parts.at(-1)?.from ?? 0) || text.slice(to).includes('\n')
      return manuscript(parts.filter((part) => part.to <= sure && isOver(part)))
    },
  }
}

const touches = (piece: Piece, part: Part): boolean => piece.from < part.to && part.from < piece.to
