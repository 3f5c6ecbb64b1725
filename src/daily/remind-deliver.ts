// Deliver: sends one reminder, once, to those whose streak is still at risk when its turn comes.

import type { Chat, ChatFault } from '#core/chat.ts'
import type { Post } from '#core/reply.ts'
import { messageUrl } from '#core/stamp.ts'
import { ok, type Result } from '#lib/result.ts'
import { rememberLeft } from '#progress/presence-store.ts'
import { outcomeOf, postOnce, silent } from '#schedule/post.ts'
import type { SlotHandler, SlotOutcome } from '#schedule/slot.ts'
import type { StoredSlot } from '#schedule/store.ts'
import { closeReminders, type ReminderWay } from '#settings/store.ts'
import type { RoundDeps } from './deps.ts'
import { alonePost, togetherPost } from './remind-post.ts'
import { readyFor } from './remind-ready.ts'
import { type AtRisk, membersAtRisk } from './remind-store.ts'
import { codeMark, nonceOf } from './round.ts'

/** One message that is owed, and to whom: that was settled when they were claimed. */
export type Delivery = {
  readonly way: ReminderWay
  readonly round: string
  readonly members: readonly string[]
}

/** A delivery as the subject of its slot: `dm` or `mention`, the round and the members' ids. */
export const subjectOf = ({ way, round, members }: Delivery): string =>
  [way, round, ...members].join(' ')

export function deliveryOf(subject: string): Delivery {
  const [way, round = '', ...members] = subject.split(' ')
  return { way: way === 'dm' ? 'dm' : 'mention', round, members }
}

/**
 * Carries out a `reminder` slot. Who has voted, practised, chosen otherwise or left since they were
 * claimed is not reminded; when that is everyone, nothing is sent.
 */
export function deliverHandler(deps: RoundDeps): SlotHandler {
  const { db, chat } = deps
  return async (slot) => {
    const { way, round: id, members } = deliveryOf(slot.subject)
    const ready = await readyFor(deps, id)
    if ('kind' in ready) return ready
    const { round, settings } = ready
    const atRisk = await membersAtRisk(db, round, members)
    const there = await stillThere(
      deps,
      round.guild,
      atRisk.filter((member) => member.way === way),
    )
    const [first] = there
    if (!first || round.message === null) return silent('no streak is at risk any more')
    const url = messageUrl(round.guild, round.channel, round.message)
    const facts = { guild: round.guild, closes: round.closes, url }
    const nonce = nonceOf('reminder', slot.subject)
    if (way === 'dm') {
      const post = alonePost(first, facts, settings)
      const sent = await sendAlone(chat, slot, first.member, { post, mark: url, nonce })
      if (sent.ok) return { kind: 'done', message: sent.value.message }
      return refusedBy(deps, round.guild, first.member, sent.fault)
    }
    const mark = `${codeMark(round.code)}-R${nonce.slice(0, 4).toUpperCase()}`
    const post = togetherPost(there, facts, settings.language, mark)
    const sent = await postOnce(chat, slot, round.channel, { post, mark, nonce })
    return sent.ok ? { kind: 'done', message: sent.value } : sent.fault
  }
}

/** Those who are still in the guild; of the others it is remembered that they left. */
async function stillThere(
  { db, chat }: RoundDeps,
  guild: string,
  members: readonly AtRisk[],
): Promise<readonly AtRisk[]> {
  const found = await Promise.all(members.map(({ member }) => chat.member(guild, member)))
  const gone = members.filter((_, place) => found[place] === undefined)
  await rememberLeft(db, guild, new Set(gone.map(({ member }) => member)))
  return members.filter((_, place) => found[place] !== undefined)
}

type Alone = { readonly post: Post; readonly mark: string; readonly nonce: string }

/**
 * A direct message, once. An earlier attempt may have sent it and died before that was written down:
 * the address of the quiz in it says so. The nonce, the same each time, guards the moments in which a
 * message on its way is not yet to be found; where neither can tell, nothing is sent, since a reminder
 * twice is worse than none.
 */
async function sendAlone(
  chat: Chat,
  { attempts, due }: Pick<StoredSlot, 'attempts' | 'due'>,
  member: string,
  { post, mark, nonce }: Alone,
): Promise<Result<{ readonly message: string }, ChatFault>> {
  const opened = await chat.direct(member)
  if (!opened.ok) return opened
  const { channel } = opened.value
  if (attempts > 1) {
    const found = await chat.find(channel, mark, due.subtract({ minutes: 5 })) // clocks differ a little
    if (!found.ok) return found
    if (found.value) return ok(found.value)
  }
  return chat.send(channel, post, nonce)
}

/** A member who takes no messages holds up nobody: their reminders end, and /settings tells them why. */
async function refusedBy(
  { db, log }: RoundDeps,
  guild: string,
  member: string,
  fault: ChatFault,
): Promise<SlotOutcome> {
  const outcome = outcomeOf(fault) // throws when it is worth another attempt
  if (fault.kind === 'forbidden') await closeReminders(db, guild, member)
  else log.warn({ guild, member, reason: fault.reason }, 'a reminder was not taken')
  return outcome.kind === 'failed' ? { kind: 'missed', reason: outcome.reason } : outcome
}
