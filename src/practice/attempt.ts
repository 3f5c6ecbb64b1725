// Attempt: a member's answer to a practice question: the first counts, and every press shows it.

import type { Item } from '#bank/item.ts'
import { itemAt } from '#bank/store.ts'
import type { Invocation, Press } from '#core/command.ts'
import { type Reply, sayIn } from '#core/reply.ts'
import { dayIn } from '#lib/day.ts'
import { isRight } from '#progress/points.ts'
import { settleAttempt } from '#progress/settle-practice.ts'
import { type Attempt, attemptsIn } from '#record/attempt-store.ts'
import type { PracticeDeps } from './deps.ts'
import { anotherButton, noticeReply, questionReply, resultReply } from './panel.ts'
import { findMarked, isAttemptAt, type PracticeSet, readQuestion } from './question.ts'
import { itemSource } from './source.ts'
import { textsIn } from './texts.ts'
import { withheldIn } from './withheld.ts'

/**
 * What becomes of a press under a question. The first answer is kept; a later press shows the result of
 * the first. Nothing is kept when the item reads otherwise by now or is withheld in the group, or
 * when too few options are chosen.
 */
export async function answerQuestion(
  deps: PracticeDeps,
  call: Invocation,
  press: Press,
): Promise<Reply> {
  const { db, items, courseOf } = deps
  const { language, member } = call
  const say = textsIn(language)
  const question = readQuestion(press.subject)
  if (!question) return sayIn('problem', say.unreadable)
  const { set, item: mark, place } = question
  const before = await attemptsIn(db, set.id, member.id)
  const first = before.find((attempt) => isAttemptAt(mark, attempt))
  if (first) return resultOf(deps, call, set, first)

  const found = findMarked(items(), mark)
  if (found.kind !== 'same') return noticeReply(say[found.kind], anotherButton(set, language))
  const { item } = found
  const why = (await withheldIn(db, call.guild, [item])).get(item)
  if (why) return noticeReply(say.withheld[why], anotherButton(set, language))
  const chosen = chosenOf(item, place, press.values)
  const wanted = item.keys.length
  if (chosen.length !== wanted) {
    const shown = { set, item, course: courseOf(item.course), language }
    return questionReply(shown, { note: say.exactly(wanted, chosen.length), chosen })
  }
  return resultOf(deps, call, set, await keep(deps, call, set, item, chosen))
}

const chosenOf = (
  { options }: Item,
  place: number | undefined,
  values: readonly string[],
): readonly string[] =>
  options.filter(({ id }, at) => at === place || values.includes(id)).map(({ id }) => id)

async function keep(
  { db, clock, zoneOf }: PracticeDeps,
  { id, guild, member }: Invocation,
  set: PracticeSet,
  item: Item,
  chosen: readonly string[],
): Promise<Attempt> {
  const now = clock()
  return await settleAttempt(db, {
    id,
    guild,
    member: member.id,
    set: set.id,
    item: item.id,
    revision: item.hash,
    chosen: [...chosen],
    isRight: isRight(item.keys, chosen),
    kind: 'practice',
    attempted: now,
    localDate: dayIn(await zoneOf(guild), now),
  })
}

/** The result of an attempt, by the item as it was then. */
async function resultOf(
  { db, items, conceptOf, courseOf, linkTo }: PracticeDeps,
  { language }: Invocation,
  set: PracticeSet,
  { item: id, revision, chosen, isRight }: Attempt,
): Promise<Reply> {
  const item =
    items().find((known) => known.id === id && known.hash === revision) ??
    (await itemAt(db, id, revision))
  const source = itemSource(item, conceptOf(item.concept), language, linkTo)
  const shown = { set, item, course: courseOf(item.course), language }
  return resultReply(shown, chosen, isRight, source)
}
