// Reply: from a request that was read to what is sent back, by the behaviour that is due.

import { type Behaviour, misbehaved, quoteOf } from './behaviour.ts'
import { type Cite, compose, type Piece } from './compose.ts'
import type { Reading } from './reading.ts'
import { fill } from './value.ts'
import { type Told, tokensOf } from './wire.ts'

export type Asked = {
  readonly id: string
  readonly model: string
  readonly most: number
  /** Whether notes come as search results, which are cited by their own means, or as numbered lines. */
  readonly isNative: boolean
  readonly reading: Reading
}

/** What the model tells. */
export function reply(asked: Asked, behaviour: Behaviour): Told {
  const { id, model, most, isNative } = asked
  const reading = behaviour.kind === 'blind' ? { ...asked.reading, passages: [] } : asked.reading
  const pieces =
    reading.schema === undefined
      ? answerOf(asked, reading, behaviour)
      : valueFor(reading, behaviour)
  const isCited = isNative && reading.passages.length > 0 && reading.schema === undefined
  return {
    id,
    model,
    most,
    pieces: behaviour.kind === 'stops' ? half(pieces) : pieces,
    stop: stopOf(behaviour),
    thinks: behaviour.kind === 'thinks',
    input: inputOf(asked.reading),
    citationOf: isCited ? citation(reading, behaviour) : undefined,
  }
}

function answerOf({ isNative }: Asked, reading: Reading, behaviour: Behaviour): readonly Piece[] {
  const composed =
    behaviour.kind === 'blind' ? [{ text: madeUp[reading.language] }] : compose(reading)
  const pieces = misbehaved(behaviour, composed, reading)
  return isNative ? pieces : pieces.map((piece) => withMarkers(piece, reading))
}

/** What a model says that was shown no notes: it sounds as sure as any. */
const madeUp = {
  ko: '기본적으로 그 값은 서비스가 정하고, 보통은 바꿀 필요가 없습니다.',
  en: 'By default the service decides on that value, and usually there is no need to change it.',
}

/** The piece with its evidence as numbers, the way a model writes that was told to. */
function withMarkers({ text, cites = [] }: Piece, { passages }: Reading): Piece {
  const before = (source: number) =>
    passages.slice(0, source).reduce((count, { parts }) => count + parts.length, 0)
  const markers = cites.map(({ source, from }) => `[${before(source) + from + 1}]`).join('')
  return { text: markers === '' ? text : `${text} ${markers}` }
}

function valueFor({ schema, input }: Reading, { kind }: Behaviour): readonly Piece[] {
  const value = fill(schema, input)
  const json = JSON.stringify(value)
  switch (kind) {
    case 'nonsense':
      return [{ text: 'I would rather talk about it.' }]
    case 'misshapes':
      return [{ text: JSON.stringify({ answer: value }) }]
    case 'sloppy':
      return [
        {
          text: `Here it is:\n\`\`\`json\n${json.replace(/\}$/, ',}').replaceAll('"', "'")}\n\`\`\``,
        },
      ]
    case 'refutes':
      return [{ text: json.replaceAll('true', 'false') }]
    default:
      return [{ text: json }]
  }
}

function stopOf(behaviour: Behaviour): string {
  if (behaviour.kind === 'stops') return behaviour.reason
  return (behaviour.kind === 'says' ? behaviour.stop : undefined) ?? 'end_turn'
}

/** The first half of an answer: what a model has said when it stops early. */
const half = (pieces: readonly Piece[]): readonly Piece[] => {
  const count = Math.ceil(pieces.length / 2)
  return pieces
    .slice(0, count)
    .map((piece, at) =>
      at < count - 1 ? piece : { text: piece.text.slice(0, Math.ceil(piece.text.length / 2)) },
    )
}

const citation =
  (reading: Reading, { kind }: Behaviour) =>
  (cite: Cite): object => {
    const cited_text = quoteOf(cite, reading)
    const passage = reading.passages[cite.source]
    if (kind === 'cites-otherwise') {
      const where = { document_index: 0, document_title: null, file_id: null }
      return { type: 'char_location', cited_text, ...where, start_char_index: 0, end_char_index: 9 }
    }
    return {
      type: 'search_result_location',
      cited_text,
      source: passage?.source ?? 'nowhere',
      title: passage?.title ?? null,
      search_result_index: cite.source,
      start_block_index: cite.from,
      end_block_index: cite.to,
    }
  }

/** What a service would count: the words, and a little for each turn and block. */
function inputOf({ system, input, earlier, passages }: Reading): number {
  const notes = passages.flatMap(({ title, parts }) => [title, ...parts])
  const texts = [system, input, ...earlier, ...notes]
  return texts.reduce((count, text) => count + tokensOf(text) + 4, 40)
}
