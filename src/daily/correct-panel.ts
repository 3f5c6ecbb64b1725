// Correction panel: what an owner sees of a correction: the choice, what it would do, what it has done.

import { roundButtons } from '#answer/round-report.ts'
import { letterOf } from '#bank/letter.ts'
import { itemAt } from '#bank/store.ts'
import type { Db } from '#core/deps.ts'
import type { Language } from '#core/language.ts'
import { type Block, type Button, type Reply, sayIn } from '#core/reply.ts'
import { escapeMarkdown } from '#lib/text.ts'
import { type Audit, auditOf } from '#record/audit-store.ts'
import { ballotsOf, type Round } from '#record/store.ts'
import {
  type Corrected,
  type Correction,
  grace,
  isIdle,
  keptRuling,
  lastCorrection,
  outcomeOf,
  type Ruling,
  rulingOf,
} from './correct.ts'
import { effectOf } from './correct-effect.ts'
import { scoredText } from './correct-notice.ts'
import { correctTextsIn } from './correct-texts.ts'
import { keysShown, optionName } from './round.ts'
import { votesPerOption } from './voters.ts'

/** The subject of `carryOut` is a plan, of the others a round; the values of `keys` are options. */
export const planActions = {
  keys: 'round-keys',
  carryOut: 'round-do',
  leave: 'round-leave',
} as const

/**
 * A correction that was shown and waits to be carried out, as a button's subject: the round, what is
 * to be done with it (keys by their places) and its last correction then.
 */
function planOf({ id, shown }: Round, correction: Correction, seen: string): string {
  const { kind } = correction
  const what = kind === 'rekey' ? correction.keys.map((key) => shown.indexOf(key)).join('') : kind
  return [id, what, seen].join('/')
}

/**
 * The plan that takes a correction back. It only names the correction: the keys that a round had before
 * may be the answer of one that is still open, and whoever looks closely can read a button's subject.
 */
const backOf = ({ id }: Round, correction: string): string => [id, back, correction].join('/')
const back = 'back'

/** What a plan for this round says; undefined when what it takes back is not on record. */
export async function readPlan(
  db: Db,
  { id, shown }: Round,
  subject: string,
): Promise<{ readonly correction: Correction; readonly seen: string } | undefined> {
  const [, what = '', seen = ''] = subject.split('/')
  if (what === 'void' || what === 'restore') return { correction: { kind: what }, seen }
  if (what === back) {
    const made = await auditOf(db, seen)
    return made?.subject === id ? { correction: inverseOf(made), seen } : undefined
  }
  const keys = [...what].flatMap((place) => shown[Number(place)] ?? [])
  return { correction: { kind: 'rekey', keys }, seen }
}

export const goneReply = (language: Language): Reply =>
  sayIn('problem', correctTextsIn(language).owner.gone)

const withButtons = ({ panel }: Reply, buttons: readonly Button[]): Reply => ({
  panel: { ...panel, blocks: [...panel.blocks, { kind: 'buttons', buttons }] },
})

const carryOut = (
  subject: string,
  label: string,
  look: Extract<Button, { readonly kind: 'button' }>['look'],
): Button => ({ kind: 'button', does: { action: planActions.carryOut, subject }, label, look })

/** What a correction would do, with the button that does it; nothing has changed yet. */
export async function confirmReply(
  db: Db,
  round: Round,
  correction: Correction,
  language: Language,
): Promise<Reply> {
  const say = correctTextsIn(language).owner
  const after = outcomeOf(round, correction)
  if (!after) return sayIn('problem', say.exactly(round.keys.length))
  if (isIdle(round, correction, after)) {
    return standsReply(db, round, say.already(round.localDate), language)
  }
  const before = rulingOf(round)
  const { kind } = correction
  const subject = planOf(round, correction, await lastCorrection(db, round))
  const effect = before.isOpen
    ? say.onceClosed[kind]
    : say.effect(effectOf(await ballotsOf(db, round.id), before, after))
  const item = await itemAt(db, round.item, round.revision)
  const keys = keysShown({ ...round, keys: after.keys }).map((id) =>
    optionName(round, item, id, language),
  )
  const lines = [
    ...(kind === 'rekey' ? [say.keysThen(keys)] : []),
    effect,
    ...(kind === 'void' ? [say.spared] : []),
  ]
  const leave: Button = {
    kind: 'button',
    does: { action: planActions.leave, subject: round.id },
    label: say.leave,
    look: 'secondary',
  }
  return withButtons(
    sayIn(
      'setup',
      `${say.confirm[kind](round.localDate)}\n${escapeMarkdown(item.stem[language])}`,
      lines.join('\n'),
      isTold(before, after) ? say.told(round.channel) : say.toldByReveal,
    ),
    [carryOut(subject, say.sure[kind], kind === 'void' ? 'danger' : 'primary'), leave],
  )
}

/** Whether the group is told of a change by a notice: other keys of an open round are its reveal's to tell. */
const isTold = (before: Ruling, after: Ruling): boolean =>
  !before.isOpen || before.isVoided !== after.isVoided

/** What came of a correction; `made` is the round before it, its kind and its id. */
export async function correctedReply(
  db: Db,
  corrected: Exclude<Corrected, { readonly kind: 'gone' }>,
  made: {
    readonly before: Round
    readonly kind: Correction['kind']
    readonly correction: string
  },
  language: Language,
): Promise<Reply> {
  const say = correctTextsIn(language)
  const { round } = corrected
  switch (corrected.kind) {
    case 'misfit':
      return sayIn('problem', say.owner.exactly(round.keys.length))
    case 'already':
      return standsReply(db, round, say.owner.already(round.localDate), language)
    case 'overtaken':
      return standsReply(db, round, say.owner.overtaken(round.localDate), language)
    case 'done': {
      const takeBack = backOf(round, made.correction)
      const told = isTold(rulingOf(made.before), rulingOf(round))
        ? say.owner.toldSoon(round.channel, grace.minutes * 60)
        : say.owner.toldByReveal
      return withButtons(
        sayIn(
          'setup',
          `${say.owner.done(round.localDate)}\n${await stateText(db, round, language)}`,
          round.state === 'closed' ? say.counted : say.owner.onceClosed[made.kind],
          told,
        ),
        [
          carryOut(takeBack, say.owner.takeBack, 'secondary'),
          ...roundButtons(round, language, { without: ['void', 'restore'] }),
        ],
      )
    }
  }
}

/** The correction that makes a round count as it did before another. */
function inverseOf({ before, after }: Audit): Correction {
  const { isVoided, keys } = keptRuling(before)
  if (isVoided) return { kind: 'void' }
  return keptRuling(after).isVoided ? { kind: 'restore' } : { kind: 'rekey', keys }
}

/** How a round stands, with what can be done about it. */
async function standsReply(
  db: Db,
  round: Round,
  heading: string,
  language: Language,
): Promise<Reply> {
  const state = await stateText(db, round, language)
  return withButtons(sayIn('setup', heading, state), roundButtons(round, language))
}

/** How a round stands. While it is open its answer is not said, not even to the owner, who may vote. */
async function stateText(db: Db, round: Round, language: Language): Promise<string> {
  const say = correctTextsIn(language)
  if (round.voided !== null) return say.voided
  return round.state === 'closed' ? scoredText(db, round, language) : say.owner.hidden
}

/** The question with its options and, once it is closed, their votes, and a select of what is right. */
export async function choiceReply(db: Db, round: Round, language: Language): Promise<Reply> {
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
    does: { action: planActions.keys, subject: round.id },
    prompt: say.prompt(round.keys.length),
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
