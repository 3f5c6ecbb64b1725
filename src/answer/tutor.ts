// Tutor: a question and what was found for it become an answer, by the best means there is right now.

import type { Clock, Log } from '#core/deps.ts'
import type { Language } from '#core/language.ts'
import type { Llm, LlmFault, Models, Source, Turn } from '#core/llm.ts'
import type { Retrieval } from '#knowledge/retrieve.ts'
import { fail, ok, type Result } from '#lib/result.ts'
import {
  type Answer,
  degradedAnswer,
  extractAnswer,
  furtherAnswer,
  type Hindrance,
  nearestPassages,
} from './answer.ts'
import { beginWriting, type Manuscript } from './claim.ts'
import { withExamNotes } from './exam.ts'
import { dearestJudging, doubtful, judged, judgeRequest } from './judge.ts'
import { partsOf } from './parts.ts'
import type { SharedSubject } from './proof.ts'
import type { Cap, Purse, Reservation, Spender } from './purse.ts'
import { type Manner, notInNotes, requestOf, sourcesOf } from './request.ts'
import { type Proven, provenOf, write } from './written.ts'

export type Asked = {
  readonly spender: Spender
  readonly question: string
  readonly language: Language
  readonly manner: Manner
  readonly earlier: readonly Turn[]
  readonly retrieval: Retrieval
}

/** What can be shown while the answer is made. A draft holds proven sentences only; a judge has none. */
export type Stage =
  | { readonly kind: 'searching' }
  | { readonly kind: 'draft'; readonly text: string }
  | { readonly kind: 'final'; readonly answer: Answer }

export type TutorDeps = {
  /** Undefined: answers are the notes' own passages. */
  readonly models: Models | undefined
  readonly purse: Purse
  readonly sharedSubject: SharedSubject
  readonly clock: Clock
  readonly log: Log
  /** Aborted when the program ends: who waits then gets the notes' own passages at once. */
  readonly ending: AbortSignal
}

/** A member waits 45 seconds at most; a little of it is needed to show the answer. */
const answerWithin = 40_000
/** Writing must leave time for the judge. */
const writeWithin = 30_000

/**
 * The stages of an answer; the last one is always `final`. What the notes do not cover is refused before
 * a model is asked. A model that fails, is too slow or too dear is replaced by the notes' own passages.
 * Leaving the loop ends the model's call; what was set aside for it then counts as spent.
 */
export async function* answerStages(deps: TutorDeps, asked: Asked): AsyncGenerator<Stage, void> {
  const { question, language, manner, retrieval } = asked
  const { models, log, ending } = deps
  const extract = manner === 'more' ? furtherAnswer : extractAnswer
  const extracted = extract(question, language, retrieval)
  if (models === undefined || retrieval.band === 'refuse') {
    yield { kind: 'final', answer: extracted }
    return
  }
  yield { kind: 'searching' }
  const leaving = new AbortController()
  let held: Reservation | undefined
  try {
    const within = AbortSignal.any([leaving.signal, ending, AbortSignal.timeout(answerWithin)])
    // A passage of layout alone says nothing a model could cite.
    const passages = retrieval.passages.filter(({ text }) => partsOf(text).length > 0)
    const asking = { ...asked, retrieval: { ...retrieval, passages } }
    const sources = sourcesOf(passages, language)
    // The judge's price is set aside first: what nobody could check is not worth paying for.
    const judging = await judgeHeld(deps, models.judge, asking, sources)
    if (judging.ok) held = judging.value
    const written = judging.ok
      ? yield* manuscriptOf(deps, models, asking, sources, within)
      : judging
    const proven = written.ok
      ? await doubted(
          models.judge,
          held,
          provenOf(written.value, sources, deps.sharedSubject),
          sources,
          within,
        )
      : written
    if (!written.ok || !proven.ok) {
      const reason = ending.aborted ? 'ending' : hindranceOf(written.ok ? proven : written)
      log.warn({ ask: asked.spender.ask, reason }, 'answered without the model')
      yield { kind: 'final', answer: degradedAnswer(extracted, reason) }
      return
    }
    const { model } = models.writer
    yield { kind: 'final', answer: answerOf(asking, model, written.value, proven.value, sources) }
  } finally {
    leaving.abort()
    await held?.release()
  }
}

/** Why a step gave nothing: a cap, a fault of the service, or the model's own refusal. */
type Obstacle = { readonly cap: Cap } | { readonly fault: LlmFault } | { readonly refused: true }

/** The most a judge can cost, set aside; undefined where there is none. */
async function judgeHeld(
  { purse, clock }: TutorDeps,
  judge: Llm | undefined,
  { spender }: Asked,
  sources: readonly Source[],
): Promise<Result<Reservation | undefined, Obstacle>> {
  if (judge === undefined) return ok(undefined)
  const worst = judge.worst(dearestJudging(sources), clock())
  const reserved = await purse.reserve({ spender, purpose: 'judge', llm: judge, worst })
  return reserved.ok ? reserved : fail({ cap: reserved.fault })
}

