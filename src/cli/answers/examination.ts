// Examination: the cases put to the tutor with its models, several at a time.

import type { Answer } from '#answer/answer.ts'
import type { Purse } from '#answer/purse.ts'
import { answerStages } from '#answer/tutor.ts'
import { provenOf } from '#answer/written.ts'
import type { Clock, Log } from '#core/deps.ts'
import type { Models } from '#core/llm.ts'
import { assess, type Outcome, type ShownClaim } from './assessment.ts'
import type { Case } from './case.ts'
import { outcomeKind, type Setting, type SettingOf } from './setting.ts'
import type { Trial } from './trial.ts'
import { witnessOf } from './witness.ts'

export type Examination = {
  readonly cases: readonly Case[]
  readonly settingOf: SettingOf
  /** The models that answer a case; the control's are another for each. */
  readonly modelsFor: (test: Case) => Models
  readonly purse: Purse
  readonly clock: Clock
  readonly log: Log
  readonly concurrency: number
  /** Milliseconds since some beginning. */
  readonly elapsed: () => number
  readonly onTrial?: (trial: Trial, done: number) => void
}

/** Puts every case once; the trials come in the order of the cases. */
export async function examine(examination: Examination): Promise<readonly Trial[]> {
  const { cases, concurrency, onTrial } = examination
  const trials: Trial[] = []
  const queue = cases.entries()
  let done = 0
  const work = async (): Promise<void> => {
    // The workers share one iterator, so each case is taken once.
    for (const [at, test] of queue) {
      const trial = await trialOf(examination, test)
      trials[at] = trial
      done += 1
      onTrial?.(trial, done)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work))
  return trials
}

async function trialOf(
  { settingOf, modelsFor, purse, clock, log, elapsed }: Examination,
  test: Case,
): Promise<Trial> {
  const setting = settingOf(test)
  const { asked, measure } = setting
  const models = modelsFor(test)
  const witness = witnessOf(models, clock)
  const { sharedSubject } = measure
  const began = elapsed()
  let answer: Answer | undefined
  const ending = new AbortController().signal
  const deps = { models: witness.models, purse, sharedSubject, clock, log, ending }
  for await (const stage of answerStages(deps, asked)) {
    if (stage.kind === 'final') answer = stage.answer
  }
  const milliseconds = elapsed() - began
  if (!answer) throw new Error(`${test.id}: the tutor ended without an answer`)
  const { claims, byJudge } = await checkedClaims(witness, models, setting)
  const kind = outcomeKind(answer)
  const outcome: Outcome = {
    language: answer.language,
    kind,
    reason: answer.kind === 'degraded' ? answer.reason : undefined,
    text: answer.text,
    cited: answer.citations.map(({ concept }) => concept),
    claims: kind === 'answered' ? claims : [],
    written: witness.seen(),
    byJudge,
    removed: answer.mode === 'model' ? answer.removed : 0,
    cost: witness.cost(),
    milliseconds,
  }
  return assess(test, outcome, measure)
}

/** The claims that passed the checks, and how many of those proven by code the judge supported. */
async function checkedClaims(
  witness: ReturnType<typeof witnessOf>,
  { judge }: Models,
  { measure }: Setting,
): Promise<{ readonly claims: readonly ShownClaim[]; readonly byJudge: Outcome['byJudge'] }> {
  const seen = witness.seen()
  if (!seen) return { claims: [], byJudge: undefined }
  const { manuscript, sources } = seen
  const proven = provenOf(manuscript, sources, measure.sharedSubject)
  const supported = await witness.doubted(proven, sources)
  const claims = (supported ?? proven).map(({ claim, evidence }) => ({
    text: claim.text,
    concepts: [...new Set(evidence.flatMap(({ source }) => sources[source]?.id ?? []))],
  }))
  if (judge === undefined) return { claims, byJudge: undefined }
  const isSilent = supported === undefined && proven.length > 0
  return {
    claims,
    // A judge that gave no verdict says nothing of these claims, and the answer is degraded.
    byJudge: isSilent ? { count: 0, of: 0 } : { count: supported?.length ?? 0, of: proven.length },
  }
}
