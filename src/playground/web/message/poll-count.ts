// Poll count: a poll's answers with their votes, shares and winners. Pure.

import type { APIPoll, APIPollAnswer } from 'discord-api-types/v10'

export type CountedAnswer = {
  readonly id: number
  readonly text: string
  readonly emoji: APIPollAnswer['poll_media']['emoji']
  readonly votes: number
  /** Whole percent of all votes. */
  readonly percent: number
  readonly mine: boolean
  /** Leads, or won once the poll is final; several on a tie, none without votes. */
  readonly leads: boolean
}

export type Count = {
  readonly answers: readonly CountedAnswer[]
  readonly total: number
  readonly mine: readonly number[]
  readonly final: boolean
}

/** Counts a poll as its message shows it; a missing entry is no vote. */
export const countPoll = (poll: APIPoll): Count => {
  const counts = poll.results?.answer_counts ?? []
  const votesOf = (id: number) => counts.find((entry) => entry.id === id)?.count ?? 0
  const total = poll.answers.reduce((sum, answer) => sum + votesOf(answer.answer_id), 0)
  const most = Math.max(1, ...poll.answers.map((answer) => votesOf(answer.answer_id)))
  const answers = poll.answers.map((answer) => {
    const votes = votesOf(answer.answer_id)
    return {
      id: answer.answer_id,
      text: answer.poll_media.text ?? '',
      emoji: answer.poll_media.emoji,
      votes,
      percent: total === 0 ? 0 : Math.round((100 * votes) / total),
      mine: counts.find((entry) => entry.id === answer.answer_id)?.me_voted ?? false,
      leads: votes === most,
    }
  })
  return {
    answers,
    total,
    mine: answers.filter(({ mine }) => mine).map(({ id }) => id),
    final: poll.results?.is_finalized ?? false,
  }
}
