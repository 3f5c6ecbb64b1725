// "Quiz me on this": questions on what an answer cited, one at a time, for one member alone.

import { answerActions } from '#answer/panel.ts'
import { askOf, citationsOf } from '#answer/store.ts'
import type { Action, Invocation } from '#core/command.ts'
import { type Reply, sayIn } from '#core/reply.ts'
import { attemptsIn, lastRight } from '#record/attempt-store.ts'
import { answerQuestion } from './attempt.ts'
import { chooseItem } from './choose.ts'
import type { PracticeDeps } from './deps.ts'
import { againButton, noticeReply, practiceActions, questionReply, topicTitle } from './panel.ts'
import { findMarked, type PracticeSet, readQuestion, readSet } from './question.ts'
import { passageReply } from './source.ts'
import { textsIn } from './texts.ts'
import { withheldIn } from './withheld.ts'

// How long an item that was answered right waits behind the others.
const recently = { hours: 30 * 24 }

/** Everything about practising on an answer: the button beneath it and those beneath each question. */
export const practiceButtons = (deps: PracticeDeps): readonly Action[] => [
  {
    name: answerActions.quiz,
    answers: 'private',
    run: (call, { subject }) => nextQuestion(deps, call, { ask: subject, id: call.id }),
  },
  {
    name: practiceActions.another,
    answers: 'replace',
    run: (call, { subject }) => nextQuestion(deps, call, readSet(subject, call.id)),
  },
  {
    name: practiceActions.pick,
    answers: 'replace',
    run: (call, press) => answerQuestion(deps, call, press),
  },
  {
    name: practiceActions.passage,
    answers: 'private',
    async run({ language }, { subject }) {
      const question = readQuestion(subject)
      const found = question && findMarked(deps.items(), question.item)
      const item = found?.kind === 'retired' ? undefined : found?.item
      const concept = item && deps.conceptOf(item.concept)
      const passage = concept && passageReply(concept, language, deps.linkTo)
      return passage ?? sayIn('problem', textsIn(language).gonePassage)
    },
  },
]

/** The next question of a set; the same for a repeated delivery of the same press. */
async function nextQuestion(
  { db, clock, items, conceptOf, courseOf }: PracticeDeps,
  { id, guild, member, language }: Invocation,
  set: PracticeSet,
): Promise<Reply> {
  const say = textsIn(language)
  const asked = await askOf(db, set.ask)
  const cited = asked?.guild === guild ? await citationsOf(db, set.ask) : []
  const concepts = cited.flatMap(({ concept }) => conceptOf(concept) ?? [])
  const [best] = concepts
  if (!best) return sayIn('problem', say.goneAnswer)
  const attempts = await attemptsIn(db, set.id, member.id)
  const bank = items()
  const known = {
    inSet: new Set(attempts.map(({ item }) => item)),
    lastRight: await lastRight(db, { guild, member: member.id }, clock().subtract(recently)),
    withheld: await withheldIn(db, guild, bank),
  }
  const choice = chooseItem(bank, concepts, known, id)
  switch (choice.kind) {
    case 'none':
      return noticeReply(say.none(topicTitle(courseOf(best.course), best.topic, language)))
    case 'today':
    case 'wrong': {
      const { course, topic: title } = choice.item
      const topic = topicTitle(courseOf(course), title, language)
      return noticeReply(choice.kind === 'wrong' ? say.allWrong(topic) : say.onlyToday(topic))
    }
    case 'finished': {
      const right = attempts.filter((attempt) => attempt.isRight).length
      return noticeReply(say.finished(right, attempts.length), againButton(set, language))
    }
    case 'item': {
      const { item, about } = choice
      const shown = { set, item, course: courseOf(item.course), language }
      return questionReply(shown, about === 'topic' ? { note: say.sameTopic } : {})
    }
  }
}
