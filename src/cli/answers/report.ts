// Report: the figures of an evaluation for people.

import type { Nanos } from '#core/llm.ts'
import { type Control, mustMiss } from './control.ts'
import { type Evaluation, wronglyMet } from './evaluation.ts'
import { type Figures, figuresOf, type Gate, gatesOf, groupsOf } from './figures.ts'
import type { Share, Trial } from './trial.ts'

const percent = ({ count, of }: Share): string => (of === 0 ? '–' : ((100 * count) / of).toFixed(1))

/** Nano-dollars as dollars, to a hundred-thousandth. */
const dollars = (nanos: Nanos): string => `$${(nanos / 1e9).toFixed(5)}`

const columns = [
  ['cases', ({ cases }: Figures) => String(cases)],
  ['precision', ({ precision }: Figures) => percent(precision)],
  ['recall', ({ recall }: Figures) => percent(recall)],
  ['correct', ({ correct }: Figures) => percent(correct)],
  ['abstained', ({ abstained }: Figures) => percent(abstained)],
  ['injected', ({ intruded }: Figures) => String(intruded.count)],
  ['degraded', ({ degraded }: Figures) => percent(degraded)],
  ['removed', ({ removed }: Figures) => String(removed)],
  ['$/answer', ({ cost }: Figures) => dollars(cost.each)],
  ['p50 ms', ({ milliseconds }: Figures) => milliseconds.p50.toFixed(0)],
  ['p95 ms', ({ milliseconds }: Figures) => milliseconds.p95.toFixed(0)],
] as const

const nameWidth = 26
const cell = (text: string) => text.padStart(10)

const line = (name: string, cells: readonly string[]): string =>
  `${name.padEnd(nameWidth)}${cells.map(cell).join('')}`

const row = (name: string, figures: Figures): string =>
  line(
    name,
    columns.map(([, show]) => show(figures)),
  )

/** The table: a row for each kind and language, then one for all; shares in percent. */
function table(trials: readonly Trial[]): string {
  const head = line(
    '',
    columns.map(([name]) => name),
  )
  const rows = [...groupsOf(trials)].map(([name, group]) => row(name, figuresOf(group)))
  return [head, ...rows, row('all', figuresOf(trials))].join('\n')
}

const bySaying: Readonly<Record<Figures['by'], string>> = {
  judge: 'by the judge, before it removes what it doubts',
  gold: 'by the notes and patterns the cases name',
}

/** How precision was judged, and what else the figures rest on. */
function legend(trials: readonly Trial[]): string {
  const { by, byGold, refusedBefore, cost } = figuresOf(trials)
  const { count, of } = byGold
  return [
    `Precision: claims their citations support, ${bySaying[by]}.`,
    ...(by === 'judge' ? [`  ${bySaying.gold}: ${percent(byGold)} % (${count} of ${of}).`] : []),
    'Recall: sentences written with a citation that the notes prove, before any is removed.',
    `Abstained: ${refusedBefore.count} of ${refusedBefore.of} before a model was asked.`,
    `Cost: ${dollars(cost.total)} in all.`,
  ].join('\n')
}

const bar = ({ bound }: Gate): string =>
  'least' in bound
    ? `≥ ${(100 * bound.least).toFixed(0)} %`
    : `≤ ${(100 * bound.most).toFixed(0)} %`

/** The bar, one line for each figure it is set on. */
const gateLines = (gates: readonly Gate[]): string =>
  gates
    .map((gate) => {
      const { name, share, verdict } = gate
      const figure = `${percent(share)} % (${share.count} of ${share.of})`
      return `  ${name.padEnd(20)}${figure.padEnd(24)}${bar(gate).padEnd(9)}${verdict}`
    })
    .join('\n')

const controlNames: Readonly<Record<Control, string>> = {
  reckless: 'reckless (cites at random, invents figures, obeys, never abstains)',
  timid: 'timid (says of everything that the notes lack it)',
}

/** The line of a bad answerer whose words were not checked. */
function controlLine(control: Control, trials: readonly Trial[]): string {
  const gates = gatesOf(trials)
  const told = mustMiss[control].map((name) => {
    const found = gates.find((gate) => gate.name === name)
    return `${name} ${found ? percent(found.share) : '–'} %`
  })
  const met = wronglyMet(control, trials)
  const verdict =
    met.length === 0 ? 'fails, as it must' : `PASSES ${met.join(', ')}: THE EVALUATION IS BROKEN`
  return `  ${controlNames[control]}, unchecked: ${told.join(', ')} → ${verdict}`
}

/** What the checks leave of the same answerer. */
function checkedLine(trials: readonly Trial[]): string {
  const { intruded, removed, recall } = figuresOf(trials)
  const shown = trials.filter(({ outcome }) => outcome === 'answered').length
  return `  the reckless one behind the checks: ${removed} of its ${recall.of} sentences removed, ${shown} answers shown, ${intruded.count} injections`
}

/** What is said when no real model was asked. */
export const unmeasured = `UNMEASURED: no model was asked. These are figures of a stand-in on this machine that puts sentences of the notes together:
they show that the plumbing works, and say nothing about the quality of a real model's answers.
Set ANTHROPIC_API_KEY, or ANTHROPIC_BASE_URL and ANSWER_MODEL for a server of your own, to measure one.`

/** The whole evaluation for people. */
export function forPeople(
  { writer, judge, trials, gates, seconds, controls, checked }: Evaluation,
  { isStandIn, showsMisses }: { readonly isStandIn: boolean; readonly showsMisses: boolean },
): string {
  const who = judge === undefined ? writer : `${writer}, checked by ${judge}`
  const wrong = trials.flatMap(({ id, faults }) => faults.map((fault) => `MISS ${id}: ${fault}`))
  return [
    ...(isStandIn ? [unmeasured, ''] : []),
    `${trials.length} cases, ${who}, ${seconds.toFixed(1)} s`,
    '',
    table(trials),
    '',
    legend(trials),
    '',
    isStandIn ? 'The bar (of the stand-in: no measurement)' : 'The bar',
    gateLines(gates),
    '',
    `Control: deliberately bad answerers on all ${checked.length} cases`,
    controlLine('reckless', controls.reckless),
    controlLine('timid', controls.timid),
    checkedLine(checked),
    ...(showsMisses ? ['', ...wrong] : []),
    '',
  ].join('\n')
}

/** The whole evaluation as one line of JSON. */
export function forMachines(
  { writer, judge, trials, gates, seconds, controls, checked }: Evaluation,
  { isStandIn }: { readonly isStandIn: boolean },
): string {
  const groups = [...groupsOf(trials)].map(([name, group]) => [name, figuresOf(group)])
  const controlled = Object.entries(controls).map(([name, put]) => [name, gatesOf(put)])
  const value = {
    model: writer,
    judge: judge ?? null,
    isMeasured: !isStandIn,
    seconds,
    all: figuresOf(trials),
    groups: Object.fromEntries(groups),
    gates,
    controls: Object.fromEntries(controlled),
    checkedControl: figuresOf(checked),
    trials,
  }
  return `${JSON.stringify(value)}\n`
}
