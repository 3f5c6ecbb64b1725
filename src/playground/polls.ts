// Polls: votes, the end of a poll by the clock or by its author, and the result that follows.

import { type APIPoll, MessageType } from 'discord-api-types/v10'
import { refusal } from './errors.ts'
import { keepMessage } from './keep.ts'
import { writeSystemMessage } from './system-message.ts'
import { refuseForm } from './validation/form.ts'
import { defaultHours, type PollForm } from './validation/polls.ts'
import { resultsOf } from './view.ts'
import { type Member, type StoredMessage, stamp, type World } from './world.ts'

/** The poll a form asks for, opened at `now` (epoch milliseconds). */
export function pollOf(form: PollForm, now: number): APIPoll & { expiry: string } {
  return {
    question: { text: form.question.text },
    answers: form.answers.map(({ poll_media }, index) => ({
      answer_id: index + 1,
      poll_media: {
        text: poll_media.text,
        ...(poll_media.emoji && {
          emoji: poll_media.emoji.id
            ? { id: poll_media.emoji.id, name: poll_media.emoji.name ?? null }
            : { id: null, name: poll_media.emoji.name ?? null },
        }),
      },
    })),
    expiry: stamp(now + (form.duration ?? defaultHours) * 3_600_000),
    allow_multiselect: form.allow_multiselect ?? false,
    layout_type: 1,
  }
}

/** Whether a poll takes no more votes. */
export const isOver = (world: World, stored: StoredMessage) =>
  stored.poll === undefined ||
  stored.poll.closed ||
  Date.parse(stored.poll.expiry) <= world.clock.ms()

/**
 * Sets what a member holds in a poll; an empty list withdraws. Emits one event for each answer
 * given up or taken, as Discord does.
 */
export function vote(
  world: World,
  member: Member,
  stored: StoredMessage,
  answers: readonly number[],
): void {
  const poll = stored.message.poll
  if (poll === undefined) throw refusal(520006)
  if (member.bot || stored.viewer !== undefined) throw refusal(520000)
  if (isOver(world, stored)) throw refusal(520001)
  const wanted = [...new Set(answers)]
  const ids = poll.answers.map(({ answer_id }) => answer_id)
  if (wanted.some((id) => !ids.includes(id))) {
    refuseForm(['answer_ids'], 'BASE_TYPE_CHOICES', `Value must be one of (${ids.join(', ')}).`)
  }
  if (wanted.length > 1 && !poll.allow_multiselect) {
    refuseForm(['answer_ids'], 'BASE_TYPE_MAX_LENGTH', 'Must be 1 or fewer in length.')
  }
  const { id } = stored.message
  const ofMessage = world.votes.get(id) ?? new Map<string, number[]>()
  const held = ofMessage.get(member.id) ?? []
  const removed = held.filter((answer) => !wanted.includes(answer))
  const added = wanted.filter((answer) => !held.includes(answer))
  if (removed.length === 0 && added.length === 0) return
  if (wanted.length === 0) {
    ofMessage.delete(member.id)
    world.store.remove('vote', `${id}:${member.id}`)
  } else {
    ofMessage.set(member.id, wanted)
    world.store.put('vote', `${id}:${member.id}`, JSON.stringify(wanted))
  }
  world.votes.set(id, ofMessage)
  const tell = (kind: 'vote-added' | 'vote-removed', list: readonly number[]) => {
    for (const answer of list) world.emit({ kind, stored, user: member.id, answer })
  }
  if (world.settings.recast === 'added-first') tell('vote-added', added)
  tell('vote-removed', removed)
  if (world.settings.recast === 'removed-first') tell('vote-added', added)
}

/** Posts what a poll came to. */
function postResult(world: World, stored: StoredMessage): void {
  const { message } = stored
  const poll = message.poll
  if (poll === undefined) throw new Error('only a poll has a result')
  const counts = resultsOf(world, stored, '').answer_counts
  const most = Math.max(0, ...counts.map(({ count }) => count))
  const best = counts.filter(({ count }) => count === most)
  const victor = best.length === 1 && best[0] ? best[0] : undefined
  const media = poll.answers.find(({ answer_id }) => answer_id === victor?.id)?.poll_media
  const facts: Record<string, string | undefined> = {
    poll_question_text: poll.question.text,
    victor_answer_votes: String(most),
    total_votes: String(counts.reduce((sum, { count }) => sum + count, 0)),
    victor_answer_id: victor && String(victor.id),
    victor_answer_text: media?.text,
    victor_answer_emoji_id: media?.emoji?.id ?? undefined,
    victor_answer_emoji_name: media?.emoji?.name ?? undefined,
  }
  writeSystemMessage(world, {
    type: MessageType.PollResult,
    channel: message.channel_id,
    author: message.author,
    embeds: [
      {
        type: 'poll_result' as never,
        fields: Object.entries(facts).flatMap(([name, value]) =>
          value === undefined ? [] : [{ name, value, inline: false }],
        ),
      },
    ],
    pointsAt: { channel: message.channel_id, message: message.id },
  })
}

function finalise(world: World, stored: StoredMessage): void {
  const { message } = stored
  if (stored.poll === undefined || stored.poll.finalized || !world.messages.has(message.id)) return
  stored.poll = { ...stored.poll, finalized: true }
  keepMessage(world, stored)
  world.emit({ kind: 'message-updated', stored })
  if (!world.channels.has(message.channel_id)) return
  postResult(world, stored)
}

function close(world: World, stored: StoredMessage): void {
  if (stored.poll === undefined || stored.poll.closed || !world.messages.has(stored.message.id)) {
    return
  }
  stored.poll = { ...stored.poll, closed: true }
  keepMessage(world, stored)
  settle(world, stored)
}

function settle(world: World, stored: StoredMessage): void {
  const lag = world.settings.finaliseAfter
  if (lag !== 'never') world.clock.alarm(world.clock.ms() + lag, () => finalise(world, stored))
}

/** Ends a poll at once, on its author's request; its counts become exact a little later. */
export function expire(world: World, stored: StoredMessage): void {
  if (stored.poll === undefined || stored.message.poll === undefined) throw refusal(520006)
  if (stored.message.author.id !== world.application.id) throw refusal(50005)
  if (isOver(world, stored)) throw refusal(520001)
  const expiry = stamp(world.clock.ms())
  stored.poll = { ...stored.poll, expiry }
  stored.message = { ...stored.message, poll: { ...stored.message.poll, expiry } }
  close(world, stored)
  world.emit({ kind: 'message-updated', stored })
}

/** Finalises every poll that has ended, when the lag was `never` or is too long to wait for. */
export function finaliseNow(world: World): void {
  for (const stored of [...world.messages.values()]) {
    if (stored.poll?.closed) finalise(world, stored)
  }
}

/** Sets the alarms of polls: those in the store, and each new one. */
export function watchPolls(world: World): void {
  const watch = (stored: StoredMessage) => {
    const { poll } = stored
    if (poll === undefined || poll.finalized) return
    if (poll.closed) settle(world, stored)
    else world.clock.alarm(Date.parse(poll.expiry), () => close(world, stored))
  }
  for (const stored of world.messages.values()) watch(stored)
  const watched = new WeakSet<StoredMessage>()
  world.onChange((change) => {
    if (change.kind !== 'message-created' && change.kind !== 'message-updated') return
    if (change.stored.poll === undefined || change.stored.poll.closed) return
    if (watched.has(change.stored)) return
    watched.add(change.stored)
    watch(change.stored)
  })
}
