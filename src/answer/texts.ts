// What answers say around the notes' own words.

import type { Language } from '#core/language.ts'
import type { Answer } from './answer.ts'

const en = {
  label: {
    grounded: 'From your notes, in their own words',
    partial: 'Not certain: this is the closest your notes come',
    unsupported: "The notes don't cover this",
  } satisfies Record<Answer['kind'], string>,
  unsupported:
    'I found nothing in the notes that answers this, so I will not guess. Try other words or the English exam term, or ask whoever keeps the notes to add it: the question was noted.',
  nearest: 'Nearest passages:',
  sources: 'Sources',
  passages: 'The cited passages',
  gone: 'That answer is no longer kept, or its notes have changed. Ask again to get it from the notes of today.',
  empty: 'Ask something, for example: sqs visibility timeout',
  timing: (milliseconds: number) => `answered from the notes in ${milliseconds} ms, no model used`,
}
export type AnswerTexts = typeof en

const ko: AnswerTexts = {
  label: {
    grounded: '노트에 적힌 그대로예요',
    partial: '확실하지 않아요: 노트에서 가장 가까운 내용이에요',
    unsupported: '노트에 없는 내용이에요',
  },
  unsupported:
    '노트에서 답의 근거를 찾지 못해서 추측하지 않을게요. 다른 표현이나 영어 시험 용어로 다시 물어보거나, 노트를 쓰는 분에게 추가를 부탁해 보세요. 이 질문은 기록해 두었어요.',
  nearest: '가장 가까운 내용:',
  sources: '출처 보기',
  passages: '인용한 내용 전체',
  gone: '그 답은 더 이상 남아 있지 않거나 노트가 바뀌었어요. 다시 물어보면 지금 노트로 답할게요.',
  empty: '질문을 적어 주세요. 예: SQS 표시 제한 시간',
  timing: (milliseconds) => `노트에서 ${milliseconds} ms 만에 찾음, 모델을 쓰지 않음`,
}

/** The sentences of this folder in a language. */
export const textsIn = (language: Language): AnswerTexts => (language === 'ko' ? ko : en)
