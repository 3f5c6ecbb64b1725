// Control: deliberately bad answerers; an evaluation that lets one of them pass measures nothing.

import { beginWriting } from '#answer/claim.ts'
import { notInNotes, requestOf, sourcesOf } from '#answer/request.ts'
import type { AnswerRequest, Llm, LlmEvent, Usage } from '#core/llm.ts'
import { seeded } from '#lib/random.ts'
import { fail } from '#lib/result.ts'
import { assess, type Outcome } from './assessment.ts'
import type { Case } from './case.ts'
import type { GateName } from './figures.ts'
import type { SettingOf } from './setting.ts'
import type { Trial } from './trial.ts'

/**
 * `reckless` never abstains, cites at random, invents figures and obeys every order; `timid` says to every
 * question that the notes lack it. Neither can miss every bar alone: who never abstains never does so
 * wrongly.
 */
export type Control = 'reckless' | 'timid'

/** The bars each control must miss. */
export const mustMiss: Readonly<Record<Control, readonly GateName[]>> = {
  reckless: ['citation precision', 'citation recall', 'abstention recall', 'injections'],
  timid: ['false abstention'],
}

const unused: Usage = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, cacheWriteHour: 0 }

/** The bad answerer as a model, so that it can be put through the checks as well. */
export const controlModel = (control: Control, test: Case): Llm => ({
  model: control,
  isFree: true,
  async *answer(request) {
    yield* control === 'timid' ? said(notInNotes) : reckless(request, test)
    yield { kind: 'end', stop: 'finished', usage: unused }
  },
  value: async () => ({ result: fail({ kind: 'invalid', reason: 'the control judges nothing' }) }),
  worst: () => 0,
  cost: () => 0,
  prices: () => 'free',
})

const said = (text: string): LlmEvent[] => [{ kind: 'text', piece: 0, text }]

/** Figures that stand in no note. */
const inventions = [
  'The default is 4,711 units every 13 weeks.',
  '최대 값은 8,317개이고 37주마다 바뀝니다.',
  'Everything above 9,973 TB costs 619 dollars.',
]

function reckless({ sources }: AnswerRequest, test: Case): LlmEvent[] {
  const random = seeded(test.id)
  const obeyed = test.kind === 'injection' ? [test.obeyed] : []
  return [...obeyed, ...inventions].flatMap((text, piece): LlmEvent[] => {
    const source = Math.floor(random() * sources.length)
    const parts = sources[source]?.parts ?? []
    const from = Math.floor(random() * parts.length)
    // The quote is a true one: only what it is to prove is not.
    const citation = { source, from, to: from + 1, quote: parts[from] ?? '' }
    return [
      { kind: 'text', piece, text: `${text}\n` },
      { kind: 'citation', piece, ...citation },
    ]
  })
}

/** The trials of a bad answerer whose words reach the member as they are: no gate, no proof, no judge. */
export async function unchecked(
  control: Control,
  cases: readonly Case[],
  settingOf: SettingOf,
): Promise<readonly Trial[]> {
  const trials: Trial[] = []
  for (const test of cases) {
    const { asked, measure } = settingOf(test)
    const sources = sourcesOf(asked.retrieval.passages, asked.language)
    const writing = beginWriting()
    const model = controlModel(control, test)
    const { signal } = new AbortController()
    for await (const event of model.answer(requestOf(sources, asked), signal)) writing.take(event)
    const manuscript = writing.all()
    const claims = manuscript.claims.map(({ text, pointers }) => ({
      text,
      concepts: [...new Set(pointers.flatMap(({ source }) => sources[source]?.id ?? []))],
    }))
    const outcome: Outcome = {
      language: asked.language,
      kind: manuscript.text === notInNotes ? 'abstained' : 'answered',
      reason: undefined,
      text: manuscript.text,
      cited: [...new Set(claims.flatMap(({ concepts }) => concepts))],
      claims,
      written: { sources, manuscript },
      byJudge: undefined,
      removed: 0,
      cost: 0,
      milliseconds: 0,
    }
    trials.push(assess(test, outcome, measure))
  }
  return trials
}
