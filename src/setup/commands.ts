// /setup: where and when the daily quiz and the weekly leaderboard are posted.

import { type Chat, permissionsNeeded } from '#core/chat.ts'
import type { Command, Invocation } from '#core/command.ts'
import type { Clock, Db } from '#core/deps.ts'
import { type Language, languages } from '#core/language.ts'
import { panelOf, type Reply, sayIn } from '#core/reply.ts'
import { defaults, type GuildSettings, parseTime } from '#settings/settings.ts'
import { changeSettings, guildSettings, rememberGuild } from '#settings/store.ts'
import { nextPosts } from './next.ts'
import { scheduleTexts } from './schedule-texts.ts'
import { textsIn } from './texts.ts'
import { suggestZones, zoneOf } from './zone.ts'

export type SetupDeps = {
  readonly db: Db
  readonly clock: Clock
  readonly chat: Chat
  /** Writes a command so that a click runs it. */
  readonly mention: (command: string) => string
  /** Plans the guild's posts anew. */
  readonly replan: (guild: string) => Promise<void>
}

/** Sets what is given, keeps the rest, checks the bot's permissions, and says what comes next. */
export const setupCommand = (deps: SetupDeps): Command => ({
  name: 'setup',
  about: {
    ko: '오늘의 퀴즈와 리더보드의 채널, 시각, 시간대를 정해요 (관리자)',
    en: 'Choose channel, time and zone of the daily quiz and leaderboard (owners)',
  },
  options: [
    {
      kind: 'channel',
      name: 'quiz_channel',
      about: { ko: '오늘의 퀴즈를 올릴 채널', en: 'Channel for the daily quiz' },
      required: false,
    },
    {
      kind: 'channel',
      name: 'board_channel',
      about: { ko: '주간 리더보드를 올릴 채널', en: 'Channel for the weekly leaderboard' },
      required: false,
    },
    {
      kind: 'channel',
      name: 'owner_channel',
      about: {
        ko: '신고와 노트에 없던 질문을 관리자에게 알릴 채널',
        en: 'Channel that tells owners of reports and of what the notes lack',
      },
      required: false,
    },
    {
      kind: 'text',
      name: 'time',
      about: { ko: '퀴즈 시각, 예: 09:00', en: 'Time of the quiz, for example 09:00' },
      required: false,
      most: 20,
      suggest: async (typed) => suggestTimes(typed).map((value) => ({ value, label: value })),
    },
    {
      kind: 'text',
      name: 'zone',
      about: { ko: '시간대, 예: Asia/Seoul 또는 서울', en: 'Time zone, for example Asia/Seoul' },
      required: false,
      most: 60,
      suggest: async (typed) =>
        suggestZones(typed).map((value) => ({ value, label: zoneLabel(value, deps.clock()) })),
    },
    {
      kind: 'choice',
      name: 'language',
      about: { ko: '퀴즈와 리더보드의 언어', en: 'Language of the quiz and the leaderboard' },
      required: false,
      choices: [
        { value: 'ko', label: { ko: '한국어', en: '한국어 (Korean)' } },
        { value: 'en', label: { ko: 'English (영어)', en: 'English' } },
      ],
    },
  ],
  ownersOnly: true,
  isPrivate: () => true,
  run: (call) => setUp(deps, call),
})

const popularTimes = ['07:30', '09:00', '12:30', '18:00', '20:00', '21:30']

/** Times that begin with what was typed, or the one time it means. */
function suggestTimes(typed: string): readonly string[] {
  const meant = parseTime(typed)
  const fitting = popularTimes.filter((time) => time.startsWith(typed.trim()))
  return [...new Set([...(meant ? [meant] : []), ...fitting])]
}

const clockIn = (zone: string, now: Temporal.Instant): string =>
  now.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' })

const zoneLabel = (zone: string, now: Temporal.Instant) => `${zone} · ${clockIn(zone, now)}`

async function setUp(deps: SetupDeps, call: Invocation): Promise<Reply> {
  const { db, clock, chat } = deps
  const say = textsIn(call.language)
  const option = (name: string) => {
    const value = call.options[name]
    return value === undefined ? undefined : String(value)
  }
  const typedTime = option('time')
  const time = typedTime === undefined ? undefined : parseTime(typedTime)
  if (typedTime !== undefined && !time) return sayIn('problem', say.badTime(typedTime))
  const typedZone = option('zone')
  const zone = typedZone === undefined ? undefined : zoneOf(typedZone)
  if (typedZone !== undefined && !zone) {
    return sayIn('problem', say.badZone(typedZone, suggestZones(typedZone, 5)))
  }

  const found = await known(db, call)
  // Discord says en-US for most servers: on the first set-up the owner's own language is the better guess.
  const isFirst = found.quizChannel === null
  const language = languageOption(call) ?? (isFirst ? call.language : found.language)
  const before = isFirst ? { ...found, zone: defaults(found.id, found.name, language).zone } : found
  const quizChannel = option('quiz_channel') ?? before.quizChannel ?? call.channel
  const boardChannel = option('board_channel') ?? before.boardChannel ?? quizChannel
  const ownerChannel = option('owner_channel') ?? before.ownerChannel
  const chosen = [quizChannel, boardChannel, ...(ownerChannel === null ? [] : [ownerChannel])]
  for (const channel of new Set(chosen)) {
    const lacking = await chat.lacks(channel, permissionsNeeded)
    if (!lacking.ok) return sayIn('problem', say.unreadable(channel))
    if (lacking.value.length > 0) return sayIn('problem', say.lacking(channel, lacking.value))
  }

  await changeSettings(db, call.guild, {
    quizChannel,
    boardChannel,
    ownerChannel,
    quizTime: time ?? before.quizTime,
    zone: zone ?? before.zone,
    language,
    since: before.since ?? clock(),
  })
  await deps.replan(call.guild)
  if (isFirst) await welcome(deps, call, language, quizChannel)

  const after = await known(db, call)
  return sayIn(
    'setup',
    isFirst ? say.heading : say.changed,
    say.summary({ ...after, quizChannel, boardChannel }, clockIn(after.zone, clock())),
    scheduleTexts(call.language).next(await nextPosts(db, after, clock())),
    say.hint(deps.mention),
  )
}

const languageOption = ({ options: { language } }: Invocation): Language | undefined =>
  languages.find((known) => known === language)

/** Tells the group once, in each language it may be asked in, that it has a tutor. Without it everything works, so a fault is no news. */
async function welcome(
  { chat, mention }: SetupDeps,
  call: Invocation,
  language: Language,
  quizChannel: string,
) {
  const both = [language, ...languages.filter((other) => other !== language)]
  const texts = both.map((each) => textsIn(each).welcome(mention, quizChannel))
  const panel = panelOf('setup', ...texts)
  await chat.send(call.channel, { kind: 'panel', panel }, `w${call.id}`)
}

/** The guild's settings; written down with defaults first when the bot has not met it yet. */
async function known(db: Db, { guild, language }: Invocation): Promise<GuildSettings> {
  const settings = await guildSettings(db, guild)
  if (settings) return settings
  await rememberGuild(db, { guild, name: '', language })
  return defaults(guild, '', language)
}
