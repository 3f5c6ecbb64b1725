// Poll: native polls: their payload, who voted, their end, and votes as they arrive.

import type { REST } from 'discord.js'
import {
  type APIMessage,
  type GatewayMessagePollVoteDispatchData,
  PollLayoutType,
  type RESTAPIPoll,
  type RESTGetAPIPollAnswerVotersResult,
  Routes,
} from 'discord-api-types/v10'
import type { Chat } from '#core/chat.ts'
import type { Vote } from '#core/event.ts'
import type { Poll } from '#core/reply.ts'
import { fail, ok } from '#lib/result.ts'
import { emojiOf } from './emoji.ts'
import { attempt } from './fault.ts'
import { demand, demandSize } from './limit.ts'

const pageSize = 100
const pollExpired = 520001

/**
 * A poll as Discord's JSON. Throws a RangeError naming the limit it breaks: question 300, 1 to 10
 * answers of 55 characters, whole hours from 1 to 768 (32 days).
 */
export function pollPayload({ question, answers, hours, several }: Poll): RESTAPIPoll {
  demandSize('poll question', question, 1, 300)
  demand(answers.length >= 1 && answers.length <= 10, 'a poll takes 1 to 10 answers')
  demand(Number.isInteger(hours) && hours >= 1 && hours <= 768, 'a poll lasts 1 to 768 whole hours')
  return {
    question: { text: question },
    answers: answers.map(({ text, emoji }) => {
      demandSize('poll answer', text, 1, 55)
      return { poll_media: { text, ...emojiOf(emoji) } }
    }),
    duration: hours,
    allow_multiselect: several,
    layout_type: PollLayoutType.Default,
  }
}

/** A vote event as a Vote; undefined for a poll outside a guild. */
export function voteOf(
  kind: Vote['kind'],
  data: GatewayMessagePollVoteDispatchData,
): Vote | undefined {
  if (data.guild_id === undefined) return undefined
  return {
    kind,
    guild: data.guild_id,
    channel: data.channel_id,
    message: data.message_id,
    member: data.user_id,
    answer: data.answer_id,
  }
}

const laterId = (one: string, other: string): string => (BigInt(one) > BigInt(other) ? one : other)

/** Chat.endPoll, Chat.voters and Chat.tally over `rest`. */
export function pollsOver(rest: () => REST): Pick<Chat, 'endPoll' | 'voters' | 'tally'> {
  return {
    async endPoll(channel, message) {
      const ended = await attempt(() => rest().post(Routes.expirePoll(channel, message)))
      return ended.ok || ended.fault.code === pollExpired ? ok(undefined) : ended
    },

    async voters(channel, message, answer) {
      const route = Routes.pollAnswerVoters(channel, message, answer)
      const found = new Set<string>()
      for (let after = '0'; ; ) {
        const query = new URLSearchParams({ limit: String(pageSize), after })
        const page = await attempt(
          () => rest().get(route, { query }) as Promise<RESTGetAPIPollAnswerVotersResult>,
        )
        if (!page.ok) return page
        const ids = page.value.users.map((user) => user.id)
        for (const id of ids) found.add(id)
        // Discord promises no order, so the next page starts after the greatest id seen so far.
        const last = ids.reduce(laterId, after)
        if (ids.length < pageSize || last === after) return ok([...found])
        after = last
      }
    },

    async tally(channel, message) {
      const route = Routes.channelMessage(channel, message)
      const read = await attempt(() => rest().get(route) as Promise<APIMessage>)
      if (!read.ok) return read
      const { poll } = read.value
      if (poll === undefined) return fail({ kind: 'missing', reason: 'The message has no poll' })
      const { answers, results } = poll
      // An answer that is not listed has no votes; no results at all mean that nothing is known.
      const countOf = (id: number) =>
        results?.answer_counts.find((one) => one.id === id)?.count ?? 0
      const counts = results && answers.map(({ answer_id }) => countOf(answer_id))
      return ok({ isFinal: results?.is_finalized ?? false, counts })
    },
  }
}
