// What the schedule says by itself: pauses, days it missed, and to owners what stands in its way.

import type { Permission } from '#core/chat.ts'
import type { Language } from '#core/language.ts'
import { stamp } from '#core/stamp.ts'
import type { Day } from '#lib/day.ts'
import { nameInLine } from '#lib/text.ts'
import { slotTitle } from './titles.ts'

/** Permissions under the names Discord's own settings show. */
export const permissionNames: Record<Language, Record<Permission, string>> = {
  en: {
    ViewChannel: 'View Channel',
    SendMessages: 'Send Messages',
    SendPolls: 'Create Polls',
    EmbedLinks: 'Embed Links',
    ReadMessageHistory: 'Read Message History',
  },
  ko: {
    ViewChannel: '채널 보기',
    SendMessages: '메시지 보내기',
    SendPolls: '투표 만들기',
    EmbedLinks: '링크 첨부',
    ReadMessageHistory: '메시지 기록 보기',
  },
}

/** A date with its weekday, as people say it. */
export const dateIn = (day: Day, language: Language): string =>
  day.toLocaleString(language === 'ko' ? 'ko-KR' : 'en-US', {
    weekday: 'short',
    month: language === 'ko' ? 'long' : 'short',
    day: 'numeric',
  })

/** What kept a post from its channel: rights, no sight of it, or anything else. */
export type Trouble =
  | { readonly kind: 'lacking'; readonly permissions: readonly Permission[] }
  | { readonly kind: 'unseen' }
  | { readonly kind: 'other'; readonly reason: string }

type Said = {
  readonly pause: (from: Day, to: Day | null) => string
  /** The end of a pause that is on is another one now. */
  readonly moved: (to: Day | null) => string
  readonly resume: (next: Temporal.Instant | undefined) => string
  readonly away: (since: Day) => string
  /** Which server a message is about that is read outside of it. */
  readonly server: (name: string) => string
  readonly trouble: (
    kinds: readonly string[],
    channel: string | null,
    trouble: Trouble,
    mention: (command: string) => string,
  ) => string
}

const en: Said = {
  pause: (from, to) => {
    const until = to
      ? `There is no quiz from ${dateIn(from, 'en')} to ${dateIn(to, 'en')}, both included.`
      : `There is no quiz from ${dateIn(from, 'en')} until an owner ends the pause.`
    return `### ⏸️ The daily quiz takes a break\n${until}\n**Every streak is safe**: days without a quiz are not counted. A quiz that is still open stays open.`
  },
  moved: (to) =>
    `### ⏸️ The break has a new end\nThere is no quiz until ${to ? `${dateIn(to, 'en')}, that day included` : 'an owner ends the pause'}.\n**Every streak is safe**: days without a quiz are not counted.`,
  resume: (next) =>
    `### ▶️ The break is over\nEvery streak goes on where it stood.${
      next ? ` Next quiz: ${stamp(next, 'F')} (${stamp(next, 'R')}).` : ''
    }`,
  away: (since) =>
    `### 🌙 I was away\nFrom ${dateIn(since, 'en')} until today I could not post the quiz. **Every streak is safe**: days without a quiz are not counted.`,
  server: (name) => `-# Server: ${nameInLine(name) || 'unnamed'}`,
  trouble: (kinds, channel, trouble, mention) => {
    const place = channel ? `<#${channel}>` : 'the channel'
    const what = {
      lacking: () =>
        `I lack ${(trouble.kind === 'lacking' ? trouble.permissions : [])
          .map((name) => `**${permissionNames.en[name]}**`)
          .join(', ')} in ${place}. Give me these in the channel's settings under Permissions.`,
      unseen: () =>
        `I cannot see ${place}: it was deleted or is hidden from me. Let me view it, or choose another one with ${mention('setup')}.`,
      other: () => (trouble.kind === 'other' ? `In ${place}: ${trouble.reason}.` : ''),
    }[trouble.kind]()
    return `### ⚠️ Not posted: ${kinds.map((kind) => slotTitle(kind).en).join(', ')}\n${what}\nThen run ${mention('setup')}: it checks the channels, and what there is still time for is posted.\n-# Nobody's streak suffers. I say this once, not every day.`
  },
}

const ko: Said = {
  pause: (from, to) => {
    const until = to
      ? `${dateIn(from, 'ko')}부터 ${dateIn(to, 'ko')}까지 퀴즈를 쉬어요.`
      : `${dateIn(from, 'ko')}부터 관리자가 다시 시작할 때까지 퀴즈를 쉬어요.`
    return `### ⏸️ 오늘의 퀴즈를 잠시 쉬어요\n${until}\n**연속 기록은 모두 그대로예요.** 퀴즈가 없는 날은 세지 않아요. 열려 있는 퀴즈가 있다면 마감까지 답할 수 있어요.`
  },
  moved: (to) =>
    `### ⏸️ 쉬는 기간이 바뀌었어요\n${to ? `${dateIn(to, 'ko')}까지` : '관리자가 다시 시작할 때까지'} 퀴즈를 쉬어요.\n**연속 기록은 모두 그대로예요.** 퀴즈가 없는 날은 세지 않아요.`,
  resume: (next) =>
    `### ▶️ 쉬는 기간이 끝났어요\n연속 기록은 멈춘 곳에서 이어져요.${
      next ? ` 다음 퀴즈: ${stamp(next, 'F')} (${stamp(next, 'R')})` : ''
    }`,
  away: (since) =>
    `### 🌙 제가 자리를 비웠어요\n${dateIn(since, 'ko')}부터 오늘까지 퀴즈를 올리지 못했어요. **연속 기록은 모두 그대로예요.** 퀴즈가 없던 날은 세지 않아요.`,
  server: (name) => `-# 서버: ${nameInLine(name) || '이름 없음'}`,
  trouble: (kinds, channel, trouble, mention) => {
    const place = channel ? `<#${channel}>` : '채널'
    const what = {
      lacking: () =>
        `${place}에서 필요한 권한: ${(trouble.kind === 'lacking' ? trouble.permissions : [])
          .map((name) => `**${permissionNames.ko[name]}**`)
          .join(', ')}. 채널 설정의 권한에서 켜 주세요.`,
      unseen: () =>
        `${place} 채널을 볼 수 없어요. 지워졌거나 저에게 숨겨져 있어요. 저에게 보여 주거나 ${mention('setup')} 으로 다른 채널을 골라 주세요.`,
      other: () => (trouble.kind === 'other' ? `${place}: ${trouble.reason}` : ''),
    }[trouble.kind]()
    return `### ⚠️ 올리지 못했어요: ${kinds.map((kind) => slotTitle(kind).ko).join(', ')}\n${what}\n그다음 ${mention('setup')} 을 실행하면 채널을 다시 확인하고, 아직 늦지 않은 것은 올라가요.\n-# 누구의 연속 기록도 줄지 않아요. 날마다 알리지 않고 이번 한 번만 알려요.`
  },
}

export const textsIn = (language: Language): Said => (language === 'ko' ? ko : en)
