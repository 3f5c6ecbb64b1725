// Ladder: whatever a model or its service does, a member gets something true.
import { expect, test } from 'vitest'
import type { Behaviour } from '#playground/model/behaviour.ts'
import { modelsOf, openMessagesApi } from '../support/messages-api.ts'
import { answerTo, expectProven, openPurse, served, stagesOf } from './tutoring.ts'

test.each<[string, Behaviour, string]>([
  ['is overloaded', { kind: 'refuses', status: 529, type: 'overloaded_error' }, 'broken'],
  ['breaks', { kind: 'refuses', status: 500, type: 'api_error' }, 'broken'],
  ['fails in the middle', { kind: 'fails', type: 'overloaded_error' }, 'broken'],
  ['is cut', { kind: 'cuts' }, 'broken'],
  ['resets the connection', { kind: 'resets', at: 'middle' }, 'broken'],
  ['refuses the key', { kind: 'refuses', status: 401, type: 'authentication_error' }, 'denied'],
  ['declines to answer', { kind: 'stops', reason: 'refusal' }, 'refused'],
])('a service that %s is replaced by the notes themselves', async (_, behaviour, reason) => {
  const { models, api } = await served()
  api.always(behaviour)
  const answer = await answerTo({ models })
  expect(answer).toMatchObject({ mode: 'extract', kind: 'degraded', reason })
  expect(answer.text).toContain('30초')
  expectProven(answer)
})

test('a service that falls silent is replaced as well, and is asked no more for a while', async () => {
  const api = await openMessagesApi()
  api.always({ kind: 'stalls', at: 'middle' })
  const patience = { idle: 60, value: 60 }
  const rests = { first: 60_000, most: 60_000, someone: 60_000 }
  const models = await modelsOf(api, { patience, rests })
  const reasons = []
  for (let times = 0; times < 5; times += 1) {
    const answer = await answerTo({ models })
    reasons.push(answer.kind === 'degraded' ? answer.reason : answer.kind)
  }
  expect(reasons.slice(0, 3)).toEqual(['slow', 'slow', 'slow'])
  expect(reasons.slice(3)).toEqual(['resting', 'resting'])
})

test.each([
  ['member', 'member-budget'],
  ['guild', 'guild-budget'],
  ['day', 'budget'],
  ['month', 'budget'],
] as const)('when the cap of the %s is reached the model is not asked', async (cap, reason) => {
  const { models, api } = await served()
  const { purse } = openPurse({ purpose: 'answer', cap })
  expect(await answerTo({ models, purse })).toMatchObject({ kind: 'degraded', reason })
  expect(api.requests).toHaveLength(0)
})

test.each<[string, Behaviour]>([
  ['cannot be reached', { kind: 'refuses', status: 500, type: 'api_error' }],
  ['answers nonsense', { kind: 'nonsense' }],
  ['answers in another shape', { kind: 'misshapes' }],
])('a judge that %s supports nothing', async (_, behaviour) => {
  const api = await openMessagesApi([{ kind: 'composes' }, behaviour, behaviour, behaviour])
  const models = await modelsOf(api, { judge: 'claude-sonnet-5-5' })
  const answer = await answerTo({ models })
  expect(answer).toMatchObject({ mode: 'extract', kind: 'degraded', reason: 'broken' })
})

test('without money for the judge an unjudged answer is not shown', async () => {
  const api = await openMessagesApi()
  const models = await modelsOf(api, { judge: 'claude-sonnet-5-5' })
  const { purse } = openPurse({ purpose: 'judge', cap: 'guild' })
  expect(await answerTo({ models, purse })).toMatchObject({
    kind: 'degraded',
    reason: 'guild-budget',
  })
  expect(api.requests).toHaveLength(0)
})

test('without a model the answer is the notes’ own passages', async () => {
  expect(await stagesOf({ models: undefined })).toMatchObject([
    { kind: 'final', answer: { mode: 'extract', kind: 'grounded' } },
  ])
})

test('a server that knows nothing of Claude’s passages answers as well, once it has shown it reads them', async () => {
  const api = await openMessagesApi([], 'plain')
  const models = await modelsOf(api, { profile: 'compat', writer: 'local-model' })
  const answer = await answerTo({ models })
  expect(answer).toMatchObject({ mode: 'model', kind: 'grounded', model: 'local-model' })
  expect(answer.text).toContain('30초')
  expectProven(answer)
})

test('a server that drops the notes is never believed', async () => {
  const api = await openMessagesApi([], 'plain')
  api.always({ kind: 'blind' })
  const models = await modelsOf(api, { profile: 'compat', writer: 'local-model' })
  expect(await answerTo({ models })).toMatchObject({
    mode: 'extract',
    kind: 'degraded',
    reason: 'broken',
  })
})
