// Private post: the day's question as a panel whose buttons answer it unseen.

import type { Item } from '#bank/item.ts'
import { letterOf } from '#bank/letter.ts'
import type { Language } from '#core/language.ts'
import type { Block, Post } from '#core/reply.ts'
import { escapeMarkdown } from '#lib/text.ts'
import type { Round } from '#record/store.ts'
import { privateTextsIn } from './private-texts.ts'

/** The subject of `vote` is a round, with the place of an option on a button; of `takeBack` a round. */
export const privateActions = { vote: 'vote', takeBack: 'vote-back' } as const

/** What a press of a button or a choice in a select votes for: places in the order shown. */
export function readVote(
  subject: string,
  values: readonly string[],
): { readonly round: string; readonly places: readonly number[] } {
  const [round = '', place] = subject.split('/')
  return { round, places: (place === undefined ? values : [place]).map(Number) }
}

/**
 * The panel of a round with private answers in the guild's language: `heading`, the question and its
 * options with a button each, or a select where several are right, and `footer`.
 */
export function privatePost(
  item: Item,
  round: Pick<Round, 'id' | 'shown' | 'keys' | 'state'>,
  texts: readonly string[],
  { heading, footer }: { readonly heading: string; readonly footer: string },
  language: Language,
): Post {
  const say = privateTextsIn(language)
  const isOver = round.state === 'closed'
  const listed = texts.map((text, place) => `**${letterOf(place)}.** ${escapeMarkdown(text)}`)
  const blocks: readonly Block[] = [
    { kind: 'text', text: heading },
    { kind: 'text', text: `**${escapeMarkdown(item.stem[language])}**` },
    { kind: 'text', text: listed.join('\n') },
    ...(isOver ? [] : [choiceBlock(round, texts, language)]),
    { kind: 'text', text: `${isOver ? say.over : say.how(round.keys.length)}\n${footer}` },
  ]
  return { kind: 'panel', panel: { tone: 'quiz', blocks } }
}

function choiceBlock(
  { id, keys }: Pick<Round, 'id' | 'keys'>,
  texts: readonly string[],
  language: Language,
): Block {
  const action = privateActions.vote
  if (keys.length > 1) {
    return {
      kind: 'select',
      does: { action, subject: id },
      prompt: privateTextsIn(language).prompt(keys.length),
      most: keys.length,
      least: keys.length,
      choices: texts.map((text, place) => ({
        value: String(place),
        label: `${letterOf(place)}. ${text}`,
      })),
    }
  }
  return {
    kind: 'buttons',
    buttons: texts.map((_, place) => ({
      kind: 'button',
      does: { action, subject: `${id}/${place}` },
      label: letterOf(place),
      look: 'secondary',
    })),
  }
}
