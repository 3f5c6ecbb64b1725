// What boards say.

import type { Language } from '#core/language.ts'
import type { Movement } from './movement.ts'
import type { Period } from './period.ts'
import { plural } from './plural.ts'

const dateOf = (language: Language, date: Temporal.PlainDate) =>
  date.toLocaleString(language, { month: 'short', day: 'numeric' })

const monthOf = (language: Language, month: Temporal.PlainYearMonth) =>
  month.toPlainDate({ day: 1 }).toLocaleString(language, { year: 'numeric', month: 'long' })

const weekOf = (language: Language, monday: Temporal.PlainDate) =>
  `${dateOf(language, monday)} – ${dateOf(language, monday.add({ days: 6 }))}`

const en = {
  title: (period: Period, domain: string | undefined): string => {
    if (domain !== undefined) return `## 🏆 Leaderboard: ${domain}`
    if (period.kind === 'all') return '## 🏆 All-time leaderboard'
    return period.kind === 'week' ? '## 🏆 Weekly leaderboard' : '## 🏆 Monthly leaderboard'
  },
  span: (period: Period): string => {
    if (period.kind === 'all') return 'All time'
    if (period.kind === 'week') return weekOf('en', period.monday)
    return monthOf('en', period.month)
  },
  people: (count: number) => plural(count, 'member'),
  points: (count: number) => plural(count, 'pt'),
  right: (right: number, answered: number) => `${right}/${answered} right`,
  streak: (days: number) => `🔥 ${plural(days, 'day')}`,
  you: 'you',
  moved: (movement: Movement): string => {
    if (movement.kind === 'up') return `▲${movement.by}`
    if (movement.kind === 'down') return `▼${movement.by}`
    return movement.kind === 'same' ? '–' : 'new'
  },
  winners: (names: readonly string[], more: number, points: string) => {
    const all = more > 0 ? [...names, `${more} more`] : names
    const list = new Intl.ListFormat('en').format(all)
    return all.length === 1
      ? `🎉 First place: ${list} with ${points}`
      : `🎉 ${list} share first place with ${points}`
  },
  revised: 'Corrected since it was posted.',
  ownRank: (rank: number) => `#${rank}`,
  onlyYou: 'You are hidden from boards: only you see this row.',
  tooFew: (answered: number, least: number) =>
    `You have ${plural(answered, 'answer')} here. Members are ranked from ${least}.`,
  notYet: 'You have no points here yet. Vote in the daily quiz and you join when it closes.',
  empty: (period: Period): string =>
    period.kind === 'all'
      ? 'No points yet. Answer the daily quiz: when it closes, the first names appear here. `/today` shows where it is.'
      : 'Nobody has points here. Answer the daily quiz: when it closes, the names appear here. `/today` shows where it is.',
  emptyDomain: (least: number) =>
    `Nobody has ${least} answers in this domain yet. Each daily quiz in it counts one; \`/progress\` shows yours.`,
  footer:
    'Daily quiz: 1 for answering, +9 when right · practice: up to 3 a day · equal points share a rank',
  footerMoved: '▲ ▼ – compare with the last weekly board that was posted',
  footerDomain: (least: number) =>
    `Points from this domain's quizzes, all time · ranked from ${least} answers`,
  nameless: '(no name)',
  thisWeek: 'This week',
  lastWeek: 'Last week',
  thisMonth: 'This month',
  allTime: 'All time',
  byDomain: 'A domain of the exam …',
  unknownDomain: (typed: string, titles: readonly string[]) =>
    `There is no domain called “${typed}” here. ${
      titles.length > 0
        ? `Choose one from the list: ${titles.join(', ')}.`
        : 'This course has none; leave the option out.'
    }`,
}
export type BoardTexts = typeof en

const ko: BoardTexts = {
  title: (period, domain) => {
    if (domain !== undefined) return `## 🏆 영역 순위: ${domain}`
    if (period.kind === 'all') return '## 🏆 전체 기간 순위'
    return period.kind === 'week' ? '## 🏆 주간 순위' : '## 🏆 월간 순위'
  },
  span: (period) => {
    if (period.kind === 'all') return '전체 기간'
    if (period.kind === 'week') return weekOf('ko', period.monday)
    return monthOf('ko', period.month)
  },
  people: (count) => `${count}명`,
  points: (count) => `${count}점`,
  right: (right, answered) => `정답 ${right}/${answered}`,
  streak: (days) => `🔥 ${days}일`,
  you: '나',
  moved: (movement) => {
    if (movement.kind === 'up') return `▲${movement.by}`
    if (movement.kind === 'down') return `▼${movement.by}`
    return movement.kind === 'same' ? '–' : '새로 진입'
  },
  winners: (names, more, points) => {
    const list = `${names.map((name) => `${name} 님`).join(', ')}${more > 0 ? ` 외 ${more}명` : ''}`
    return names.length + more === 1
      ? `🎉 1위 ${list}, ${points}`
      : `🎉 공동 1위 ${list}, ${points}`
  },
  revised: '올라온 뒤에 정정됐어요.',
  ownRank: (rank) => `${rank}위`,
  onlyYou: '순위에서 숨어 있어서 이 줄은 나에게만 보여요.',
  tooFew: (answered, least) =>
    `이 영역에서 ${answered}문제에 답했어요. ${least}문제부터 순위에 들어가요.`,
  notYet: '아직 여기에 점수가 없어요. 오늘의 퀴즈에 투표하면, 퀴즈가 닫힐 때 순위에 들어가요.',
  empty: (period) =>
    period.kind === 'all'
      ? '아직 점수가 없어요. 오늘의 퀴즈에 답해 보세요. 퀴즈가 닫히면 첫 이름이 여기에 올라와요. 퀴즈가 어디 있는지는 `/today`로 볼 수 있어요.'
      : '이 기간에는 점수를 얻은 사람이 없어요. 오늘의 퀴즈에 답해 보세요. 퀴즈가 닫히면 이름이 여기에 올라와요. 퀴즈가 어디 있는지는 `/today`로 볼 수 있어요.',
  emptyDomain: (least) =>
    `이 영역에서 ${least}문제 이상 답한 사람이 아직 없어요. 이 영역의 퀴즈에 답할 때마다 하나씩 쌓이고, 내 기록은 \`/progress\`에서 볼 수 있어요.`,
  footer:
    '오늘의 퀴즈: 답하면 1점, 맞히면 9점 더 · 연습: 하루 3점까지 · 점수가 같으면 순위도 같아요',
  footerMoved: '▲ ▼ –는 마지막으로 올라온 주간 순위와 견준 거예요',
  footerDomain: (least) => `이 영역 퀴즈의 전체 기간 점수 · ${least}문제 이상 답한 사람만`,
  nameless: '(이름 없음)',
  thisWeek: '이번 주',
  lastWeek: '지난주',
  thisMonth: '이번 달',
  allTime: '전체 기간',
  byDomain: '시험 영역별로 보기 …',
  unknownDomain: (typed, titles) =>
    `“${typed}” 영역은 여기에 없어요. ${
      titles.length > 0
        ? `목록에서 골라 주세요: ${titles.join(', ')}.`
        : '이 과정에는 영역이 없으니 영역을 비워 두세요.'
    }`,
}

/** The sentences of boards by language. */
export const boardTexts: Readonly<Record<Language, BoardTexts>> = { en, ko }
