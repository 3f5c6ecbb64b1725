// Witness: watches what models are asked, write and cost, without changing a word of it.

import { beginWriting, type Manuscript } from '#answer/claim.ts'
import { judged, judgeRequest } from '#answer/judge.ts'
import type { Proven } from '#answer/written.ts'
import type { Clock } from '#core/deps.ts'
import type { Llm, Models, Nanos, Source, Usage, ValueOutcome } from '#core/llm.ts'

export type Witness = {
  readonly models: Models
  /** What the writer was shown and wrote; undefined when it was not asked. */
  readonly seen: () =>
    | { readonly sources: readonly Source[]; readonly manuscript: Manuscript }
    | undefined
  /** Of these claims, those the judge found supported; undefined when there was no verdict. */
  readonly doubted: (
    proven: readonly Proven[],
    sources: readonly Source[],
  ) => Promise<readonly Proven[] | undefined>
  readonly cost: () => Nanos
}

/** Stands between the tutor and the models for one question. A call of unknown cost counts its worst. */
export function witnessOf({ writer, judge }: Models, clock: Clock): Witness {
  let sources: readonly Source[] | undefined
  let verdict: ValueOutcome<unknown> | undefined
  let cost: Nanos = 0
  const writing = beginWriting()
  const spend = (llm: Llm, request: Parameters<Llm['worst']>[0], usage: Usage | undefined) => {
    cost += usage === undefined ? llm.worst(request, clock()) : llm.cost(usage, clock())
  }

  const watchedWriter: Llm = {
    ...writer,
    async *answer(request, signal) {
      sources = request.sources
      let used: Usage | undefined
      try {
        for await (const event of writer.answer(request, signal)) {
          writing.take(event)
          if (event.kind === 'end' || event.kind === 'failed') used = event.usage
          yield event
        }
      } finally {
        spend(writer, request, used)
      }
    },
  }
  const watchedJudge: Llm | undefined = judge && {
    ...judge,
    async value(request, schema, signal) {
      const outcome = await judge.value(request, schema, signal)
      verdict = outcome
      spend(judge, request, outcome.usage)
      return outcome
    },
  }
  return {
    models: { writer: watchedWriter, judge: watchedJudge },
    seen: () => sources && { sources, manuscript: writing.all() },
    async doubted(proven, shown) {
      if (judge === undefined || verdict === undefined) return undefined
      const told = verdict
      // The judge's own words once more, read as the tutor reads them.
      const again: Llm = {
        ...judge,
        value: <Value>() => Promise.resolve(told as ValueOutcome<Value>),
      }
      const request = judgeRequest(proven, shown)
      const { result } = await judged(again, request, proven, new AbortController().signal)
      return result.ok ? result.value : undefined
    },
    cost: () => cost,
  }
}
