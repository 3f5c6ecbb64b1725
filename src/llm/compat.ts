// Compat: any server with /v1/messages; notes go inline as text, citations come back as markers.

import { z } from 'zod'
import type { Log } from '#core/deps.ts'
import type { AnswerRequest, Llm, LlmEvent, Source, ValueOutcome, ValueRequest } from '#core/llm.ts'
import { fail, ok, type Result } from '#lib/result.ts'
import { readBlocks } from './block.ts'
import { answered, type Body, type Caller, streamed, textOf } from './call.ts'
import { type Canary, createCanary } from './canary.ts'
import { createClient, type Endpoint, type Patience } from './client.ts'
import { conversationOf, delimited } from './conversation.ts'
import type { Failure } from './fault.ts'
import { type Marked, readMarkers } from './marker.ts'
import { bothUsages, knownUsage, usageOf } from './usage.ts'
import { mendedJson, readValue } from './value.ts'

export type CompatOptions = Endpoint & {
  readonly model: string
  readonly patience?: Patience
  /** A word nobody can guess, for the canary. */
  readonly nonce: () => string
  readonly log: Log
}

/** A model at home may have to be read from disk first, and sends no pings. */
const patient: Patience = { idle: 30_000, value: 60_000 }

/** How a model without citations of its own is to cite. */
const markerRules = `How to cite: every line of the passages begins with its number in square brackets. Right after each sentence you write, put the number of the line it rests on, like this: [3]. Two lines: [3][7]. A sentence without a number is thrown away. Use no number that is not there, and no other links or footnotes.`

const valueRules = (schema: z.ZodType): string =>
  `Answer with one JSON value and nothing else: no words before or after it, no code fence. It must fit this JSON Schema:\n${JSON.stringify(z.toJSONSchema(schema))}`

/** A model behind a server of our own; its calls cost nothing. The canary flies at once. */
export function openCompat(options: CompatOptions): Llm {
  const { model, patience = patient, log } = options
  const caller: Caller = { client: createClient(options), patience }
  const canary = createCanary({
    caller,
    nonce: options.nonce,
    bodyOf: (request) => answerBody(model, request),
  })
  void canary.sings(new AbortController().signal).then((silent) => {
    if (silent) log.warn({ model, ...silent.fault }, 'model does not see the notes')
  })
  return {
    model,
    isFree: true,
    answer: (request, signal) => answerEvents(caller, canary, model, request, signal),
    async value(request, schema, signal) {
      const silent = await canary.sings(signal)
      if (silent) return { ...silent, result: fail(silent.fault) }
      return valueFrom(caller, model, request, schema, signal)
    },
    worst: () => 0,
    cost: () => 0,
    prices: () => `${model}@free`,
  }
}

async function* answerEvents(
  caller: Caller,
  canary: Canary,
  model: string,
  request: AnswerRequest,
  signal: AbortSignal,
): AsyncGenerator<LlmEvent, void> {
  const silent = await canary.sings(signal)
  if (silent) {
    yield { kind: 'failed', ...silent }
    return
  }
  const places = placesOf(request.sources)
  const reader = readBlocks()
  const markers = readMarkers()
  const cited = (marked: readonly Marked[]) => marked.flatMap((each) => eventOf(each, places))
  const events = streamed(caller, answerBody(model, request), signal)
  try {
    let next = await events.next()
    for (; !next.done; next = await events.next()) {
      for (const event of reader.take(next.value)) {
        if (event.kind === 'text') yield* cited(markers.take(event.text))
        else if (event.kind === 'end') {
          yield* cited(markers.end())
          yield event
        }
      }
    }
    if (next.value) yield { kind: 'failed', ...next.value }
  } finally {
    await events.return(undefined)
  }
}

/** Where the line of a number stands; the first is 1. */
type Place = { readonly source: number; readonly part: number; readonly text: string }

const placesOf = (sources: readonly Source[]): readonly Place[] =>
  sources.flatMap(({ parts }, source) => parts.map((text, part) => ({ source, part, text })))

/** The quote of a marker is our own words; a number that is none of ours says nothing. */
function eventOf(marked: Marked, places: readonly Place[]): readonly LlmEvent[] {
  if (marked.kind === 'text') return [marked]
  const place = places[marked.number - 1]
  if (!place) return []
  const { source, part, text } = place
  return [{ kind: 'citation', piece: marked.piece, source, from: part, to: part + 1, quote: text }]
}

/** The notes as numbered lines; older servers know no other content than text. */
function answerBody(model: string, request: AnswerRequest): Body {
  const { messages, pending } = conversationOf(request.earlier)
  let number = 0
  const passages = request.sources.map(({ title, parts }) => {
    const lines = parts.map((part) => {
      number += 1
      return `[${number}] ${part}`
    })
    return [`# ${title}`, ...lines].join('\n')
  })
  const content = [
    delimited('passages', passages.join('\n\n')),
    ...(pending === undefined ? [] : [delimited('earlier', pending)]),
    delimited('question', request.question),
  ]
  return {
    model,
    max_tokens: request.most,
    system: `${request.instructions}\n\n${markerRules}`,
    messages: [
      ...messages.map(({ role, content: said }) => ({ role, content: withoutMarkers(said) })),
      { role: 'user', content: content.join('\n\n') },
    ],
  }
}

/** Numbers of an earlier answer are not those of today's passages. */
const withoutMarkers = (text: string): string => text.replaceAll(/ ?\[\d+\](?!\()/g, '') || '…'

async function valueFrom<Value>(
  caller: Caller,
  model: string,
  { instructions, input, most }: ValueRequest,
  schema: z.ZodType<Value>,
  signal: AbortSignal,
): Promise<ValueOutcome<Value>> {
  const system = `${instructions}\n\n${valueRules(schema)}`
  const ask = { role: 'user', content: input } as const
  const first = await said(caller, { model, max_tokens: most, system, messages: [ask] }, signal)
  if (!first.ok) return { ...first.fault, result: fail(first.fault.fault) }
  const { text, stop, usage } = first.value
  const result = readValue(mendedJson(text), stop, schema)
  if (result.ok || stop === 'refusal' || text.trim() === '') {
    return { result, ...knownUsage(usage) }
  }

  const amend = `That was not it: ${result.fault.reason}. Write the JSON value again, nothing else.`
  const messages = [
    ask,
    { role: 'assistant', content: text.trim() } as const,
    { role: 'user', content: amend } as const,
  ]
  const second = await said(caller, { model, max_tokens: most, system, messages }, signal)
  if (!second.ok) return { result: fail(second.fault.fault) }
  return {
    result: readValue(mendedJson(second.value.text), second.value.stop, schema),
    ...knownUsage(bothUsages(usage, second.value.usage)),
  }
}

async function said(caller: Caller, body: Body, signal: AbortSignal) {
  const message = await answered(caller, body, signal)
  if (!message.ok) return message satisfies Result<never, Failure>
  const { stop_reason: stop, usage } = message.value
  return ok({ text: textOf(message.value), stop, usage: usageOf(usage) })
}
