// Panel: a practice question as a chat shows it, and what becomes of it once it is answered.

import type { Item } from '#bank/item.ts'
import { letterOf } from '#bank/letter.ts'
import { fitted } from '#core/fitted.ts'
import type { Language } from '#core/language.ts'
import type { Block, Button, Reply, Tone } from '#core/reply.ts'
import type { Course } from '#course/course.ts'
import { escapeMarkdown } from '#lib/text.ts'
import { markOf, type PracticeSet, questionSubject, setSubject, shownOptions } from './question.ts'
import { textsIn } from './texts.ts'

/** The actions under a question; the subject of `another` is a set, of the others a question. */
export const practiceActions = { pick: 'pick', another: 'another', passage: 'passage' } as const

/** An item in a set, with what is known about where it belongs. */
export type Shown = {
  readonly set: PracticeSet
  readonly item: Item
  readonly course: Course | undefined
  readonly language: Language
}

/** The question with a button for each option, or a select where several are right. */
export function questionReply(
  shown: Shown,
  add: { readonly note?: string; readonly chosen?: readonly string[] } = {},
): Reply {
  const { set, item, language } = shown
  const options = shownOptions(item, set)
  const listed = options.map(
    ({ text }, at) => `**${letterOf(at)}.** ${escapeMarkdown(text[language])}`,
  )
  return panel('quiz', [
    headingBlock(shown),
    ...(add.note === undefined ? [] : [textBlock(add.note)]),
    stemBlock(shown),
    textBlock(listed.join('\n')),
    choiceBlock(shown, add.chosen ?? []),
  ])
}

function choiceBlock({ set, item, language }: Shown, chosen: readonly string[]): Block {
  const question = { set, item: markOf(item) }
  const options = shownOptions(item, set)
  const action = practiceActions.pick
  if (item.keys.length > 1) {
    return {
      kind: 'select',
      does: { action, subject: questionSubject(question) },
      prompt: textsIn(language).choose(item.keys.length),
      most: item.keys.length,
      least: item.keys.length,
      choices: options.map(({ id, text }, at) => ({
        value: id,
        label: `${letterOf(at)}. ${text[language]}`,
        ...(chosen.includes(id) && { chosen: true }),
      })),
    }
  }
  const buttons = options.map((option, at): Button => {
    const subject = questionSubject(question, item.options.indexOf(option))
    return { kind: 'button', does: { action, subject }, label: letterOf(at), look: 'secondary' }
  })
  return { kind: 'buttons', buttons }
}

/** The question once it is answered: what was chosen, what is right and why, and where that stands. */
export function resultReply(
  shown: Shown,
  chosen: readonly string[],
  isRight: boolean,
  source: string,
): Reply {
  const { set, item, language } = shown
  const say = textsIn(language)
  const options = shownOptions(item, set).map(({ id, text, rationale }, at) => {
    const name = `${letterOf(at)}. ${escapeMarkdown(text[language])}`
    const isKey = item.keys.includes(id)
    const isChosen = chosen.includes(id)
    if (!isKey && !isChosen) return name
    const yours = isChosen ? ` · ${say.yours}` : ''
    return `${isKey ? '✅' : '❌'} **${name}**${yours}\n${rationale[language]}`
  })
  const question = { set, item: markOf(item) }
  const hits = chosen.filter((id) => item.keys.includes(id)).length
  const missed = hits > 0 ? say.partlyRight(hits, item.keys.length) : say.wrong
  return panel(isRight ? 'reveal' : 'missed', [
    headingBlock(shown),
    textBlock(isRight ? say.right : missed),
    stemBlock(shown),
    ...options.map(textBlock),
    { kind: 'rule' },
    textBlock(source),
    {
      kind: 'buttons',
      buttons: [
        anotherButton(set, language),
        {
          kind: 'button',
          does: { action: practiceActions.passage, subject: questionSubject(question) },
          label: say.passage,
          emoji: '📖',
          look: 'secondary',
        },
      ],
    },
  ])
}

/** That there is nothing to answer here, with a way on. */
export const noticeReply = (text: string, button?: Button): Reply =>
  panel('quiz', [
    textBlock(text),
    ...(button ? [{ kind: 'buttons' as const, buttons: [button] }] : []),
  ])

/** Goes on with the set. */
export const anotherButton = (set: PracticeSet, language: Language): Button => ({
  kind: 'button',
  does: { action: practiceActions.another, subject: setSubject(set) },
  label: textsIn(language).another,
  emoji: '🎯',
  look: 'primary',
})

/** Begins a new set on the same answer. */
export const againButton = ({ ask }: PracticeSet, language: Language): Button => ({
  kind: 'button',
  does: { action: practiceActions.another, subject: ask },
  label: textsIn(language).again,
  emoji: '🔁',
  look: 'primary',
})

function headingBlock({ item, course, language }: Shown): Block {
  const domain = course?.domains.find(({ id }) => id === item.domain)?.title[language]
  return textBlock(
    textsIn(language).heading(
      {
        domain: course?.bare ? undefined : domain,
        topic: topicTitle(course, item.topic, language),
      },
      item.difficulty,
    ),
  )
}

/** A topic as the course calls it, ready to be shown. */
export const topicTitle = (course: Course | undefined, topic: string, language: Language): string =>
  escapeMarkdown(course?.topics.find(({ id }) => id === topic)?.title[language] ?? topic)

const panel = (tone: Tone, blocks: readonly Block[]): Reply => ({
  panel: { tone, blocks: fitted(blocks) },
})
const textBlock = (text: string): Block => ({ kind: 'text', text })
const stemBlock = ({ item, language }: Shown): Block =>
  textBlock(`**${escapeMarkdown(item.stem[language])}**`)
