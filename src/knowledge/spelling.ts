// Spelling: the nearest known word for a mistyped one, and the words in what is typed without spaces.

/** Edits between two words (insert, drop, change, swap neighbours), or `limit + 1` when there are more. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + change)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      }
      row.push(cost)
    }
    if (Math.min(...row) > limit) return limit + 1
    before = last
    last = row
  }
  return Math.min(limit + 1, last[b.length] ?? limit + 1)
}

const initials = 'ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅈㄱㄷㅂㅎ'

/** What a typing error leaves of a word's beginning: its first letter, or its first consonant however tense or aspirated. */
export const initialOf = (word: string): string => {
  const syllable = word.charCodeAt(0) - 0xac00
  return syllable < 0 ? word.charAt(0) : initials.charAt(Math.floor(syllable / 588))
}

/** The consonants and the vowel of a syllable as numbers. */
const jamoOf = (syllable: number): readonly number[] => {
  const at = syllable - 0xac00
  return [Math.floor(at / 588), Math.floor(at / 28) % 21, at % 28]
}

/** Whether two Hangul words of one length differ in one jamo only: 컨태이너, 컨테이너. */
function isSlip(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let slip = -1
  for (let at = 0; at < a.length; at++) {
    if (a.charCodeAt(at) === b.charCodeAt(at)) continue
    if (slip >= 0) return false
    slip = at
  }
  if (slip < 0) return false
  const other = jamoOf(b.charCodeAt(slip))
  return jamoOf(a.charCodeAt(slip)).filter((jamo, at) => jamo !== other[at]).length === 1
}

/** The known words that a Hangul one of three syllables or more differs from in one jamo. */
export const slipsOf = (word: string, known: readonly string[]): readonly string[] =>
  word.length < 3 ? [] : known.filter((candidate) => isSlip(word, candidate))

/**
 * The known word a mistyped Latin one stands for: one edit away from five letters on, two from eight.
 * Undefined when none is near, or two are equally so.
 */
export function corrected(word: string, known: readonly string[]): string | undefined {
  const limit = word.length >= 8 ? 2 : word.length >= 5 ? 1 : 0
  if (limit === 0 || /\d/.test(word)) return undefined
  let nearest: string | undefined
  let best = limit + 1
  for (const candidate of known) {
    const distance = editDistance(word, candidate, Math.min(best, limit))
    if (distance === best && distance <= limit) nearest = undefined
    if (distance < best) {
      best = distance
      nearest = candidate
    }
  }
  return nearest
}

/** Nobody types more without a space; the work grows with the square of it. */
const longestRun = 120

/**
 * The fewest known words that an English one is made of: visibilitytimeout → visibility, timeout.
 * Undefined when something else is left.
 */
export function separated(
  word: string,
  isKnown: (part: string) => boolean,
): readonly string[] | undefined {
  const shortest = 3
  if (word.length > longestRun) return undefined
  const ways: (readonly string[] | undefined)[] = [[]]
  for (let end = 1; end <= word.length; end++) {
    let best: readonly string[] | undefined
    for (let start = Math.max(0, end - 16); start <= end - shortest; start++) {
      const before = ways[start]
      const part = word.slice(start, end)
      if (!before || (best && before.length + 1 >= best.length) || !isKnown(part)) continue
      best = [...before, part]
    }
    ways.push(best)
  }
  return ways[word.length]
}

/** What a stretch of Hangul can be: a name the notes or the glossary know, or a word of daily talk. */
export type Role = 'name' | 'talk'
export type Part = { readonly word: string; readonly known: boolean }
type Way = { readonly cost: number; readonly parts: readonly Part[] }

/** What a word costs by how many syllables it has: fewer and longer words are likelier. */
const costOf = {
  name: (syllables: number) => (syllables > 2 ? 1 : syllables > 1 ? 1.25 : 2.5),
  talk: (syllables: number) => (syllables > 1 ? 1.1 : 1.9),
}
/** Of syllables that belong to no word: for the stretch, and for each of them. */
const unknownCost = { stretch: 0.8, syllable: 0.9 }
/** No known word is longer. */
const longest = 9

/**
 * The likeliest words of Hangul typed without spaces (Viterbi): 메시지최대크기는 → 메시지, 최대, 크기는. What
 * belongs to none stays together as unknown parts.
 */
export function segmented(
  word: string,
  roleOf: (part: string) => Role | undefined,
): readonly Part[] {
  if (word.length > longestRun) return [{ word, known: false }]
  const ways: Way[] = [{ cost: 0, parts: [] }]
  for (let end = 1; end <= word.length; end++) {
    let best: Way = { cost: Number.POSITIVE_INFINITY, parts: [] }
    for (let start = 0; start < end; start++) {
      const before = ways[start] as Way
      const part = word.slice(start, end)
      const role = part.length <= longest ? roleOf(part) : undefined
      const last = before.parts.at(-1)
      // A stretch of unknown syllables is one part, however long.
      if (role === undefined && last?.known === false) continue
      const cost =
        before.cost +
        (role === undefined
          ? unknownCost.stretch + unknownCost.syllable * part.length
          : costOf[role](part.length))
      if (cost < best.cost) {
        best = { cost, parts: [...before.parts, { word: part, known: role !== undefined }] }
      }
    }
    ways.push(best)
  }
  return (ways[word.length] as Way).parts
}
