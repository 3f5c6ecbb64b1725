// The page's state: what each event and action makes of it.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { componentOutcome, hasFailedPress, openCalls } from '#playground/web/calls.ts'
import { isUnread, olderFirst } from '#playground/web/reading.ts'
import { type Action, emptyState, reduce, type State } from '#playground/web/state.ts'
import type { Message, Snapshot } from '#playground/web/wire.ts'

const message = (id: string, channel = 'study', more: Partial<Message> = {}) =>
  ({ id, channel_id: channel, content: '', author: { id: 'bot' }, ...more }) as Message

const snapshot = (me = 'ana', messages: Snapshot['messages'] = {}): Snapshot => ({
  now: '2026-11-22T12:00:00Z',
  zone: 'Asia/Seoul',
  guild: { id: 'g', name: 'Group' },
  channels: [
    { id: 'study', name: 'study', permissions: '0' },
    { id: 'quiz', name: 'quiz', permissions: '0' },
  ],
  members: [],
  me,
  language: 'en',
  commands: [],
  menus: [],
  threads: [],
  modal: null,
  messages,
})

const given = (state: State, ...actions: readonly Action[]) => actions.reduce(reduce, state)
const open = (more: Snapshot = snapshot()) =>
  given(emptyState({}, ''), { type: 'snapshot', snapshot: more })

const call = (key: number, more: { command?: string; component?: string }): Action => ({
  type: 'called',
  call: {
    key,
    channel: 'study',
    command: more.command,
    shown: more.command && `/${more.command}`,
    component: more.component,
  },
})

describe('messages', () => {
  test('stand in order of age, each once, however they arrive', () => {
    const ids = fc.uniqueArray(fc.bigInt({ min: 1n, max: 10n ** 19n }), { maxLength: 30 })
    fc.assert(
      fc.property(ids, fc.infiniteStream(fc.nat()), (numbers, again) => {
        const arrivals = [...numbers, ...numbers.filter(() => (again.next().value ?? 0) % 2 === 0)]
        const state = arrivals.reduce<State>(
          (known, id) => reduce(known, { type: 'message', message: message(String(id)) }),
          open(),
        )
        const sorted = [...numbers].sort((a, b) => (a < b ? -1 : 1)).map(String)
        expect((state.messages['study'] ?? []).map(({ id }) => id)).toEqual(sorted)
      }),
    )
  })

  test('a later version replaces an earlier one in its place', () => {
    const state = given(
      open(),
      { type: 'message', message: message('1', 'study', { pending: true }) },
      { type: 'message', message: message('2') },
      { type: 'message', message: message('1', 'study', { content: 'done' }) },
    )
    expect(state.messages['study']?.map(({ content }) => content)).toEqual(['done', ''])
  })

  test('a deleted message is gone, a second deletion changes nothing', () => {
    const gone: Action = { type: 'message-deleted', channel: 'study', id: '1' }
    const once = given(open(), { type: 'message', message: message('1') }, gone)
    expect(once.messages['study']).toEqual([])
    expect(given(once, gone)).toEqual(once)
  })

  test('snowflakes are compared as numbers', () => {
    expect([{ id: '10' }, { id: '9' }, { id: '100' }].sort(olderFirst).map(({ id }) => id)).toEqual(
      ['9', '10', '100'],
    )
  })
})

describe('unread', () => {
  test('is what arrives in a channel that is not open, until it is opened', () => {
    const told = given(open(), { type: 'message', message: message('5', 'quiz') })
    expect([isUnread(told, 'study'), isUnread(told, 'quiz')]).toEqual([false, true])
    const visited = given(told, { type: 'channel', channel: 'quiz' })
    const back = given(visited, { type: 'channel', channel: 'study' })
    expect(isUnread(back, 'quiz')).toBe(false)
  })

  test('a deletion makes nothing unread again', () => {
    const read = given(
      open(),
      { type: 'message', message: message('5', 'quiz') },
      { type: 'message', message: message('6', 'quiz') },
      { type: 'channel', channel: 'quiz' },
      { type: 'channel', channel: 'study' },
      { type: 'message-deleted', channel: 'quiz', id: '6' },
    )
    expect(isUnread(read, 'quiz')).toBe(false)
  })
})

describe('calls', () => {
  test('a command shows until it is answered', () => {
    const sent = given(open(), call(1, { command: 'ask' }))
    expect(openCalls(sent, 'study')).toMatchObject([{ command: 'ask', outcome: 'pending' }])
    expect(openCalls(given(sent, { type: 'call-ended', key: 1 }), 'study')).toEqual([])
  })

  test('a command whose reply is here already does not show beside it', () => {
    const reply = message('7', 'study', {
      interaction_metadata: { user: { id: 'ana' } },
      interaction: { name: 'ask' },
    } as unknown as Partial<Message>)
    const state = given(open(), call(1, { command: 'ask' }), { type: 'message', message: reply })
    expect(openCalls(state, 'study')).toEqual([])
    // The next one is another command, though the old reply still stands there.
    expect(
      openCalls(given(state, call(2, { command: 'ask' })), 'study').map(({ key }) => key),
    ).toEqual([2])
  })

  test('a command never answered stays, where it was made, until it is dismissed', () => {
    const failed = given(
      open(snapshot('ana', { study: [message('3')] })),
      call(1, { command: 'help' }),
      { type: 'message', message: message('4') },
      { type: 'call-failed', key: 1 },
    )
    expect(openCalls(failed, 'study')).toMatchObject([{ outcome: 'failed', after: '3' }])
    expect(openCalls(given(failed, { type: 'call-ended', key: 1 }), 'study')).toEqual([])
  })

  test('a press waits, and a failed one is forgotten with the next press', () => {
    const pressed = given(open(), call(1, { component: '9:more' }))
    expect(componentOutcome(pressed, '9:more')).toBe('pending')
    const failed = given(pressed, { type: 'call-failed', key: 1 })
    expect([componentOutcome(failed, '9:more'), hasFailedPress(failed, '9')]).toEqual([
      'failed',
      true,
    ])
    const again = given(failed, call(2, { component: '9:more' }))
    expect([componentOutcome(again, '9:more'), hasFailedPress(again, '9')]).toEqual([
      'pending',
      false,
    ])
  })

  test('another member does not see what one has called', () => {
    const called = given(open(), call(1, { command: 'ask' }))
    const other = given(called, { type: 'snapshot', snapshot: snapshot('ben') })
    expect(openCalls(other, 'study')).toEqual([])
  })
})

test('a channel that is no more gives way to the first', () => {
  const state = given(emptyState({}, 'gone'), { type: 'snapshot', snapshot: snapshot() })
  expect(state.channel).toBe('study')
})

test('at most three toasts, the newest, each with its own number', () => {
  const toast: Action = { type: 'toast', toast: { tone: 'info', text: 'x', channel: undefined } }
  const state = given(open(), toast, toast, toast, toast)
  expect(state.toasts.map(({ id }) => id)).toEqual([2, 3, 4])
  expect(given(state, { type: 'toast-closed', id: 3 }).toasts.map(({ id }) => id)).toEqual([2, 4])
})

test('the clock brings its next post, and forgets one that is no more', () => {
  const next = { kind: 'quiz', title: { ko: '퀴즈', en: 'Quiz' }, at: '2026-11-23T00:00:00Z' }
  const told = given(open(), { type: 'clock', now: '2026-11-22T13:00:00Z', next })
  expect([told.now, told.next]).toEqual(['2026-11-22T13:00:00Z', next])
  expect(given(told, { type: 'clock', now: '2026-11-22T14:00:00Z' }).next).toBeUndefined()
})
