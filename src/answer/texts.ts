// What answers say around the notes' own words.

import type { Language } from '#core/language.ts'
import { stamp } from '#core/stamp.ts'
import type { Answer, Hindrance } from './answer.ts'

const en = {
  label: {
    grounded: 'From your notes, in their own words',
    partial: 'Not certain: this is the closest your notes come',
    unsupported: "The notes don't cover this",
  } satisfies Record<Exclude<Answer['kind'], 'degraded'>, string>,
  written: (model: string) =>
    `Written by ${model}; each sentence’s source and figures were checked against the notes`,
  writtenUnsure: (model: string) =>
    `Not certain that this answers it · written by ${model}; each sentence’s source and figures were checked`,
  removed: (count: number) =>
    count === 1
      ? 'one sentence was left out because the notes do not prove it'
      : `${count} sentences were left out because the notes do not prove them`,
  degraded: {
    'member-budget':
      'This would pass what one member may spend on written answers today: from your notes, in their own words',
    'guild-budget':
      "This would pass this server's budget for written answers today: from your notes, in their own words",
    budget: 'This would pass the budget for written answers: from your notes, in their own words',
    resting:
      'The model had trouble and is resting for a while: from your notes, in their own words',
    slow: 'The model was too slow: from your notes, in their own words',
    broken: 'The model gave no usable answer: from your notes, in their own words',
    ending: 'The bot is being restarted: from your notes, in their own words',
    refused: 'The model would not answer this: from your notes, in their own words',
    denied:
      'The model service turned us away (whoever runs the bot finds why in its log): from your notes, in their own words',
  } satisfies Record<Hindrance, string>,
  unsupported:
    'I found nothing in the notes that answers this, so I will not guess. Try other words or the English exam term, or ask whoever keeps the notes to add it.',
  nearest: 'Nearest passages:',
  searching: '🔎 Reading the notes …',
  writing: '✍️ Still writing; only sentences the notes prove are shown',
  sources: 'Sources',
  more: 'More',
  simpler: 'Simpler',
  quiz: 'Quiz me on this',
  good: 'Helpful',
  bad: 'Not helpful',
  report: 'Report',
  passages: 'The cited passages',
  gone: 'That answer is no longer kept, or its notes have changed. Ask again to get it from the notes of today.',
  empty: 'Ask something, for example: sqs visibility timeout',
  emptyMention:
    'Write a question beside the mention, for example: sqs visibility timeout. Or use `/ask` anywhere.',
  courtesy: {
    thanks: 'You are welcome. 💪 Ask on whenever something is unclear.',
    greeting: 'Hello! Ask me anything our notes cover, for example: sqs visibility timeout',
  },
  tooFast: (seconds: number) =>
    `That was a lot of questions at once. Please wait ${seconds} s, then ask again.`,
  threadClosed:
    'I may not write in that thread, so here is the answer for you alone. Whoever manages the server can give me the right to send messages in threads.',
  changed: 'the note has changed since that answer',
  continued: (channel: string) =>
    `The answer is in <#${channel}>. Mention me there to go on asking.`,
  nothingToExplain: 'That message has no words I could look up in the notes.',
  explain: { ko: '이 메시지 설명해 줘', en: 'Explain this' },
  reportMenu: { ko: '답변 신고', en: 'Report answer' },
  form: {
    title: 'Report an answer',
    otherTitle: 'Report this message',
    reason: 'What is wrong with it?',
    about:
      'For example: the figure is out of date, the source says something else. Your name goes with it.',
  },
  thanks: {
    good: 'Thank you! It was noted that this answer helped.',
    bad: 'Thank you, it was noted. If something in it is wrong, press Report and say what.',
    report:
      'Thank you. What you wrote went, with your name, to where whoever manages this server reads reports.',
  },
  notOurs: 'I can only take reports about my own messages. Choose one of my answers and try again.',
  emptyReport: 'That report had no words in it. Press Report again and say what is wrong.',
  feedback: {
    about: 'How members found the answers, and what they reported (owners)',
    heading: '### What members said about answers',
    days: (good: number, bad: number) => `Last 30 days: 👍 ${good} · 👎 ${bad}`,
    worst: '**Found unhelpful most often**',
    reports: '**Open reports**',
    none: 'No open reports. When a member presses Report under an answer, it appears here.',
    report: (link: string, reason: string, question: string | undefined) =>
      `${link}${question === undefined ? '' : ` · “${question}”`}\n> ${reason}`,
    reporter: (member: string, when: Temporal.Instant) =>
      `-# Reported by <@${member}> ${stamp(when, 'R')}`,
    link: (url: string) => `[the answer](${url})`,
    rest: (count: number) =>
      count === 1 ? '-# One more, once these are done.' : `-# ${count} more, once these are done.`,
    done: 'Done',
  },
  timing: (milliseconds: number) => `answered from the notes in ${milliseconds} ms, no model used`,
  timingPaid: (milliseconds: number, cost: string) =>
    `answered from the notes in ${milliseconds} ms; asking the model took ${cost} and gave no usable answer`,
  timingModel: (milliseconds: number, model: string, cost: string) =>
    `answered in ${milliseconds} ms by ${model} for ${cost}`,
}
export type AnswerTexts = typeof en

