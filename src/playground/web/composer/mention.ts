// Mention: `@name` as a member types it, and `<@id>` as Discord sends it. Pure.

import type { Member } from '#playground/web/wire.ts'

/** The `@…` that is being typed before the caret; undefined when there is none. */
export const mentionAt = (
  text: string,
  caret: number,
): { readonly from: number; readonly query: string } | undefined => {
  const found = /(?<![\p{L}\p{N}_`@])@([^\s@`]{0,32})$/u.exec(text.slice(0, caret))
  return found === null ? undefined : { from: found.index, query: found[1] ?? '' }
}

/** Whom the query may mean: the bot first, then members in their order; never oneself. */
export const mentionable = (
  members: readonly Member[],
  me: string,
  query: string,
): readonly Member[] => {
  const wanted = query.normalize('NFC').toLocaleLowerCase()
  const fits = ({ name }: Member) => name.normalize('NFC').toLocaleLowerCase().includes(wanted)
  const known = members.filter((one) => one.present !== false && one.id !== me && fits(one))
  return [...known.filter(({ bot }) => bot === true), ...known.filter(({ bot }) => bot !== true)]
}

/** The text with the `@…` at `from` replaced by a whole name, and where the caret goes. */
export const withMention = (text: string, from: number, caret: number, name: string) => {
  const before = `${text.slice(0, from)}@${name} `
  return { text: before + text.slice(caret).replace(/^ /, ''), caret: before.length }
}

const escaped = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/**
 * What is sent: each `@name` of a member becomes `<@id>`. A Korean particle may follow the name
 * (`@공부야`); a Latin letter or digit may not. Names in `code` stay as they are.
 */
export const resolved = (text: string, members: readonly Member[]): string => {
  const present = members.filter(({ present, name }) => present !== false && name !== '')
  // The longest name first, so that one that begins with another is not cut.
  const byLength = present.toSorted((a, b) => b.name.length - a.name.length)
  if (byLength.length === 0) return text
  const names = byLength.map(({ name }) => escaped(name)).join('|')
  const pattern = new RegExp(
    `(\`+)[^\`]*?\\1|(?<![\\p{L}\\p{N}_@])@(${names})(?![A-Za-z0-9_])`,
    'gu',
  )
  return text.replace(pattern, (whole, _code, name: string | undefined) => {
    const id = byLength.find((member) => member.name === name)?.id
    return id === undefined ? whole : `<@${id}>`
  })
}
