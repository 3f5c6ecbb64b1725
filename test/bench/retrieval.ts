// Retrieval: how well and how fast passages are found, beside the peers, and what an edit costs.

import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Glossary } from '#course/glossary.ts'
import type { Concept } from '#knowledge/concept.ts'
import { conceptsOf, glossaryOf, loadLibrary, shelvesAt } from '#knowledge/library.ts'
import { openLibrary } from '#knowledge/living.ts'
import { retrieve } from '#knowledge/retrieve.ts'
import { createIndex } from '#knowledge/search-index.ts'
import { type Found, readQuestions, scoreOf } from '../../src/cli/eval-score.ts'
import { corpusOf, folderOf } from './corpus.ts'
import { measured, stepTime, timed, type Work } from './measure.ts'
import { peers } from './peers.ts'

const course = fileURLToPath(new URL('../../knowledge', import.meta.url))
const questions = readQuestions(fileURLToPath(new URL('questions.jsonl', import.meta.url)))
const asked = questions.map(({ q }) => q)
const quiet = { info: () => {}, warn: () => {}, error: () => {} }

// A chunk in both languages is two documents for the peers; at 20,000 they are measured with one each.
const sizes = [
  { chunks: 500, both: true, beside: true },
  { chunks: 20_000, both: false, beside: true },
  { chunks: 20_000, both: true, beside: false },
]

const shareOf = (found: readonly Found[]) => {
  const { all, refusal, auroc } = scoreOf(questions, found)
  return { ...all, refusal, auroc }
}

/** What of the questions each finds in the whole course. */
async function quality(concepts: readonly Concept[], glossary: Glossary) {
  const index = await createIndex(concepts, glossary)
  const own = asked.map((question): Found => {
    const { band, score, passages } = retrieve(index, question)
    const texts = passages.map(({ title, text }) => `${title}\n${text}`)
    return { refused: band === 'refuse', score, passages: texts }
  })
  const others: Record<string, unknown> = {}
  for (const { name, build } of peers) {
    const find = await build(concepts)
    const found: Found[] = []
    for (const question of asked) {
      found.push({ refused: false, score: 0, passages: await find(question) })
    }
    const { r1, r3, mrr } = shareOf(found)
    others[name] = { r1, r3, mrr }
  }
  return { concepts: concepts.length, gongbu: shareOf(own), ...others }
}

async function speed(concepts: readonly Concept[], glossary: Glossary, beside: boolean) {
  const [index, build] = await measured(() => createIndex(concepts, glossary))
  const ask = (question: string) => retrieve(index, question)
  // Weights are made when they are first needed: the first pass is what follows an edit.
  const firstPass = await timed(asked, ask)
  const gongbu = { build, ...(await timed(asked, ask)), firstPass }
  const others: Record<string, unknown> = {}
  for (const peer of beside ? peers : []) {
    const [find, made] = await measured(() => peer.build(concepts))
    await timed(asked, find)
    others[peer.name] = { build: made, ...(await timed(asked, find)) }
  }
  return { step: stepTime(), gongbu, ...others }
}

/** A folder of so many chunks: opened, then one of its files is edited. */
async function edit(concepts: readonly Concept[]) {
  const { dir, files } = await folderOf(concepts)
  const [living, open] = await measured(() =>
    openLibrary(dir, { log: quiet, beside: async () => ({ problems: [] }) }),
  )
  const times: Omit<Work, 'megabytes'>[] = []
  for (const [at, file] of files.slice(0, 25).entries()) {
    const text = await readFile(join(dir, file), 'utf8')
    await living.refresh()
    await writeFile(join(dir, file), `${text}\nOne more sentence, number ${at}.\n`)
    const [, work] = await measured(() => living.refresh(new Set([file])))
    times.push(work)
  }
  await living.stop()
  await rm(dir, { recursive: true })
  const spread = (of: (work: (typeof times)[number]) => number) => {
    const sorted = times.map(of).sort((a, b) => a - b)
    return { median: sorted[Math.floor(sorted.length / 2)], most: sorted.at(-1) }
  }
  const milliseconds = spread((work) => work.milliseconds)
  const processor = spread((work) => work.processor)
  const longestBlock = spread((work) => work.longestBlock)
  return { step: stepTime(), open, file: { milliseconds, processor, longestBlock } }
}

async function retrieval() {
  const [{ concepts: loaded }, load] = await measured(() => loadLibrary(course))
  const shelves = await shelvesAt(course)
  const glossary = glossaryOf(shelves)
  const real = [...conceptsOf(shelves).values()]
  const bySize = []
  for (const { chunks, both, beside } of sizes) {
    console.error(`retrieval: ${chunks} chunks in ${both ? 'two languages' : 'one language'} each`)
    const figures = await speed(corpusOf(real, chunks, both), glossary, beside)
    bySize.push({ chunks, languagesEach: both ? 2 : 1, ...figures })
  }
  return {
    load: { step: stepTime(), concepts: loaded.size, ...load },
    quality: await quality(real, glossary),
    speed: bySize,
    edit: { chunks: 20_000, ...(await edit(corpusOf(real, 20_000, false))) },
  }
}

export const retrievalSection = { name: 'retrieval', run: retrieval }
