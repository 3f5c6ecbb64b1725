// Tutor: what a model writes is proven by the notes, or it is not shown.
import { expect, test } from 'vitest'
import { comparable } from '#answer/proof.ts'
import type { Language } from '#core/language.ts'
import { modelsOf, openMessagesApi } from '../support/messages-api.ts'
import { answerTo, ask, expectProven, library, openPurse, served, stagesOf } from './tutoring.ts'

test('an answer is written from the notes, each sentence with its source', async () => {
  const { models, api } = await served()
  const { purse, booked } = openPurse()
  const answer = await answerTo({ models, purse })
  expect(answer).toMatchObject({ mode: 'model', kind: 'grounded', model: 'claude-haiku-5-5' })
  expect(answer.text).toContain('30초')
  expectProven(answer)
  expect(api.requests).toHaveLength(1)
  expect(booked).toHaveLength(1)
  expect(booked[0]?.spent).toBeGreaterThan(0)
  expect(booked[0]?.spent).toBeLessThanOrEqual(booked[0]?.worst ?? 0)
})

test('it is asked for in the language of the asker, and costs at most 2,500 tokens to ask', async () => {
  const { models, api } = await served()
  const questions: [string, Language][] = [
    ['SQS FIFO와 표준 큐 차이', 'ko'],
    ['lambda concurrency limit', 'en'],
    ['DynamoDB RCU 계산', 'ko'],
  ]
  for (const [question, language] of questions) await answerTo({ models, question, language })
  const bodies = api.requests.map(({ body }) => JSON.stringify(body))
  expect(bodies.map((body) => body.includes('Write in Korean'))).toEqual([true, false, true])
  for (const body of bodies) {
    // Hangul is counted as a token each, everything else as a quarter.
    const hangul = body.match(/\p{Script=Hangul}/gu)?.length ?? 0
    expect(hangul + (body.length - hangul) / 4).toBeLessThan(3200)
  }
})

test('what the notes do not cover is refused before any model is asked', async () => {
  const { models, api } = await served()
  const answer = await answerTo({ models, question: '바나나 빵 굽는 법' })
  expect(answer).toMatchObject({ mode: 'extract', kind: 'unsupported', text: '' })
  expect(api.requests).toHaveLength(0)
})

test('a model that finds nothing in the passages makes it a gap, with the nearest passages', async () => {
  const { models } = await served({ kind: 'blind' })
  const answer = await answerTo({ models })
  expect(answer).toMatchObject({ mode: 'model', kind: 'unsupported', text: '' })
  expect(answer.citations.length).toBeGreaterThan(0)
})

test('drafts hold proven sentences only, and what they say the end says too', async () => {
  const { models } = await served({ kind: 'slow', milliseconds: 2 })
  const stages = await stagesOf({ models, question: 'SQS 표준 큐와 FIFO 큐의 차이' })
  const drafts = stages.flatMap((stage) => (stage.kind === 'draft' ? [stage.text] : []))
  const last = stages.at(-1)
  expect(stages[0]).toEqual({ kind: 'searching' })
  expect(drafts.length).toBeGreaterThan(0)
  for (const draft of drafts) {
    for (const [sentence] of draft.matchAll(/[^[\]\n]{8,}/g)) {
      expect(last?.kind === 'final' && last.answer.text).toContain(sentence.trim())
    }
  }
})

test.each(['uncited', 'forged', 'misquotes', 'cites-otherwise'] as const)(
  'a model that is %s is not believed',
  async (kind) => {
    const { models } = await served({ kind })
    const stages = await stagesOf({ models })
    expect(stages.map(({ kind }) => kind)).toEqual(['searching', 'final'])
    const last = stages.at(-1)
    expect(last?.kind === 'final' && last.answer).toMatchObject({ kind: 'unsupported', text: '' })
  },
)

