// What starting and stopping say in the terminal.

import type { Language } from '#core/language.ts'

const en = {
  badEnvironment: (faults: readonly string[]) =>
    `Gongbu cannot start with this environment:\n${faults.map((fault) => `  ✗ ${fault}`).join('\n')}\nMend these values in .env or in the shell, then start again.`,
  loaded: (concepts: number, items: number, seconds: string) =>
    `✔ ${concepts} concepts, ${items} quiz items (${seconds} s)`,
  problems: (count: number) =>
    `! ${count} ${count === 1 ? 'problem' : 'problems'} in the notes; \`npm run notes\` shows them. Everything else works.`,
  noNotes: (directory: string) =>
    `There are no notes in ${directory}. Put .md, .txt, .pdf, .docx or .html files there, or point KNOWLEDGE_DIR at the folder that holds them.`,
  noToken:
    'DISCORD_TOKEN is not set and this installation has no playground. Set DISCORD_TOKEN to the token of your bot.',
  demoWithToken:
    '--demo-model is a stand-in for a language model and only for the playground. Start without it, or unset DISCORD_TOKEN.',
  freshServer:
    '--fresh forgets only what is in DATA_DIR. With DATABASE_URL set nothing was deleted: empty that database yourself, or unset DATABASE_URL.',
  local: 'ℹ No DISCORD_TOKEN: serving the local playground',
  rehearsing: '… playing the days before today, once',
  ready: (address: string) => `➜ ${address}   (Ctrl+C stops)`,
  online: (invite: string) => `✔ Connected to Discord. Invite the bot with ${invite}`,
  notConnected: (reason: string) => `Gongbu could not connect to Discord: ${reason}`,
  stopping: 'Stopping …',
}
export type MainTexts = typeof en

const ko: MainTexts = {
  badEnvironment: (faults) =>
    `이 환경 변수로는 Gongbu를 시작할 수 없어요:\n${faults.map((fault) => `  ✗ ${fault}`).join('\n')}\n.env나 셸에서 값을 고친 다음 다시 시작해 주세요.`,
  loaded: (concepts, items, seconds) => `✔ 개념 ${concepts}개 · 퀴즈 ${items}개 (${seconds}초)`,
  problems: (count) =>
    `! 노트에 문제가 ${count}개 있어요. \`npm run notes\`로 볼 수 있어요. 나머지는 모두 동작해요.`,
  noNotes: (directory) =>
    `${directory} 폴더에 노트가 없어요. .md, .txt, .pdf, .docx, .html 파일을 넣거나 KNOWLEDGE_DIR로 노트 폴더를 가리켜 주세요.`,
  noToken:
    'DISCORD_TOKEN이 없고 이 설치에는 플레이그라운드가 들어 있지 않아요. DISCORD_TOKEN에 봇 토큰을 넣어 주세요.',
  demoWithToken:
    '--demo-model은 언어 모델을 흉내 내는 시연용 서버라서 플레이그라운드에서만 쓸 수 있어요. 이 옵션 없이 시작하거나 DISCORD_TOKEN을 빼 주세요.',
  freshServer:
    '--fresh는 DATA_DIR 안의 것만 지워요. DATABASE_URL이 있어서 아무것도 지우지 않았어요. 그 데이터베이스를 직접 비우거나 DATABASE_URL을 빼 주세요.',
  local: 'ℹ DISCORD_TOKEN 없음 → 로컬 플레이그라운드',
  rehearsing: '… 처음 한 번, 지난 며칠을 재현하는 중',
  ready: (address) => `➜ ${address}   (Ctrl+C 종료)`,
  online: (invite) => `✔ Discord에 연결됐어요. 초대 주소: ${invite}`,
  notConnected: (reason) => `Discord에 연결하지 못했어요: ${reason}`,
  stopping: '종료하는 중 …',
}

export const textsIn = (language: Language): MainTexts => (language === 'ko' ? ko : en)
