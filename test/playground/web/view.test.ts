// Small pure parts of the page: addresses of notes, poll counts, times, names and texts.

import type { APIPoll } from 'discord-api-types/v10'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newcomer } from '#playground/web/chrome/people.ts'
import { quizChannel } from '#playground/web/chrome/starter.ts'
import { countPoll } from '#playground/web/message/poll-count.ts'
import { noteAddress } from '#playground/web/note/address.ts'
import { lineKinds, noteTitle, withoutAnchor } from '#playground/web/note/line-kind.ts'
import { texts } from '#playground/web/texts.ts'
import { type Clock, daysAgo, instantOf, relative, remaining, soon } from '#playground/web/time.ts'

describe('the address of a note', () => {
  const here = { origin: 'http://127.0.0.1:4321', hostname: '127.0.0.1', port: '4321' }

  test('names the file and the lines it cites, in either order', () => {
    const lines = (hash: string) => noteAddress(`${here.origin}/note/a/b.ko.md${hash}`, here)?.lines
    expect(noteAddress(`${here.origin}/note/a/%EA%B0%80.md#L3`, here)?.source).toBe('a/가.md')
    expect(lines('#L12-L18')).toEqual({ from: 12, to: 18 })
    expect(lines('#L18-L12')).toEqual({ from: 12, to: 18 })
    expect(lines('#L7')).toEqual({ from: 7, to: 7 })
    expect(lines('#other')).toBeUndefined()
  })

  test('the two names of this computer are one server', () => {
    expect(noteAddress('http://localhost:4321/note/a.md', here)?.href).toBe('/note/a.md')
  })

  test.each([
    'https://example.com/note/a.md',
    'http://127.0.0.1:9999/note/a.md',
    'http://127.0.0.1:4321/other/a.md',
    'http://127.0.0.1:4321/note/',
    'http://127.0.0.1:4321/note/%E0%A4%A',
    'no address',
  ])('%s is no note of ours', (href) => {
    expect(noteAddress(href, here)).toBeUndefined()
  })
})

describe('a note', () => {
  const lines = ['---', '# not a heading', '---', '# SQS {#sqs}', '```', '# code', '```', '- a', '']

  test('has its front matter, headings, bullets and code told apart', () => {
    expect(lineKinds(lines)).toEqual([
      ...['matter', 'matter', 'matter', 'heading', 'code', 'code', 'code', 'bullet', 'blank'],
    ])
  })

  test('is called by its title, else its first heading, else its file', () => {
    expect(noteTitle('Queues', lines, 'a/sqs.md')).toBe('Queues')
    expect(noteTitle('a/sqs.md', lines, 'a/sqs.md')).toBe('SQS')
    expect(noteTitle('a/sqs.md', ['plain'], 'a/sqs.md')).toBe('sqs.md')
  })

  test('a line cut at its anchor is the line', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('', ' {#a}', '{#b} '), (words, anchor) => {
        expect(withoutAnchor(words + anchor).join('')).toBe(words + anchor)
      }),
    )
  })
})

describe('a poll', () => {
  const poll = (counts: readonly (readonly [number, number])[], final = false) =>
    ({
      question: { text: 'q' },
      answers: [1, 2, 3].map((id) => ({ answer_id: id, poll_media: { text: `a${id}` } })),
      expiry: null,
      allow_multiselect: false,
      layout_type: 1,
      results: {
        is_finalized: final,
        answer_counts: counts.map(([id, count]) => ({ id, count, me_voted: id === 2 })),
      },
    }) as APIPoll

  test('counts a missing entry as no vote', () => {
    const { answers, total, mine } = countPoll(poll([[2, 3]]))
    expect([answers.map(({ votes }) => votes), total, mine]).toEqual([[0, 3, 0], 3, [2]])
  })

  test('without votes nobody leads; on a tie several do', () => {
    const leads = (counts: readonly (readonly [number, number])[]) =>
      countPoll(poll(counts, true)).answers.map((answer) => answer.leads)
    expect(leads([])).toEqual([false, false, false])
    expect(
      leads([
        [1, 2],
        [3, 2],
      ]),
    ).toEqual([true, false, true])
  })
})

describe('times', () => {
  const clock: Clock = { now: '2026-11-22T15:30:00Z', zone: 'Asia/Seoul', language: 'en' }

  test('days are counted in the zone of the guild', () => {
    // 00:30 on the 23rd in Seoul: half an hour ago was yesterday.
    expect(daysAgo(clock, Date.parse('2026-11-22T15:00:00Z'))).toBe(0)
    expect(daysAgo(clock, Date.parse('2026-11-22T14:59:00Z'))).toBe(1)
  })

  test('what is still to come follows the injected clock', () => {
    const at = Date.parse('2026-11-23T03:30:00Z')
    expect(remaining(clock, at, texts.en)).toBe('12 hours')
    expect(remaining({ ...clock, now: '2026-11-23T03:30:00Z' }, at, texts.en)).toBeUndefined()
    expect(relative({ ...clock, language: 'ko' }, at)).toBe('12시간 후')
    expect(soon(clock, Date.parse('2026-11-24T00:00:00Z'))).toContain('Tue')
  })

  test('a snowflake tells when it was made', () => {
    expect(instantOf('175928847299117063')).toBe(Date.parse('2016-04-30T11:18:25.796Z'))
  })
})

test('the quiz channel is found by name, else by its polls', () => {
  const channels = [
    { id: '1', name: 'talk', permissions: '0' },
    { id: '2', name: '오늘의-퀴즈', permissions: '0' },
  ]
  expect(quizChannel({ channels, messages: {} })).toBe('2')
  const messages = { '1': [{ poll: {} }] } as unknown as Parameters<
    typeof quizChannel
  >[0]['messages']
  expect(quizChannel({ channels: [{ id: '1', name: 'talk', permissions: '0' }], messages })).toBe(
    '1',
  )
})

test('a newcomer is someone who reads the language of the page, the owner before others', () => {
  const person = (id: string, locale: string, more = {}) =>
    ({ id, name: id, owner: false, locale, ...more }) as const
  const members = [
    person('bot', 'en-US', { bot: true }),
    person('gone', 'en-US', { present: false }),
    person('a', 'ko'),
    person('b', 'ko', { owner: true }),
    person('c', 'en-US'),
  ]
  expect([newcomer(members, 'ko'), newcomer(members, 'en')]).toEqual(['b', 'c'])
  expect(newcomer(members.slice(0, 4), 'en')).toBeUndefined()
})

test('Korean sentences hold Hangul wherever the English ones hold words', () => {
  const sentences = Object.entries(texts.ko).filter(
    ([key, value]) => typeof value === 'string' && key !== 'switchLanguage',
  )
  expect(sentences.filter(([, value]) => !/\p{sc=Hangul}/u.test(String(value)))).toEqual([])
})
