// Reveal: what the right answer was and why, posted under the poll once it is closed.

import { reportQuizButton } from '#answer/round-report.ts'
import type { Item } from '#bank/item.ts'
import { letterOf } from '#bank/letter.ts'
import { itemAt } from '#bank/store.ts'
import type { Chat } from '#core/chat.ts'
import type { Language } from '#core/language.ts'
import type { Panel } from '#core/reply.ts'
import { textIn } from '#knowledge/concept.ts'
import { isBefore } from '#lib/day.ts'
import { escapeMarkdown, nameInLine } from '#lib/text.ts'
import { isRight } from '#progress/points.ts'
import { type Ballots, ballotsOf, type Round, roundOf } from '#record/store.ts'
import { postOnce } from '#schedule/post.ts'
import type { SlotHandler } from '#schedule/slot.ts'
import type { GuildSettings } from '#settings/settings.ts'
import { guildSettings, hiddenMembers } from '#settings/store.ts'
import { correctTextsIn } from './correct-texts.ts'
import type { RoundDeps } from './deps.ts'
import { takeButtonsOff } from './private-close.ts'
import { privateTextsIn } from './private-texts.ts'
import { answerMark, areSame, keysShown, nonceOf } from './round.ts'
import { textsIn } from './texts.ts'
import { votesPerOption } from './voters.ts'

const namesMost = 20 // names in a reveal; more are counted

/** Carries out a `reveal` slot: one message under the poll. Safe to repeat from any point. */
export function revealHandler(deps: RoundDeps): SlotHandler {
  const { db, clock, chat } = deps
  return async (slot) => {
    const round = await roundOf(db, slot.subject)
    const settings = round && (await guildSettings(db, round.guild))
    if (!round || !settings) return { kind: 'failed', reason: 'the round is gone' }
    if (slot.until !== null && isBefore(slot.until, clock())) {
      return { kind: 'missed', reason: 'the answer is old news' }
    }
    const panel = await panelOfReveal(deps, settings, round)
    const sent = await postOnce(chat, slot, round.channel, {
      post: { kind: 'panel', panel, ...(round.message && { replyTo: round.message }) },
      mark: answerMark(round.code),
      nonce: nonceOf('reveal', round.id),
    })
    if (!sent.ok) return sent.fault
    await takeButtonsOff(deps, settings, round)
    return { kind: 'done', message: sent.value, channel: round.channel }
  }
}

/** The reveal of a round as it stands now. */
export async function panelOfReveal(
  { db, chat, materialOf, linkTo }: RoundDeps,
  settings: GuildSettings,
  round: Round,
): Promise<Panel> {
  const item = await itemAt(db, round.item, round.revision)
  const ballots = await ballotsOf(db, round.id)
  const concept = materialOf(settings).concepts.get(round.concept)
  const text = concept && textIn(concept, settings.language)
  const source = text ?? item.source
  const right = [...ballots].filter(([, chosen]) => isRight(round.keys, chosen))
  const hidden = await hiddenMembers(db, round.guild)
  const nameable = right.flatMap(([member]) => (hidden.has(member) ? [] : [member]))
  const names = await namesOf(chat, round.guild, nameable)
  const link = textsIn(settings.language).source(source.file, source.lines, linkTo(source))
  return revealPanel(round, item, ballots, settings.language, {
    names,
    more: right.length - names.length,
    source: `${link} · ${answerMark(round.code)}`,
  })
}

/** Names of the first members, of those whose name is to be had; no mention, so nobody is pinged. */
async function namesOf(chat: Chat, guild: string, members: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    members.slice(0, namesMost).map((member) => chat.member(guild, member)),
  )
  return found.flatMap((member) =>
    member?.name === undefined ? [] : [nameInLine(member.name) || '—'],
  )
}

/** The reveal of a round: the key, why, who was right, and the wrong answer that tempted most. */
export function revealPanel(
  round: Round,
  item: Item,
  ballots: Ballots,
  language: Language,
  facts: { readonly names: readonly string[]; readonly more: number; readonly source: string },
): Panel {
  const say = textsIn(language)
  const optionOf = (id: string) => {
    const option = item.options.find((known) => known.id === id)
    const letter = letterOf(round.shown.indexOf(id))
    // A rationale argues for what the item held to be right; a corrected key contradicts it.
    const isAsWritten = item.keys.includes(id) === round.keys.includes(id)
    return {
      shown: `${letter}. ${escapeMarkdown(option?.text[language] ?? id)}`,
      rationale: isAsWritten ? (option?.rationale[language] ?? '') : '',
    }
  }
  const keys = keysShown(round).map(optionOf)
  const counts = votesPerOption(round.shown, ballots).map(
    (count, place) => `${letterOf(place)} ${count}`,
  )
  return {
    tone: 'reveal',
    blocks: [
      { kind: 'text', text: say.revealHeading(round.localDate) },
      { kind: 'text', text: escapeMarkdown(item.stem[language]) },
      ...(round.voided === null
        ? []
        : [{ kind: 'text' as const, text: correctTextsIn(language).voided }]),
      {
        kind: 'text',
        text: keys
          .map(({ shown, rationale }) => [`✅ **${shown}**`, rationale].filter(Boolean).join('\n'))
          .join('\n'),
      },
      ...(areSame(item.keys, round.keys)
        ? []
        : [{ kind: 'text' as const, text: correctTextsIn(language).corrected }]),
      ...mostChosenWrong(round, ballots).map(({ option, count }) => {
        const { shown, rationale } = optionOf(option)
        return { kind: 'text' as const, text: say.tempting(shown, count, rationale).trimEnd() }
      }),
      { kind: 'rule' },
      { kind: 'text', text: say.whoWasRight(facts.names, facts.more, ballots.size) },
      // A poll shows its own counts.
      ...(round.mode === 'private' && ballots.size > 0
        ? [{ kind: 'text' as const, text: privateTextsIn(language).counts(counts) }]
        : []),
      { kind: 'text', text: facts.source },
      { kind: 'buttons', buttons: [reportQuizButton(language)] },
    ],
  }
}

/** The wrong options most ballots hold, in the order shown: several when equally many do, or none. */
export function mostChosenWrong(
  round: Pick<Round, 'shown' | 'keys'>,
  ballots: Ballots,
): readonly { readonly option: string; readonly count: number }[] {
  const wrong = round.shown
    .filter((option) => !round.keys.includes(option))
    .map((option) => ({
      option,
      count: [...ballots.values()].filter((chosen) => chosen.includes(option)).length,
    }))
  const most = Math.max(1, ...wrong.map(({ count }) => count))
  return wrong.filter(({ count }) => count === most)
}
