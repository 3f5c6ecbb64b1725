// What reminders say, and what is said to whoever stops them.

import type { Language } from '#core/language.ts'
import { stamp } from '#core/stamp.ts'
import { nameInLine } from '#lib/text.ts'

const daysIn = (days: number): string => (days === 1 ? '1 day' : `${days} days`)

const en = {
  /** To one member, in direct messages. */
  alone: (days: number, guild: string, closes: Temporal.Instant, url: string) =>
    `🔥 **Your streak of ${daysIn(days)}** is waiting for today's quiz${
      nameInLine(guild) === '' ? '' : ` in **${nameInLine(guild)}**`
    }.\nIt closes at ${stamp(closes, 't')} (${stamp(closes, 'R')}). [Answer the quiz](${url})`,
  covered: '-# A freeze would save today, but one answer saves the freeze.',
  /** To several members, in the quiz channel. */
  together: (names: string, closes: Temporal.Instant, url: string) =>
    `Your streaks are waiting for today's quiz: ${names}\nIt closes at ${stamp(closes, 't')} (${stamp(closes, 'R')}). [Answer the quiz](${url})`,
  days: daysIn,
  stop: 'Stop reminders',
  stopped:
    "**I won't remind you any more.**\nYou can turn reminders on again with `/settings` in the server.",
  already:
    '**Your reminders are off already.**\nYou can turn them on again with `/settings` in the server.',
}
type RemindTexts = typeof en

const ko: RemindTexts = {
  alone: (days, guild, closes, url) =>
    `🔥 **${days}일 연속 기록**이 ${
      nameInLine(guild) === '' ? '' : `**${nameInLine(guild)}**의 `
    }오늘 퀴즈를 기다리고 있어요.\n${stamp(closes, 't')} (${stamp(closes, 'R')})에 마감돼요. [퀴즈 풀러 가기](${url})`,
  covered: '-# 오늘은 보호권이 지켜 주지만, 답하면 보호권을 아낄 수 있어요.',
  together: (names, closes, url) =>
    `연속 기록이 오늘 퀴즈를 기다리고 있어요: ${names}\n${stamp(closes, 't')} (${stamp(closes, 'R')})에 마감돼요. [퀴즈 풀러 가기](${url})`,
  days: (days) => `${days}일`,
  stop: '알림 끄기',
  stopped:
    '**이제 알림을 보내지 않을게요.**\n다시 받고 싶으면 서버에서 `/settings` 로 켤 수 있어요.',
  already: '**알림이 이미 꺼져 있어요.**\n다시 받고 싶으면 서버에서 `/settings` 로 켤 수 있어요.',
}

export const remindTextsIn = (language: Language): RemindTexts => (language === 'ko' ? ko : en)
