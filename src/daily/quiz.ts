// Quiz: puts the day's round to a guild, once, whatever happens on the way.

import { itemAt } from '#bank/store.ts'
import type { Chat, ChatFault } from '#core/chat.ts'
import type { Clock, Db, Log } from '#core/deps.ts'
import type { NoteLink } from '#core/note-link.ts'
import { seeded, shuffled } from '#lib/random.ts'
import {
  abandonRound,
  claimRound,
  openRound,
  type Round,
  roundOn,
  roundsBefore,
} from '#record/store.ts'
import { quizHours } from '#schedule/calendar.ts'
import type { SlotHandler, SlotOutcome } from '#schedule/slot.ts'
import { owe, type StoredSlot } from '#schedule/store.ts'
import type { GuildSettings } from '#settings/settings.ts'
import { guildSettings } from '#settings/store.ts'
import { type Chosen, chooseItem } from './choose.ts'
import type { Material } from './material.ts'
import { recallPost } from './recall.ts'
import { codeMark, nonceOf, roundCode, roundPost } from './round.ts'

export type QuizDeps = {
  readonly db: Db
  readonly clock: Clock
  readonly chat: Chat
  readonly log: Log
  readonly materialOf: (settings: GuildSettings) => Material
  readonly linkTo: NoteLink
}

/** Carries out a guild's `quiz` slot: choose, claim, post, record. Safe to repeat from any point. */
export function quizHandler(deps: QuizDeps): SlotHandler {
  const { db, clock } = deps
  return async (slot) => {
    const settings = await guildSettings(db, slot.guild)
    if (!settings?.quizChannel) return { kind: 'failed', reason: 'no quiz channel is set' }
    const claimed = await roundOn(db, slot.guild, slot.localDate)
    if (claimed && claimed.state !== 'claimed') return { kind: 'done' }

    const late = slot.until !== null && Temporal.Instant.compare(clock(), slot.until) > 0
    if (claimed) return resume(deps, settings, claimed, late)
    if (late) return { kind: 'missed', reason: 'less than half of its open hours remained' }

    const material = deps.materialOf(settings)
    const chosen = chooseItem(
      material.items,
      material.course,
      await roundsBefore(db, slot.guild, slot.localDate),
      { day: slot.localDate, syllabus: settings.syllabus, seed: `${slot.guild} ${slot.localDate}` },
    )
    if (!chosen) return recall(deps, settings, material, slot)
    const round = await claim(deps, settings, settings.quizChannel, chosen, slot)
    // The date was taken a moment ago by another attempt: see what became of it.
    return round ? post(deps, settings, round) : { kind: 'later', due: clock().add({ seconds: 5 }) }
  }
}

/** Takes the date for the item; undefined when another attempt has just done so. */
function claim(
  { db, clock }: QuizDeps,
  settings: GuildSettings,
  channel: string,
  { item, usedBefore }: Chosen,
  { guild, localDate }: StoredSlot,
): Promise<Round | undefined> {
  const code = roundCode(guild, localDate)
  return claimRound(db, {
    id: `${guild}-${localDate}`,
    guild,
    localDate,
    item: item.id,
    revision: item.hash,
    concept: item.concept,
    domain: item.domain ?? item.topic,
    topic: item.topic,
    shown: shuffled(
      item.options.map(({ id }) => id),
      seeded(`order ${guild} ${localDate}`),
    ),
    keys: [...item.keys],
    code,
    channel,
    opens: clock(),
    closes: quizHours(settings, localDate).closes,
    usedBefore,
  })
}

/** A claim without a message: the process died while posting, or the answer to the post was lost. */
async function resume(
  deps: QuizDeps,
  settings: GuildSettings,
  round: Round,
  late: boolean,
): Promise<SlotOutcome> {
  const found = await deps.chat.find(round.channel, codeMark(round.code))
  if (!found.ok) return afterFault(deps, round, found.fault)
  if (found.value) return record(deps, round, found.value.message)
  if (!late) return post(deps, settings, round)
  await abandonRound(deps.db, round.id)
  return { kind: 'missed', reason: 'less than half of its open hours remained' }
}

async function post(deps: QuizDeps, settings: GuildSettings, round: Round): Promise<SlotOutcome> {
  const { course } = deps.materialOf(settings)
  const { language } = settings
  const item = await itemAt(deps.db, round.item, round.revision)
  const titleOf = (
    list: Material['course']['topics'] | Material['course']['domains'],
    id: string,
  ) => list.find((entry) => entry.id === id)?.title[language] ?? id
  const titles = {
    domain: titleOf(course.domains, round.domain),
    topic: titleOf(course.topics, round.topic),
  }
  const sent = await deps.chat.send(
    round.channel,
    roundPost(item, round, titles, language, deps.clock()),
    nonceOf('quiz', round.id),
  )
  return sent.ok ? record(deps, round, sent.value.message) : afterFault(deps, round, sent.fault)
}

/** The post stands in the channel: the round is open, and its close is owed. */
async function record({ db }: QuizDeps, round: Round, message: string): Promise<SlotOutcome> {
  const { id, guild, localDate, closes } = round
  await db.transaction(async (tx) => {
    await openRound(tx, id, message)
    await owe(tx, [{ guild, kind: 'close', localDate, subject: id, due: closes, until: undefined }])
  })
  return { kind: 'done', message }
}

/** What a person must mend ends the slot and frees the date; anything else is tried again. */
async function afterFault({ db }: QuizDeps, round: Round, fault: ChatFault): Promise<SlotOutcome> {
  if (fault.kind === 'unreachable') throw new Error(`chat unreachable: ${fault.reason}`)
  await abandonRound(db, round.id)
  return { kind: 'failed', reason: fault.reason }
}

/** A syllabus without items gets a short recall card from its notes: no round, so no points. */
async function recall(
  deps: QuizDeps,
  settings: GuildSettings,
  material: Material,
  slot: StoredSlot,
): Promise<SlotOutcome> {
  const card = recallPost(material, settings, slot.localDate, deps.linkTo)
  if (!card) return { kind: 'missed', reason: 'the course has neither items nor notes' }
  const nonce = nonceOf('recall', slot.guild, slot.localDate.toString())
  const sent = await deps.chat.send(settings.quizChannel ?? '', card, nonce)
  if (sent.ok) return { kind: 'done', message: sent.value.message }
  if (sent.fault.kind === 'unreachable') throw new Error(`chat unreachable: ${sent.fault.reason}`)
  return { kind: 'failed', reason: sent.fault.reason }
}
