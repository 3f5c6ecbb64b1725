// Document paragraph: printed lines joined where a sentence was only broken to fit the paper.

import { listMark, type PrintedLine } from './document-line.ts'

const hangulEnd = /\p{Script=Hangul}$/u
const hangulStart = /^\p{Script=Hangul}/u
/** Particles that never stand alone: they belong to the word before them. */
const particle = /^(?:은|는|을|를|의|에|에서|와|과)(?:\s|$)/u

/** A column of text takes at least these shares of a page's width; narrower lines were never broken. */
const narrowest = { alone: 0.4, beside: 0.2 }

/** Where the lines of a column end: few stand out beyond it, as code does. */
function edgeOf(column: readonly PrintedLine[], share: number): number {
  const left = column.reduce((least, line) => Math.min(least, line.left), Number.POSITIVE_INFINITY)
  const rights = column.map(({ right }) => right).sort((a, b) => a - b)
  const long = rights.filter((right) => right - left > ((rights.at(-1) ?? 0) - left) / 2)
  const edge = long[Math.floor(long.length * 0.9)] ?? 0
  return edge - left < share * (column[0]?.pageWidth ?? 0) ? Number.POSITIVE_INFINITY : edge
}

/** Right edges of the one or two columns that the lines are set in. */
function rightEdges(lines: readonly PrintedLine[]): (line: PrintedLine) => number {
  const least = lines.reduce((min, { left }) => Math.min(min, left), Number.POSITIVE_INFINITY)
  const most = lines.reduce((max, { right }) => Math.max(max, right), 0)
  const middle = (least + most) / 2
  const lefts = lines.filter(({ left }) => left < middle)
  const crosses = ({ right }: PrintedLine) => right > middle + (most - least) * 0.04
  const crossing = lefts.filter(crosses)
  const rights = lines.filter(({ left }) => left >= middle)
  const columns = rights.length >= lines.length / 5 && crossing.length <= lefts.length / 5
  if (!columns) {
    const whole = edgeOf(lines, narrowest.alone)
    return () => whole
  }
  const first = edgeOf(
    lefts.filter((line) => !crosses(line)),
    narrowest.beside,
  )
  const second = edgeOf(rights, narrowest.beside)
  return ({ left }) => (left < middle ? first : second)
}

const startsList = (line: PrintedLine): boolean => listMark.test(line.text.trimStart())

/** Whether `next` goes on where `line` ran into the edge of its column. */
function continues(line: PrintedLine, next: PrintedLine, edge: number): boolean {
  if (line.cells || next.cells || startsList(next)) return false
  if (Math.abs(line.size - next.size) > 0.3) return false
  const shift = (next.left - line.left) / line.size
  const column = shift > 8 || next.y < line.y
  const indented = startsList(line) ? 4 : 1.5
  if (!column && (shift > indented || shift < -3)) return false
  const step = (next.y - line.y) / line.size
  if (line.page === next.page && !column && step > 1.9) return false
  // Beyond the page or column only a sentence that has not ended goes on.
  if ((line.page !== next.page || column) && /[.!?。…:]["')\]]*\s*$/.test(line.text)) return false
  // A word of the next line would not have fitted, so the break was not the writer's.
  const [word = ''] = next.text.trim().split(/\s/)
  const wordWidth = ((next.right - next.left) * word.length) / Math.max(1, next.text.length)
  return line.right + wordWidth + line.size / 4 > edge - line.size / 2
}

/** The words that stand whole within the lines. */
const wholeWords = (lines: readonly PrintedLine[]): ReadonlySet<string> =>
  new Set(lines.flatMap(({ text }) => text.trim().split(/\s+/).slice(1, -1)))

/** Whether a Korean word was broken between two syllables, by what words the document has elsewhere. */
function isOneWord(before: string, after: string, words: ReadonlySet<string>): boolean {
  const head = before.slice(before.lastIndexOf(' ') + 1)
  const [tail = ''] = after.split(' ')
  return words.has(head + tail) || tail.length === 1 || !words.has(tail)
}

/** How two broken lines read together. `words`: given when lines break inside Korean words as well. */
function joined(line: string, next: string, words: ReadonlySet<string> | undefined): string {
  const [before, after] = [line.trimEnd(), next.trimStart()]
  if (/\p{Ll}-$/u.test(before) && /^\p{Ll}/u.test(after)) return before.slice(0, -1) + after
  if (before.endsWith('\u00ad')) return before.slice(0, -1) + after
  if (line !== before || next !== after) return `${before} ${after}`
  if (/[\p{L}\p{N})]$/u.test(before) && particle.test(after)) return before + after
  const korean = hangulEnd.test(before) && hangulStart.test(after)
  return `${before}${words && korean && isOneWord(before, after, words) ? '' : ' '}${after}`
}

/**
 * The lines with paragraphs put together; each stands where its first line did. Korean print breaks
 * either between words or between any two syllables: where every broken line reaches the edge within
 * a syllable it is the latter, and the halves of a word belong together.
 */
export function paragraphs(lines: readonly PrintedLine[]): readonly PrintedLine[] {
  const edge = rightEdges(lines)
  const broken = lines.flatMap((line, at) => {
    const next = lines[at + 1]
    if (!next || !continues(line, next, edge(line))) return []
    const korean = hangulEnd.test(line.text) && hangulStart.test(next.text)
    return korean ? (edge(line) - line.right) / line.size : []
  })
  const syllables = broken.length > 0 && broken.every((gap) => gap < 1.3)
  const words = syllables ? wholeWords(lines) : undefined
  const told: PrintedLine[] = []
  let previous: PrintedLine | undefined
  for (const line of lines) {
    const last = told.at(-1)
    if (last && previous && continues(previous, line, edge(previous))) {
      told[told.length - 1] = { ...last, text: joined(last.text, line.text, words) }
      // What hangs under a list mark goes on from there.
      previous = startsList(previous)
        ? { ...line, left: Math.min(line.left, previous.left + line.size * 4) }
        : line
    } else {
      told.push(line)
      previous = line
    }
  }
  return told
}
