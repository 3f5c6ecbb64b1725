// `npm run search`: the passages a question finds, for people or as JSON lines.

import { createInterface } from 'node:readline'
import { type Language, languageOf } from '#core/language.ts'
import { type Retrieval, retrieve } from '#knowledge/retrieve.ts'
import type { Index } from '#knowledge/search-index.ts'
import { environmentOrEnd } from './environment.ts'
import { libraryOrEnd, unusable } from './library.ts'
import { print } from './print.ts'

const usage = `Usage:
  npm run --silent search -- "question"     the passages found, best first
  npm run --silent search -- --jsonl        reads {"id","q"} lines, answers each with a JSON line

  KNOWLEDGE_DIR  the folder of notes or courses (default: knowledge)
`

const said = {
  en: {
    answer: 'The notes answer this:',
    unsure: 'The notes may answer this:',
    refuse: 'The notes do not cover this. The nearest passages:',
    none: 'The notes do not cover this, and nothing in them comes near.',
    lines: 'lines',
  },
  ko: {
    answer: '노트에서 찾은 답이에요:',
    unsure: '노트에 있을지도 몰라요:',
    refuse: '노트에 없는 내용이에요. 가장 가까운 부분은:',
    none: '노트에 없는 내용이고, 가까운 부분도 없어요.',
    lines: '줄',
  },
} satisfies Record<Language, Record<string, string>>

const rounded = (score: number): number => Math.round(score * 1000) / 1000

function forPeople({ band, passages }: Retrieval, language: Language): string {
  const texts = said[language]
  if (passages.length === 0) return `${texts.none}\n`
  const found = passages.slice(0, band === 'refuse' ? 3 : undefined).map((passage, at) => {
    const [from, to] = passage.lines
    const place = `${passage.source}, ${texts.lines} ${from === to ? from : `${from}–${to}`}`
    const text = passage.text.replace(/^/gm, '   ')
    return `${at + 1}. ${passage.title}\n   (${place})\n${text}`
  })
  return `${texts[band]}\n\n${found.join('\n\n')}\n`
}

type Asked = { readonly id?: unknown; readonly q?: unknown }

/** One answer line for one question line; a line that cannot be read gets a line that says so. */
function answerLine(index: Index, line: string): string {
  let asked: Asked
  try {
    const parsed: unknown = JSON.parse(line)
    asked = typeof parsed === 'object' && parsed !== null ? parsed : {}
  } catch {
    return JSON.stringify({ error: 'this line is not JSON; write {"id":"1","q":"question"}' })
  }
  const { id, q } = asked
  if (typeof q !== 'string') {
    return JSON.stringify({ id, error: '"q" is missing or not a text; write {"id":"1","q":"…"}' })
  }
  const { band, score, passages } = retrieve(index, q)
  return JSON.stringify({
    id,
    passages: passages.map(({ title, text, score: rank, source, lines }) => ({
      title,
      text,
      score: rounded(rank),
      source,
      lines,
    })),
    refused: band === 'refuse',
    score: rounded(score),
  })
}

const words = process.argv.slice(2)
const question = words.filter((word) => !word.startsWith('--')).join(' ')
const unknown = words.find((word) => word.startsWith('--') && word !== '--jsonl')

if (unknown !== undefined || (question === '' && !words.includes('--jsonl'))) {
  if (unknown !== undefined) process.stderr.write(`There is no option ${unknown}.\n\n`)
  process.stderr.write(usage)
  process.exitCode = unusable
} else {
  const library = await libraryOrEnd(environmentOrEnd())
  for (const { file, line, problem } of library.problems) {
    process.stderr.write(`${file}:${line}: ${problem}\n`)
  }
  if (words.includes('--jsonl')) {
    for await (const line of createInterface({ input: process.stdin })) {
      if (line.trim() !== '') await print(`${answerLine(library.index, line)}\n`)
    }
  } else {
    await print(forPeople(retrieve(library.index, question), languageOf(question)))
  }
}
