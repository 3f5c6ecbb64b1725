// Block: the events of a streamed message as ours: text and citations by content block, then the end.

import type { RawMessageStreamEvent } from '@anthropic-ai/sdk/resources/messages'
import type { LlmEvent } from '#core/llm.ts'
import { knownUsage, laterUsage, type ToldUsage, usageOf } from './usage.ts'

type Stop = Extract<LlmEvent, { kind: 'end' }>['stop']

/** Reads the events of one message in their order. */
export type BlockReader = { readonly take: (event: RawMessageStreamEvent) => readonly LlmEvent[] }

/** Begins to read a message. What is no text and no pointer into our own notes is passed over. */
export function readBlocks(): BlockReader {
  let usage: ToldUsage = {}
  let stop: Stop = 'finished'
  // What the start tells of the output is only the beginning of it.
  let isWritten = false
  return {
    take(event) {
      switch (event.type) {
        case 'message_start':
          usage = laterUsage(usage, event.message?.usage)
          return []
        case 'content_block_start': {
          const block = event.content_block
          return block?.type === 'text' ? textOf(event.index, block.text) : []
        }
        case 'content_block_delta': {
          const { delta, index } = event
          if (delta?.type === 'text_delta') return textOf(index, delta.text)
          return delta?.type === 'citations_delta' ? citationOf(index, delta.citation) : []
        }
        case 'message_delta':
          usage = laterUsage(usage, event.usage)
          isWritten ||= typeof event.usage?.output_tokens === 'number'
          stop = stopOf(event.delta?.stop_reason) ?? stop
          return []
        case 'message_stop':
          return [{ kind: 'end', stop, ...knownUsage(isWritten ? usageOf(usage) : undefined) }]
        default:
          return []
      }
    },
  }
}

const textOf = (piece: number, text: unknown): readonly LlmEvent[] =>
  typeof text === 'string' && text !== '' ? [{ kind: 'text', piece, text }] : []

/** A pointer into a search result; the other kinds point at what we never sent. */
function citationOf(piece: number, told: unknown): readonly LlmEvent[] {
  if (typeof told !== 'object' || told === null) return []
  const citation = told as Readonly<Record<string, unknown>>
  const { type, cited_text: quote, search_result_index: source } = citation
  const { start_block_index: from, end_block_index: to } = citation
  if (type !== 'search_result_location' || typeof quote !== 'string') return []
  if (typeof source !== 'number' || typeof from !== 'number' || typeof to !== 'number') return []
  return [{ kind: 'citation', piece, source, from, to, quote }]
}

function stopOf(reason: string | null | undefined): Stop | undefined {
  switch (reason) {
    case 'refusal':
      return 'refused'
    case 'max_tokens':
    case 'model_context_window_exceeded':
    case 'pause_turn':
      return 'length'
    case 'end_turn':
    case 'stop_sequence':
      return 'finished'
    default:
      return undefined
  }
}
