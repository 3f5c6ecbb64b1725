// Why a question was chosen, in words an owner can check.

import type { Language } from '#core/language.ts'
import type { Day } from '#lib/day.ts'
import type { Why } from './choose.ts'
import { textsIn } from './texts.ts'

const percent = (share: number): string => `${share}%`

const en = {
  about: 'Why a daily question was chosen, and how to correct it (owners)',
  date: 'A day with a quiz, for example 2026-11-22; the newest unless said otherwise',
  heading: (day: Day) => `### Why this question? Quiz of ${textsIn('en').day(day)}`,
  syllabus: (topic: string | undefined) =>
    topic === undefined
      ? '- **Syllabus:** no topic was set as reached, so all topics counted.'
      : `- **Syllabus:** only topics up to ${topic} counted; this rule never gives way.`,
  domain: (domain: string, share: number, weight: number, asked: number) =>
    asked === 0
      ? `- **Domain:** nothing had been asked yet, so the heaviest one with questions came first: ${domain}, ${percent(weight)} of the exam.`
      : `- **Domain:** ${domain} was furthest below its weight in the exam: ${percent(share)} of the ${asked} questions so far against ${percent(weight)}.`,
  fell: {
    none: '- **Rest:** every rule held: no concept twice within a week, no question twice within 60 days.',
    week: '- **Rest:** every rested question of that domain had a concept asked within the week, so the rule of a week gave way.',
    domain:
      '- **Rest:** every question of that domain had been asked within 60 days, so other domains and concepts of this week were allowed.',
    rest: '- **Rest:** every question of the syllabus had been asked within 60 days, so the one asked longest ago came.',
  } satisfies Record<Why['fell'], string>,
  barred: (barred: number) =>
    `- **Corrections:** ${barred === 1 ? 'one question was' : `${barred} questions were`} left out, voided or re-keyed here and not rewritten since.`,
  fresh: '- **Use:** it had never been asked here.',
  used: (day: string, times: number) =>
    `- **Use:** asked here ${times === 1 ? 'once' : `${times} times`} before, last on ${day}; none that fitted was older or unused.`,
  equal: (equal: number) =>
    equal === 1
      ? '- **Draw:** no other question fitted as well.'
      : `- **Draw:** ${equal} questions fitted equally well. One was drawn by this server and the date, so the draw comes out the same however often it is repeated.`,
  unknown: 'For a quiz this old the reasons were not written down.',
  voided:
    '**It is voided**: nobody gets points for it, and it is not asked here again until its author has rewritten it.',
  rekeyed:
    'Its answer was corrected here, so it is not asked again until its author has rewritten it.',
  none: 'No quiz has been posted yet, so there is nothing to explain.',
  noneOn: (day: string) =>
    `There was no quiz on ${day}. Choose one of the suggested dates, or leave the date out for the newest quiz.`,
  badDate: (typed: string) =>
    `“${typed}” is no date I understand. Write it like 2026-11-22, or choose one of the suggested dates.`,
  gone: 'That quiz is not on record here.',
}
type WhyTexts = typeof en

const ko: WhyTexts = {
  about: '오늘의 퀴즈가 왜 이 문제인지 보고 정정해요 (관리자)',
  date: '퀴즈가 있던 날, 예: 2026-11-22. 비워 두면 가장 최근 퀴즈',
  heading: (day) => `### 왜 이 문제인가요? ${textsIn('ko').day(day)} 퀴즈`,
  syllabus: (topic) =>
    topic === undefined
      ? '- **진도:** 정해 둔 진도가 없어 모든 주제에서 골랐어요.'
      : `- **진도:** ${topic}까지의 주제에서만 골랐어요. 이 규칙은 언제나 지켜요.`,
  domain: (domain, share, weight, asked) =>
    asked === 0
      ? `- **영역:** 아직 낸 문제가 없어 문제가 있는 영역 중 시험 비중이 가장 큰 ${domain}(${percent(weight)})부터예요.`
      : `- **영역:** 시험 비중보다 가장 적게 나온 영역: ${domain}. 지금까지 ${asked}문제 중 ${percent(share)}, 시험 비중은 ${percent(weight)}예요.`,
  fell: {
    none: '- **간격:** 모든 규칙을 지켰어요. 같은 개념은 일주일, 같은 문제는 60일 안에 다시 나오지 않았어요.',
    week: '- **간격:** 그 영역에서 쓸 수 있는 문제는 모두 일주일 안에 다룬 개념이라, 일주일 규칙을 풀었어요.',
    domain:
      '- **간격:** 그 영역의 문제는 모두 60일 안에 나와서, 다른 영역과 이번 주에 다룬 개념도 허용했어요.',
    rest: '- **간격:** 진도 안의 문제가 모두 60일 안에 나와서, 나온 지 가장 오래된 문제를 골랐어요.',
  },
  barred: (barred) =>
    `- **정정:** 여기서 무효가 되었거나 정답이 바뀐 뒤 아직 고쳐 쓰지 않은 문제 ${barred}개는 뺐어요.`,
  fresh: '- **사용:** 이 서버에 처음 나온 문제예요.',
  used: (day, times) =>
    `- **사용:** 전에 ${times}번 나왔고 마지막은 ${day}예요. 조건에 맞는 문제 중 더 오래됐거나 새로운 것은 없었어요.`,
  equal: (equal) =>
    equal === 1
      ? '- **추첨:** 이만큼 알맞은 다른 문제는 없었어요.'
      : `- **추첨:** 똑같이 알맞은 문제 ${equal}개 중 하나를 뽑았어요. 서버와 날짜로 정해지기 때문에 몇 번을 다시 뽑아도 같아요.`,
  unknown: '이 퀴즈는 오래되어 고른 까닭이 기록돼 있지 않아요.',
  voided: '**무효 처리된 퀴즈예요**: 점수에 넣지 않고, 고쳐 쓰기 전에는 여기에 다시 내지 않아요.',
  rekeyed: '여기서 정답이 바뀐 문제라서, 고쳐 쓰기 전에는 다시 내지 않아요.',
  none: '아직 올린 퀴즈가 없어서 설명할 것이 없어요.',
  noneOn: (day) =>
    `${day}에는 퀴즈가 없었어요. 제안된 날짜 중에서 고르거나, 날짜를 비워 가장 최근 퀴즈를 보세요.`,
  badDate: (typed) =>
    `“${typed}”은(는) 날짜로 읽을 수 없어요. 2026-11-22처럼 적거나 제안된 날짜 중에서 골라 주세요.`,
  gone: '여기에는 그 퀴즈의 기록이 없어요.',
}

export const whyTextsIn = (language: Language): WhyTexts => (language === 'ko' ? ko : en)

/** The same in the other form that commands take. */
export const whyAbout = {
  about: { ko: ko.about, en: en.about },
  date: { ko: ko.date, en: en.date },
}
