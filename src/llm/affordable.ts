// Affordable: how many answers each cap lets the models write; told at start, not by a member's refusal.

import type { AnswerRequest, Models, Nanos, Usage, ValueRequest } from '#core/llm.ts'

/** The caps by the names of their variables, in nano-dollars. */
export type Caps = Readonly<Record<'member' | 'guild' | 'day' | 'month', Nanos>>

export const capNames: Readonly<Record<keyof Caps, string>> = {
  member: 'CAP_MEMBER_DAY',
  guild: 'CAP_GUILD_DAY',
  day: 'CAP_DAY',
  month: 'CAP_MONTH',
}

/** As long as a question with its passages: nine of ten of a course with long notes are shorter. */
const asked: AnswerRequest = {
  instructions: '',
  sources: [{ id: 'id', title: 'title', parts: ['.'.repeat(7300)] }],
  earlier: [],
  question: '?',
  most: 700,
}
/** The same for what a judge is asked. */
const doubted: ValueRequest = { instructions: '', input: '.'.repeat(9400), most: 1080 }

const usage = (input: number, output: number): Usage => ({
  input,
  output,
  cacheRead: 0,
  cacheWrite: 0,
  cacheWriteHour: 0,
})

/** What an ordinary answer does cost in tokens: a few passages, a short paragraph. */
export const usualAnswer = usage(2500, 500)
const usualJudging = usage(1200, 200)

type Holding = {
  readonly cap: keyof Caps
  /** What is set aside for one answer, its judge included, until its cost is known. */
  readonly worst: Nanos
  /** Ordinary answers until the cap is reached. */
  readonly answers: number
}

/** What each cap holds, the fewest first. A cap of 0 was meant; free models are held by any. */
export function holdings(
  { writer, judge }: Models,
  caps: Caps,
  at: Temporal.Instant,
): readonly Holding[] {
  const worst = writer.worst(asked, at) + (judge?.worst(doubted, at) ?? 0)
  const usual = writer.cost(usualAnswer, at) + (judge?.cost(usualJudging, at) ?? 0)
  if (worst === 0) return []
  const names = Object.keys(capNames) as (keyof Caps)[]
  return names
    .filter((cap) => caps[cap] > 0)
    .map((cap) => ({
      cap,
      worst,
      answers: caps[cap] < worst ? 0 : 1 + Math.floor((caps[cap] - worst) / usual),
    }))
    .sort((one, other) => one.answers - other.answers)
}
