// What practising says.

import type { Language } from '#core/language.ts'

type Titles = { readonly domain: string | undefined; readonly topic: string }

const stars = (difficulty: number) => '⭐'.repeat(difficulty)
const about = ({ domain, topic }: Titles, difficulty: number) =>
  [domain, topic, stars(difficulty)].filter((part) => part !== undefined).join(' · ')

const en = {
  heading: (titles: Titles, difficulty: number) => `-# 🎯 ${about(titles, difficulty)}`,
  sameTopic:
    '-# There is no other question on exactly what the answer says, so this one is on the same topic.',
  choose: (count: number) => `Choose ${count}`,
  exactly: (count: number, chosen: number) =>
    `This question has exactly ${count} right options and you chose ${chosen}. Choose ${count}; nothing is counted yet.`,
  right: '### ✅ Right!',
  wrong: '### ❌ Not this time',
  partlyRight: (hits: number, count: number) =>
    `### ❌ Not quite: ${hits} of ${count} right, and it takes all of them`,
  yours: 'your choice',
  another: 'Another one',
  passage: 'Read the passage',
  again: 'From the start',
  finished: (right: number, all: number) =>
    `### 🏁 That was every question on this\n${right} of ${all} right. Go through them again, or ask me something else with \`/ask\`.`,
  none: (topic: string) =>
    `There are no quiz questions on ${topic} yet. Ask whoever keeps the notes to add some, or try a question on something else; the day's quiz is at \`/today\`.`,
  allWrong: (topic: string) =>
    `What is left on ${topic} was found wrong here and waits to be rewritten. Try a question on something else; the day's quiz is at \`/today\`.`,
  onlyToday: (topic: string) =>
    `The question that is left on ${topic} stands in the daily quiz just now. Answer it there, \`/today\` shows where; or practise something else.`,
  goneAnswer:
    'That answer is no longer kept, or its notes have changed. Ask again, then press the button under the new answer.',
  changed:
    'This question was reworded after I showed it to you, so your choice was not counted. Take another one instead.',
  retired:
    'This question was taken out of the bank after I showed it to you, so your choice was not counted. Take another one instead.',
  withheld: {
    wrong:
      'This question was found wrong here after I showed it to you, so your choice was not counted. Take another one instead.',
    today:
      'This question is in the daily quiz now, so I keep its answer to myself until that closes. Your choice was not counted: answer it in the quiz, and take another one here.',
  },
  unreadable:
    'I cannot tell any more which question this was. Nothing was counted. Ask something with `/ask` and press the quiz button under the answer.',
  gonePassage: 'The notes no longer have that passage. `/ask` finds what they say about it today.',
}
export type PracticeTexts = typeof en

const ko: PracticeTexts = {
  heading: (titles, difficulty) => `-# 🎯 ${about(titles, difficulty)}`,
  sameTopic: '-# 답변 내용을 바로 묻는 다른 문제가 없어서, 같은 주제에서 골랐어요.',
  choose: (count) => `${count}개를 골라 주세요`,
  exactly: (count, chosen) =>
    `정답이 정확히 ${count}개인 문제인데 ${chosen}개를 골랐어요. ${count}개를 골라 주세요. 아직 기록하지 않았어요.`,
  right: '### ✅ 정답이에요!',
  wrong: '### ❌ 아쉬워요',
  partlyRight: (hits, count) =>
    `### ❌ 아쉬워요: ${count}개 중 ${hits}개만 맞았어요. 모두 맞혀야 정답이에요`,
  yours: '내 선택',
  another: '다른 문제',
  passage: '노트 읽기',
  again: '처음부터 다시',
  finished: (right, all) =>
    `### 🏁 관련 문제를 모두 풀었어요\n${all}개 중 ${right}개를 맞혔어요. 처음부터 다시 풀거나 \`/ask\`로 다른 것을 물어봐도 좋아요.`,
  none: (topic) =>
    `아직 ${topic} 주제의 퀴즈 문제가 없어요. 노트를 쓰는 분에게 문제를 부탁하거나 다른 내용으로 풀어 보세요. 오늘의 퀴즈는 \`/today\`에 있어요.`,
  allWrong: (topic) =>
    `${topic} 주제에 남은 문제는 여기서 잘못된 것으로 밝혀져, 고쳐 쓸 때까지 내지 않아요. 다른 내용으로 풀어 보세요. 오늘의 퀴즈는 \`/today\`에 있어요.`,
  onlyToday: (topic) =>
    `${topic} 주제에 남은 문제는 지금 오늘의 퀴즈에 나와 있어요. \`/today\`에서 퀴즈로 가서 답하거나, 다른 내용으로 풀어 보세요.`,
  goneAnswer:
    '그 답은 더 이상 남아 있지 않거나 노트가 바뀌었어요. 다시 물어본 다음 새 답변 아래의 버튼을 눌러 주세요.',
  changed:
    '문제를 보여 드린 뒤에 내용이 바뀌어서, 고른 답을 기록하지 않았어요. 다른 문제로 이어서 풀어 보세요.',
  retired:
    '문제를 보여 드린 뒤에 문제은행에서 빠져서, 고른 답을 기록하지 않았어요. 다른 문제로 이어서 풀어 보세요.',
  withheld: {
    wrong:
      '문제를 보여 드린 뒤에 여기서 잘못된 것으로 밝혀져서, 고른 답을 기록하지 않았어요. 다른 문제로 이어서 풀어 보세요.',
    today:
      '이 문제는 지금 오늘의 퀴즈에 나와 있어서 마감될 때까지 답을 알려 드리지 않아요. 고른 답은 기록하지 않았으니 퀴즈에서 답하고, 여기서는 다른 문제로 이어서 풀어 보세요.',
  },
  unreadable:
    '어떤 문제였는지 더 이상 알 수 없어서 아무것도 기록하지 않았어요. `/ask`로 물어보고 답변 아래의 퀴즈 버튼을 눌러 주세요.',
  gonePassage: '노트에 그 내용이 더 이상 없어요. `/ask`로 지금 노트의 내용을 찾아보세요.',
}

/** The sentences of this folder in a language. */
export const textsIn = (language: Language): PracticeTexts => (language === 'ko' ? ko : en)
