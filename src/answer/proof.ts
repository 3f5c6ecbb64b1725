// Proof: whether the notes say what a model claims; decided by our own text, never by the model's word.

import type { Source } from '#core/llm.ts'
import { unprovenFigures } from '#knowledge/figures.ts'
import { plantedIn } from '#knowledge/planted.ts'
import { foldWidth } from '#lib/normal-form.ts'
import type { Claim, Pointer } from './claim.ts'
import { addressesIn } from './markup.ts'
import { recites } from './recital.ts'
import { notInNotes } from './request.ts'
import { showable } from './showable.ts'

/** Words of our own that a claim rests on: parts `from` up to, not including, `to` of a source. */
export type Evidence = { readonly source: number; readonly from: number; readonly to: number }

export type Verdict =
  | {
      readonly kind: 'proven'
      readonly evidence: readonly Evidence[]
      /** It says nothing by itself: it leads in, or stands in the notes word for word. */
      readonly isSilent: boolean
    }
  | {
      readonly kind: 'unproven'
      /**
       * No evidence is named; none of it stands in the notes; a figure of the claim is not in it, or an
       * address; it gives orders or tells ours; it speaks of something else.
       */
      readonly because: 'no evidence' | 'forged' | 'figure' | 'address' | 'order' | 'subject'
    }

/** How much of a sentence the concepts of these ids speak of, from 0 to 1; see sharedSubject. */
export type SharedSubject = (sentence: string, concepts: readonly string[]) => number | undefined

/**
 * A sentence that shares less with its sources than this speaks of something else. Of true explanations
 * of a concept one in a hundred shares less than .34, of those of other concepts one in twenty shares
 * more than .24; `npm run bench -- subject` measures it.
 */
const subjectLeast = 0.25

/**
 * A claim is proven when at least one quote named for it stands where it is said to stand, every figure
 * of the claim stands in one of those quotes with a unit that does not contradict, so does every address
 * in its code, and the claim gives no orders, tells none of ours and speaks of what those sources speak
 * of: a true quote must not carry a sentence about something else. A pointer to words the notes do not
 * hold counts for nothing; the others still do. A sentence that says nothing by itself must stand in the
 * quotes word for word, unless it only leads in to another (`isLead`) and so denies nothing.
 */
export function prove(
  claim: Claim,
  sources: readonly Source[],
  sharedSubject: SharedSubject,
  isLead = false,
): Verdict {
  if (claim.pointers.length === 0) return { kind: 'unproven', because: 'no evidence' }
  const evidence = distinct(claim.pointers.filter((pointer) => stands(pointer, sources)))
  if (evidence.length === 0) return { kind: 'unproven', because: 'forged' }
  const quotes = evidence.map((each) => quoteOf(each, sources)).join('\n')
  const said = withoutListMark(showable(claim.text))
  if (said.includes(notInNotes)) return { kind: 'unproven', because: 'subject' }
  if (unprovenFigures(said, quotes).length > 0) return { kind: 'unproven', because: 'figure' }
  // Only code still holds addresses: a member may copy them from there.
  const known = comparable(quotes)
  if (addressesIn(said).some((each) => !known.includes(comparable(each)))) {
    return { kind: 'unproven', because: 'address' }
  }
  if (plantedIn(said).length > 0 || recites(said)) return { kind: 'unproven', because: 'order' }
  if (comparable(said) === '') return { kind: 'unproven', because: 'subject' }
  const concepts = evidence.flatMap(({ source }) => sources[source]?.id ?? [])
  const shareOf = (words: string) => sharedSubject(words, concepts)
  const speaksOfThem = (words: string): boolean => {
    const share = shareOf(words)
    // "It does not." says nothing by itself and can turn an answer round.
    if (share === undefined) return isLead || known.includes(comparable(words))
    return share >= subjectLeast
  }
  // A block of code is one claim however long it is: no line of it may speak of something else.
  const isOn = (said.startsWith('```') ? said.split('\n').slice(1, -1) : [said]).every(speaksOfThem)
  if (!isOn) return { kind: 'unproven', because: 'subject' }
  return { kind: 'proven', evidence, isSilent: shareOf(said) === undefined }
}

/** The words of a source that evidence names, its parts one below the other. */
const quoteOf = ({ source, from, to }: Evidence, sources: readonly Source[]): string =>
  (sources[source]?.parts ?? []).slice(from, to).join('\n')

/** Whether the quote stands in just the parts it is said to be from. */
function stands({ source, from, to, quote }: Pointer, sources: readonly Source[]): boolean {
  const parts = sources[source]?.parts
  if (!parts || !Number.isInteger(from) || !Number.isInteger(to)) return false
  if (from < 0 || from >= to || to > parts.length) return false
  const said = comparable(quote)
  return said !== '' && comparable(parts.slice(from, to).join('\n')).includes(said)
}

/**
 * What two quotes are compared by: letters and digits of any script, the dot inside a number, the
 * percent sign. Spaces, case, emphasis and punctuation may be told differently, figures may not.
 */
export const comparable = (text: string): string =>
  foldWidth(text)
    .toLowerCase()
    .replaceAll(/(?<=\d),(?=\d{3})/g, '')
    .replaceAll(/(?<!\d)\.|\.(?!\d)|[^\p{L}\p{N}.%]/gu, '')

const withoutListMark = (text: string): string => text.replace(/^\s*\d{1,3}[.)]\s+/, '')

const distinct = (pointers: readonly Pointer[]): readonly Evidence[] =>
  pointers
    .map(({ source, from, to }) => ({ source, from, to }))
    .filter(
      (each, at, all) =>
        all.findIndex(
          ({ source, from, to }) => source === each.source && from === each.from && to === each.to,
        ) === at,
    )
