// Written: the proven sentences of a model's manuscript, put together with markers and their sources.

import type { Source } from '#core/llm.ts'
import type { Passage } from '#knowledge/retrieve.ts'
import { type Citation, citeParts } from './citation.ts'
import type { Claim, Manuscript } from './claim.ts'
import { type Evidence, prove, type SharedSubject } from './proof.ts'
import { notInNotes } from './request.ts'
import { showable } from './showable.ts'

/**
 * A sentence that the notes prove, and by which of their words. One that only leads in to the next
 * ("the difference is:", a table's heading) is held against the evidence of that and has no marker.
 */
export type Proven = {
  readonly claim: Claim
  readonly evidence: readonly Evidence[]
  readonly isLead: boolean
  /** It says nothing by itself, so there is nothing to doubt. */
  readonly isSilent: boolean
}

export type Written = {
  /** Markdown with a marker such as `[1]` after each proven sentence; '' when nothing is proven. */
  readonly text: string
  readonly citations: readonly Citation[]
  /** Sentences that claim something the notes do not prove, and were left out. */
  readonly removed: number
}

/** The sentences of a manuscript that the notes prove. */
export function provenOf(
  { claims, text }: Manuscript,
  sources: readonly Source[],
  sharedSubject: SharedSubject,
): readonly Proven[] {
  const verdicts = claims.map((claim) => prove(claim, sources, sharedSubject))
  return claims.flatMap((claim, at): Proven[] => {
    const own = verdicts[at]
    if (own?.kind === 'proven') {
      const { evidence, isSilent } = own
      return [{ claim, evidence, isSilent, isLead: false }]
    }
    const next = claims[at + 1]
    if (!next || verdicts[at + 1]?.kind !== 'proven' || !leadsIn(claim, next, text)) return []
    const led = prove({ ...claim, pointers: next.pointers }, sources, sharedSubject, true)
    if (led.kind !== 'proven') return []
    return [{ claim, evidence: led.evidence, isSilent: led.isSilent, isLead: true }]
  })
}

/** A short line of its own that ends in a colon and names no evidence, or a table's heading. */
function leadsIn({ text, pointers, from, to }: Claim, next: Claim, whole: string): boolean {
  if (pointers.length > 0 || /\p{N}/u.test(text)) return false
  const gap = whole.slice(to, next.from)
  if (text.startsWith('|')) return gap.includes('--') && text.length <= headingMost
  const isAlone = from === 0 || whole[from - 1] === '\n'
  return isAlone && gap.includes('\n') && /[:：]\**$/.test(text) && text.length <= leadMost
}
const leadMost = 60
const headingMost = 160

/**
 * The answer made of the proven sentences alone. One number for each passage, in the order in which the
 * text first leans on it; its quote reaches from the first to the last of its cited words. What leads in
 * to a sentence that is left out is left out with it.
 */
export function write(
  manuscript: Manuscript,
  proven: readonly Proven[],
  passages: readonly Passage[],
): Written {
  // A claim is known by where it begins: no two begin at the same place.
  const provenAt = new Map(proven.map((each) => [each.claim.from, each]))
  const { claims } = manuscript
  const kept = claims.filter((claim, at) => {
    const own = provenAt.get(claim.from)
    const next = provenAt.get(claims[at + 1]?.from ?? -1)
    return own !== undefined && (!own.isLead || next?.isLead === false)
  })
  const stated = kept
    .flatMap((claim) => provenAt.get(claim.from) ?? [])
    .filter((one) => !one.isLead)
  const numbers = new Map<number, number>()
  const markersOf = (claim: Claim): string => {
    const own = provenAt.get(claim.from)
    if (!own || own.isLead) return ''
    const sources = new Set(own.evidence.map(({ source }) => source))
    for (const source of sources) if (!numbers.has(source)) numbers.set(source, numbers.size + 1)
    const markers = [...sources].map((source) => numbers.get(source) ?? 0).sort((a, b) => a - b)
    return markers.map((number) => `[${number}]`).join('')
  }
  const text = stated.length === 0 ? '' : composed(manuscript, new Set(kept), markersOf)
  const all = stated.flatMap(({ evidence }) => evidence)
  const citations = [...numbers].flatMap(([source, number]): Citation[] => {
    const passage = passages[source]
    const own = all.filter((each) => each.source === source)
    if (!passage || own.length === 0) return []
    const from = Math.min(...own.map((each) => each.from))
    const to = Math.max(...own.map((each) => each.to))
    return [citeParts(passage, number, { from, to })]
  })
  const claimed = claims.filter(({ text }) => text.trim() !== notInNotes)
  return { text, citations, removed: claimed.length - kept.length }
}

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
