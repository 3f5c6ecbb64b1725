// Compose: an answer put together from the sentences of the passages that share most with the question.

import { piecesOf, shared } from './overlap.ts'
import type { Reading } from './reading.ts'

/** Parts `from` up to, not including, `to` of a passage; `quote` only when it is not what stands there. */
export type Cite = {
  readonly source: number
  readonly from: number
  readonly to: number
  readonly quote?: string
}

/** A run of the answer with what it rests on: one content block. */
export type Piece = { readonly text: string; readonly cites?: readonly Cite[] }

const partsMost = { plain: 4, more: 8, simpler: 2 }
/** The share of the question's words that a passage must hold to say anything on it. */
const enough = 0.25
/** A further part is told when it has nearly as much to say as the best one. */
const nearly = 0.5
/** Passages come the best first: each further one counts for a little less. */
const later = 0.85
const followingMost = 3

// It says nothing by itself, so nothing in the notes has to prove it.
const lead = { ko: '요약하면:\n', en: 'In short:\n' }

type Place = { readonly source: number; readonly part: number }
type Candidate = Place & { readonly score: number }

/** The answer to a request in pieces; the word for absence when no passage says anything on it. */
export function compose(reading: Reading): readonly Piece[] {
  const chosen = chosenParts(reading)
  if (chosen.length === 0) return [{ text: reading.absent }]
  const texts = chosen.map(({ source, part }) => reading.passages[source]?.parts[part] ?? '')
  const isList = texts.length > 2 || texts.some((text) => isBlock(text))
  const pieces: Piece[] = isList ? [{ text: lead[reading.language] }] : []
  chosen.forEach(({ source, part }, at) => {
    const text = texts[at] ?? ''
    const between = isList ? (text.startsWith('```') ? '\n' : '\n- ') : ' '
    if (at > 0 || isList) pieces.push({ text: at === 0 ? between.trimStart() : between })
    pieces.push({ text: told(text), cites: [{ source, from: part, to: part + 1 }] })
  })
  return pieces.filter(({ text }) => text !== '')
}

function chosenParts({ passages, question, earlier, manner }: Reading): readonly Place[] {
  const own = piecesOf(question)
  // "And how long?" says little by itself; then it is about what was said before.
  const before = own.size < 3 ? earlier.flatMap((said) => [...piecesOf(said)]) : []
  const asked = new Set([...own, ...before])
  if (asked.size === 0) return []
  const candidates = passages.flatMap(({ title, parts }, source): readonly Candidate[] => {
    const heading = piecesOf(title)
    const whole = new Set([...heading, ...parts.flatMap((part) => [...piecesOf(part)])])
    if (shared(asked, whole) / asked.size < enough) return []
    const about = shared(asked, heading) + 1
    return parts.map((text, part) => ({
      source,
      part,
      score: (about + shared(asked, piecesOf(text))) * later ** source,
    }))
  })
  const ranked = candidates.toSorted((one, other) => other.score - one.score)
  const best = ranked[0]?.score ?? 0
  const most = partsMost[manner]
  const chosen = new Map<string, Place>()
  for (const place of ranked.filter(({ score }) => score >= best * nearly)) {
    for (const { source, part } of unfolded(place, passages[place.source]?.parts ?? [])) {
      if (chosen.size < most) chosen.set(`${source}:${part}`, { source, part })
    }
  }
  return [...chosen.values()].sort(
    (one, other) => one.source - other.source || one.part - other.part,
  )
}

/** A line that only leads in, or heads a table, says nothing by itself: what follows it is told. */
function unfolded({ source, part }: Place, parts: readonly string[]): readonly Place[] {
  const isRow = (at: number) => parts[at]?.startsWith('|') ?? false
  const isLead = /[:：]\**$/.test(parts[part] ?? '') || (isRow(part) && !isRow(part - 1))
  if (!isLead) return [{ source, part }]
  const following = parts.slice(part + 1, part + 1 + followingMost)
  return following.map((_, at) => ({ source, part: part + 1 + at }))
}

const isBlock = (text: string): boolean => /^(?:[-*+>|]|\d+\.|```)/.test(text)

/** A part as a sentence of the answer: a row's cells in a line, no mark of a list. */
function told(text: string): string {
  if (text.startsWith('```')) return text
  if (text.startsWith('|')) {
    const cells = text.split('|').map((cell) => cell.trim())
    return cells.filter((cell) => cell !== '').join(' — ')
  }
  return text.replace(/^(?:[-*+>]|\d+\.)\s+/, '').replaceAll('\n', ' ')
}
