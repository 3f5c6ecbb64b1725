// What setting up says.

import type { Permission } from '#core/chat.ts'
import type { Language } from '#core/language.ts'
import { permissionNames } from '#schedule/texts.ts'
import type { GuildSettings } from '#settings/settings.ts'
import { dayName, daysIn } from './schedule-texts.ts'

const spoken: Readonly<Record<Language, string>> = { ko: '한국어', en: 'English' }

type Chosen = GuildSettings & { readonly quizChannel: string; readonly boardChannel: string }

const en = {
  heading: '### ✅ The daily quiz is set up',
  changed: '### ✅ Set up so',
  summary: (settings: Chosen, now: string) =>
    [
      `**Daily quiz** <#${settings.quizChannel}> · ${daysIn(settings.weekdays, 'en')} at ${settings.quizTime}, open ${settings.openHours} hours`,
      `**Leaderboard** <#${settings.boardChannel}> · every ${dayName(settings.boardDay, 'en')} at ${settings.boardTime}`,
      settings.ownerChannel === null
        ? "**Owners' channel** none yet: choose one with `owner_channel` to hear of reports and of what the notes lack"
        : `**Owners' channel** <#${settings.ownerChannel}> · reports at once, and with the leaderboard what the notes lack; everyone who can read it sees who reported`,
      `**Time zone** ${settings.zone} (now ${now}) · **Language** ${spoken[settings.language]}`,
    ].join('\n'),
  hint: (mention: (command: string) => string) =>
    `-# Run /setup again with only what you want to change; the rest stays. Weekdays, pauses, syllabus and more: ${mention('schedule')}.`,
  welcome: (mention: (command: string) => string, quizChannel: string) =>
    `👋 Hello, I am **Gongbu**, your study group's tutor. Ask me with ${mention('ask')} and I answer from our own notes, with the lines to check. Each day a quiz comes to <#${quizChannel}>.\n-# ${mention('help')} shows everything I can do.`,
  badTime: (typed: string) =>
    `“${typed}” is no time of day I know. Write it like 09:00 or 21:30. Nothing was changed.`,
  badZone: (typed: string, near: readonly string[]) =>
    `I do not know a single time zone called “${typed}”. ${
      near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'Write a city, for example Asia/Seoul.'
    } Nothing was changed.`,
  lacking: (channel: string, permissions: readonly Permission[]) =>
    `I cannot post in <#${channel}> yet: I lack ${permissions
      .map((name) => `**${permissionNames.en[name]}**`)
      .join(
        ', ',
      )}. Give me these in the channel's settings under Permissions, then run /setup again. Nothing was changed.`,
  unreadable: (channel: string) =>
    `I cannot see <#${channel}>. Choose another channel or let me view this one, then run /setup again. Nothing was changed.`,
}
export type SetupTexts = typeof en

const ko: SetupTexts = {
  heading: '### ✅ 오늘의 퀴즈 준비가 끝났어요',
  changed: '### ✅ 이렇게 정해 두었어요',
  summary: (settings, now) =>
    [
      `**오늘의 퀴즈** <#${settings.quizChannel}> · ${daysIn(settings.weekdays, 'ko')} ${settings.quizTime}, ${settings.openHours}시간 동안`,
      `**리더보드** <#${settings.boardChannel}> · 매주 ${dayName(settings.boardDay, 'ko')} ${settings.boardTime}`,
      settings.ownerChannel === null
        ? '**관리자 채널** 아직 없어요. `owner_channel` 로 정하면 신고와 노트에 없던 질문을 알려 드려요'
        : `**관리자 채널** <#${settings.ownerChannel}> · 신고는 바로, 노트에 없던 질문은 매주 리더보드와 함께. 이 채널을 볼 수 있는 사람은 누가 신고했는지도 봐요`,
      `**시간대** ${settings.zone} (지금 ${now}) · **언어** ${spoken[settings.language]}`,
    ].join('\n'),
  hint: (mention) =>
    `-# 바꾸고 싶은 것만 넣어 /setup 을 다시 실행하면 나머지는 그대로예요. 요일·쉬는 기간·진도 등은 ${mention('schedule')} 에서 정해요.`,
  welcome: (mention, quizChannel) =>
    `👋 안녕하세요, 공부를 돕는 **Gongbu**예요. ${mention('ask')} 로 물어보면 우리 노트에서 답을 찾아 근거가 적힌 줄까지 보여 드려요. 매일 <#${quizChannel}>에 퀴즈가 올라와요.\n-# 할 수 있는 일은 ${mention('help')} 에서 볼 수 있어요.`,
  badTime: (typed) =>
    `“${typed}”은(는) 시각으로 읽을 수 없어요. 09:00이나 21:30처럼 적어 주세요. 바뀐 것은 없어요.`,
  badZone: (typed, near) =>
    `“${typed}” 시간대를 찾지 못했어요. ${
      near.length > 0 ? `혹시 ${near.join(', ')}인가요?` : 'Asia/Seoul처럼 도시로 적어 주세요.'
    } 바뀐 것은 없어요.`,
  lacking: (channel, permissions) =>
    `<#${channel}>에 아직 글을 올릴 수 없어요. 필요한 권한: ${permissions
      .map((name) => `**${permissionNames.ko[name]}**`)
      .join(', ')}. 채널 설정의 권한에서 켠 다음 /setup 을 다시 실행해 주세요. 바뀐 것은 없어요.`,
  unreadable: (channel) =>
    `<#${channel}> 채널을 볼 수 없어요. 다른 채널을 고르거나 저에게 이 채널을 보여 준 다음 다시 실행해 주세요. 바뀐 것은 없어요.`,
}

export const textsIn = (language: Language): SetupTexts => (language === 'ko' ? ko : en)
