// What /settings says to a member about what they have chosen for themselves.

import type { Language } from '#core/language.ts'
import type { MemberSettings, ReminderWay } from '#settings/store.ts'

/** Reminders as the guild's hours make them. */
export type Reminding = {
  readonly channel: string | null
  readonly zone: string
  readonly wakeTime: string
  readonly sleepTime: string
  /** When one comes, by the guild's clock, and how long before the close; undefined when none fits. */
  readonly usual: { readonly time: string; readonly minutesLeft: number } | undefined
  /** Today's where it differs: at once, at that time, or not any more; undefined where it does not. */
  readonly today: 'now' | 'never' | { readonly time: string } | undefined
}

type Today = NonNullable<Reminding['today']>
type Spoken = MemberSettings['language']

const place = (channel: string | null, otherwise: string) =>
  channel === null ? otherwise : `<#${channel}>`

const hours = (minutes: number): number => Math.round(minutes / 60)

function todayInEnglish(today: Today): string {
  if (today === 'never') return 'from the next quiz on '
  return `today ${today === 'now' ? 'at once' : `around **${today.time}**`}, on other days `
}

function todayInKorean(today: Today): string {
  if (today === 'never') return '다음 퀴즈부터 '
  return `오늘은 ${today === 'now' ? '바로' : `**${today.time}**쯤`}, 다른 날에는 `
}

const en = {
  about: 'Your language, your place on the boards, and reminders: see and change them',
  language: 'The language I speak with you',
  languages: { auto: 'Automatic, as your Discord', ko: '한국어 (Korean)', en: 'English' },
  hide: 'Whether the leaderboards leave you out; your history is kept',
  hides: { yes: 'Yes, leave me out', no: 'No, show me' },
  reminders: 'How I remind you when your streak is at risk',
  ways: { off: 'Off', dm: 'By direct message', mention: 'By a mention in the quiz channel' },

  heading: '### ⚙️ Your settings here',
  changed: '### ✅ Changed',
  same: '### ⚙️ Nothing to change: it was so already',
  undone: '### ↩️ Taken back',
  undo: 'Take back',
  stateLanguage: (language: Spoken) =>
    `**Language** ${language === null ? 'as your Discord speaks' : { ko: '한국어', en: 'English' }[language]}`,
  stateHidden: (hidden: boolean): string =>
    hidden
      ? '**Leaderboards** leave you out; your points and history are kept'
      : '**Leaderboards** show you',
  stateReminders: {
    off: '**Reminders** off',
    dm: '**Reminders** by direct message when your streak is at risk',
    mention: '**Reminders** by a mention in the quiz channel when your streak is at risk',
    closed:
      '**Reminders** off: Discord did not let me message you. Allow direct messages from members of this server in its privacy settings, then choose `reminders` again.',
  },
  hint: '-# Change one or several at once, for example `/settings reminders: By direct message`.',
  willSpeak: (language: Spoken) =>
    language === null
      ? 'From now on I answer you in the language your Discord speaks.'
      : `From now on I answer you in ${{ ko: 'Korean', en: 'English' }[language]}.`,
  willHide: (hidden: boolean): string =>
    hidden
      ? 'The boards leave you out from now on, and others cannot look at your progress. Your points, streak and history are kept, and you still see your own rank.'
      : 'The boards show you again, with everything you earned meanwhile.',
  willNotRemind: "I won't remind you.",
  willRemind: (way: ReminderWay, by: Reminding) => {
    const how =
      way === 'dm'
        ? "I'll send you a direct message"
        : `I'll mention you in ${place(by.channel, 'the quiz channel')}`
    const bounds = `between ${by.wakeTime} and ${by.sleepTime} (${by.zone})`
    if (!by.usual) {
      return `${how} only ${bounds}, but no quiz is open then by the present times, so for now none will come. Someone who manages the server can change that with \`/schedule\`.`
    }
    const { time, minutesLeft } = by.usual
    const left = minutesLeft < 120 ? `${minutesLeft} minutes` : `${hours(minutesLeft)} hours`
    return `${how} ${by.today ? todayInEnglish(by.today) : ''}around **${time}**, about ${left} before the quiz closes, only when your streak is at risk: you have one and have not answered yet. At most once a day, ${bounds}.`
  },
  greeting: (guild: string) =>
    `👋 Reminders of **${guild}** will come here when your streak is at risk. \`/settings\` in the server ends them.`,
  refused:
    '**Discord does not let me message you, so reminders stay as they were.** Allow direct messages from members of this server in its privacy settings and choose again, or choose the mention in the quiz channel.',
  inGuildLanguage:
    "-# Reminders come in this server's language until you choose one with `language`.",
  notSetUp: '-# This server has no daily quiz yet; reminders begin with the first one.',
}
type MemberTexts = typeof en

