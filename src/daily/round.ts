// Round: one item put to one guild on one of its days: its mark, its nonce, its post.

import { createHash } from 'node:crypto'
import type { Item } from '#bank/item.ts'
import { letterOf } from '#bank/letter.ts'
import type { Language } from '#core/language.ts'
import type { Post } from '#core/reply.ts'
import type { Day } from '#lib/day.ts'
import { escapeMarkdown } from '#lib/text.ts'
import type { Round } from '#record/store.ts'
import { privatePost } from './private-post.ts'
import { textsIn } from './texts.ts'

// Crockford's base 32: no letter that looks like a digit.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const answerMost = 55 // characters of a Discord poll answer
const letterEmoji = ['🇦', '🇧', '🇨', '🇩', '🇪']
const hoursMost = 768 // Discord polls last at most 32 days

const digest = (text: string) => createHash('sha256').update(text).digest()

/** The mark a round's post carries, so that it can be found again: the same for a guild and day. */
export function roundCode(guild: string, day: Day): string {
  const bytes = digest(`round ${guild} ${day}`)
  return Array.from(bytes.subarray(0, 6), (byte) => alphabet[byte % 32]).join('')
}

/** A nonce (25 characters at most) that is the same whenever the same thing is posted again. */
export const nonceOf = (...parts: readonly string[]): string =>
  digest(parts.join(' ')).toString('hex').slice(0, 25)

/** How a round's post shows its code. */
export const codeMark = (code: string): string => `#${code}`

/** How the reveal of a round shows it. */
export const answerMark = (code: string): string => `${codeMark(code)}-A`

/** Whether two lists hold the same options, in whatever order. */
export const areSame = (one: readonly string[], other: readonly string[]): boolean =>
  new Set(one).symmetricDifference(new Set(other)).size === 0

/** What is right in a round, in the order its options are shown. */
export const keysShown = ({
  shown,
  keys,
}: Readonly<Record<'shown' | 'keys', readonly string[]>>): readonly string[] =>
  shown.filter((option) => keys.includes(option))

/** An option as members read it: its letter as shown and its text. */
export function optionName(
  { shown }: Pick<Round, 'shown'>,
  item: Item,
  id: string,
  language: Language,
): string {
  const text = item.options.find((option) => option.id === id)?.text[language] ?? id
  return `${letterOf(shown.indexOf(id))}. ${escapeMarkdown(text)}`
}

/**
 * The post of a round in the guild's language. A poll's options that do not fit its answers stand in the
 * message, and the poll carries their letters. Lasts whole hours, at least until the round closes.
 */
export function roundPost(
  item: Item,
  round: Round,
  titles: { readonly domain: string; readonly topic: string },
  language: Language,
  now: Temporal.Instant,
): Post {
  const say = textsIn(language)
  const options = round.shown.map((id) => {
    const option = item.options.find((known) => known.id === id)
    if (!option) throw new Error(`round ${round.id} shows ${id}, which its item does not have`)
    return option.text[language]
  })
  const heading = say.heading(round.localDate, titles, item.difficulty, round.usedBefore > 0)
  const footer = say.footer(round.closes, codeMark(round.code))
  if (round.mode === 'private') {
    return privatePost(item, round, options, { heading, footer }, language)
  }
  const fits = options.every((text) => text.length <= answerMost)
  const listed = fits
    ? []
    : options.map((text, place) => `**${letterOf(place)}** ${escapeMarkdown(text)}`)
  return {
    kind: 'poll',
    text: [heading, ...listed, footer].join('\n'),
    poll: {
      question: item.stem[language],
      answers: options.map((text, place) => ({
        text: fits ? text : say.option(place),
        emoji: letterEmoji[place] ?? '▫️',
      })),
      hours: Math.min(hoursMost, Math.max(1, Math.ceil(hoursBetween(now, round.closes)))),
      several: round.keys.length > 1,
    },
  }
}

const hoursBetween = (from: Temporal.Instant, to: Temporal.Instant): number =>
  (to.epochMilliseconds - from.epochMilliseconds) / 3_600_000
