// Evaluation: the cases put to the models, and to bad answerers that show whether the scorer can tell.

import type { Clock, Log } from '#core/deps.ts'
import type { Models, Nanos } from '#core/llm.ts'
import type { Case } from './case.ts'
import { type Control, controlModel, mustMiss, unchecked } from './control.ts'
import { examine } from './examination.ts'
import { type Gate, type GateName, gatesOf } from './figures.ts'
import { purseOf } from './models.ts'
import type { SettingOf } from './setting.ts'
import type { Trial } from './trial.ts'

export type Evaluation = {
  readonly writer: string
  readonly judge: string | undefined
  readonly trials: readonly Trial[]
  readonly gates: readonly Gate[]
  readonly seconds: number
  /** Bad answerers whose words no check stopped, on every case. */
  readonly controls: Readonly<Record<Control, readonly Trial[]>>
  /** The reckless one again, behind the checks. */
  readonly checked: readonly Trial[]
}

export type EvaluationDeps = {
  readonly settingOf: SettingOf
  readonly clock: Clock
  readonly log: Log
  /** Milliseconds since some beginning. */
  readonly elapsed: () => number
}

/** Puts `cases` to the models, spending `cap` at most; and `all` to the controls, which cost nothing. */
export async function evaluate(
  deps: EvaluationDeps,
  {
    models,
    cases,
    all,
    cap,
    concurrency,
    onTrial,
  }: {
    readonly models: Models
    readonly cases: readonly Case[]
    readonly all: readonly Case[]
    readonly cap: Nanos
    readonly concurrency: number
    readonly onTrial: (trial: Trial, done: number) => void
  },
): Promise<Evaluation> {
  const { settingOf, clock, elapsed } = deps
  const controls = {
    reckless: await unchecked('reckless', all, settingOf),
    timid: await unchecked('timid', all, settingOf),
  }
  const checked = await examine({
    ...deps,
    cases: all,
    modelsFor: (test) => ({ writer: controlModel('reckless', test), judge: undefined }),
    purse: purseOf(0, clock),
    concurrency: 1,
  })
  const began = elapsed()
  const trials = await examine({
    ...deps,
    cases,
    modelsFor: () => models,
    purse: purseOf(cap, clock),
    concurrency,
    onTrial,
  })
  return {
    writer: models.writer.model,
    judge: models.judge?.model,
    trials,
    gates: gatesOf(trials),
    seconds: (elapsed() - began) / 1000,
    controls,
    checked,
  }
}

/** The bars that a control was to miss and met: the scorer cannot tell good from bad there. */
export function wronglyMet(control: Control, trials: readonly Trial[]): readonly GateName[] {
  const gates = gatesOf(trials)
  return mustMiss[control].filter((name) =>
    gates.some((gate) => gate.name === name && gate.verdict === 'met'),
  )
}

/** `untrusted`: a bad answerer passes where it must not; `unmeasured`: no real model was asked. */
export type Conclusion = 'met' | 'missed' | 'unmeasured' | 'untrusted'

/** What an evaluation comes to. */
export function conclusionOf(
  { controls, gates }: Pick<Evaluation, 'controls' | 'gates'>,
  isStandIn: boolean,
): Conclusion {
  const fooled = [
    ...wronglyMet('reckless', controls.reckless),
    ...wronglyMet('timid', controls.timid),
  ]
  if (fooled.length > 0) return 'untrusted'
  if (isStandIn) return 'unmeasured'
  return gates.some(({ verdict }) => verdict === 'missed') ? 'missed' : 'met'
}

/** The exit code of each; what is unmeasured fails nobody. */
export const exitCodes: Readonly<Record<Conclusion, number>> = {
  met: 0,
  unmeasured: 0,
  missed: 1,
  untrusted: 2,
}
