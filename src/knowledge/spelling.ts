// Spelling: the nearest known word for a mistyped one, and the words inside Hangul typed without spaces.

import { isParticle } from '#lib/korean.ts'

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

/**
 * The known word a mistyped Latin one stands for: one edit from five letters on, two from eight.
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

type Way = { readonly unknown: number; readonly words: readonly string[] }

/**
 * A word typed without spaces as the known words in it: 메시지최대크기 → 메시지, 최대, 크기. The word itself
 * when more than `tolerance` of its letters belong to none.
 */
export function segmented(
  word: string,
  isKnown: (part: string) => boolean,
  shortest: number,
  tolerance: number,
): readonly string[] {
  const ways: Way[] = [{ unknown: 0, words: [] }]
  for (let end = 1; end <= word.length; end++) {
    let best: Way = { unknown: Number.POSITIVE_INFINITY, words: [] }
    for (let start = Math.max(0, end - 16); start < end; start++) {
      const part = word.slice(start, end)
      const way = ways[start] as Way
      const known = part.length >= shortest && isKnown(part)
      const hangs = !known && start > 0 && isParticle(part)
      const unknown = way.unknown + (known ? 0 : hangs ? 0.5 : part.length)
      const words = hangs ? way.words : [...way.words, part]
      const fewer = unknown === best.unknown && words.length < best.words.length
      if (unknown < best.unknown || fewer) best = { unknown, words }
    }
    ways.push(best)
  }
  const { unknown, words } = ways[word.length] as Way
  return unknown > word.length * tolerance ? [word] : words
}
