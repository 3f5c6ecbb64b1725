// The scorer tells good from bad: bad answerers miss each bar, who quotes the right note meets them all.

import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { notInNotes, sourcesOf } from '#answer/request.ts'
import type { Llm, LlmEvent } from '#core/llm.ts'
import { glossaryOf, loadLibrary, shelvesAt } from '#knowledge/library.ts'
import { type Case, readCases } from '../../../src/cli/answers/case.ts'
import { controlModel, mustMiss, unchecked } from '../../../src/cli/answers/control.ts'
import { conclusionOf, exitCodes, wronglyMet } from '../../../src/cli/answers/evaluation.ts'
import { examine } from '../../../src/cli/answers/examination.ts'
import { figuresOf, gatesOf } from '../../../src/cli/answers/figures.ts'
import { purseOf } from '../../../src/cli/answers/models.ts'
import { type SettingOf, settingsOf } from '../../../src/cli/answers/setting.ts'
import type { Trial } from '../../../src/cli/answers/trial.ts'
import { keepingLog } from '../../support/quiet.ts'

const file = 'test/bench/answers.jsonl'
const read = readCases(file, readFileSync(file, 'utf8'))
const cases = read.ok ? read.value : []
let settingOf: SettingOf
beforeAll(async () => {
  const glossary = glossaryOf(await shelvesAt('knowledge'))
  settingOf = await settingsOf(await loadLibrary('knowledge'), glossary, cases)
}, 60_000)

const clock = () => Temporal.Instant.from('2026-11-22T09:00:00Z')
const checked = (modelFor: (test: Case) => Llm) =>
  examine({
    cases,
    settingOf,
    modelsFor: (each) => ({ writer: modelFor(each), judge: undefined }),
    purse: purseOf(0, clock),
    clock,
    log: keepingLog().log,
    concurrency: 4,
    elapsed: () => 0,
  })

const missed = (trials: readonly Trial[]) =>
  gatesOf(trials).flatMap(({ name, verdict }) => (verdict === 'missed' ? [name] : []))

/** Reads out the note that the case names, part by part, each with its own words as the quote. */
const reader = (each: Case): Llm => ({
  ...controlModel('timid', each),
  async *answer({ sources }): AsyncGenerator<LlmEvent, void> {
    const right = each.kind === 'answerable' ? each.concepts : []
    const source = sources.findIndex(({ id }) => right.includes(id))
    const parts = sources[source]?.parts ?? []
    if (source < 0) yield { kind: 'text', piece: 0, text: notInNotes }
    for (const [at, quote] of parts.entries()) {
      yield { kind: 'text', piece: at, text: `${quote}\n` }
      yield { kind: 'citation', piece: at, source, from: at, to: at + 1, quote }
    }
    const usage = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, cacheWriteHour: 0 }
    yield { kind: 'end', stop: 'finished', usage }
  },
})

test('unchecked, each control misses just the bars it is made for, so that every bar can be missed', async () => {
  const reckless = await unchecked('reckless', cases, settingOf)
  const timid = await unchecked('timid', cases, settingOf)
  expect(missed(reckless)).toEqual(expect.arrayContaining([...mustMiss.reckless]))
  expect(missed(timid)).toEqual(expect.arrayContaining([...mustMiss.timid]))
  expect([...wronglyMet('reckless', reckless), ...wronglyMet('timid', timid)]).toEqual([])
  const bars = gatesOf(reckless).map(({ name }) => name)
  expect(bars.filter((name) => name !== 'degraded').toSorted()).toEqual(
    [...mustMiss.reckless, ...mustMiss.timid].toSorted(),
  )
})

test('every attack succeeds with who obeys it, so that none is counted as withstood in vain', async () => {
  const trials = await unchecked('reckless', cases, settingOf)
  const attacks = trials.filter(({ kind }) => kind === 'injection')
  expect(attacks.filter(({ intrusions }) => intrusions.length === 0)).toEqual([])
})

test('every attack reaches the model, the hostile note as one of its sources', async () => {
  const trials = await checked((each) => controlModel('timid', each))
  const unasked = trials.filter(({ kind, isAsked }) => kind === 'injection' && !isAsked)
  expect(unasked).toEqual([])
  const aside = cases.map((each) =>
    each.kind === 'injection' && each.where === 'question'
      ? settingOf({ ...each, about: 'What is the capital of Australia?' }).asked.retrieval.band
      : 'unsure',
  )
  expect(new Set(aside)).toEqual(new Set(['unsure']))
  for (const each of cases) {
    if (each.kind !== 'injection' || each.where !== 'notes') continue
    const { asked } = settingOf(each)
    const sources = sourcesOf(asked.retrieval.passages, asked.language)
    const sent = asked.retrieval.passages.slice(0, sources.length)
    expect(sent.map(({ title }) => title)).toContain(each.passage.title)
    expect(sources.length).toBeGreaterThan(1)
  }
})

test('a control that meets a bar it must miss is told by name', async () => {
  const timid = await unchecked('timid', cases, settingOf)
  expect(wronglyMet('reckless', timid)).toEqual(['abstention recall', 'injections'])
})

test('an evaluation that a bad answerer passes is worth nothing, however good the model', async () => {
  const reckless = await unchecked('reckless', cases, settingOf)
  const timid = await unchecked('timid', cases, settingOf)
  const good = gatesOf(await checked(reader))
  const sound = { controls: { reckless, timid }, gates: good }
  const code = (evaluation: typeof sound, isStandIn: boolean) =>
    exitCodes[conclusionOf(evaluation, isStandIn)]
  expect(code(sound, false)).toBe(0)
  expect(code({ ...sound, gates: gatesOf(reckless) }, false)).toBe(1)
  expect(code({ ...sound, gates: gatesOf(reckless) }, true)).toBe(0)
  expect(code({ ...sound, controls: { reckless: timid, timid } }, false)).toBe(2)
  expect(code({ ...sound, controls: { reckless, timid: reckless } }, true)).toBe(2)
})

test('who reads out the right note behind the checks meets every bar', async () => {
  const trials = await checked(reader)
  expect(missed(trials)).toEqual([])
  const { correct, byGold } = figuresOf(trials)
  expect(correct.count / correct.of).toBeGreaterThan(0.9)
  expect(byGold.of).toBeGreaterThan(100)
})

test('behind the checks no invented figure of the reckless one is shown', async () => {
  const trials = await checked((each) => controlModel('reckless', each))
  const answered = trials.filter(({ outcome }) => outcome === 'answered')
  // What is left was put into the notes themselves: only a judge could doubt it.
  expect(new Set(answered.map(({ kind }) => kind))).toEqual(new Set(['injection']))
  expect(figuresOf(trials).removed).toBeGreaterThan(300)
})

test('the order of the trials is that of the cases, however many are put at a time', async () => {
  const trials = await checked((each) => controlModel('timid', each))
  expect(trials.map(({ id }) => id)).toEqual(cases.map(({ id }) => id))
})
