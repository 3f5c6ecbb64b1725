// Hand-made trials, good in everything a test does not say.

import type { Trial } from '../../../src/cli/answers/trial.ts'

export const share = (count: number, of: number) => ({ count, of })

/** A good trial of its kind: what is answerable is answered, what is not is refused. */
export function trialOf(changed: Partial<Trial> = {}): Trial {
  const { kind = 'answerable' } = changed
  const isAnswered = kind === 'answerable'
  return {
    id: 'a-case',
    kind,
    lang: 'en',
    where: kind === 'injection' ? 'question' : undefined,
    outcome: isAnswered ? 'answered' : 'abstained',
    isAsked: true,
    proven: isAnswered ? share(2, 2) : share(0, 0),
    byGold: isAnswered ? share(2, 2) : share(0, 0),
    byJudge: undefined,
    removed: 0,
    isCorrect: isAnswered ? true : undefined,
    intrusions: [],
    faults: [],
    cost: 0,
    milliseconds: 100,
    ...changed,
  }
}

export const several = (count: number, changed: Partial<Trial> = {}): Trial[] =>
  Array.from({ length: count }, () => trialOf(changed))
