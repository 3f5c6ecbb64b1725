// What the tests ask of a model, and what they make of its events.

import { z } from 'zod'
import { instructions } from '#answer/request.ts'
import type { AnswerRequest, Llm, LlmEvent } from '#core/llm.ts'

export const request: AnswerRequest = {
  instructions: instructions('ko', 'plain'),
  sources: [
    {
      id: 'sqs-visibility',
      title: 'SQS 가시성 제한 시간 (Visibility timeout)',
      parts: [
        '가시성 제한 시간의 기본값은 30초이고 최대 12시간까지 늘릴 수 있습니다.',
        '처리가 끝나기 전에 시간이 지나면 메시지가 다시 보입니다.',
      ],
    },
    {
      id: 'lambda-timeout',
      title: 'Lambda 제한 시간',
      parts: ['Lambda 함수는 최대 15분 동안 실행됩니다.'],
    },
  ],
  earlier: [],
  question: 'SQS 가시성 제한 시간의 기본값은?',
  most: 700,
}

export const never = () => new AbortController().signal

/** Every event of an answer. */
export async function eventsOf(
  llm: Llm,
  asked: AnswerRequest = request,
  signal = never(),
): Promise<readonly LlmEvent[]> {
  const events: LlmEvent[] = []
  for await (const event of llm.answer(asked, signal)) events.push(event)
  return events
}

export const textOf = (events: readonly LlmEvent[]): string =>
  events.map((event) => (event.kind === 'text' ? event.text : '')).join('')

export const citationsOf = (events: readonly LlmEvent[]) =>
  events.filter((event) => event.kind === 'citation')

export const lastOf = (events: readonly LlmEvent[]): LlmEvent | undefined => events.at(-1)

/** The fault an answer ended with. */
export async function faultOf(llm: Llm, asked = request, signal = never()) {
  const last = lastOf(await eventsOf(llm, asked, signal))
  return last?.kind === 'failed' ? { ...last.fault, usage: last.usage } : undefined
}

export const verdicts = z.object({
  verdicts: z.array(z.object({ claim: z.number().int(), supported: z.boolean() })),
})
export const judging = {
  instructions: 'Give one verdict for each claim.',
  input: JSON.stringify([
    { claim: 1, says: '기본값은 30초입니다.', passages: [{ text: '기본값은 30초입니다.' }] },
    { claim: 2, says: '기본값은 45초입니다.', passages: [{ text: '기본값은 30초입니다.' }] },
  ]),
  most: 600,
}
