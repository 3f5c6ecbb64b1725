// Lesson: when a round owes one, when it is due, and which words of the notes it quotes.
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { partsOf } from '#answer/parts.ts'
import { loadBank } from '#bank/bank.ts'
import { languages } from '#core/language.ts'
import { settle } from '#daily/close.ts'
import { lessonOf, lessonsOwed, mistakeIn } from '#daily/lesson.ts'
import { excerpt } from '#daily/lesson-excerpt.ts'
import { textIn } from '#knowledge/concept.ts'
import { loadLibrary } from '#knowledge/library.ts'
import { instantOn } from '#lib/day.ts'
import { withoutTables } from '#lib/markdown.ts'
import { roundOf } from '#record/store.ts'
import { monday, openingOf } from '../progress/support.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { ballotsFrom, lessonAt, misled, stage } from './lesson-stage.ts'

const shown = ['c', 'a', 'e', 'b', 'd']
const votes = (...held: readonly string[]) =>
  new Map(held.map((options, at) => [`member ${at}`, [...options]]))

test('more than 40 % of at least five, and one wrong option', () => {
  const one = { shown, keys: ['a'] }
  expect(mistakeIn(one, votes('b', 'b', 'b', 'a'))).toBeUndefined() // four answered
  expect(mistakeIn(one, votes('b', 'b', 'a', 'a', 'a'))).toBeUndefined() // just 40 %
  expect(mistakeIn(one, votes('a', 'a', 'a', 'a', 'a'))).toBeUndefined() // it is right
  expect(mistakeIn(one, votes('b', 'b', 'b', 'a', 'a'))).toEqual({ option: 'b', count: 3, all: 5 })
  const two = { shown, keys: ['a', 'b'] }
  expect(mistakeIn(two, votes('ac', 'ac', 'bc', 'ab', 'ad'))?.option).toBe('c')
  expect(mistakeIn(two, votes('cd', 'cd', 'dc', 'ab', 'ab'))?.option).toBe('c') // shown first
})

test('the same by hand, for any ballots', () => {
  const ballot = fc.subarray(shown, { minLength: 1, maxLength: 2 })
  let found = 0
  fc.assert(
    fc.property(
      fc.array(ballot, { maxLength: 12 }),
      fc.subarray(shown, { minLength: 1, maxLength: 2 }),
      (held, keys) => {
        const ballots = new Map(held.map((options, at) => [`${at}`, options]))
        const many = shown.filter(
          (option) =>
            !keys.includes(option) &&
            held.filter((options) => options.includes(option)).length / held.length > 0.4,
        )
        const mistake = mistakeIn({ shown, keys }, ballots)
        expect(mistake !== undefined).toBe(held.length >= 5 && many.length > 0)
        if (mistake) {
          found += 1
          expect(many).toContain(mistake.option)
        }
      },
    ),
    { numRuns: 500 },
  )
  expect(found).toBeGreaterThan(20)
})

const zones = [
  'Asia/Seoul',
  'America/Santiago',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'America/New_York',
  'Pacific/Apia',
]

test('due just before the quiz of the next date, or half an hour after a close that comes too late for that', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 3650 }),
      fc.integer({ min: 0, max: 1439 }),
      fc.integer({ min: 60, max: 4320 }),
      (zone, day, minute, minutesOpen) => {
        const localDate = Temporal.PlainDate.from('2025-01-01').add({ days: day })
        const quizTime = Temporal.PlainTime.from('00:00')
          .add({ minutes: minute })
          .toString()
          .slice(0, 5)
        const closed = instantOn(localDate, quizTime, zone).add({
          minutes: minutesOpen,
          seconds: 7,
        })
        const round = { id: 'r', guild: 'g', localDate }
        const settings = { quizTime, zone }
        const lesson = lessonOf(round, settings, closed)
        const { due, until } = lesson
        const next = localDate.add({ days: 1 })
        expect(lesson.localDate.equals(next)).toBe(true)
        const ahead = due.until(instantOn(next, quizTime, zone)).total('minutes')
        const waited = closed.until(due).total('minutes')
        const isUsual = ahead >= 0 && ahead <= 5
        expect(isUsual ? waited >= 30 : ahead < 5 && waited === 30).toBe(true)
        // Never on the date of its own quiz.
        const dueDate = due.toZonedDateTimeISO(zone).toPlainDate()
        expect(Temporal.PlainDate.compare(dueDate, localDate)).toBe(1)
        expect(due.until(until ?? due).total('hours')).toBe(12)
      },
    ),
    { numRuns: 400 },
  )
})

test('a quiz at nine, open twelve hours: five to nine on the next morning', () => {
  const round = { id: 'r', guild: 'g', localDate: monday }
  const settings = { quizTime: '09:00', zone: 'Asia/Seoul' }
  const closed = instantOn(monday, '21:00', 'Asia/Seoul')
  const { due } = lessonOf(round, settings, closed)
  expect(due).toEqual(instantOn(monday.add({ days: 1 }), '08:55', 'Asia/Seoul'))
})

