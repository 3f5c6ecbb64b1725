// Compat: a server that knows text alone; evidence comes as numbers and its quotes are our own words.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beginWriting } from '#answer/claim.ts'
import type { LlmEvent } from '#core/llm.ts'
import { readMarkers } from '#llm/marker.ts'
import type { Behaviour } from '#playground/model/behaviour.ts'
import { modelsOf, openMessagesApi } from '../support/messages-api.ts'
import {
  citationsOf,
  eventsOf,
  faultOf,
  judging,
  lastOf,
  never,
  request,
  textOf,
  verdicts,
} from './asked.ts'

/** A plain server whose first request, the canary, is met by nothing special. */
async function openPlain(...script: readonly Behaviour[]) {
  const server = await openMessagesApi([{ kind: 'composes' }, ...script], 'plain')
  return { server, ...(await modelsOf(server, { profile: 'compat', writer: 'qwen3:8b' })) }
}

/** Past the canary. */
async function openProven(...script: readonly Behaviour[]) {
  const opened = await openPlain({ kind: 'composes' }, ...script)
  await eventsOf(opened.writer)
  return opened
}

test('the notes arrive, and every number leads to our own words', async () => {
  const { writer, server } = await openPlain()
  const events = await eventsOf(writer)
  expect(textOf(events)).toContain('기본값은 30초')
  expect(textOf(events)).not.toMatch(/\[\d/)
  const cited = citationsOf(events)
  expect(cited.length).toBeGreaterThan(0)
  for (const { source, from, to, quote } of cited) {
    expect(request.sources[source]?.parts.slice(from, to)).toEqual([quote])
  }
  expect(lastOf(events)).toMatchObject({ kind: 'end', stop: 'finished' })
  expect(server.requests).toHaveLength(2) // the canary and the question
})

test('nothing is sent that a server could drop or refuse', async () => {
  const { server } = await openProven()
  const body = server.requests.at(-1)?.body ?? {}
  expect(Object.keys(body).sort()).toEqual(['max_tokens', 'messages', 'model', 'stream', 'system'])
  const messages = body['messages'] as { content: unknown }[]
  expect(messages.every(({ content }) => typeof content === 'string')).toBe(true)
  expect(JSON.stringify(body)).not.toMatch(/search_result|cache_control|output_config/)
})

test('a server that drops the notes is found out, and asked again only after a while', async () => {
  const server = await openMessagesApi([{ kind: 'blind' }], 'plain')
  const { writer } = await modelsOf(server, { profile: 'compat', writer: 'qwen3:8b' })
  expect(await faultOf(writer)).toMatchObject({ kind: 'invalid', usage: { input: 0 } })
  expect((await faultOf(writer))?.reason).toContain('did not show the notes')
  const { result } = await writer.value(judging, verdicts, never())
  expect(result).toMatchObject({ ok: false, fault: { kind: 'invalid' } })
  expect(server.requests).toHaveLength(1)
})

test('calls that come at the same time wait for one canary', async () => {
  const { writer, server } = await openPlain()
  await Promise.all([eventsOf(writer), eventsOf(writer), eventsOf(writer)])
  expect(server.requests).toHaveLength(4)
})

test('a canary that met a failure of the server is sent again with the next call', async () => {
  const reset: Behaviour = { kind: 'resets', at: 'start' }
  const server = await openMessagesApi([reset, reset], 'plain')
  const { writer, kept } = await modelsOf(server, { profile: 'compat', writer: 'qwen3:8b' })
  await expect.poll(() => kept).toHaveLength(1)
  expect((await faultOf(writer))?.kind).toBe('unreachable')
  expect(lastOf(await eventsOf(writer))?.kind).toBe('end')
})

test('a member who leaves while the canary flies does not wait for it', async () => {
  const server = await openMessagesApi([{ kind: 'slow', milliseconds: 100 }], 'plain')
  const { writer } = await modelsOf(server, { profile: 'compat', writer: 'qwen3:8b' })
  const leaving = new AbortController()
  const fault = faultOf(writer, request, leaving.signal)
  await expect.poll(() => server.requests.length).toBe(1)
  leaving.abort()
  expect((await fault)?.kind).toBe('aborted')
  expect(lastOf(await eventsOf(writer))?.kind).toBe('end')
})

test('numbers that are not there prove nothing', async () => {
  const { writer } = await openProven({
    kind: 'says',
    pieces: [{ text: '기본값은 30초입니다. [99] 최대 12시간입니다. [1]' }],
  })
  const cited = citationsOf(await eventsOf(writer))
  expect(cited.map(({ source, from }) => [source, from])).toEqual([[0, 0]])
})

test('a call is free, whatever it takes', async () => {
  const { writer } = await openProven()
  const at = Temporal.Instant.from('2026-12-01T00:00:00Z')
  const end = lastOf(await eventsOf(writer))
  expect(end?.kind === 'end' && end.usage?.output).toBeGreaterThan(0)
  expect([writer.isFree, writer.worst(request, at)]).toEqual([true, 0])
  expect(end?.kind === 'end' && end.usage && writer.cost(end.usage, at)).toBe(0)
})

test.each<[string, Behaviour[], number]>([
  ['as it should be', [], 1],
  ['in a fence, with single quotes and a comma too many', [{ kind: 'sloppy' }], 1],
  ['only when asked a second time', [{ kind: 'nonsense' }], 2],
  ['only after a shape that does not fit', [{ kind: 'misshapes' }], 2],
])('a value that comes %s is read', async (_, script, tries) => {
  const { server, writer } = await openPlain(...script)
  const { result, usage } = await writer.value(judging, verdicts, never())
  expect(result).toMatchObject({ ok: true, value: { verdicts: [{ claim: 1 }, { claim: 2 }] } })
  expect(server.requests).toHaveLength(1 + tries)
  expect(usage?.output).toBeGreaterThan(0)
})

test('a value that is wrong twice is none', async () => {
  const { server, writer } = await openPlain({ kind: 'nonsense' }, { kind: 'nonsense' })
  const { result, usage } = await writer.value(judging, verdicts, never())
  expect(result).toMatchObject({ ok: false, fault: { kind: 'invalid' } })
  expect(usage?.input).toBeGreaterThan(0)
  expect(server.requests).toHaveLength(3)
})

const sentences = [
  '기본값은 30초이다.',
  '최대는 12시간이다!',
  '"그렇다."',
  '**굵게 쓴다.**',
  'It is 3.5 GB, e.g. for Lambda.',
  'See AWS.Lambda for more?',
  '- 목록의 한 줄',
  '1. 첫째',
  '| 칸 | 12 |',
  '끝이 없는 말',
]

test('a number proves no sentence but the one it stands behind', () => {
  const sentence = fc.constantFrom(...sentences)
  const gap = fc.constantFrom(' ', '\n', '\n\n')
  fc.assert(
    fc.property(fc.array(fc.tuple(sentence, gap), { minLength: 2, maxLength: 6 }), (written) => {
      const text = written.map(([words, after], at) => `${words} [${at + 1}]${after}`).join('')
      const reader = readMarkers()
      const writing = beginWriting()
      for (const marked of [...reader.take(text), ...reader.end()]) {
        const event: LlmEvent =
          marked.kind === 'text'
            ? marked
            : {
                kind: 'citation',
                piece: marked.piece,
                source: 0,
                from: marked.number,
                to: 99,
                quote: 'x',
              }
        writing.take(event)
      }
      for (const { text: words, pointers } of writing.all().claims) {
        const own = written.flatMap(([said], at) => (meet(said, words) ? [at + 1] : []))
        for (const { from } of pointers) expect(own).toContain(from)
      }
    }),
  )
})

/** Whether a claim has words of a sentence. */
const meet = (sentence: string, claim: string): boolean => {
  const wordsOf = (text: string) => text.match(/[\p{L}\d]{2,}|[\p{L}]/gu) ?? []
  return wordsOf(claim).length === 0 || wordsOf(sentence).some((word) => claim.includes(word))
}
