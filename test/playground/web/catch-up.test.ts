// Catching up: no snapshot undoes what was heard after it was taken.

import { expect, test } from 'vitest'
import { catchUp } from '#playground/web/catch-up.ts'
import type { Answer } from '#playground/web/client.ts'
import type { Action } from '#playground/web/state.ts'
import type { ServerEvent, Snapshot } from '#playground/web/wire.ts'

const typing = (user: string): ServerEvent => ({ type: 'typing', channel: 'c', user })

const begun = () => {
  const answers: ((answer: Answer<Snapshot>) => void)[] = []
  const done: Action[] = []
  const snapshots = catchUp(
    () => new Promise((answer) => answers.push(answer)),
    (action) => done.push(action),
  )
  const come = (place: number) => answers[place]?.({ ok: true, value: { me: 'ana' } as Snapshot })
  return { snapshots, done, come, answers }
}

test('what was heard while a snapshot was on its way is told again after it, in order', async () => {
  const { snapshots, done, come } = begun()
  snapshots.hear(typing('before'))
  const taken = snapshots.take('ana', () => true)
  snapshots.hear(typing('one'))
  snapshots.hear(typing('two'))
  come(0)
  await taken
  snapshots.hear(typing('after'))
  expect(done).toEqual([
    { type: 'snapshot', snapshot: { me: 'ana' } },
    typing('one'),
    typing('two'),
  ])
})

test('two on their way each keep what they missed', async () => {
  const { snapshots, done, come } = begun()
  const first = snapshots.take('ana', () => true)
  snapshots.hear(typing('one'))
  const second = snapshots.take('ana', () => true)
  snapshots.hear(typing('two'))
  come(1)
  come(0)
  await Promise.all([first, second])
  expect(done.filter(({ type }) => type === 'typing')).toEqual([
    typing('two'),
    typing('one'),
    typing('two'),
  ])
})

test('one that failed, or is of another member by now, changes nothing', async () => {
  const { snapshots, done, come, answers } = begun()
  const late = snapshots.take('ana', () => false)
  const failed = snapshots.take('ana', () => true)
  snapshots.hear(typing('one'))
  come(0)
  answers[1]?.({ ok: false, unreachable: true, fault: 'gone' })
  await late
  expect((await failed).ok).toBe(false)
  expect(done).toEqual([])
})