test('open all day, so that it closes as the next quiz comes: half an hour after that', () => {
  const round = { id: 'r', guild: 'g', localDate: monday }
  const [tuesday, zone] = [monday.add({ days: 1 }), 'Asia/Seoul']
  const { due } = lessonOf(round, { quizTime: '09:00', zone }, instantOn(tuesday, '09:00', zone))
  expect(due).toEqual(instantOn(tuesday, '09:30', zone))
  // Still so when that is past midnight.
  const late = lessonOf(round, { quizTime: '23:50', zone }, instantOn(tuesday, '23:50', zone))
  expect(late.due).toEqual(instantOn(tuesday.add({ days: 1 }), '00:20', zone))
})

const note = `Queues hold messages. A worker pulls them.

| | standard | FIFO |
|---|---|---|
| order | not guaranteed | kept within a group |

1. Call \`SendMessage\` first.
2. Only FIFO keeps the order within a group.

\`\`\`
code that keeps order
\`\`\`
Check these:
- A standard queue is nearly unlimited and may swap messages.`

test('quotes what the argument speaks of, in the order of the note and without its layout', () => {
  const quoted = excerpt(
    note,
    'FIFO keeps the order in a group; a standard queue may swap messages',
  )
  expect(quoted).toEqual([
    'Only FIFO keeps the order within a group.',
    'A standard queue is nearly unlimited and may swap messages.',
  ])
  expect(excerpt(note, 'the worker pulls')).toContain('A worker pulls them.')
  expect(excerpt('```\nonly code\n```', 'code')).toEqual([])
  expect(excerpt('One sentence.', 'sentence')).toEqual(['One sentence.'])
})

type Shipped = {
  readonly text: string
  readonly drawn: string
  readonly argument: string
  readonly other: string
}
const shipped: Shipped[] = []
beforeAll(async () => {
  const library = await loadLibrary('knowledge')
  for (const { options, keys, concept } of (await loadBank('knowledge', library)).items) {
    for (const language of languages) {
      const told = library.concepts.get(concept)
      const text = told && textIn(told, language)?.text
      if (!text) throw new Error(`${concept} is told in no language`)
      const drawn = withoutTables(text)
      for (const wrong of options.filter(({ id }) => !keys.includes(id))) {
        const about = options.filter(({ id }) => id === wrong.id || keys.includes(id))
        const lines = about.map((one) => `${one.text[language]} ${one.rationale[language]}`)
        shipped.push({
          text,
          drawn,
          argument: lines.join(' '),
          other: lines.toReversed().join(' '),
        })
      }
    }
  }
})

test('every wrong option of the shipped course finds a sentence or two in the notes, word for word', () => {
  for (const [at, { text, drawn, argument, other }] of shipped.entries()) {
    const quoted = excerpt(text, argument)
    expect(quoted.length).toBeGreaterThanOrEqual(1)
    expect(quoted.length).toBeLessThanOrEqual(2)
    expect(quoted.join('').length).toBeLessThan(800)
    // It is no matter which option is named first.
    if (at % 10 === 0) expect(excerpt(text, other)).toEqual(quoted)
    const places = quoted.map((sentence) => drawn.indexOf(sentence))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((one, next) => one - next))
    for (const sentence of quoted) expect(partsOf(sentence)).toHaveLength(1)
  }
  expect(shipped.length).toBeGreaterThan(700)
})

describeOnBothEngines('a mini-lesson', (open) => {
  beforeAll(async () => {
    await open() // the first opening of an engine takes longer than a test may
  })

  test('is owed to five who answered with more than 40 % misled, by the close and no second one', async () => {
    const { db } = await open()
    const group = await stage(db)
    expect(await group.close()).toBe(true)
    expect(await group.lessons()).toMatchObject([
      { state: 'planned', subject: 'g-0', due: lessonAt },
    ])
    expect(await settle(db, 'g-0', { now: openingOf(3) })).toBe(false)
    expect(await group.lessons()).toHaveLength(1)
    // Counted anew on the next morning it owes no other one.
    const round = await roundOf(db, 'g-0')
    const again = round && (await lessonsOwed(db, round, ballotsFrom(misled), openingOf(1)))
    expect(again).toEqual([])
  })

  test.each([
    ['four who answered', { ana: 'b', bo: 'b', cem: 'b', dua: 'b' }],
    ['just 40 %', { ana: 'b', bo: 'b', cem: 'a', dua: 'a', eva: 'a' }],
    ['all right', { ana: 'a', bo: 'a', cem: 'a', dua: 'a', eva: 'a' }],
  ])('is not owed: %s', async (_, votes) => {
    const { db } = await open()
    const group = await stage(db)
    await group.close(votes)
    expect(await group.lessons()).toEqual([])
  })

  test('a round that closes as the next quiz comes is told of half an hour later', async () => {
    const { db } = await open()
    const group = await stage(db)
    await group.close(misled, openingOf(1))
    await group.revealed()
    await group.at(openingOf(1).add({ minutes: 29 }))
    expect(group.posted).toEqual([])
    await group.at(openingOf(1).add({ minutes: 30 }))
    expect(group.posted[0]?.text).toContain('Yesterday 3 of 5')
  })
})
