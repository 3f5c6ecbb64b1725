// Private ballot: answering the day's question by a button, so that nobody can copy before the close.

import { letterOf } from '#bank/letter.ts'
import { itemAt } from '#bank/store.ts'
import type { Action, Invocation } from '#core/command.ts'
import type { Clock, Db } from '#core/deps.ts'
import type { Language } from '#core/language.ts'
import { type Block, type Reply, sayIn } from '#core/reply.ts'
import { messageUrl } from '#core/stamp.ts'
import { isBefore } from '#lib/day.ts'
import { escapeMarkdown } from '#lib/text.ts'
import { ballotOf, setBallot, votersIn } from '#record/ballot-store.ts'
import { type Round, roundOf } from '#record/store.ts'
import { privateActions, readVote } from './private-post.ts'
import { privateTextsIn } from './private-texts.ts'

type BallotDeps = { readonly db: Db; readonly clock: Clock }

/** The buttons of a round with private answers, and the one that takes an answer back. */
export function privateBallot({ db, clock }: BallotDeps): readonly Action[] {
  /** Sets what a member holds, unless a later press of theirs did; shows what they hold then. */
  async function set(
    { id, guild, member, language }: Invocation,
    subject: string,
    optionsOf: (round: Round) => readonly string[] | undefined,
  ): Promise<Reply> {
    const say = privateTextsIn(language)
    const round = await roundOf(db, subject)
    if (round?.guild !== guild) return sayIn('problem', say.gone)
    const whose = { round: round.id, member: member.id }
    const options = optionsOf(round)
    if (!options) return sayIn('problem', say.exactly(round.keys.length))
    const isOpen = isBefore(clock(), round.closes)
    const isTaken = isOpen && (await setBallot(db, { ...whose, press: id }, options))
    const held = await namesOf(db, round, await ballotOf(db, whose), language)
    if (!isTaken) return sayIn('problem', say.closed(held, urlOf(round)))
    return heldReply(round, held, await votersIn(db, round.id), language)
  }

  return [
    {
      name: privateActions.vote,
      answers: 'private',
      run: (call, { subject, values }) => {
        const { round: id, places } = readVote(subject, values)
        return set(call, id, ({ shown, keys }) => {
          const options = new Set(places.flatMap((place) => shown[place] ?? []))
          return options.size === keys.length ? [...options] : undefined
        })
      },
    },
    {
      name: privateActions.takeBack,
      answers: 'replace',
      run: (call, { subject }) => set(call, subject, () => []),
    },
  ]
}

const urlOf = ({ guild, channel, message }: Round): string | undefined =>
  message === null ? undefined : messageUrl(guild, channel, message)

/** Options as the member reads them, in the order shown. */
async function namesOf(
  db: Db,
  { item: id, revision, shown }: Round,
  held: readonly string[],
  language: Language,
): Promise<readonly string[]> {
  if (held.length === 0) return []
  const item = await itemAt(db, id, revision)
  return shown.flatMap((option, place) => {
    if (!held.includes(option)) return []
    const text = item.options.find((known) => known.id === option)?.text[language] ?? option
    return [`${letterOf(place)}. ${escapeMarkdown(text)}`]
  })
}

function heldReply(
  { id, closes }: Round,
  held: readonly string[],
  answered: number,
  language: Language,
): Reply {
  const say = privateTextsIn(language)
  if (held.length === 0) return sayIn('quiz', say.takenBack(closes))
  const takeBack: Block = {
    kind: 'buttons',
    buttons: [
      {
        kind: 'button',
        does: { action: privateActions.takeBack, subject: id },
        label: say.takeBack,
        look: 'secondary',
      },
    ],
  }
  const { panel } = sayIn('quiz', say.chosen(held), say.until(closes, answered))
  return { panel: { ...panel, blocks: [...panel.blocks, takeBack] } }
}
