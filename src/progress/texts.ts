// What points, boards and streaks say.

import type { Language } from '#core/language.ts'
import { stamp } from '#core/stamp.ts'
import type { Period } from './period.ts'
import type { StreakStatus } from './streak.ts'

const dateOf = (language: Language, date: Temporal.PlainDate) =>
  date.toLocaleString(language, { month: 'short', day: 'numeric' })

const monthOf = (language: Language, month: Temporal.PlainYearMonth) =>
  month.toPlainDate({ day: 1 }).toLocaleString(language, { year: 'numeric', month: 'long' })

const weekOf = (language: Language, monday: Temporal.PlainDate) =>
  `${dateOf(language, monday)} – ${dateOf(language, monday.add({ days: 6 }))}`

const percent = (right: number, answered: number) => `${Math.round((100 * right) / answered)}%`

const plural = (count: number, one: string, many = `${one}s`) =>
  `${count} ${count === 1 ? one : many}`

const en = {
  board: {
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
    footer: 'Daily quiz: 1 for answering, +9 when right · equal points share a rank',
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
  },
  progress: {
    title: (name: string) => `## ${name}`,
    streak: (days: number) => `🔥 **${plural(days, 'day')} in a row**`,
    noStreak: '🔥 No streak right now',
    best: (days: number) => `best ${days}`,
    freezes: (count: number) => `🧊 ${plural(count, 'freeze')}`,
    status: (status: StreakStatus): string => {
      if (status.kind === 'none') return 'The next daily quiz you answer starts a new streak.'
      if (status.kind === 'at risk')
        return status.covered
          ? "You have not answered today's quiz. Miss it and a freeze is spent."
          : "You have not answered today's quiz. Miss it and the streak ends."
      if (status.today === 'voted') return 'Your vote today counts when the quiz closes.'
      return status.today === 'counted' ? 'Today is counted.' : 'No quiz is open right now.'
    },
    week: (points: string, rank: number | undefined, of: number) =>
      `**This week** ${points}${rank === undefined ? '' : ` · #${rank} of ${of}`}`,
    noWeek: '**This week** no points yet',
    rate: (right: number, answered: number) =>
      `**All time** ${percent(right, answered)} right (${right}/${answered})`,
    domains: '### By domain',
    domain: (title: string, right: number, answered: number) =>
      answered === 0 ? `${title} · no answers yet` : `${title} **${right}/${answered}**`,
    weakest: (title: string, right: number, answered: number) =>
      `💡 Weakest so far: **${title}** (${right}/${answered}). Ask the notes about it with \`/ask\`.`,
    vote: (url: string, closes: Temporal.Instant) =>
      `👉 [Answer today's quiz](${url}), closes ${stamp(closes, 'R')}`,
    later: '👉 `/today` shows when the next quiz comes.',
    empty:
      'No answers yet. One question a day is enough: vote in the daily quiz, and your points, streak and domains appear here when it closes.',
    emptyOther: (name: string) => `${name} has not answered a quiz yet.`,
    hidden:
      'This member keeps their progress to themselves. `/progress` without a name shows yours.',
    gone: 'This member is not in the server any more, so there is nothing to show. Choose someone else.',
  },
  recount: {
    usage:
      'Usage: npm run recount [-- --fix]\nCounts every total and streak again from rounds and ballots. Prints one line for each difference (points:right/answered) and exits 1, or 0 when there is none. --fix puts the counted ones in place.\nPGlite (no DATABASE_URL) is used by one process at a time: stop the bot first.',
    found: (count: number) =>
      `${plural(count, 'difference')}. \`npm run recount -- --fix\` puts the counted values in place.`,
    fixed: (count: number) => `${plural(count, 'difference')} put right.`,
    badEnvironment: (faults: readonly string[]) =>
      ['The environment cannot be used:', ...faults.map((fault) => `- ${fault}`)].join('\n'),
    noDatabase: (directory: string) =>
      `There is no database in ${directory} yet. Start Gongbu once, or name the right place with DATA_DIR or DATABASE_URL.`,
    oneProcess:
      'A PGlite database is used by one process at a time, so recounting waits until the bot is stopped. With PostgreSQL (DATABASE_URL) it may go on running.',
    outdated:
      'The tables of this database are not those of this version. Start Gongbu once to bring them up to date, then recount.',
  },
  notSetUp:
    'The daily quiz is not set up here yet, so there is nothing to count. Ask someone who manages the server to run `/setup`.',
}
export type ProgressTexts = typeof en

