// Why: tells the owner by which rules a day's question was chosen.

import { z } from 'zod'
import { roundActions, roundButtons, roundIn } from '#answer/round-report.ts'
import { itemAt } from '#bank/store.ts'
import type { Action, Command, Invocation } from '#core/command.ts'
import type { Language } from '#core/language.ts'
import { type Choice, type Reply, sayIn } from '#core/reply.ts'
import type { Course } from '#course/course.ts'
import type { Day } from '#lib/day.ts'
import { escapeMarkdown, nameInLine } from '#lib/text.ts'
import { latestRounds, type Round, roundOf, roundOn } from '#record/store.ts'
import { guildSettings } from '#settings/store.ts'
import { fallen } from './choose.ts'
import type { RoundDeps } from './deps.ts'
import { areSame } from './round.ts'
import { whyAbout, whyTextsIn } from './why-texts.ts'

type WhyDeps = Pick<RoundDeps, 'db' | 'clock' | 'materialOf'>

const suggestedMost = 25
const readMost = 400

/** `/why`: the rules behind the newest question or that of a date, for owners. */
export const whyCommand = (deps: WhyDeps): Command => ({
  name: 'why',
  about: whyAbout.about,
  options: [
    {
      kind: 'text',
      name: 'date',
      about: whyAbout.date,
      required: false,
      most: 20,
      suggest: (typed, call) => suggestDates(deps, typed, call),
    },
  ],
  ownersOnly: true,
  isPrivate: () => true,
  async run({ guild, language, options: { date } }) {
    const say = whyTextsIn(language)
    if (date === undefined) {
      const [newest] = await latestRounds(deps.db, guild, 1)
      return newest ? whyReply(deps, newest, language) : sayIn('problem', say.none)
    }
    const typed = String(date).normalize('NFKC').trim()
    const day = dayFrom(typed)
    if (!day) return sayIn('problem', say.badDate(nameInLine(typed)))
    const round = await roundOn(deps.db, guild, day)
    return round && round.state !== 'claimed'
      ? whyReply(deps, round, language)
      : sayIn('problem', say.noneOn(day.toString()))
  },
})

/** The button that tells the same of the round it stands under. */
export const whyButton = (deps: WhyDeps): Action => ({
  name: roundActions.why,
  answers: 'private',
  ownersOnly: true,
  async run({ guild, language }, { subject }) {
    const round = await roundOf(deps.db, roundIn(subject))
    if (round?.guild !== guild) return sayIn('problem', whyTextsIn(language).gone)
    return whyReply(deps, round, language)
  },
})

function dayFrom(typed: string): Day | undefined {
  const found = /^(\d{4})[-./ ]+(\d{1,2})[-./ ]+(\d{1,2})\.?$/u.exec(typed)
  const [year = 0, month = 0, day = 0] = found?.slice(1).map(Number) ?? []
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch {
    return undefined
  }
}

/** The guild's newest quiz days that contain what was typed, each with its topic. */
async function suggestDates(
  deps: WhyDeps,
  typed: string,
  { guild, language }: Invocation,
): Promise<readonly Choice[]> {
  const course = await courseOf(deps, guild)
  const wanted = typed.trim()
  return (await latestRounds(deps.db, guild, readMost))
    .map(({ localDate, topic }) => {
      const value = localDate.toString()
      return { value, label: `${value} · ${titleOf(course?.topics, topic, language)}` }
    })
    .filter(({ label }) => label.toLowerCase().includes(wanted.toLowerCase()))
    .slice(0, suggestedMost)
}

async function courseOf({ db, materialOf }: WhyDeps, guild: string): Promise<Course | undefined> {
  const settings = await guildSettings(db, guild)
  return settings && materialOf(settings).course
}

const titleOf = (
  titled: Course['topics'] | Course['domains'] | undefined,
  id: string,
  language: Language,
): string => titled?.find((one) => one.id === id)?.title[language] ?? id

async function whyReply(deps: WhyDeps, round: Round, language: Language): Promise<Reply> {
  const say = whyTextsIn(language)
  const course = await courseOf(deps, round.guild)
  const { stem, keys } = await itemAt(deps.db, round.item, round.revision)
  // An open round's answer is nobody's to know, not even that it was corrected.
  const isRekeyed = round.state === 'closed' && !areSame(keys, round.keys)
  const { panel } = sayIn(
    'setup',
    `${say.heading(round.localDate)}\n${escapeMarkdown(stem[language])}`,
    whyText(round, course, language),
    ...(round.voided !== null ? [say.voided] : isRekeyed ? [say.rekeyed] : []),
  )
  const buttons = roundButtons(round, language, { without: ['why'] })
  return { panel: { ...panel, blocks: [...panel.blocks, { kind: 'buttons', buttons }] } }
}

const kept = z.object({
  fell: z.enum(fallen),
  asked: z.number(),
  equal: z.number(),
  reached: z.string().optional(),
  domain: z.string().optional(),
  share: z.number().optional(),
  weight: z.number().optional(),
  lastUse: z.string().optional(),
  barred: z.number().optional(),
})

/** The reasons that were written down when the round was claimed, rule by rule. */
export function whyText(
  { why, usedBefore }: Pick<Round, 'why' | 'usedBefore'>,
  course: Pick<Course, 'topics' | 'domains'> | undefined,
  language: Language,
): string {
  const say = whyTextsIn(language)
  const read = kept.safeParse(why)
  if (!read.success) return say.unknown
  const { fell, asked, equal, reached, domain, share, weight, lastUse, barred } = read.data
  const topic = reached === undefined ? undefined : titleOf(course?.topics, reached, language)
  const lines = [
    say.syllabus(topic),
    ...(domain !== undefined && share !== undefined && weight !== undefined
      ? [say.domain(titleOf(course?.domains, domain, language), share, weight, asked)]
      : []),
    say.fell[fell],
    ...(barred === undefined ? [] : [say.barred(barred)]),
    lastUse === undefined ? say.fresh : say.used(lastUse, usedBefore),
    say.equal(equal),
  ]
  return lines.join('\n')
}
