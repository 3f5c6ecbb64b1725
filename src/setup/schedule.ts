// /schedule: everyone sees when the next posts come and why a day has none; owners change the days.

import type { Command, Invocation } from '#core/command.ts'
import type { Clock, Db } from '#core/deps.ts'
import { type Reply, sayIn } from '#core/reply.ts'
import type { Course } from '#course/course.ts'
import { dayIn } from '#lib/day.ts'
import { ok, type Result } from '#lib/result.ts'
import { isPaused } from '#schedule/calendar.ts'
import { pauseMoved } from '#schedule/pause.ts'
import { owe, slotOf } from '#schedule/store.ts'
import type { GuildSettings } from '#settings/settings.ts'
import { changeSettings, guildSettings, settingsToChange } from '#settings/store.ts'
import { changeOf } from './change.ts'
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
  const { before, after } = change.value
  // Dates compare as they are written.
  const isSame = (name: keyof GuildSettings) =>
    JSON.stringify(before[name]) === JSON.stringify(after[name])
  const names = Object.keys(after) as (keyof GuildSettings)[]
  if (names.every(isSame)) return show(deps, call, after, say.same)
  await deps.replan(call.guild)
  const wasAhead =
    before.pauseFrom !== null &&
    Temporal.PlainDate.compare(before.pauseFrom, dayIn(before.zone, deps.clock())) > 0
  const isReplaced = wasAhead && after.pauseFrom !== null && !isSame('pauseFrom')
  const notes = [
    ...(isReplaced && before.pauseFrom ? [say.replaced(before.pauseFrom, before.pauseTo)] : []),
    ...(isSame('mode') && isSame('openHours') ? [] : [say.fromNextQuiz]),
  ]
  return show(deps, call, after, [say.changed, ...notes].join('\n'))
}

/** Makes the change that was written, in the transaction; the fault's words when there is one. */
async function changeIn(
  tx: Db,
  { clock, courseOf }: ScheduleDeps,
  { guild, options, language }: Invocation,
): Promise<Result<{ readonly before: GuildSettings; readonly after: GuildSettings }, string>> {
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
  const after = { ...settings, ...change.value }
  await owe(tx, await pauseMoved(tx, settings, after, now))
  return ok({ before: settings, after })
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