/** What the model writes; the proven sentences are shown while it does. */
async function* manuscriptOf(
  { purse, clock, sharedSubject }: TutorDeps,
  { writer, judge }: Models,
  asked: Asked,
  sources: readonly Source[],
  within: AbortSignal,
): AsyncGenerator<Stage, Result<Manuscript, Obstacle>> {
  const request = requestOf(sources, asked)
  const { spender, retrieval } = asked
  const worst = writer.worst(request, clock())
  const reserved = await purse.reserve({ spender, purpose: 'answer', llm: writer, worst })
  if (!reserved.ok) return fail({ cap: reserved.fault })
  const writing = beginWriting()
  const signal = AbortSignal.any([within, AbortSignal.timeout(writeWithin)])
  let complete = 0
  let shown = ''
  for await (const event of writer.answer(request, signal)) {
    if (event.kind === 'failed') {
      await reserved.value.settle(event.usage)
      return fail({ fault: event.fault })
    }
    if (event.kind === 'end') {
      await reserved.value.settle(event.usage)
      if (event.stop === 'refused') return fail({ refused: true })
      return event.stop === 'length' ? withoutEnd(writing.all()) : ok(writing.all())
    }
    writing.take(event)
    if (judge !== undefined) continue // what a judge has not seen yet is not shown
    const manuscript = writing.complete()
    if (manuscript.claims.length === complete) continue
    complete = manuscript.claims.length
    const { text } = write(
      manuscript,
      provenOf(manuscript, sources, sharedSubject),
      retrieval.passages,
    )
    if (text !== shown) yield { kind: 'draft', text }
    shown = text
  }
  await settleUnknown(reserved.value)
  return fail({ fault: { kind: 'cut', reason: 'the stream ended without an end' } })
}

/** A manuscript that was cut off at its length: the sentence it broke off in may say something else. */
function withoutEnd({ text, claims }: Manuscript): Result<Manuscript, Obstacle> {
  const whole = claims.slice(0, -1)
  if (whole.length > 0) return ok({ text, claims: whole })
  return fail({ fault: { kind: 'cut', reason: 'the answer was longer than allowed' } })
}

const settleUnknown = (reservation: Reservation): Promise<void> => reservation.settle(undefined)

/** What is left of the proven sentences after the judge, where there is one, has doubted them. */
async function doubted(
  judge: Llm | undefined,
  held: Reservation | undefined,
  proven: readonly Proven[],
  sources: readonly Source[],
  within: AbortSignal,
): Promise<Result<readonly Proven[], Obstacle>> {
  if (judge === undefined || doubtful(proven).length === 0) return ok(proven)
  const { result, usage } = await judged(judge, judgeRequest(proven, sources), proven, within)
  await held?.settle(usage)
  return result.ok ? result : fail({ fault: result.fault })
}

function answerOf(
  { question, language, retrieval }: Asked,
  model: string,
  manuscript: Manuscript,
  proven: readonly Proven[],
  sources: readonly Source[],
): Answer {
  const { passages, band } = retrieval
  const { text, citations, removed } = write(manuscript, proven, passages)
  const about = { mode: 'model', model, language, question, removed } as const
  if (text === '') {
    return { ...about, kind: 'unsupported', text: '', citations: nearestPassages(passages) }
  }
  const isWhole = band === 'answer' && !manuscript.claims.some((claim) => claim.text === notInNotes)
  const said = proven.flatMap(({ claim, evidence }) =>
    evidence.map(({ source }) => ({
      concept: sources[source]?.id ?? '',
      sentence: claim.text,
    })),
  )
  const answer = withExamNotes({ text, citations }, said, passages, language)
  return { ...about, kind: isWhole ? 'grounded' : 'partial', ...answer }
}

const ofCap: Readonly<Record<Cap, Hindrance>> = {
  member: 'member-budget',
  guild: 'guild-budget',
  day: 'budget',
  month: 'budget',
}
const ofFault: Readonly<Record<LlmFault['kind'], Hindrance>> = {
  busy: 'broken',
  unreachable: 'broken',
  cut: 'broken',
  invalid: 'broken',
  stalled: 'slow',
  aborted: 'slow',
  resting: 'resting',
  spent: 'denied',
  denied: 'denied',
}

function hindranceOf(failed: Result<unknown, Obstacle>): Hindrance {
  if (failed.ok || 'refused' in failed.fault) return 'refused'
  return 'cap' in failed.fault ? ofCap[failed.fault.cap] : ofFault[failed.fault.fault.kind]
}