test.each([
  'leaks',
  'calls-everyone',
  'links',
  'leaves-fence',
  'thinks',
  'splits',
  'rambles',
] as const)('of a model that %s only what the notes prove is shown', async (kind) => {
  const { models } = await served({ kind })
  const stages = await stagesOf({ models })
  const texts = stages.flatMap((stage) =>
    stage.kind === 'draft' ? [stage.text] : stage.kind === 'final' ? [stage.answer.text] : [],
  )
  for (const text of texts) {
    expect(text).not.toMatch(/tutor of a study group|Rules:|everyone|<@|evil|https?:/)
    expect((text.match(/```/g) ?? []).length % 2).toBe(0)
  }
  const last = stages.at(-1)
  if (last?.kind !== 'final') throw new Error('not final')
  expect(last.answer).toMatchObject({ mode: 'model', kind: 'grounded' })
  expect(last.answer.text).toContain('30초')
  expectProven(last.answer)
})

test('a sentence whose figure no quote holds is left out, the others stay', async () => {
  const { models } = await served({ kind: 'misfigures' })
  const answer = await answerTo({ models })
  expect(answer).toMatchObject({ mode: 'model', kind: 'grounded' })
  expect(answer.mode === 'model' && answer.removed).toBeGreaterThan(0)
  expectProven(answer)
})

test('an answer cut off at its length keeps the sentences that are whole, not the one it broke off in', async () => {
  const { models } = await served({
    kind: 'says',
    pieces: [
      { text: 'SQS 큐의 기본 표시 제한 시간은 30초예요.', cites: [{ source: 0, from: 1, to: 2 }] },
      { text: ' 표시 제한 시간이 끝나면 메시지는', cites: [{ source: 0, from: 1, to: 2 }] },
    ],
    stop: 'max_tokens',
  })
  const answer = await answerTo({ models })
  expect(answer.text).toContain('30초')
  expect(answer.text).not.toContain('끝나면')
  expectProven(answer)
})

test('an answer of which nothing was written before its length ran out is no gap in the notes', async () => {
  const { models } = await served({ kind: 'says', pieces: [], stop: 'max_tokens' })
  expect(await answerTo({ models })).toMatchObject({ kind: 'degraded', reason: 'broken' })
})

test('whoever waits when the program ends gets the notes themselves at once', async () => {
  const { models } = await served({ kind: 'slow', milliseconds: 50 })
  const end = new AbortController()
  const began = performance.now()
  setTimeout(() => end.abort(), 100)
  const answer = await answerTo({ models, ending: end.signal })
  expect(answer).toMatchObject({ mode: 'extract', kind: 'degraded', reason: 'ending' })
  expect(performance.now() - began).toBeLessThan(5000)
})

test('what a judge has not seen is shown in no draft', async () => {
  const api = await openMessagesApi()
  const models = await modelsOf(api, { judge: 'claude-sonnet-5-5' })
  const stages = await stagesOf({ models })
  expect(stages.map(({ kind }) => kind)).toEqual(['searching', 'final'])
})

test('a member who leaves ends the call, and what was set aside for it stays spent', async () => {
  const { models, api } = await served({ kind: 'slow', milliseconds: 20 })
  const { purse, booked } = openPurse()
  for await (const stage of ask({ models, purse })) if (stage.kind === 'draft') break
  await expect.poll(() => api.requests[0]?.isLeft).toBe(true)
  expect(booked[0]?.spent).toBeUndefined()
})

test('where the exam still expects something else, the answer says both', async () => {
  const { models } = await served()
  const withExam = [...library.concepts.values()].filter(({ texts }) => texts.en?.exam)
  let seen = 0
  for (const { texts } of withExam.slice(0, 12)) {
    const question = texts.en?.title.split(' > ').at(-1) ?? ''
    const answer = await answerTo({ models, question, language: 'en' })
    if (answer.mode !== 'model' || answer.kind === 'unsupported') continue
    for (const { concept } of answer.citations) {
      const exam = library.concepts.get(concept)?.texts.en?.exam
      if (exam === undefined) continue
      seen += 1
      expect(comparable(answer.text)).toContain(comparable(exam).slice(0, 30))
    }
  }
  expect(seen).toBeGreaterThan(0)
})

test('a judge sees claims and passages, never the question, and what it doubts is dropped', async () => {
  const api = await openMessagesApi([{ kind: 'composes' }, { kind: 'refutes' }])
  const models = await modelsOf(api, { judge: 'claude-sonnet-5-5' })
  const question = 'SQS 표시 제한 시간 기본값이 뭐야? zebra'
  expect(await answerTo({ models, question })).toMatchObject({ kind: 'unsupported' })
  expect(api.requests).toHaveLength(2)
  expect(JSON.stringify(api.requests[1]?.body)).not.toContain('zebra')
  const agreed = await answerTo({ models })
  expect(agreed).toMatchObject({ mode: 'model', kind: 'grounded' })
  expectProven(agreed)
})
