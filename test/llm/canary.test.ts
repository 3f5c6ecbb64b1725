// Canary: a model that thinks about the notes has seen them.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { openCompat } from '#llm/compat.ts'
import { keepingLog } from '../support/quiet.ts'
import { eventsOf, lastOf } from './asked.ts'

type Body = { readonly max_tokens: number; readonly messages: { readonly content: string }[] }

/** A server whose model thinks as long as it may and then says `words`. */
async function openThinking(thoughtsOn: (asked: string) => string, words: string) {
  const bodies: Body[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const body: Body = JSON.parse(text)
    bodies.push(body)
    const thinking = thoughtsOn(body.messages.at(-1)?.content ?? '')
    const events = [
      { type: 'message_start', message: { usage: { input_tokens: 9, output_tokens: 1 } } },
      { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking } },
      { type: 'content_block_start', index: 1, content_block: { type: 'text', text: words } },
      { type: 'message_delta', delta: { stop_reason: 'max_tokens' }, usage: { output_tokens: 9 } },
      { type: 'message_stop' },
    ]
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const event of events) {
      response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
    }
    response.end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const llm = openCompat({
    key: undefined,
    baseUrl: `http://127.0.0.1:${port}`,
    model: 'thinker',
    nonce: () => 'maru-1a2b3c4d',
    log: keepingLog().log,
  })
  return { llm, bodies }
}

test('a word that comes back in a thought shows that the notes arrive', async () => {
  const { llm, bodies } = await openThinking(
    (asked) => `The note says ${/maru-\w+/.exec(asked)?.[0]}, so …`,
    '30초입니다 [1]',
  )
  expect(lastOf(await eventsOf(llm))).toMatchObject({ kind: 'end' })
  expect(bodies[0]?.max_tokens).toBeGreaterThanOrEqual(1500)
})

test('thoughts without the word show nothing', async () => {
  const { llm } = await openThinking(() => 'There is no note.', '30초입니다 [1]')
  expect(lastOf(await eventsOf(llm))).toMatchObject({ kind: 'failed', fault: { kind: 'invalid' } })
})
