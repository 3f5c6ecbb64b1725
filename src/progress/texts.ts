// What points, boards and streaks say.

import type { Language } from '#core/language.ts'
import { stamp } from '#core/stamp.ts'
import { boardTexts } from './board-texts.ts'
import { plural } from './plural.ts'
import type { StreakStatus } from './streak.ts'

const percent = (right: number, answered: number) => `${Math.round((100 * right) / answered)}%`

const en = {
  board: boardTexts.en,
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
      if (status.today === 'practised')
        return 'Your practice set counts as today when the quiz closes.'
      return status.today === 'counted' ? 'Today is counted.' : 'No quiz is open right now.'
    },
    rank: (label: string, points: string, rank: number, of: number) =>
      `**${label}** ${points} · #${rank} of ${of}`,
    noRank: (label: string) => `**${label}** no points yet`,
    rate: (right: number, answered: number) =>
      `${percent(right, answered)} right (${right}/${answered})`,
    domains: '### By domain',
    domain: (title: string, right: number, answered: number) =>
      answered === 0 ? `${title} · no rounds yet` : `${title} **${right}/${answered}**`,
    mastery: (share: number) => `mastery ${percent(share, 1)}`,
    readiness: '### Readiness',
    ready: (share: number, low: number, high: number) =>
      `**${percent(share, 1)}** · 90% interval ${percent(low, 1)} to ${percent(high, 1)}`,
    isNoScore:
      'How much of the content your answers here show you know, each domain weighted as in the exam. It is not a predicted exam score, and no chance of passing.',
    notEnough:
      'Not enough data yet. It needs 10 answers in each domain, and 3 in 10 of its concepts seen within 60 days; practice counts.',
    lack: (
      title: string,
      lack: { readonly answers: number; readonly seen: number; readonly concepts: number },
    ) =>
      `${title}: ${plural(lack.answers, 'answer')}, ${lack.seen} of ${lack.concepts} concepts seen`,
    moreLacking: (count: number) => `and ${plural(count, 'more domain', 'more domains')}`,
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
      'Usage: npm run recount [-- --fix]\nCounts every total and streak again from rounds, ballots and practice. Prints one line for each difference (points:right/answered) and exits 1, or 0 when there is none. --fix puts the counted ones in place.\nPGlite (no DATABASE_URL) is used by one process at a time: stop the bot first.',
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
  board: boardTexts.ko,
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
      if (status.today === 'practised')
        return '연습 다섯 문제를 마쳐서, 퀴즈가 닫힐 때 오늘 몫으로 반영돼요.'
      return status.today === 'counted' ? '오늘 몫은 반영됐어요.' : '지금은 열린 퀴즈가 없어요.'
    },
    rank: (label, points, rank, of) => `**${label}** ${points} · ${of}명 중 ${rank}위`,
    noRank: (label) => `**${label}** 아직 점수가 없어요`,
    rate: (right, answered) => `정답률 ${percent(right, answered)} (${right}/${answered})`,
    domains: '### 영역별',
    domain: (title, right, answered) =>
      answered === 0 ? `${title} · 답한 퀴즈 없음` : `${title} **${right}/${answered}**`,
    mastery: (share) => `숙달도 ${percent(share, 1)}`,
    readiness: '### 준비도',
    ready: (share, low, high) =>
      `**${percent(share, 1)}** · 90% 구간 ${percent(low, 1)}~${percent(high, 1)}`,
    isNoScore:
      '지금까지의 답으로 볼 때 시험 내용을 얼마나 알고 있는지를, 영역마다 시험 비중대로 더한 값이에요. 시험 점수나 합격 가능성을 예측한 값이 아니에요.',
    notEnough:
      '아직 자료가 부족해요. 영역마다 답이 10개 있고, 그 영역 개념의 30%를 60일 안에 풀어 봤어야 해요. 연습도 세어요.',
    lack: (title, lack) =>
      `${title}: 답 ${lack.answers}개, 개념 ${lack.concepts}개 중 ${lack.seen}개`,
    moreLacking: (count) => `그 밖에 ${count}개 영역`,
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
      '사용법: npm run recount [-- --fix]\n라운드와 투표와 연습에서 모든 합계와 연속 기록을 다시 셉니다. 다른 것마다 한 줄(점수:정답/답)을 쓰고 1로 끝나며, 없으면 0으로 끝납니다. --fix는 다시 센 값으로 바꿉니다.\nPGlite(DATABASE_URL 없음)는 한 번에 한 프로세스만 쓸 수 있으니 봇을 먼저 멈추세요.',
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
