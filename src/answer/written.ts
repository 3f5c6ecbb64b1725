// Written: the proven sentences of a model's manuscript, put together with markers and their sources.

import type { Source } from '#core/llm.ts'
import type { Passage } from '#knowledge/retrieve.ts'
import { type Citation, citeParts } from './citation.ts'
import type { Claim, Manuscript } from './claim.ts'
import { type Evidence, prove, type SharedSubject, type Verdict } from './proof.ts'
import { showable } from './showable.ts'

/** A sentence that the notes prove, and by which of their words. */
export type Proven = { readonly claim: Claim; readonly evidence: readonly Evidence[] }

export type Written = {
  /** Markdown with a marker such as `[1]` after each proven sentence; '' when nothing is proven. */
  readonly text: string
  readonly citations: readonly Citation[]
  /** Sentences that claim something the notes do not prove, and were left out. */
  readonly removed: number
}

/** The sentences of a manuscript that the notes prove. */
export function provenOf(
  { claims }: Manuscript,
  sources: readonly Source[],
  sharedSubject: SharedSubject,
): readonly Proven[] {
  return claims.flatMap((claim) => {
    const verdict: Verdict = prove(claim, sources, sharedSubject)
    return verdict.kind === 'proven' ? [{ claim, evidence: verdict.evidence }] : []
  })
}

/**
 * The answer made of the proven sentences alone. One number for each passage, in the order in which the
 * text first leans on it; its quote reaches from the first to the last of its cited words. What leads in
 * to something proven ("the difference is:", a table's heading) stays, everything else is left out.
 */
export function write(
  manuscript: Manuscript,
  proven: readonly Proven[],
  passages: readonly Passage[],
): Written {
  // A claim is known by where it begins: no two begin at the same place.
  const evidenceOf = new Map(proven.map(({ claim, evidence }) => [claim.from, evidence]))
  const kept = keptOf(manuscript, (claim) => evidenceOf.has(claim.from))
  const numbers = new Map<number, number>()
  const markersOf = (claim: Claim): string => {
    const sources = new Set((evidenceOf.get(claim.from) ?? []).map(({ source }) => source))
    for (const source of sources) if (!numbers.has(source)) numbers.set(source, numbers.size + 1)
    const markers = [...sources].map((source) => numbers.get(source) ?? 0).sort((a, b) => a - b)
    return markers.map((number) => `[${number}]`).join('')
  }
  const text = composed(manuscript, kept, markersOf)
  const all = proven.flatMap(({ evidence }) => evidence)
  const citations = [...numbers].flatMap(([source, number]): Citation[] => {
    const passage = passages[source]
    const own = all.filter((each) => each.source === source)
    if (!passage || own.length === 0) return []
    const from = Math.min(...own.map((each) => each.from))
    const to = Math.max(...own.map((each) => each.to))
    return [citeParts(passage, number, { from, to })]
  })
  const removed = manuscript.claims.filter((claim) => !kept.has(claim)).length
  return { text, citations, removed }
}

/** What stays: the proven, and what leads in to something proven right below it. */
function keptOf(
  { claims, text }: Manuscript,
  isProven: (claim: Claim) => boolean,
): ReadonlySet<Claim> {
  const kept = new Set<Claim>()
  for (const claim of claims.toReversed()) {
    const next = claims[claims.indexOf(claim) + 1]
    if (isProven(claim)) kept.add(claim)
    else if (next && kept.has(next) && leadsIn(claim, text.slice(claim.to, next.from))) {
      kept.add(claim)
    }
  }
  return kept
}

/** A line that ends in a colon, or stands above the line under a table's heading, and tells no figure. */
const leadsIn = ({ text }: Claim, gap: string): boolean =>
  !/\p{N}/u.test(text) &&
  ((/[:：]\**$/.test(text) && text.length <= leadMost) ||
    (text.startsWith('|') && gap.includes('--')))
const leadMost = 120

/** The kept sentences on the lines they were written on, each followed by its markers. */
function composed(
  { text, claims }: Manuscript,
  kept: ReadonlySet<Claim>,
  markersOf: (claim: Claim) => string,
): string {
  let composed = ''
  let last: Claim | undefined
  for (const claim of claims) {
    if (kept.has(claim)) {
      const gap = last === undefined ? '' : gapBetween(text, last, claim)
      const isNewLine = last === undefined || gap.includes('\n')
      composed +=
        gap +
        (isNewLine ? entryOf(text, claim) : '') +
        marked(showable(claim.text), markersOf(claim))
      last = claim
    }
  }
  return composed
}

/** What stood between two sentences that now follow each other: a space, a line's end, a paragraph's. */
function gapBetween(text: string, one: Claim, next: Claim): string {
  const gap = text.slice(one.to, next.from)
  if (!gap.includes('\n')) return ' '
  const rule = /\n *(\|[\s|:-]+\|) *\n/.exec(gap)
  if (rule && one.text.startsWith('|')) return `\n${rule[1]}\n`
  return /\n[ \t]*\n/.test(gap) ? '\n\n' : '\n'
}

/** The indent of a line, and its bullet where the sentence that held it was left out. */
function entryOf(text: string, claim: Claim): string {
  const begins = text.lastIndexOf('\n', claim.from - 1) + 1
  const before = text.slice(begins, claim.from)
  return /^\s*(?:[-*+]\s+)?/.exec(before)?.[0] ?? ''
}

/** A block of code and a table's row end with what must stay last. */
function marked(text: string, markers: string): string {
  if (markers === '') return text // it only leads in to what follows
  const fence = /^(`{3,}|~{3,})/.exec(text)?.[1]
  if (fence) return `${text.endsWith(`\n${fence}`) ? text : `${text}\n${fence}`}\n${markers}`
  return text.endsWith('|') ? `${text.slice(0, -1).trimEnd()} ${markers} |` : `${text} ${markers}`
}