const ko: AnswerTexts = {
  label: {
    grounded: '노트에 적힌 그대로예요',
    partial: '확실하지 않아요: 노트에서 가장 가까운 내용이에요',
    unsupported: '노트에 없는 내용이에요',
  },
  written: (model) => `작성 ${model} · 문장마다 출처와 숫자를 노트와 대조했어요`,
  writtenUnsure: (model) =>
    `질문에 딱 맞는 답인지는 확실하지 않아요 · 작성 ${model} · 문장마다 출처와 숫자를 대조했어요`,
  removed: (count) => `노트로 확인되지 않은 문장 ${count}개는 뺐어요`,
  degraded: {
    'member-budget':
      '오늘 한 사람이 쓸 수 있는 답변 예산을 넘게 되어, 노트에 적힌 그대로 보여 드려요',
    'guild-budget': '오늘 이 서버의 답변 예산을 넘게 되어, 노트에 적힌 그대로 보여 드려요',
    budget: '답변 예산을 넘게 되어, 노트에 적힌 그대로 보여 드려요',
    resting: '모델에 문제가 있어 잠시 쉬는 중이라, 노트에 적힌 그대로 보여 드려요',
    slow: '모델이 너무 오래 걸려서, 노트에 적힌 그대로 보여 드려요',
    broken: '모델에서 쓸 만한 답을 받지 못해서, 노트에 적힌 그대로 보여 드려요',
    ending: '봇이 다시 시작하는 중이라, 노트에 적힌 그대로 보여 드려요',
    refused: '모델이 이 질문에는 답하지 않아서, 노트에 적힌 그대로 보여 드려요',
    denied:
      '모델 서비스가 요청을 받아 주지 않아서(이유는 봇 운영자의 로그에 있어요), 노트에 적힌 그대로 보여 드려요',
  },
  unsupported:
    '노트에서 답의 근거를 찾지 못해서 추측하지 않을게요. 다른 표현이나 영어 시험 용어로 다시 물어보거나, 노트를 쓰는 분에게 추가를 부탁해 보세요.',
  nearest: '가장 가까운 내용:',
  searching: '🔎 노트를 읽고 있어요 …',
  writing: '✍️ 쓰는 중이에요. 노트로 확인된 문장만 보여요',
  sources: '출처 보기',
  more: '더 자세히',
  simpler: '더 쉽게',
  quiz: '이걸로 퀴즈',
  good: '도움됐어요',
  bad: '아쉬워요',
  report: '신고',
  passages: '인용한 내용 전체',
  gone: '그 답은 더 이상 남아 있지 않거나 노트가 바뀌었어요. 다시 물어보면 지금 노트로 답할게요.',
  empty: '질문을 적어 주세요. 예: SQS 표시 제한 시간',
  emptyMention:
    '멘션 옆에 질문도 적어 주세요. 예: SQS 표시 제한 시간. 어디서나 `/ask`로도 물어볼 수 있어요.',
  courtesy: {
    thanks: '천만에요. 💪 헷갈리는 것이 있으면 언제든 또 물어봐 주세요.',
    greeting:
      '안녕하세요! 우리 노트에 있는 것이라면 무엇이든 물어봐 주세요. 예: SQS 표시 제한 시간',
  },
  tooFast: (seconds) => `질문이 한꺼번에 너무 많았어요. ${seconds}초 뒤에 다시 물어봐 주세요.`,
  threadClosed:
    '그 스레드에는 쓸 수 없어서 나에게만 보이는 답으로 보여 드려요. 서버를 관리하는 분이 스레드에서 메시지 보내기 권한을 주면 돼요.',
  changed: '그 답 이후에 노트가 바뀌었어요',
  continued: (channel) =>
    `답은 <#${channel}>에 있어요. 거기서 저를 멘션하면 이어서 물어볼 수 있어요.`,
  nothingToExplain: '그 메시지에는 노트에서 찾아볼 말이 없어요.',
  explain: en.explain,
  reportMenu: en.reportMenu,
  form: {
    title: '답변 신고',
    otherTitle: '이 메시지 신고',
    reason: '무엇이 잘못됐나요?',
    about: '예: 숫자가 예전 값이에요, 출처에는 다르게 적혀 있어요. 이름이 함께 전해져요.',
  },
  thanks: {
    good: '고마워요! 도움이 됐다고 기록했어요.',
    bad: '고마워요, 기록했어요. 틀린 곳이 있다면 신고 버튼을 눌러 알려 주세요.',
    report:
      '고마워요. 적어 주신 내용을 이름과 함께, 서버를 관리하는 분이 신고를 보는 곳에 전했어요.',
  },
  notOurs: '제가 쓴 메시지만 신고할 수 있어요. 제 답변을 골라 다시 해 보세요.',
  emptyReport: '신고에 적힌 말이 없어요. 신고를 다시 눌러 무엇이 잘못됐는지 적어 주세요.',
  feedback: {
    about: '답변에 대한 멤버들의 평가와 신고를 봐요 (관리자)',
    heading: '### 답변에 대한 멤버들의 의견',
    days: (good, bad) => `최근 30일: 👍 ${good} · 👎 ${bad}`,
    worst: '**아쉬웠다는 말이 많은 답변**',
    reports: '**처리하지 않은 신고**',
    none: '처리할 신고가 없어요. 멤버가 답변 아래 신고를 누르면 여기에 나와요.',
    report: (link, reason, question) =>
      `${link}${question === undefined ? '' : ` · “${question}”`}\n> ${reason}`,
    reporter: (member, when) => `-# 신고: <@${member}> ${stamp(when, 'R')}`,
    link: (url) => `[답변 보기](${url})`,
    rest: (count) => `-# 이 신고들을 처리하면 ${count}개가 더 나와요.`,
    done: '처리함',
  },
  timing: (milliseconds) => `노트에서 ${milliseconds} ms 만에 찾음, 모델을 쓰지 않음`,
  timingPaid: (milliseconds, cost) =>
    `노트에서 ${milliseconds} ms 만에 찾음, 모델에 물었지만 쓸 만한 답이 없었음 · 비용 ${cost}`,
  timingModel: (milliseconds, model, cost) =>
    `${milliseconds} ms 만에 답함 · 작성 ${model} · 비용 ${cost}`,
}

/** The sentences of this folder in a language. */
export const textsIn = (language: Language): AnswerTexts => (language === 'ko' ? ko : en)
