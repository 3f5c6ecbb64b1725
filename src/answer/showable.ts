// Showable: a model's words as members may see them.

import { legible } from '#knowledge/hidden.ts'
import { codeIn, type Markup, markupIn } from './markup.ts'

/**
 * No markers of the model's own, no links and images (their labels stay), no addresses, no mentions,
 * commands, emoji or timestamps of Discord, no spoilers, no headings and small print, nothing invisible
 * or turned around. Code stays as it is, as a chat opens and closes it: it links and mentions nothing.
 */
export function showable(text: string): string {
  const seen = legible(text).replaceAll(/[\ue000-\uf8ff]/g, '')
  const block = blockIn(seen)
  if (block !== undefined) return block
  const codes: string[] = []
  // Code gives way to a sign of its own, so that nothing that is taken away can open or close it.
  const signed = replaced(seen, codeIn(seen), ({ from, to }) => {
    codes.push(inlineCode(seen.slice(from, to)))
    return signOf(codes.length - 1)
  })
  let words = signed.replaceAll('`', '')
  for (let pass = 0; ; pass += 1) {
    const next = withoutMarkup(words)
    if (next === words) break
    // What is taken away may join what was around it to another link; nobody nests them this deep.
    words = pass < passesMost ? next : next.replaceAll(/[[\]<>:@/]/g, '')
  }
  return words
    .replaceAll(/(?<=\ue001)(?=\ue000)/g, ' ') // two codes side by side would be another code
    .replaceAll(/\ue000(\d+)\ue001/g, (_, at: string) => codes[Number(at)] ?? '')
}

const passesMost = 8
const signOf = (at: number): string => `\ue000${at}\ue001`

/** Headings, small print and quotes without end, also behind the marks of a list. */
const shouting = /^(\s*(?:(?:[-*+>]|\d{1,3}[.)])\s+){0,8})(?:(?:(?:#{1,6}|-#)(?:\s+|$)|>>>\s*)+)/
const markers = / ?[[【](?:\d+(?:[ ,–-]+\d+)*)[\]】](?!\()/g

function withoutMarkup(words: string): string {
  const plain = words.replaceAll(markers, '')
  const unlinked = replaced(plain, markupIn(plain), (each) =>
    each.kind === 'link' ? plain.slice(...each.label) : '',
  )
  // A label may hold a link: only what is no link by then is kept from becoming one.
  if (unlinked !== words) return unlinked
  return words
    .replaceAll('](', '] (')
    .replaceAll('||', words.trimStart().startsWith('|') ? '| |' : '\\|\\|')
    .replace(shouting, '$1')
    .trim()
}

/** The text with something else in the place of each markup; what gives way to nothing takes a space along. */
function replaced<Each extends Markup>(
  text: string,
  all: readonly Each[],
  by: (each: Each) => string,
): string {
  let told = ''
  let end = 0
  for (const each of all) {
    if (each.from < end) continue
    const before = text.slice(end, each.from)
    const instead = by(each)
    const isBetween =
      before.endsWith(' ') && /^(?:[\s.,!?;:)]|$)/.test(text.slice(each.to, each.to + 1))
    told += (instead === '' && isBetween ? before.slice(0, -1) : before) + instead
    end = each.to
  }
  return told + text.slice(end)
}

/** Code in a line; three backticks in a line would open a block. */
function inlineCode(code: string): string {
  const size = /^`+/.exec(code)?.[0].length ?? 0
  return size < 3 ? code : `\`${code.slice(size, -size).replaceAll('`', "'").trim() || ' '}\``
}

/** A text that is a block of code, closed, and so that a chat closes it nowhere else. */
function blockIn(text: string): string | undefined {
  const opening = /^ {0,3}(`{3,}(?=[^`\n]*(?:\n|$))|~{3,})([^\n]*)/.exec(text)
  if (!opening) return undefined
  const [, fence = '', info = ''] = opening
  const lines = text.split('\n').slice(1)
  if (lines.at(-1)?.trim() === fence) lines.pop()
  // A chat would show anything else there as the first line of the code.
  const language = /^[\w+.#-]{0,24}$/.exec(info.trim())?.[0] ?? ''
  const code = lines.join('\n').replaceAll('```', "'''")
  return code.trim() === '' ? '' : `\`\`\`${language}\n${code}\n\`\`\``
}
