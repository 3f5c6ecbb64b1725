// What the report of gaps says.

import type { Language } from '#core/language.ts'
import { stamp } from '#core/stamp.ts'

type Count = {
  readonly members: number
  readonly times: number
  /** Askings that had an answer, which somebody found bad. */
  readonly disliked: number
  readonly since: Temporal.Instant
}

const many = (count: number, one: string, more = `${one}s`): string =>
  count === 1 ? `1 ${one}` : `${count} ${more}`

const en = {
  about: 'Questions your notes could not answer well (owners)',
  heading: '### Questions without a good answer',
  summary: (gaps: number, questions: number) =>
    `${many(gaps, 'topic')} from ${many(questions, 'question')} of the last 60 days. Add them to the notes, then mark them as done.`,
  asked: ({ members, times, disliked, since }: Count) =>
    [
      `${many(members, 'member')} asked, ${times === 1 ? 'once' : `${times} times`}`,
      ...(disliked === 0 ? [] : [`👎 ${many(disliked, 'answer')} found unhelpful`]),
      `first ${stamp(since, 'R')}`,
    ].join(' · '),
  nearest: (place: string) => `Closest in the notes: ${place}`,
  nothingNear: 'Nothing in the notes comes close',
  done: 'Done',
  rest: (gaps: number) => `Mark these as done to see ${many(gaps, 'more topic')}.`,
  anyTime: 'The list as it is now: /gaps',
  allDone:
    '✅ Everything on this list is taken care of. What members ask from now on that the notes lack will be on the next one.',
  none: (channel: string | null) =>
    `✅ Nothing is missing: in the last 60 days the notes answered every question, and no answer was found unhelpful.\n${
      channel === null
        ? 'Choose a channel with `/setup owner_channel:` and each week I tell you there what members asked in vain.'
        : `Each week I tell you in <#${channel}> what members asked in vain.`
    }`,
}
export type GapTexts = typeof en

const ko: GapTexts = {
  about: '노트로 잘 답하지 못한 질문을 봐요 (관리자)',
  heading: '### 제대로 답하지 못한 질문',
  summary: (gaps, questions) =>
    `최근 60일 동안의 질문 ${questions}개, 주제 ${gaps}개예요. 노트에 추가한 다음 처리함을 눌러 주세요.`,
  asked: ({ members, times, disliked, since }) =>
    [
      `${members}명이 ${times}번 물음`,
      ...(disliked === 0 ? [] : [`👎 아쉽다고 한 답변 ${disliked}개`]),
      `처음 물은 때: ${stamp(since, 'R')}`,
    ].join(' · '),
  nearest: (place) => `노트에서 가장 가까운 곳: ${place}`,
  nothingNear: '노트에 가까운 내용이 없어요',
  done: '처리함',
  rest: (gaps) => `이 밖에 주제 ${gaps}개가 더 있어요. 위의 것을 처리하면 볼 수 있어요.`,
  anyTime: '지금 목록은 /gaps 에서 볼 수 있어요',
  allDone: '✅ 이 목록은 모두 처리했어요. 앞으로 노트에 없는 질문이 생기면 다음 목록에 나와요.',
  none: (channel) =>
    `✅ 빠진 내용이 없어요. 최근 60일 동안 모든 질문에 노트로 답했고, 아쉽다고 한 답변도 없어요.\n${
      channel === null
        ? '`/setup owner_channel:` 로 채널을 정하면 노트에 없던 질문을 매주 거기에 알려 드려요.'
        : `노트에 없던 질문은 매주 <#${channel}>에 알려 드려요.`
    }`,
}

/** The sentences of the gap report in a language. */
export const textsIn = (language: Language): GapTexts => (language === 'ko' ? ko : en)
