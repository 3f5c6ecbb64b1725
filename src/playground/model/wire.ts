// Wire: an answer as the Messages API writes it, in one object or as server-sent events.

import type { Cite, Piece } from './compose.ts'

export type Told = {
  readonly id: string
  readonly model: string
  readonly pieces: readonly Piece[]
  readonly stop: string
  readonly thinks: boolean
  readonly input: number
  readonly most: number
  /** A citation on the wire; undefined for servers that know none. */
  readonly citationOf: ((cite: Cite) => object) | undefined
}

export type Event = { readonly type: string; readonly [field: string]: unknown }

const details = { type: 'refusal', category: null, explanation: null }
const thinking = 'The passages say it; I will put it briefly.'
const deltaMost = 6

/** Tokens of a text, roughly: one for each Hangul syllable, a quarter for other characters. */
export function tokensOf(text: string): number {
  const hangul = text.match(/[가-힣]/g)?.length ?? 0
  return Math.ceil(hangul + (text.length - hangul) / 4)
}

const usageOf = (input: number) => ({
  input_tokens: input,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
  cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
  service_tier: 'standard',
})

const beginning = ({ id, model, input }: Told) => ({
  id,
  type: 'message',
  role: 'assistant',
  model,
  content: [] as object[],
  container: null,
  diagnostics: null,
  stop_reason: null as string | null,
  stop_sequence: null,
  stop_details: null as object | null,
  usage: { ...usageOf(input), output_tokens: 1 },
})

/** The blocks of an answer, no longer than it may be, and the tokens it took. */
function blocksOf({ pieces, thinks, most, stop }: Told) {
  let left = most - (thinks ? tokensOf(thinking) : 0)
  const blocks: Piece[] = []
  for (const piece of pieces) {
    const tokens = tokensOf(piece.text)
    if (tokens > left) {
      const text = piece.text.slice(0, Math.max(0, left))
      if (text.trim() !== '') blocks.push({ text })
      return { blocks, stop: 'max_tokens', output: most }
    }
    left -= tokens
    blocks.push(piece)
  }
  return { blocks, stop, output: Math.max(1, most - left) }
}

/** The whole answer as one object. */
export function messageOf(told: Told): object {
  const { blocks, stop, output } = blocksOf(told)
  const citations = ({ cites }: Piece) =>
    told.citationOf && cites ? { citations: cites.map(told.citationOf) } : { citations: null }
  return {
    ...beginning(told),
    content: [
      ...(told.thinks ? [{ type: 'thinking', thinking, signature: 'c2lnbmVk' }] : []),
      ...blocks.map((piece) => ({ type: 'text', text: piece.text, ...citations(piece) })),
    ],
    stop_reason: stop,
    stop_details: stop === 'refusal' ? details : null,
    usage: { ...usageOf(told.input), output_tokens: output },
  }
}

/** The answer as the events of a stream, in their order. */
export function* eventsOf(told: Told): Generator<Event> {
  const { blocks, stop, output } = blocksOf(told)
  yield { type: 'message_start', message: beginning(told) }
  let index = 0
  const block = function* (content: object, deltas: Iterable<object>): Generator<Event> {
    yield { type: 'content_block_start', index, content_block: content }
    if (index === 0) yield { type: 'ping' }
    for (const delta of deltas) yield { type: 'content_block_delta', index, delta }
    yield { type: 'content_block_stop', index }
    index += 1
  }
  if (told.thinks) {
    yield* block({ type: 'thinking', thinking: '', signature: '' }, [
      { type: 'thinking_delta', thinking },
      { type: 'signature_delta', signature: 'c2lnbmVk' },
    ])
  }
  for (const { text, cites = [] } of blocks) {
    const { citationOf } = told
    const citations = citationOf ? cites.map(citationOf) : []
    yield* block({ type: 'text', text: '', ...(citationOf ? { citations: [] } : {}) }, [
      ...slices(text).map((slice) => ({ type: 'text_delta', text: slice })),
      ...citations.map((citation) => ({ type: 'citations_delta', citation })),
    ])
  }
  yield {
    type: 'message_delta',
    delta: {
      stop_reason: stop,
      stop_sequence: null,
      stop_details: stop === 'refusal' ? details : null,
      container: null,
    },
    usage: { ...usageOf(told.input), output_tokens: output },
  }
  yield { type: 'message_stop' }
}

/** A text in small runs of whole characters. */
function slices(text: string): readonly string[] {
  const characters = [...text]
  const count = Math.ceil(characters.length / deltaMost)
  return Array.from({ length: count }, (_, at) =>
    characters.slice(at * deltaMost, (at + 1) * deltaMost).join(''),
  )
}