const ko: MemberTexts = {
  about: '언어, 순위 표시, 알림 등 내 설정을 보고 바꿔요',
  language: '저와 대화할 언어',
  languages: { auto: '자동 (내 Discord 언어)', ko: '한국어', en: 'English (영어)' },
  hide: '순위에서 나를 빼요. 기록은 그대로 남아요',
  hides: { yes: '네, 순위에서 빼 주세요', no: '아니요, 순위에 보여 주세요' },
  reminders: '연속 기록이 끊길 것 같을 때 알리는 방법',
  ways: { off: '끄기', dm: '다이렉트 메시지로', mention: '퀴즈 채널에서 멘션으로' },

  heading: '### ⚙️ 이 서버의 내 설정',
  changed: '### ✅ 바꿨어요',
  same: '### ⚙️ 이미 그렇게 되어 있어요',
  undone: '### ↩️ 되돌렸어요',
  undo: '되돌리기',
  stateLanguage: (language) =>
    `**언어** ${language === null ? '내 Discord 언어를 따라가요' : { ko: '한국어', en: 'English' }[language]}`,
  stateHidden: (hidden) =>
    hidden ? '**순위** 보이지 않아요. 점수와 기록은 그대로예요' : '**순위** 보여요',
  stateReminders: {
    off: '**알림** 꺼져 있어요',
    dm: '**알림** 연속 기록이 끊길 것 같으면 다이렉트 메시지로 알려 드려요',
    mention: '**알림** 연속 기록이 끊길 것 같으면 퀴즈 채널에서 멘션해 드려요',
    closed:
      '**알림** 꺼져 있어요. Discord가 메시지를 보내지 못하게 했어요. 이 서버의 개인정보 보호 설정에서 서버 멤버의 다이렉트 메시지를 허용한 다음 `reminders` 를 다시 골라 주세요.',
  },
  hint: '-# 하나만, 또는 여러 개를 한 번에 바꿀 수 있어요. 예: `/settings reminders: 다이렉트 메시지로`',
  willSpeak: (language) =>
    language === null
      ? '이제 내 Discord 언어로 답해 드릴게요.'
      : `이제 ${{ ko: '한국어', en: '영어' }[language]}로 답해 드릴게요.`,
  willHide: (hidden) =>
    hidden
      ? '이제 순위에 보이지 않고, 다른 사람이 내 기록을 볼 수 없어요. 점수와 연속 기록은 그대로 쌓이고, 내 순위는 나만 볼 수 있어요.'
      : '이제 순위에 다시 보여요. 그동안 쌓은 점수도 모두 들어 있어요.',
  willNotRemind: '이제 알림을 보내지 않을게요.',
  willRemind: (way, by) => {
    const how = way === 'dm' ? '다이렉트 메시지를' : `${place(by.channel, '퀴즈 채널')}에서 멘션을`
    const bounds = `${by.wakeTime}부터 ${by.sleepTime} 사이(${by.zone})`
    if (!by.usual) {
      return `${how} ${bounds}에만 보내는데, 지금 정해진 시간으로는 그 사이에 열려 있는 퀴즈가 없어서 알림이 가지 않아요. 서버를 관리하는 분이 \`/schedule\` 에서 바꿀 수 있어요.`
    }
    const { time, minutesLeft } = by.usual
    const left = minutesLeft < 120 ? `${minutesLeft}분` : `${hours(minutesLeft)}시간`
    return `연속 기록이 있는데 아직 답하지 않은 날에만, ${by.today ? todayInKorean(by.today) : ''}마감 약 ${left} 전인 **${time}**쯤 ${how} 보낼게요. 하루에 많아야 한 번, ${bounds}에만 보내요.`
  },
  greeting: (guild) =>
    `👋 연속 기록이 끊길 것 같으면 **${guild}**의 알림을 여기로 보낼게요. 서버에서 \`/settings\` 로 끌 수 있어요.`,
  refused:
    '**Discord가 메시지를 보내지 못하게 해서 알림은 그대로 두었어요.** 이 서버의 개인정보 보호 설정에서 서버 멤버의 다이렉트 메시지를 허용한 다음 다시 고르거나, 퀴즈 채널 멘션을 골라 주세요.',
  inGuildLanguage: '-# `language` 로 언어를 정하기 전에는 알림이 이 서버의 언어로 와요.',
  notSetUp: '-# 이 서버에는 아직 오늘의 퀴즈가 없어요. 첫 퀴즈부터 알려 드릴게요.',
}

export const memberTextsIn = (language: Language): MemberTexts => (language === 'ko' ? ko : en)
