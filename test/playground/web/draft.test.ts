// A command being filled in: what may be called, what is missing, what is sent.

import { describe, expect, test } from 'vitest'
import {
  begin,
  callables,
  fill,
  filled,
  hidden,
  hide,
  matching,
  show,
  soFar,
} from '#playground/web/composer/draft.ts'
import type { Command } from '#playground/web/wire.ts'

const command = (more: object) => ({ type: 1, description: 'd', ...more }) as unknown as Command

const ask = command({
  name: 'ask',
  description: 'Ask the notes',
  description_localizations: { ko: '노트에 물어보기' },
  options: [
    { type: 3, name: 'question', description: 'What?', required: true },
    { type: 3, name: 'topic', description: 'Where?', autocomplete: true },
    { type: 4, name: 'count', description: 'How many?' },
    { type: 5, name: 'private', description: 'Hidden?' },
    { type: 3, name: 'level', description: 'l', choices: [{ name: 'Hard', value: 'hard' }] },
  ],
})
const setup = command({
  name: 'setup',
  options: [
    {
      type: 1,
      name: 'channel',
      description: 's',
      options: [{ type: 7, name: 'to', required: true }],
    },
    {
      type: 2,
      name: 'time',
      description: 'g',
      options: [{ type: 1, name: 'zone', description: 'z' }],
    },
  ],
})
const explain = command({ name: 'Explain this', type: 3 })
const all = callables([setup, explain, ask], 'ko')
const named = (name: string) => {
  const found = all.find((callable) => callable.name === name)
  if (found === undefined) throw new Error(`no ${name}`)
  return found
}

describe('what can be called', () => {
  test('is every slash command and subcommand, in the language of the member', () => {
    expect(all.map(({ name }) => name)).toEqual(['ask', 'setup channel', 'setup time zone'])
    expect(named('ask').description).toBe('노트에 물어보기')
    expect(callables([ask], 'en-US')[0]?.description).toBe('Ask the notes')
  })

  test('names that begin as typed come before those that only hold it', () => {
    expect(matching(all, '/s').map(({ name }) => name)).toEqual([
      'setup channel',
      'setup time zone',
      'ask',
    ])
    expect(matching(all, '/nothing')).toEqual([])
  })
})

describe('filling in', () => {
  test('shows what is required, and the rest when it is asked for, in its own order', () => {
    const draft = begin(named('ask'))
    expect(draft.shown).toEqual(['question'])
    expect(show(show(draft, 'count'), 'topic').shown).toEqual(['question', 'topic', 'count'])
    expect(hidden(draft).map(({ name }) => name)).toEqual(['topic', 'count', 'private', 'level'])
  })

  test('an option taken off again is not sent', () => {
    const draft = fill(begin(named('ask')), 'question', { text: 'why' })
    const counted = fill(show(draft, 'count'), 'count', { text: '3' })
    expect(filled(hide(counted, 'count'))).toEqual(filled(draft))
  })

  test('nothing is sent while a required option is empty', () => {
    const draft = fill(begin(named('ask')), 'question', { text: '   ' })
    expect(filled(draft)).toEqual({ ok: false, problem: { option: 'question', kind: 'missing' } })
  })

  test.each([
    ['count', 'three', 'number'],
    ['count', '1.5', 'number'],
    ['private', 'maybe', 'choice'],
    ['level', 'Harder', 'choice'],
  ])('%s refuses “%s”', (option, text, kind) => {
    const draft = fill(begin(named('ask')), 'question', { text: 'why' })
    expect(filled(fill(draft, option, { text }))).toEqual({
      ok: false,
      problem: { option, kind },
    })
  })

  test('values have the type of their option; a typed choice is the choice', () => {
    let draft = fill(begin(named('ask')), 'question', { text: ' why ' })
    draft = fill(draft, 'count', { text: '3' })
    draft = fill(draft, 'private', { text: '예', picked: true })
    draft = fill(draft, 'level', { text: 'Hard' })
    expect(filled(draft)).toEqual({
      ok: true,
      options: [
        { name: 'question', type: 3, value: 'why' },
        { name: 'count', type: 4, value: 3 },
        { name: 'private', type: 5, value: true },
        { name: 'level', type: 3, value: 'hard' },
      ],
    })
  })

  test('a subcommand wraps its options, a group wraps the subcommand', () => {
    const draft = fill(begin(named('setup channel')), 'to', { text: '#a', picked: '7' })
    expect(filled(draft)).toEqual({
      ok: true,
      options: [{ name: 'channel', type: 1, options: [{ name: 'to', type: 7, value: '7' }] }],
    })
    expect(filled(begin(named('setup time zone')))).toEqual({
      ok: true,
      options: [{ name: 'time', type: 2, options: [{ name: 'zone', type: 1, options: [] }] }],
    })
  })

  test('autocomplete is told what is typed so far, half-filled as it is', () => {
    const draft = fill(begin(named('ask')), 'count', { text: 'thr' })
    expect(soFar(fill(draft, 'topic', { text: 's' }), 'topic')).toEqual([
      { name: 'topic', type: 3, value: 's' },
    ])
    expect(soFar(begin(named('ask')), 'topic')).toEqual([{ name: 'topic', type: 3, value: '' }])
  })
})
