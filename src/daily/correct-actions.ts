// Correction actions: the owner's buttons that void a round or choose what is right in it.

import { roundActions, roundButtons, roundIn } from '#answer/round-report.ts'
import { letterOf } from '#bank/letter.ts'
import { itemAt } from '#bank/store.ts'
import type { Action, Invocation } from '#core/command.ts'
import type { Db } from '#core/deps.ts'
import type { Language } from '#core/language.ts'
import { type Block, type Reply, sayIn } from '#core/reply.ts'
import { escapeMarkdown } from '#lib/text.ts'
import { ballotsOf, type Round, roundOf } from '#record/store.ts'
import { type Corrected, type Correction, correctRound, grace } from './correct.ts'
import { optionName, scoredText } from './correct-notice.ts'
import { correctTextsIn } from './correct-texts.ts'
import type { RoundDeps } from './deps.ts'
import { votesPerOption } from './voters.ts'

/** Its subject is a round; its values are the options that are right. */
const chosenKeys = 'round-keys'

type CorrectDeps = Pick<RoundDeps, 'db' | 'clock'>

/** Void, Re-key… and the choice that follows; for owners. A repeated press changes nothing. */
export function correctActions(deps: CorrectDeps): readonly Action[] {
  const correct = async (call: Invocation, round: string, correction: Correction) => {
    const { id, guild, member } = call
    const by = { id, guild, actor: member.id, now: deps.clock() }
    const corrected = await correctRound(deps.db, by, round, correction)
    return correctedReply(deps.db, corrected, call.language)
  }
  return [
    {
      name: roundActions.void,
      answers: 'private',
      ownersOnly: true,
      run: (call, { subject }) => correct(call, roundIn(subject), { kind: 'void' }),
    },
    {
      name: roundActions.rekey,
      answers: 'private',
      ownersOnly: true,
      async run({ guild, language }, { subject }) {
        const round = await roundOf(deps.db, roundIn(subject))
        if (round?.guild !== guild || round.state === 'claimed') return gone(language)
        return choiceReply(deps.db, round, language)
      },
    },
    {
      name: chosenKeys,
      answers: 'private',
      ownersOnly: true,
      run: (call, { subject, values }) =>
        correct(call, roundIn(subject), { kind: 'rekey', keys: values }),
    },
  ]
}

const gone = (language: Language): Reply => sayIn('problem', correctTextsIn(language).owner.gone)

async function correctedReply(db: Db, corrected: Corrected, language: Language): Promise<Reply> {
  const say = correctTextsIn(language)
  if (corrected.kind === 'gone') return gone(language)
  const { round } = corrected
  if (corrected.kind === 'misfit') return sayIn('problem', say.owner.exactly(round.keys.length))
  const isDone = corrected.kind === 'done'
  const { panel } = sayIn(
    'setup',
    isDone
      ? say.owner.done(round.localDate, round.channel, grace.minutes * 60)
      : say.owner.already(round.localDate),
    await stateText(db, round, language),
    ...(isDone ? [round.state === 'closed' ? say.counted : say.owner.onceClosed] : []),
  )
  const buttons: Block = { kind: 'buttons', buttons: roundButtons(round.id, language) }
  return { panel: { ...panel, blocks: [...panel.blocks, buttons] } }
}

/** How a round stands. While it is open its answer is not said, not even to the owner, who may vote. */
async function stateText(db: Db, round: Round, language: Language): Promise<string> {
  const say = correctTextsIn(language)
  if (round.voided !== null) return say.voided
  return round.state === 'closed' ? scoredText(db, round, language) : say.owner.hidden
}

/** The question with its options and, once it is closed, their votes, and a select of what is right. */
async function choiceReply(db: Db, round: Round, language: Language): Promise<Reply> {
  const { owner: say } = correctTextsIn(language)
  const item = await itemAt(db, round.item, round.revision)
  const isClosed = round.state === 'closed'
  const votes = votesPerOption(round.shown, await ballotsOf(db, round.id))
  const isKey = (id: string) => isClosed && round.keys.includes(id)
  const lines = round.shown.map((id, place) => {
    const name = optionName(round, item, id, language)
    return isClosed
      ? `${isKey(id) ? '✅ ' : ''}**${name}** · ${say.votes(votes[place] ?? 0)}`
      : `**${name}**`
  })
  const select: Block = {
    kind: 'select',
    does: { action: chosenKeys, subject: round.id },
    placeholder: say.placeholder(round.keys.length),
    most: round.keys.length,
    least: round.keys.length,
    // None is chosen beforehand: choosing again what was right must count as a choice.
    choices: round.shown.map((id, place) => ({
      value: id,
      label: `${letterOf(place)}. ${item.options.find((option) => option.id === id)?.text[language] ?? id}`,
      ...(isKey(id) && { about: say.untilNow }),
    })),
  }
  const { panel } = sayIn(
    'setup',
    `${say.choose(round.localDate)}\n${escapeMarkdown(item.stem[language])}`,
    lines.join('\n'),
    isClosed ? say.consequence : `${say.consequence}\n${say.hidden}`,
  )
  return { panel: { ...panel, blocks: [...panel.blocks, select] } }
}