const ko: ProgressTexts = {
  board: {
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
    footer: '오늘의 퀴즈: 답하면 1점, 맞히면 9점 더 · 점수가 같으면 순위도 같아요',
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
  },
  progress: {
    title: (name) => `## ${name}`,
    streak: (days) => `🔥 **${days}일 연속**`,
    noStreak: '🔥 지금은 연속 기록이 없어요',
    best: (days) => `최고 ${days}일`,
    freezes: (count) => `🧊 보호권 ${count}개`,
    status: (status) => {
      if (status.kind === 'none') return '다음 퀴즈에 답하면 새 연속 기록이 시작돼요.'
      if (status.kind === 'at risk')
        return status.covered
          ? '오늘의 퀴즈에 아직 답하지 않았어요. 놓치면 보호권을 하나 써요.'
          : '오늘의 퀴즈에 아직 답하지 않았어요. 놓치면 연속 기록이 끊겨요.'
      if (status.today === 'voted') return '오늘 투표는 퀴즈가 닫힐 때 반영돼요.'
      return status.today === 'counted' ? '오늘 몫은 반영됐어요.' : '지금은 열린 퀴즈가 없어요.'
    },
    week: (points, rank, of) =>
      `**이번 주** ${points}${rank === undefined ? '' : ` · ${of}명 중 ${rank}위`}`,
    noWeek: '**이번 주** 아직 점수가 없어요',
    rate: (right, answered) =>
      `**전체 기간** 정답률 ${percent(right, answered)} (${right}/${answered})`,
    domains: '### 영역별',
    domain: (title, right, answered) =>
      answered === 0 ? `${title} · 아직 답 없음` : `${title} **${right}/${answered}**`,
    weakest: (title, right, answered) =>
      `💡 지금 가장 약한 영역: **${title}** (${right}/${answered}). \`/ask\`로 노트에 물어보세요.`,
    vote: (url, closes) => `👉 [오늘의 퀴즈에 답하기](${url}), 마감 ${stamp(closes, 'R')}`,
    later: '👉 다음 퀴즈가 언제인지는 `/today`로 볼 수 있어요.',
    empty:
      '아직 답한 문제가 없어요. 하루 한 문제면 충분해요. 오늘의 퀴즈에 투표하면, 퀴즈가 닫힐 때 점수와 연속 기록과 영역별 기록이 여기에 나타나요.',
    emptyOther: (name) => `${name} 님은 아직 퀴즈에 답하지 않았어요.`,
    hidden:
      '이 멤버는 기록을 공개하지 않아요. 이름 없이 `/progress`를 쓰면 내 기록을 볼 수 있어요.',
    gone: '이 멤버는 더 이상 서버에 없어서 보여 줄 기록이 없어요. 다른 멤버를 골라 주세요.',
  },
  recount: {
    usage:
      '사용법: npm run recount [-- --fix]\n라운드와 투표에서 모든 합계와 연속 기록을 다시 셉니다. 다른 것마다 한 줄(점수:정답/답)을 쓰고 1로 끝나며, 없으면 0으로 끝납니다. --fix는 다시 센 값으로 바꿉니다.\nPGlite(DATABASE_URL 없음)는 한 번에 한 프로세스만 쓸 수 있으니 봇을 먼저 멈추세요.',
    found: (count) =>
      `차이 ${count}건. \`npm run recount -- --fix\`로 다시 센 값을 넣을 수 있습니다.`,
    fixed: (count) => `차이 ${count}건을 바로잡았습니다.`,
    badEnvironment: (faults) =>
      ['환경 변수를 쓸 수 없습니다:', ...faults.map((fault) => `- ${fault}`)].join('\n'),
    noDatabase: (directory) =>
      `${directory}에 아직 데이터베이스가 없습니다. Gongbu를 한 번 시작하거나, DATA_DIR 또는 DATABASE_URL로 맞는 위치를 지정하세요.`,
    oneProcess:
      'PGlite 데이터베이스는 한 번에 한 프로세스만 쓸 수 있어서, 봇을 멈춘 뒤에야 다시 셀 수 있습니다. PostgreSQL(DATABASE_URL)이면 봇이 돌고 있어도 됩니다.',
    outdated:
      '이 데이터베이스의 테이블이 이 버전과 다릅니다. Gongbu를 한 번 시작해 최신으로 만든 뒤 다시 세세요.',
  },
  notSetUp:
    '이 서버는 아직 오늘의 퀴즈를 설정하지 않아서 셀 기록이 없어요. 서버 관리자에게 `/setup`을 부탁해 주세요.',
}

const texts: Readonly<Record<Language, ProgressTexts>> = { en, ko }

/** The sentences of this folder in a language. */
export const textsIn = (language: Language): ProgressTexts => texts[language]
