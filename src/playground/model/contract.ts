// Contract: what the Messages API takes; everything else is refused as the real one does.

import { z } from 'zod'

const apiVersion = '2026-10-21'

/** A refusal in the API's shape. */
export type Refusal = { readonly status: number; readonly type: string; readonly message: string }

const words = z
  .string()
  .refine((text) => text.trim() !== '', 'text must contain non-whitespace text')
const cache = z.strictObject({ type: z.literal('ephemeral'), ttl: z.enum(['5m', '1h']).optional() })
const cached = { cache_control: cache.nullish() }
const switched = z.strictObject({ enabled: z.boolean().optional() })

const plainText = z.strictObject({ type: z.literal('text'), text: words, ...cached })
const userText = plainText.extend({
  citations: z.array(z.unknown()).max(0, 'citations are not permitted in a user turn').nullish(),
})
const searchResult = z.strictObject({
  type: z.literal('search_result'),
  source: z.string().min(1),
  title: z.string().min(1),
  content: z.array(plainText).min(1, 'at least one text block is required'),
  citations: switched.optional(),
  ...cached,
})
const textDocument = z.strictObject({
  type: z.literal('document'),
  source: z.strictObject({
    type: z.literal('text'),
    media_type: z.literal('text/plain'),
    data: words,
  }),
  title: z.string().nullish(),
  context: z.string().nullish(),
  citations: switched.nullish(),
  ...cached,
})

const userTurn = z.strictObject({
  role: z.literal('user'),
  content: z.union([
    words,
    z.array(z.discriminatedUnion('type', [userText, searchResult, textDocument])).min(1),
  ]),
})
// Documents, search results and citations are refused in what the assistant said.
const assistantTurn = z.strictObject({
  role: z.literal('assistant'),
  content: z.union([words, z.array(plainText).min(1)]),
})

const format = z.strictObject({
  type: z.literal('json_schema'),
  schema: z.record(z.string(), z.unknown()),
})

const body = z.strictObject({
  model: z.string(),
  max_tokens: z.int().min(1),
  messages: z.array(z.discriminatedUnion('role', [userTurn, assistantTurn])).min(1),
  system: z.union([z.string(), z.array(plainText)]).optional(),
  stream: z.boolean().optional(),
  stop_sequences: z.array(words).optional(),
  metadata: z.strictObject({ user_id: z.string().nullish() }).optional(),
  output_config: z
    .strictObject({
      effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']).optional(),
      format: format.nullish(),
    })
    .optional(),
  thinking: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('disabled') }),
      z.strictObject({ type: z.literal('adaptive') }),
    ])
    .optional(),
  ...cached,
})

export type Body = z.infer<typeof body>
export type SearchResult = z.infer<typeof searchResult>

const invalid = (message: string): Refusal => ({
  status: 400,
  type: 'invalid_request_error',
  message,
})

/** What the headers lack, by a key and the version. */
export function headerRefusal(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  key: string,
): Refusal | undefined {
  if (headers['authorization'] !== `Bearer ${key}`) {
    return { status: 401, type: 'authentication_error', message: 'invalid bearer token' }
  }
  if (headers['anthropic-version'] !== apiVersion) {
    return invalid('anthropic-version: unknown version')
  }
  if (!String(headers['content-type'] ?? '').startsWith('application/json')) {
    return invalid('content-type: must be application/json')
  }
  return undefined
}

/** The request, or why the API would refuse it. */
export function readBody(json: unknown, models: readonly string[]): Body | Refusal {
  if (typeof json !== 'object' || json === null) return invalid('the body must be a JSON object')
  for (const name of ['temperature', 'top_p', 'top_k']) {
    if (name in json) return invalid(`${name}: is not supported`)
  }
  const parsed = body.safeParse(json)
  if (!parsed.success) return invalid(z.prettifyError(parsed.error))
  const request = parsed.data
  if (!models.includes(request.model)) {
    return { status: 404, type: 'not_found_error', message: `model: ${request.model}` }
  }
  if (request.messages[0]?.role !== 'user') {
    return invalid('messages: first message must use the "user" role')
  }
  if (request.messages.at(-1)?.role !== 'user') {
    return invalid('messages: the last message must use the "user" role; prefill is not supported')
  }
  return citationRefusal(request) ?? request
}

/** Citations are for all search results and documents or for none, and never beside a format. */
function citationRefusal(request: Body): Refusal | undefined {
  const citable = request.messages.flatMap(({ content }) =>
    typeof content === 'string' ? [] : content.filter((block) => block.type !== 'text'),
  )
  const settings = new Set(
    citable.map((block) => ('citations' in block && block.citations?.enabled) === true),
  )
  if (settings.size > 1) {
    return invalid('citations: must be enabled on all documents and search results or on none')
  }
  if (settings.has(true) && request.output_config?.format) {
    return invalid('output_config.format: citations and structured outputs cannot be used together')
  }
  return undefined
}
