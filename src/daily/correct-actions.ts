// Correction actions: the owner's buttons that void a round, count it again or choose what is right in it.

import { roundActions, roundIn } from '#answer/round-report.ts'
import type { Action, Invocation } from '#core/command.ts'
import { type Reply, sayIn } from '#core/reply.ts'
import { type Round, roundOf } from '#record/store.ts'
import { type Correction, correctRound } from './correct.ts'
import {
  choiceReply,
  confirmReply,
  correctedReply,
  goneReply,
  planActions,
  readPlan,
} from './correct-panel.ts'
import { correctTextsIn } from './correct-texts.ts'
import type { RoundDeps } from './deps.ts'

type CorrectDeps = Pick<RoundDeps, 'db' | 'clock'>

/**
 * Void, Count it again, Re-key… and the choice and confirmation that follow; for owners. Nothing
 * changes before the confirmation, and a repeated press of that changes nothing either.
 */
export function correctActions({ db, clock }: CorrectDeps): readonly Action[] {
  /** The reply that `make` gives about a round of the guild that has been posted. */
  const about = async (
    { guild, language }: Invocation,
    subject: string,
    make: (round: Round) => Promise<Reply> | Reply,
  ): Promise<Reply> => {
    const round = await roundOf(db, roundIn(subject))
    if (round?.guild !== guild || round.state === 'claimed') return goneReply(language)
    return make(round)
  }
  const asking = (name: 'void' | 'restore'): Action => ({
    name: roundActions[name],
    answers: 'private',
    ownersOnly: true,
    run: (call, { subject }) =>
      about(call, subject, (round) => confirmReply(db, round, { kind: name }, call.language)),
  })
  return [
    asking('void'),
    asking('restore'),
    {
      name: roundActions.rekey,
      answers: 'private',
      ownersOnly: true,
      run: (call, { subject }) =>
        about(call, subject, (round) => choiceReply(db, round, call.language)),
    },
    {
      name: planActions.keys,
      answers: 'replace',
      ownersOnly: true,
      run: (call, { subject, values }) => {
        const correction: Correction = { kind: 'rekey', keys: values }
        return about(call, subject, (round) => confirmReply(db, round, correction, call.language))
      },
    },
    {
      name: planActions.carryOut,
      answers: 'replace',
      ownersOnly: true,
      run: (call, { subject }) =>
        about(call, subject, async (round) => {
          const { id, guild, member, language } = call
          const plan = await readPlan(db, round, subject)
          if (!plan) return goneReply(language)
          const { correction, seen } = plan
          const by = { id, guild, actor: member.id, now: clock(), seen }
          const corrected = await correctRound(db, by, round.id, correction)
          if (corrected.kind === 'gone') return goneReply(language)
          const made = { before: round, kind: correction.kind, correction: id }
          return correctedReply(db, corrected, made, language)
        }),
    },
    {
      name: planActions.leave,
      answers: 'replace',
      ownersOnly: true,
      run: async ({ language }) => sayIn('setup', correctTextsIn(language).owner.left),
    },
  ]
}
