// Quiz: puts the day's round to a guild, once, whatever happens on the way.

import { itemAt } from '#bank/store.ts'
import type { Post } from '#core/reply.ts'
import { isBefore } from '#lib/day.ts'
import { seeded, shuffled } from '#lib/random.ts'
import {
  abandonRound,
  claimRound,
  openRound,
  type Round,
  roundOn,
  roundsBefore,
} from '#record/store.ts'
import { quizHours } from '#schedule/calendar.ts'
import { lookFor, outcomeOf, postOnce } from '#schedule/post.ts'
import type { SlotHandler, SlotOutcome } from '#schedule/slot.ts'
import { owe, type StoredSlot } from '#schedule/store.ts'
import type { GuildSettings } from '#settings/settings.ts'
import { guildSettings } from '#settings/store.ts'
import { type Chosen, chooseItem } from './choose.ts'
import type { RoundDeps } from './deps.ts'
import { recallPost } from './recall.ts'
import { reconcileRound } from './reconcile.ts'
import { remindOf } from './remind.ts'
import { codeMark, nonceOf, roundCode, roundPost } from './round.ts'

const tooLate: SlotOutcome = {
  kind: 'missed',
  reason: 'less than half of its open hours remained',
}

/** Carries out a guild's `quiz` slot: choose, claim, post, record. Safe to repeat from any point. */
export function quizHandler(deps: RoundDeps): SlotHandler {
  const { db, clock } = deps
  return async (slot) => {
    const settings = await guildSettings(db, slot.guild)
    if (!settings?.quizChannel) return { kind: 'failed', reason: 'no quiz channel is set' }
    const claimed = await roundOn(db, slot.guild, slot.localDate)
    if (claimed && claimed.state !== 'claimed') return { kind: 'done' }

    const isLate = slot.until !== null && isBefore(slot.until, clock())
    if (claimed) return resume(deps, settings, claimed, isLate)
    if (isLate) return tooLate

    const material = deps.materialOf(settings)
    const chosen = chooseItem(
      material.items,
      material.course,
      await roundsBefore(db, slot.guild, slot.localDate),
      {
        day: slot.localDate,
        syllabus: settings.syllabus,
        seed: `${slot.guild} ${slot.localDate}`,
      },
    )
    if (!chosen) return recall(deps, settings, settings.quizChannel, slot)
    const round = await claim(deps, settings, settings.quizChannel, chosen, slot)
    // The date was taken a moment ago by another attempt: see what became of it.
    return round ? post(deps, settings, round) : { kind: 'later', due: clock().add({ seconds: 5 }) }
  }
}

/** Takes the date for the item; undefined when another attempt has just done so. */
function claim(
  { db, clock }: RoundDeps,
  settings: GuildSettings,
  channel: string,
  { item, usedBefore, why }: Chosen,
  { guild, localDate, closes }: StoredSlot,
): Promise<Round | undefined> {
  return claimRound(db, {
    id: `${guild}-${localDate}`,
    guild,
    localDate,
    item: item.id,
    revision: item.hash,
    concept: item.concept,
    domain: item.domain ?? item.topic,
    topic: item.topic,
    shown: shuffled(
      item.options.map(({ id }) => id),
      seeded(`order ${guild} ${localDate}`),
    ),
    keys: [...item.keys],
    code: roundCode(guild, localDate),
    channel,
    opens: clock(),
    // The slot's own hours: the settings may have changed since it came due.
    closes: closes ?? quizHours(settings, localDate).closes,
    mode: settings.mode,
    why,
    usedBefore,
  })
}

/** A claim without a message: the process died while posting, or the answer to the post was lost. */
async function resume(
  deps: RoundDeps,
  settings: GuildSettings,
  round: Round,
  isLate: boolean,
): Promise<SlotOutcome> {
  const found = await lookFor(deps.chat, round.channel, codeMark(round.code), round.opens)
  if (!found.ok) {
    const outcome = outcomeOf(found.fault, round.channel)
    // Whether it was posted is not known, so the claim stands while that may still be found out.
    if (isLate) await abandonRound(deps.db, round.id)
    return outcome
  }
  if (found.value) {
    const { message } = found.value
    const outcome = await record(deps, round, message)
    await reconcileRound(deps, { ...round, message })
    return outcome
  }
  if (!isLate) return post(deps, settings, round)
  await abandonRound(deps.db, round.id)
  return tooLate
}

async function post(deps: RoundDeps, settings: GuildSettings, round: Round): Promise<SlotOutcome> {
  const sent = await deps.chat.send(
    round.channel,
    await postOf(deps, settings, round),
    nonceOf('quiz', round.id),
  )
  if (sent.ok) return record(deps, round, sent.value.message)
  const outcome = outcomeOf(sent.fault, round.channel)
  await abandonRound(deps.db, round.id)
  return outcome
}

/** What a round's message says, by how the round is now. */
export async function postOf(
  deps: RoundDeps,
  settings: GuildSettings,
  round: Round,
): Promise<Post> {
  const { course } = deps.materialOf(settings)
  const { language } = settings
  const item = await itemAt(deps.db, round.item, round.revision)
  const titles = {
    domain: course.domains.find(({ id }) => id === round.domain)?.title[language] ?? round.domain,
    topic: course.topics.find(({ id }) => id === round.topic)?.title[language] ?? round.topic,
  }
  return roundPost(item, round, titles, language, deps.clock())
}

/** The post stands in the channel: the round is open, its close is owed, and word before that. */
async function record({ db }: RoundDeps, round: Round, message: string): Promise<SlotOutcome> {
  const { id, guild, localDate, closes, channel } = round
  await db.transaction(async (tx) => {
    if (!(await openRound(tx, id, message))) return
    const close = { guild, kind: 'close', localDate, subject: id, due: closes }
    await owe(tx, [close, ...(await remindOf(tx, round))])
  })
  return { kind: 'done', message, channel }
}

/** A syllabus without items gets a short recall card from its notes: no round, so no points. */
async function recall(
  deps: RoundDeps,
  settings: GuildSettings,
  channel: string,
  slot: StoredSlot,
): Promise<SlotOutcome> {
  const mark = codeMark(roundCode(`recall ${slot.guild}`, slot.localDate))
  const post = recallPost(deps.materialOf(settings), settings, slot.localDate, mark, deps.linkTo)
  if (!post) return { kind: 'missed', reason: 'the course has neither items nor notes' }
  const nonce = nonceOf('recall', slot.guild, slot.localDate.toString())
  const sent = await postOnce(deps.chat, slot, channel, { post, mark, nonce })
  return sent.ok ? { kind: 'done', message: sent.value } : sent.fault
}
