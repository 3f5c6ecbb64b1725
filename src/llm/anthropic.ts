// Anthropic: a Claude model that answers from search results and cites them by its own means.

import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod'
import type {
  ContentBlockParam,
  OutputConfig,
  SearchResultBlockParam,
} from '@anthropic-ai/sdk/resources/messages'
import type { z } from 'zod'
import type { AnswerRequest, Llm, LlmEvent, LlmFault, ValueRequest } from '#core/llm.ts'
import { fail } from '#lib/result.ts'
import { readBlocks } from './block.ts'
import { answered, type Body, type Caller, streamed, textOf } from './call.ts'
import { createClient, type Endpoint, type Patience } from './client.ts'
import { conversationOf, delimited } from './conversation.ts'
import { noUsage } from './fault.ts'
import { costOf, type Pricing, priceAt, promptMost, worstOf } from './price.ts'
import { knownUsage, usageOf } from './usage.ts'
import { readValue } from './value.ts'

export type ClaudeOptions = Endpoint & {
  readonly model: string
  readonly pricing: Pricing
  readonly patience?: Patience
}

/** Claude sends pings while it thinks, so silence is never thought. */
const patient: Patience = { idle: 10_000, value: 20_000 }
/** Answers lean on what is shown: more thought takes time and money. Every model with a price takes it. */
const output: OutputConfig = { effort: 'low' }

/** A Claude model at Anthropic's API, or at a server that is faithful to it. */
export function openClaude({
  model,
  pricing,
  patience = patient,
  ...endpoint
}: ClaudeOptions): Llm {
  const caller: Caller = { client: createClient(endpoint), patience }
  return {
    model,
    isFree: pricing.every((price) => price.input + price.output === 0),
    answer: (request, signal) => answerEvents(caller, answerBody(model, request), request, signal),
    async value(request, schema, signal) {
      const format = formatOf(schema)
      if (format === undefined) return { usage: noUsage, result: fail(unfitShape) }
      const body = { model, ...plainBody(request), output_config: { ...output, format } }
      const message = await answered(caller, body, signal)
      if (!message.ok) return { ...message.fault, result: fail(message.fault.fault) }
      const { stop_reason: stop, usage } = message.value
      const result = readValue(textOf(message.value), stop, schema)
      return { result, ...knownUsage(usageOf(usage)) }
    },
    worst(request, at) {
      const prompt =
        'sources' in request
          ? promptMost(answerBody(model, request))
          : promptMost({ model, ...plainBody(request) }) + shapeMost
      return worstOf(priceAt(pricing, at), { prompt, output: request.most })
    },
    cost: (usage, at) => costOf(priceAt(pricing, at), usage),
    prices: (at) => `${model}@${priceAt(pricing, at).since}`,
  }
}

async function* answerEvents(
  caller: Caller,
  body: Body,
  { sources }: AnswerRequest,
  signal: AbortSignal,
): AsyncGenerator<LlmEvent, void> {
  if (sources.some(({ parts }) => parts.length === 0 || parts.some(isBlank))) {
    // The API refuses empty blocks, and leaving one out would shift every index after it.
    yield { kind: 'failed', fault: emptySource, usage: noUsage }
    return
  }
  const reader = readBlocks()
  const events = streamed(caller, body, signal)
  try {
    let next = await events.next()
    while (!next.done) {
      yield* reader.take(next.value)
      next = await events.next()
    }
    if (next.value) yield { kind: 'failed', ...next.value }
  } finally {
    await events.return(undefined)
  }
}

const isBlank = (text: string): boolean => text.trim() === ''
const emptySource: LlmFault = { kind: 'invalid', reason: 'a source holds no words' }

/** The notes as search results, one part to a block, and the question below them as data. */
function answerBody(model: string, request: AnswerRequest): Body {
  const { messages, pending } = conversationOf(request.earlier)
  const results = request.sources.map(
    ({ id, title, parts }): SearchResultBlockParam => ({
      type: 'search_result',
      source: id,
      title: isBlank(title) ? id : title,
      content: parts.map((text) => ({ type: 'text', text })),
      citations: { enabled: true },
    }),
  )
  const said = pending === undefined ? [] : [text(delimited('earlier', pending))]
  const question = text(delimited('question', request.question))
  return {
    model,
    max_tokens: request.most,
    system: request.instructions,
    messages: [...messages, { role: 'user', content: [...results, ...said, question] }],
    output_config: output,
  }
}

const text = (words: string): ContentBlockParam => ({ type: 'text', text: words })

const plainBody = ({ instructions, input, most }: ValueRequest): Omit<Body, 'model'> => ({
  max_tokens: most,
  system: instructions,
  messages: [{ role: 'user', content: input }],
})

/** Bytes that the description of a shape may take, counted in for each; one of verdicts takes half. */
const shapeMost = 600
const unfitShape: LlmFault = { kind: 'invalid', reason: 'the shape is one the API cannot promise' }

/** The shape as the API takes it; undefined when it cannot be told, or not briefly. */
function formatOf(schema: z.ZodType): OutputConfig['format'] | undefined {
  try {
    const { type, schema: shape } = zodOutputFormat(schema)
    return Buffer.byteLength(JSON.stringify(shape)) > shapeMost
      ? undefined
      : { type, schema: shape }
  } catch {
    return undefined
  }
}
