// /today: where today's quiz stands and what a member can do about it.

import { letterOf } from '#bank/letter.ts'
import { itemAt } from '#bank/store.ts'
import type { Command } from '#core/command.ts'
import type { Clock, Db } from '#core/deps.ts'
import type { Language } from '#core/language.ts'
import { sayIn } from '#core/reply.ts'
import { messageUrl } from '#core/stamp.ts'
import { dayIn, isBefore } from '#lib/day.ts'
import { ballotsOf, openRoundAt, type Round, roundOn } from '#record/store.ts'
import { isPaused, skipOn } from '#schedule/calendar.ts'
import { nextSlot, slotOf } from '#schedule/store.ts'
import type { GuildSettings } from '#settings/settings.ts'
import { guildSettings } from '#settings/store.ts'
import { type Held, textsIn } from './texts.ts'

type TodayDeps = { readonly db: Db; readonly clock: Clock }

/** Shows today's round, the asking member's own vote in it, or when the next one comes. */
export const todayCommand = (deps: TodayDeps): Command => ({
  name: 'today',
  about: { ko: '오늘의 퀴즈와 남은 시간을 봐요', en: "See today's quiz and the time left" },
  options: [],
  ownersOnly: false,
  isPrivate: () => true,
  async run({ guild, member, language }) {
    const settings = await guildSettings(deps.db, guild)
    if (!settings?.since) return sayIn('quiz', textsIn(language).today.notSetUp)
    return sayIn('quiz', await today(deps, settings, member.id, language))
  },
})

async function today(
  { db, clock }: TodayDeps,
  settings: GuildSettings,
  member: string,
  language: Language,
): Promise<string> {
  const { today: words } = textsIn(language)
  const now = clock()
  const localDate = dayIn(settings.zone, now)
  // A round of last night may still be open after midnight.
  const round =
    (await openRoundAt(db, settings.id, now)) ?? (await roundOn(db, settings.id, localDate))
  const next = await nextSlot(db, now, settings.id, 'quiz')
  const ahead = next ? words.waiting(next.due) : words.none
  if (round?.message) {
    const url = messageUrl(round.guild, round.channel, round.message)
    if (round.state === 'closed') {
      const isBreak = isPaused(settings, localDate.add({ days: 1 }))
      const lines = isBreak ? [words.off.pause(settings.pauseTo)] : []
      return [words.closed(url), ...lines, ...(next || !isBreak ? [ahead] : [])].join('\n')
    }
    if (!isBefore(now, round.closes)) return words.counting
    const vote = await voteOf(db, round, member, settings.language)
    return words.open(round.closes, url, vote, round.voided !== null)
  }
  const key = { guild: settings.id, kind: 'quiz', localDate, subject: '' }
  const slot = await slotOf(db, key)
  if (slot?.state === 'failed') return words.failed
  if (slot && slot.state !== 'missed' && slot.state !== 'done' && !isBefore(now, slot.due)) {
    return words.posting
  }
  const why = skipOn(settings, localDate)
  if (!why) return ahead
  const off = words.off[why](settings.pauseTo)
  return next ? `${off}\n${ahead}` : off
}

/** The options a member holds right now, as the poll shows them; undefined without a vote. */
async function voteOf(
  db: Db,
  round: Round,
  member: string,
  language: Language,
): Promise<Held | undefined> {
  const held = (await ballotsOf(db, round.id)).get(member)
  if (!held) return undefined
  const item = await itemAt(db, round.item, round.revision)
  const shown = round.shown.flatMap((id, place) => {
    if (!held.includes(id)) return []
    const text = item.options.find((option) => option.id === id)?.text[language] ?? id
    return [`${letterOf(place)}. ${text}`]
  })
  // How many are right is no secret: the question says how many to choose.
  return { text: shown.join(', '), count: held.length, needed: item.keys.length }
}
