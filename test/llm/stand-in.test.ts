// The stand-in for the Messages API: as strict as the real one, as loose as a server at home.
import { expect, test } from 'vitest'
import type { ModelServer } from '#playground/model/serve.ts'
import { openMessagesApi, testKey } from '../support/messages-api.ts'

const text = (words: string) => ({ type: 'text', text: words })
const result = (more: object = {}) => ({
  type: 'search_result',
  source: 's',
  title: 'Timeout',
  content: [text('The default timeout is 30 seconds.')],
  citations: { enabled: true },
  ...more,
})
const question = text('<question>\nWhat is the default timeout?\n</question>')
const good = {
  model: 'claude-haiku-5-5',
  max_tokens: 100,
  messages: [{ role: 'user', content: [result(), question] }],
}
const headers = {
  authorization: `Bearer ${testKey}`,
  'anthropic-version': '2026-10-21',
  'content-type': 'application/json',
}
const user = (...content: object[]) => ({ ...good, messages: [{ role: 'user', content }] })
const format = { type: 'json_schema', schema: { type: 'object', properties: {} } }

async function post(server: ModelServer, body: unknown, more: Record<string, string> = {}) {
  const response = await fetch(`${server.url}/v1/messages`, {
    method: 'POST',
    headers: { ...headers, ...more },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

test('what the API takes is answered', async () => {
  const { status, body } = await post(await openMessagesApi(), good)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    type: 'message',
    role: 'assistant',
    stop_reason: 'end_turn',
    content: [
      {
        type: 'text',
        text: 'The default timeout is 30 seconds.',
        citations: [
          {
            type: 'search_result_location',
            search_result_index: 0,
            start_block_index: 0,
            end_block_index: 1,
            cited_text: 'The default timeout is 30 seconds.',
          },
        ],
      },
    ],
  })
})

test.each<[string, object, number, string]>([
  ['temperature', { ...good, temperature: 1 }, 400, 'invalid_request_error'],
  ['top_p', { ...good, top_p: 1 }, 400, 'invalid_request_error'],
  ['top_k', { ...good, top_k: 1 }, 400, 'invalid_request_error'],
  ['a field it does not know', { ...good, mood: 'kind' }, 400, 'invalid_request_error'],
  ['no max_tokens', { ...good, max_tokens: undefined }, 400, 'invalid_request_error'],
  ['no messages', { ...good, messages: [] }, 400, 'invalid_request_error'],
  ['an unknown model', { ...good, model: 'claude-next' }, 404, 'not_found_error'],
  [
    'a prefilled answer',
    { ...good, messages: [...good.messages, { role: 'assistant', content: 'It is' }] },
    400,
    'invalid_request_error',
  ],
  [
    'an assistant who begins',
    { ...good, messages: [{ role: 'assistant', content: 'Hi' }, ...good.messages] },
    400,
    'invalid_request_error',
  ],
  [
    'a document in what the assistant said',
    {
      ...good,
      messages: [
        { role: 'user', content: 'a' },
        { role: 'assistant', content: [result()] },
        ...good.messages,
      ],
    },
    400,
    'invalid_request_error',
  ],
  [
    'citations on a user’s text',
    user({ ...question, citations: [{ type: 'char_location' }] }),
    400,
    'invalid_request_error',
  ],
  [
    'citations on some results',
    user(result(), result({ citations: { enabled: false } }), question),
    400,
    'invalid_request_error',
  ],
  [
    'citations beside a format',
    { ...good, output_config: { format } },
    400,
    'invalid_request_error',
  ],
  ['a block it does not know', user({ type: 'note', text: 'x' }), 400, 'invalid_request_error'],
  ['an empty block', user(result({ content: [text('')] }), question), 400, 'invalid_request_error'],
  ['a block of spaces', user(text(' \n')), 400, 'invalid_request_error'],
  ['a result without blocks', user(result({ content: [] })), 400, 'invalid_request_error'],
  [
    'an effort there is not',
    { ...good, output_config: { effort: 'none' } },
    400,
    'invalid_request_error',
  ],
  [
    'a budget for thinking',
    { ...good, thinking: { type: 'enabled', budget_tokens: 9 } },
    400,
    'invalid_request_error',
  ],
])('it refuses %s', async (_, body, status, type) => {
  const answer = await post(await openMessagesApi(), body)
  expect(answer).toMatchObject({ status, body: { type: 'error', error: { type } } })
  expect(answer.body['request_id']).toMatch(/^req_/)
})

test('it refuses a wrong key, the old header for it, and another version', async () => {
  const server = await openMessagesApi()
  const status = async (more: Record<string, string>) => (await post(server, good, more)).status
  expect(await status({ authorization: 'Bearer other' })).toBe(401)
  expect(await status({ authorization: '', 'x-api-key': testKey })).toBe(401)
  expect(await status({ 'anthropic-version': '2023-06-01' })).toBe(400)
})

test('a stream has the events of the API in their order, each named twice', async () => {
  const server = await openMessagesApi([{ kind: 'thinks' }])
  const response = await fetch(`${server.url}/v1/messages`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ ...good, stream: true }),
  })
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  expect(response.headers.get('request-id')).toMatch(/^req_/)
  const events = (await response.text())
    .trim()
    .split('\n\n')
    .map((event) => {
      const [name, data] = event.split('\n')
      const json = JSON.parse(data?.replace('data: ', '') ?? '')
      expect(name).toBe(`event: ${json.type}`)
      return json
    })
  const types = events.map(({ type }) => type)
  expect(types.slice(0, 3)).toEqual(['message_start', 'content_block_start', 'ping'])
  expect(types.slice(-3)).toEqual(['content_block_stop', 'message_delta', 'message_stop'])
  expect(events[1].content_block.type).toBe('thinking')
  expect(events[0].message).toMatchObject({ stop_reason: null, stop_details: null, content: [] })
  expect(events.at(-2).usage.output_tokens).toBeGreaterThan(5)
})

test('it knows nothing that it is not sent', async () => {
  const answer = await post(
    await openMessagesApi(),
    user(result(), text('<question>\nWho wrote Hamlet?\n</question>')),
  )
  expect(JSON.stringify(answer.body)).toContain('The notes do not say.')
})

test('a plain server drops what it does not know without a word, and wants no key', async () => {
  const server = await openMessagesApi([], 'plain')
  const asked = { ...good, mood: 'kind', model: 'qwen3:8b' }
  const { status, body } = await post(server, asked, { authorization: '' })
  expect(status).toBe(200)
  expect(JSON.stringify(body)).not.toContain('30')
})
