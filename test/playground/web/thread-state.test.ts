// The page's state: threads, forms and typing.

import { describe, expect, test } from 'vitest'
import { listedThreads, placeOf } from '#playground/web/place.ts'
import { isUnread } from '#playground/web/reading.ts'
import { type Action, emptyState, reduce, type State } from '#playground/web/state.ts'
import type { Message, Modal, Snapshot, Thread } from '#playground/web/wire.ts'

const thread = (id: string, more: object = {}) =>
  ({
    id,
    name: `thread ${id}`,
    parent_id: 'study',
    owner_id: 'bot',
    message_count: 0,
    last_message_id: null,
    thread_metadata: { archived: false, locked: false },
    permissions: '0',
    ...more,
  }) as Thread
const archived = { thread_metadata: { archived: true, locked: false } }
const message = (id: string, channel: string, author = 'bot') =>
  ({ id, channel_id: channel, content: '', author: { id: author } }) as Message

const snapshot = (more: Partial<Snapshot> = {}): Snapshot => ({
  now: '2026-11-22T12:00:00Z',
  zone: 'Asia/Seoul',
  guild: { id: 'g', name: 'Group' },
  channels: [
    { id: 'study', name: 'study', permissions: '0' },
    { id: 'dm', name: 'Ana', type: 1, permissions: '0' },
  ],
  members: [{ id: 'bot', name: 'Gongbu', owner: false, locale: 'ko', bot: true }],
  me: 'ana',
  language: 'en',
  commands: [],
  menus: [],
  threads: [],
  modal: null,
  messages: {},
  ...more,
})
const given = (state: State, ...actions: readonly Action[]) => actions.reduce(reduce, state)
const open = (more: Partial<Snapshot> = {}) =>
  given(emptyState({}, ''), { type: 'snapshot', snapshot: snapshot(more) })
const begun = (one: Thread): Action => ({ type: 'thread', thread: one })

describe('threads', () => {
  test('one that begins is empty, and fills with what is said', () => {
    const said: Action = { type: 'message', message: message('8', '7') }
    const state = given(open(), begun(thread('7')), said, begun(thread('7', { message_count: 1 })))
    expect(state.messages['7']?.map(({ id }) => id)).toEqual(['8'])
    expect(state.threads.map(({ message_count }) => message_count)).toEqual([1])
  })

  test('of an archived one a single message is no history: all of it is asked for', () => {
    const state = open({ threads: [thread('7', archived)] })
    const woken = given(state, { type: 'message', message: message('9', '7') })
    expect(woken.messages['7']).toBeUndefined()
    const asked: Action = { type: 'history', channel: '7', messages: [message('8', '7')] }
    const known = given(woken, asked, { type: 'message', message: message('9', '7') })
    expect(known.messages['7']?.map(({ id }) => id)).toEqual(['8', '9'])
    // A later snapshot leaves it out, because it is archived; it stays while one is the same member.
    const again = { threads: [thread('7', archived)] }
    const later = given(known, { type: 'snapshot', snapshot: snapshot(again) })
    expect(later.messages['7']).toHaveLength(2)
    const other = given(known, { type: 'snapshot', snapshot: snapshot({ ...again, me: 'bo' }) })
    expect(other.messages['7']).toBeUndefined()
  })

  test('opening one opens its channel; another channel closes it', () => {
    const state = given(open(), begun(thread('7')), { type: 'channel', channel: 'dm' })
    const opened = given(state, { type: 'open-thread', thread: '7' })
    expect([opened.channel, opened.thread]).toEqual(['study', '7'])
    expect(given(opened, { type: 'channel', channel: 'dm' }).thread).toBe('')
    expect(given(state, { type: 'open-thread', thread: 'none' })).toEqual(state)
  })

  test('a deleted one closes and is gone with its messages', () => {
    const gone: Action = { type: 'thread-deleted', id: '7', parent: 'study' }
    const state = given(
      open(),
      begun(thread('7')),
      { type: 'open-thread', thread: '7' },
      { type: 'message', message: message('8', '7') },
      gone,
    )
    expect([state.thread, state.threads, state.messages]).toEqual(['', [], {}])
    expect(given(state, gone)).toEqual(state)
  })

  test('those joined are listed while active, and the open one always', () => {
    const threads = [
      thread('1', { member: {} }),
      thread('2'),
      thread('3', { member: {}, ...archived }),
    ]
    const ids = (state: State) => listedThreads(state, 'study').map(({ id }) => id)
    const state = open({ threads })
    expect(ids(state)).toEqual(['1'])
    expect(ids(given(state, { type: 'open-thread', thread: '3' }))).toEqual(['1', '3'])
  })

  test('one is unread by its newest message, also when its messages are not here', () => {
    const state = open({ threads: [thread('7', { last_message_id: '9' })] })
    expect(isUnread(state, '7')).toBe(true)
    const read = given(state, { type: 'open-thread', thread: '7' }, { type: 'close-thread' })
    expect(isUnread(read, '7')).toBe(false)
  })
})

test('direct messages are called by the bot, not by oneself', () => {
  expect(placeOf(open(), 'dm')).toMatchObject({ kind: 'direct', name: 'Gongbu' })
})

describe('typing', () => {
  const typing: Action = { type: 'typing', channel: 'study', user: 'bot' }

  test('shows once, and ends with time or with a message of the one who typed', () => {
    const state = given(open(), typing, typing)
    expect(state.typing).toEqual([{ channel: 'study', user: 'bot' }])
    expect(given(state, { ...typing, type: 'typing-over' }).typing).toEqual([])
    const said = (author: string, channel = 'study'): Action => ({
      type: 'message',
      message: message('5', channel, author),
    })
    expect(given(state, said('bot')).typing).toEqual([])
    expect(given(state, said('bo'), said('bot', 'dm')).typing).toHaveLength(1)
  })

  test('the edit of an earlier message does not end it', () => {
    const first: Action = { type: 'message', message: message('5', 'study') }
    expect(given(open(), first, typing, first).typing).toHaveLength(1)
  })
})

test('a form opens and closes as the server says', () => {
  const modal = { id: '1', title: 'Report' } as Modal
  const state = given(open(), { type: 'modal', modal })
  expect(state.modal).toBe(modal)
  expect(given(state, { type: 'modal', modal: null }).modal).toBeNull()
  expect(given(state, { type: 'snapshot', snapshot: snapshot() }).modal).toBeNull()
})
