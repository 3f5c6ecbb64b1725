// Slices: long work in short turns, so that members are answered while it goes on.

import { setImmediate } from 'node:timers/promises'

/** Milliseconds of work in one turn. */
const turn = 10

/** When the present turn began, whoever works in it. */
let began = 0

/** Lets everything else that waits go first. */
export async function nextTurn(): Promise<void> {
  await setImmediate()
  began = performance.now()
}

/** For the steps of long work: `await pause()` goes on at once until this turn's time is used up. */
export const pause = (): Promise<void> | undefined =>
  performance.now() - began < turn ? undefined : nextTurn()

/** The result of long work that yields between its steps. */
export async function inSlices<Result>(steps: Generator<undefined, Result>): Promise<Result> {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    await pause()
  }
}
