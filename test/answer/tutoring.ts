// Tutoring: questions put to the tutor over the real notes, and what makes its answer proven.

import { expect } from 'vitest'
import type { Answer } from '#answer/answer.ts'
import type { Purse } from '#answer/purse.ts'
import { answerStages, type Stage } from '#answer/tutor.ts'
import type { Language } from '#core/language.ts'
import type { Models } from '#core/llm.ts'
import { loadLibrary } from '#knowledge/library.ts'
import { retrieve } from '#knowledge/retrieve.ts'
import { sharedSubject } from '#knowledge/subject.ts'
import { fail, ok } from '#lib/result.ts'
import type { Behaviour } from '#playground/model/behaviour.ts'
import { modelsOf, openMessagesApi } from '../support/messages-api.ts'
import { keepingLog } from '../support/quiet.ts'

export const library = await loadLibrary('knowledge')

type Booked = { readonly purpose: string; readonly worst: number; spent?: number | 'unknown' }
export function openPurse(refusing?: {
  readonly purpose: string
  readonly cap: 'member' | 'guild' | 'day' | 'month'
}) {
  const booked: Booked[] = []
  const purse: Purse = {
    async reserve({ purpose, worst, llm }) {
      if (purpose === refusing?.purpose) return fail(refusing.cap)
      const entry: Booked = { purpose, worst }
      booked.push(entry)
      return ok({
        settle: async (usage) => {
          entry.spent = usage ? llm.cost(usage, Temporal.Now.instant()) : 'unknown'
        },
        release: async () => {
          if (entry.spent === undefined) booked.splice(booked.indexOf(entry), 1)
        },
      })
    },
  }
  return { purse, booked }
}

type Asking = {
  readonly ending?: AbortSignal
  readonly models: Models | undefined
  readonly purse?: Purse
  readonly question?: string
  readonly language?: Language
}
export function ask({
  models,
  purse = openPurse().purse,
  question = 'SQS 표시 제한 시간 기본값이 뭐야?',
  language = 'ko',
  ending = new AbortController().signal,
}: Asking) {
  const { index } = library
  return answerStages(
    {
      models,
      purse,
      sharedSubject: (sentence, concepts) => sharedSubject(index, sentence, concepts),
      clock: () => Temporal.Now.instant(),
      log: keepingLog().log,
      ending,
    },
    {
      spender: { guild: 'g', member: 'm', ask: 'a' },
      question,
      language,
      manner: 'plain',
      earlier: [],
      retrieval: retrieve(index, question, language),
    },
  )
}

export async function stagesOf(asking: Asking): Promise<readonly Stage[]> {
  const stages: Stage[] = []
  for await (const stage of ask(asking)) stages.push(stage)
  return stages
}
export async function answerTo(asking: Asking): Promise<Answer> {
  const last = (await stagesOf(asking)).at(-1)
  if (last?.kind !== 'final') throw new Error('the last stage is not final')
  return last.answer
}
export const served = async (...script: Behaviour[]) => {
  const api = await openMessagesApi(script)
  return { api, models: await modelsOf(api) }
}

/** Each quote stands in the note at its lines, each marker has its source, each figure its quote. */
export function expectProven({ text, citations }: Answer): void {
  for (const { quote, concept, lines } of citations) {
    const told = library.concepts.get(concept)?.texts
    const texts = Object.values(told ?? {})
    const own = texts.find((each) => each.text.includes(quote))
    expect(own).toBeDefined()
    expect(lines[0]).toBeGreaterThanOrEqual(own?.lines[0] ?? Number.POSITIVE_INFINITY)
    expect(lines[1]).toBeLessThanOrEqual(own?.lines[1] ?? 0)
  }
  const markers = new Set([...text.matchAll(/\[(\d+)\]/g)].map(([, number]) => Number(number)))
  expect([...markers].sort()).toEqual(citations.map(({ number }) => number))
  const quotes = citations.map(({ quote }) => quote).join('\n')
  for (const [figure] of text.replaceAll(/\[\d+\]/g, '').matchAll(/\d+/g)) {
    expect(quotes).toContain(figure)
  }
}
