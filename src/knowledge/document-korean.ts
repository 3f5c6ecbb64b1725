// Document Korean: text in Windows-949, which web pages call EUC-KR, with all 11,172 syllables.

/**
 * Node's own decoder knows the 2,350 syllables of KS X 1001. Windows-949 gives the other 8,822 the
 * free places in the order of Unicode: leads 81–C6, trails 41–5A, 61–7A, 81–FE, and from lead A1 on,
 * where KS X 1001 begins, only the trails below A1 (Microsoft's table for code page 949).
 */
const strict = new TextDecoder('euc-kr', { fatal: true })
const allTrails = 178
const lowTrails = 84

function placeOf(lead: number, trail: number): number | undefined {
  if (lead < 0x81 || lead > 0xc6 || (lead > 0xa0 && trail > 0xa0)) return undefined
  const before =
    lead <= 0xa0 ? (lead - 0x81) * allTrails : 0x20 * allTrails + (lead - 0xa1) * lowTrails
  if (trail >= 0x41 && trail <= 0x5a) return before + trail - 0x41
  if (trail >= 0x61 && trail <= 0x7a) return before + trail - 0x61 + 26
  return trail >= 0x81 && trail <= 0xfe ? before + trail - 0x81 + 52 : undefined
}

let others: readonly string[] | undefined

/** The syllables that KS X 1001 leaves out, in order. */
function otherSyllables(): readonly string[] {
  if (others) return others
  const bytes: number[] = []
  for (let lead = 0xb0; lead <= 0xc8; lead++) {
    for (let trail = 0xa1; trail <= 0xfe; trail++) bytes.push(lead, trail)
  }
  const standard = new Set(strict.decode(new Uint8Array(bytes)))
  const all = Array.from({ length: 11_172 }, (_, at) => String.fromCharCode(0xac00 + at))
  others = all.filter((syllable) => !standard.has(syllable))
  return others
}

/** The text, or undefined when the bytes are not Windows-949. */
export function decodeKorean(bytes: Uint8Array): string | undefined {
  const parts: string[] = []
  let from = 0
  let at = 0
  try {
    while (at < bytes.length) {
      const lead = bytes[at] ?? 0
      const place = lead < 0x80 ? undefined : placeOf(lead, bytes[at + 1] ?? 0)
      if (place !== undefined) {
        const syllable = otherSyllables()[place]
        if (syllable === undefined) return undefined
        parts.push(strict.decode(bytes.subarray(from, at)), syllable)
        from = at + 2
      }
      at += lead < 0x80 ? 1 : 2
    }
    parts.push(strict.decode(bytes.subarray(from)))
  } catch {
    return undefined
  }
  const text = parts.join('')
  return /[\u0080-\u009f]/.test(text) ? undefined : text // what the decoder makes of loose bytes
}
