// What a round with private answers says.

import type { Language } from '#core/language.ts'
import { stamp } from '#core/stamp.ts'

const en = {
  /** Under the question, for everyone. */
  how: (choices: number) =>
    `-# ${choices === 1 ? 'Press a letter' : `Choose exactly ${choices}`}: only you see what you chose. All answers are revealed together at the end.`,
  /** In its place once the round is closed. */
  over: '-# This quiz is over: its answer is below.',
  prompt: (choices: number) => `Choose exactly ${choices}`,
  chosen: (options: readonly string[]) =>
    `You chose ${options.map((one) => `**${one}**`).join(' and ')}.`,
  until: (closes: Temporal.Instant, answered: number) =>
    `You can change it until ${stamp(closes, 't')} (${stamp(closes, 'R')}). ${
      answered === 1 ? 'One answer so far.' : `${answered} answers so far.`
    }`,
  takeBack: 'Take back',
  takenBack: (closes: Temporal.Instant) =>
    `You took your answer back. You can answer again until ${stamp(closes, 't')} (${stamp(closes, 'R')}).`,
  exactly: (choices: number) =>
    `This question takes ${choices === 1 ? 'one answer' : `exactly ${choices} answers`}. Nothing was changed: choose again.`,
  closed: (held: readonly string[], url: string | undefined) =>
    `This quiz is over, so nothing was changed. ${
      held.length === 0 ? 'You had not answered it.' : `Your answer was ${held.join(' and ')}.`
    }${url === undefined ? '' : ` [The question and its answer](${url})`}`,
  gone: 'This quiz is not on record any more. Nothing was changed.',
  counts: (counts: readonly string[]) => `-# Answers: ${counts.join(' · ')}`,
}
type PrivateTexts = typeof en

const ko: PrivateTexts = {
  how: (choices) =>
    `-# ${choices === 1 ? '글자를 눌러 답하세요' : `정확히 ${choices}개를 고르세요`}. 고른 답은 나만 볼 수 있고, 마감 때 모두 함께 공개돼요.`,
  over: '-# 마감된 퀴즈예요. 정답은 아래에 있어요.',
  prompt: (choices) => `정확히 ${choices}개를 고르세요`,
  chosen: (options) => `선택: ${options.map((one) => `**${one}**`).join(', ')}`,
  until: (closes, answered) =>
    `${stamp(closes, 't')} (${stamp(closes, 'R')}) 전까지 바꿀 수 있어요. 지금까지 ${answered}명이 답했어요.`,
  takeBack: '답 취소',
  takenBack: (closes) =>
    `답을 취소했어요. ${stamp(closes, 't')} (${stamp(closes, 'R')}) 전까지 다시 답할 수 있어요.`,
  exactly: (choices) =>
    `이 문제는 정확히 ${choices}개를 골라야 해요. 바뀐 것은 없으니 다시 골라 주세요.`,
  closed: (held, url) =>
    `이미 마감된 퀴즈라서 바뀐 것은 없어요. ${
      held.length === 0 ? '답하지 않은 퀴즈예요.' : `내 답: ${held.join(', ')}`
    }${url === undefined ? '' : ` [문제와 정답 보기](${url})`}`,
  gone: '더는 기록에 없는 퀴즈예요. 바뀐 것은 없어요.',
  counts: (counts) => `-# 답: ${counts.join(' · ')}`,
}

export const privateTextsIn = (language: Language): PrivateTexts => (language === 'ko' ? ko : en)
