// /schedule: everyone sees when the next posts come and why a day has none; owners change the days.

import type { Command, Invocation } from '#core/command.ts'
import type { Clock, Db } from '#core/deps.ts'
import { type Reply, sayIn } from '#core/reply.ts'
import type { Course } from '#course/course.ts'
import { dayIn } from '#lib/day.ts'
import type { Result } from '#lib/result.ts'
import { isPaused } from '#schedule/calendar.ts'
import { pauseMoved } from '#schedule/pause.ts'
import { owe, slotOf } from '#schedule/store.ts'
import type { GuildSettings } from '#settings/settings.ts'
import { changeSettings, guildSettings, settingsToChange } from '#settings/store.ts'
import { type Change, changeOf } from './change.ts'
import { nextPosts } from './next.ts'
import { scheduleOptions } from './schedule-options.ts'
import { type Shown, scheduleTexts } from './schedule-texts.ts'

export type ScheduleDeps = {
  readonly db: Db
  readonly clock: Clock
  /** Writes a command so that a click runs it. */
  readonly mention: (command: string) => string
  /** Plans the guild's posts anew. */
  readonly replan: (guild: string) => Promise<void>
  /** The course a guild studies. */
  readonly courseOf: (settings: GuildSettings | undefined) => Course
}

/** Shows the schedule; options given by an owner change it first, all of them or none. */
export const scheduleCommand = (deps: ScheduleDeps): Command => ({
  name: 'schedule',
  about: { ko: scheduleTexts('ko').about, en: scheduleTexts('en').about },
  options: scheduleOptions(deps),
  ownersOnly: false,
  isPrivate: () => true,
  run: (call) => schedule(deps, call),
})

async function schedule(deps: ScheduleDeps, call: Invocation): Promise<Reply> {
  const { db, mention } = deps
  const say = scheduleTexts(call.language)
  const settings = await guildSettings(db, call.guild)
  if (!settings?.since) return sayIn('problem', say.notSetUp(mention))
  const isChange = Object.keys(call.options).length > 0
  if (!isChange) return show(deps, call, settings, say.heading)
  if (!call.member.managesServer) return sayIn('problem', say.ownersOnly)

  const change = await db.transaction((tx) => changeIn(tx, deps, call))
  if (!change.ok) return sayIn('problem', change.fault)
  if (Object.keys(change.value).length > 0) await deps.replan(call.guild)
  return show(deps, call, (await guildSettings(db, call.guild)) ?? settings, say.changed)
}

/** Makes the change that was written, in the transaction; the fault's words when there is one. */
async function changeIn(
  tx: Db,
  { clock, courseOf }: ScheduleDeps,
  { guild, options, language }: Invocation,
): Promise<Result<Change, string>> {
  const settings = await settingsToChange(tx, guild)
  if (!settings) throw new Error(`guild ${guild} is gone`)
  const now = clock()
  const today = dayIn(settings.zone, now)
  const key = { guild, kind: 'pause', localDate: today, subject: '' }
  const told = await slotOf(tx, key)
  const facts = {
    settings,
    today,
    course: courseOf(settings),
    isPauseTold: told !== undefined && told.state !== 'planned',
  }
  const change = changeOf(options, facts, language)
  if (!change.ok) return change
  await changeSettings(tx, guild, change.value)
  await owe(tx, await pauseMoved(tx, settings, { ...settings, ...change.value }, now))
  return change
}

async function show(
  { db, clock, mention, courseOf }: ScheduleDeps,
  { language, member }: Invocation,
  settings: GuildSettings,
  heading: string,
): Promise<Reply> {
  const say = scheduleTexts(language)
  const now = clock()
  const { topics } = courseOf(settings)
  const place = topics.findIndex(({ id }) => id === settings.syllabus)
  const topic = topics[place]
  const today = dayIn(settings.zone, now)
  const { pauseFrom: from, pauseTo: to } = settings
  const isPauseShown =
    from !== null && (isPaused(settings, today) || Temporal.PlainDate.compare(from, today) > 0)
  const shown: Shown = {
    topic: topic && { place: place + 1, of: topics.length, title: topic.title[language] },
    topics: topics.length,
    pause: isPauseShown ? { from, to } : undefined,
    holidays: settings.holidays.filter((day) => Temporal.PlainDate.compare(day, today) >= 0),
    daysToExam: settings.examDate ? today.until(settings.examDate).days : undefined,
  }
  return sayIn(
    'setup',
    `${heading}\n${say.summary(settings, shown)}`,
    say.next(await nextPosts(db, settings, now)),
    ...(member.managesServer ? [say.hint(mention)] : []),
  )
}
