// Overlap: how much two texts share, by words of Latin letters and pairs of Hangul syllables.

const common = new Set(
  'the a an of to in on at for and or is are was be been it its this that what which how when who why do does can with from by as not if than then there does did you your i we me my about tell explain please'.split(
    ' ',
  ),
)
const commonPairs = new Set(
  '무엇 엇인 인가 가요 어떻 떻게 알려 려줘 설명 명해 해줘 뭐예 예요 인지 있어 어요 나요 까요 대해 에서 으로 하는 이란 란?'.split(
    ' ',
  ),
)

/** What a text is about, as a set of small pieces. */
export function piecesOf(text: string): ReadonlySet<string> {
  const pieces = new Set<string>()
  for (const [word] of text.toLowerCase().matchAll(/[a-z\d][a-z\d.+#-]*/g)) {
    const bare = word.replace(/[.-]+$/, '')
    if (bare.length > 1 && !common.has(bare)) pieces.add(stem(bare))
  }
  for (const [run] of text.normalize('NFC').matchAll(/[가-힣]{2,}/g)) {
    for (let at = 0; at + 2 <= run.length; at += 1) {
      const pair = run.slice(at, at + 2)
      if (!commonPairs.has(pair)) pieces.add(pair)
    }
  }
  return pieces
}

const stem = (word: string): string =>
  word.length > 4 ? word.replace(/(?:ing|ed|es|s)$/, '') : word

/** How many pieces of one are in the other. */
export function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let count = 0
  for (const piece of one) if (other.has(piece)) count += 1
  return count
}

/** The numbers of a text as they are written, without separators. */
export const figuresOf = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/\d[\d,]*(?:\.\d+)?/g)].map(([number]) => number.replaceAll(',', '')))
