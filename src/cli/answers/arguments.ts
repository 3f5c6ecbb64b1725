// Arguments: what an evaluation of answers is told on the command line.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Case, kinds, readCases, spread } from './case.ts'

export const usage = `Usage: npm run eval:answers -- [--limit N] [--only KIND] [--concurrency N] [--misses] [--json] [--stand-in] [--cases FILE]
  --limit N        puts N cases, spread over the kinds
  --only KIND      puts one kind alone: ${kinds.join(', ')}
  --concurrency N  questions at a time, 1 to 32 (default 4)
  --misses         lists what is wrong with which answer
  --json           prints the figures as JSON
  --stand-in       uses the stand-in even where a model is configured
  --cases FILE     other cases than test/bench/answers.jsonl
The model is the bot's: ANTHROPIC_API_KEY, ANSWER_MODEL, JUDGE_MODEL and so on; no more than CAP_DAY is spent.
Exit 0 when every bar is met or nothing could be measured, 1 when one is missed, 2 when the evaluation itself cannot be trusted.`

export type Arguments = {
  /** Every case of the file, and those of them that are put to the model. */
  readonly all: readonly Case[]
  readonly cases: readonly Case[]
  readonly concurrency: number
  readonly showsMisses: boolean
  readonly isJson: boolean
  readonly isStandIn: boolean
}

const ownCases = fileURLToPath(new URL('../../../test/bench/answers.jsonl', import.meta.url))
const concurrencyMost = 32

/** Reads the command line and the cases it names. Throws in words. */
export function readArguments(words: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...words],
    options: {
      limit: { type: 'string' },
      only: { type: 'string' },
      concurrency: { type: 'string' },
      cases: { type: 'string' },
      misses: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      'stand-in': { type: 'boolean', default: false },
    },
  })
  const only = kinds.find((kind) => kind === values.only)
  if (values.only !== undefined && only === undefined) {
    throw new Error(`--only must be one of ${kinds.join(', ')}.`)
  }
  const concurrency = wholeNumber('concurrency', values.concurrency ?? '4', concurrencyMost)
  const limit = wholeNumber('limit', values.limit ?? `${Number.MAX_SAFE_INTEGER}`)
  const file = values.cases ?? ownCases
  const all = casesOf(file)
  const chosen = all.filter(({ kind }) => only === undefined || kind === only)
  if (chosen.length === 0) throw new Error(`There are no ${only} cases in ${file}.`)
  return {
    all,
    cases: spread(chosen, limit),
    concurrency,
    showsMisses: values.misses,
    isJson: values.json,
    isStandIn: values['stand-in'],
  }
}

function wholeNumber(name: string, text: string, most = Number.MAX_SAFE_INTEGER): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 1 && number <= most) return number
  const range = most === Number.MAX_SAFE_INTEGER ? 'of at least 1' : `from 1 to ${most}`
  throw new Error(`--${name} must be a whole number ${range}.`)
}

function casesOf(file: string): readonly Case[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new Error(`${file} cannot be read. Name a file of cases with --cases.`)
  }
  const read = readCases(file, text)
  if (!read.ok) throw new Error(read.fault.join('\n'))
  return read.value
}
