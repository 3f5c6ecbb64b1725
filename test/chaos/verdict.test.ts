// The judge of `npm run chaos` must be able to say no: each law broken once gives its own line.
import { expect, test } from 'vitest'
import { days, type Group, type Owed, owedTo } from './group.ts'
import { marksOf } from './mark.ts'
import { type Kept, missingOf, type Seen, violationsOf } from './verdict.ts'

const [seoul] = days
const group: Group = { ...seoul, id: '700', quizChannel: '1', boardChannel: '2' }
const since = Date.parse('2026-10-29T23:30:00Z')
const at = Date.parse('2026-11-02T13:00:00Z')
const owed = owedTo(group, since, at)
const quizzes = owed.filter(({ kind }) => kind === 'quiz')
const idOf = ({ kind, day }: Owed) => `${kind}-${day}`

const posts = owed.map((each) => ({
  channel: each.channel,
  message: idOf(each),
  marks: [each.mark],
}))
const votes = new Map([
  ['ana', [1]],
  ['ben', [2]],
])
const seen: Seen = {
  posts,
  owed,
  isExcused: () => false,
  votesOf: () => votes,
  mayHold: () => new Map(),
  mayStand: new Map(),
}

const rounds: Kept['rounds'] = quizzes.map((quiz) => ({
  id: `700-${quiz.day}`,
  guild: '700',
  localDate: quiz.day,
  item: 'item',
  revision: 'one',
  concept: 'concept',
  domain: 'domain',
  topic: 'topic',
  shown: ['a', 'b', 'c', 'd'],
  keys: ['a'],
  code: quiz.mark.slice(1),
  channel: '1',
  message: idOf(quiz),
  opens: Temporal.Instant.fromEpochMilliseconds(quiz.due),
  closes: Temporal.Instant.fromEpochMilliseconds(quiz.due).add({ hours: 12 }),
  state: 'closed',
  mode: 'poll',
  voided: null,
  why: null,
  usedBefore: 0,
}))
const ballots = rounds.flatMap(({ id: round }) => [
  { round, member: 'ana', option: 'a' },
  { round, member: 'ben', option: 'b' },
])
const total = { guild: '700', period: 'week:2026-10-26', domain: '', member: 'ana' }
const kept: Kept = {
  at,
  rounds,
  ballots,
  slots: [],
  jobs: [],
  totals: [{ ...total, points: 30, right: 3, answered: 3 }],
  snapshots: [
    {
      guild: '700',
      board: 'week',
      period: 'week:2026-10-26',
      revision: 1,
      taken: Temporal.Instant.fromEpochMilliseconds(at),
      rows: [{ member: 'ana', rank: 1, points: 30, right: 3, answered: 3 }],
    },
  ],
  differences: [],
}
const kinds = (change: Partial<Seen>, stored: Partial<Kept> = {}) =>
  violationsOf({ ...seen, ...change }, { ...kept, ...stored }).map(({ kind }) => kind)

test('a season in which each thing happened once has no violations', () => {
  expect(quizzes).toHaveLength(4) // Friday to Monday
  expect(owed.map(({ kind }) => kind)).toContain('board')
  expect(kinds({})).toEqual([])
})

test('a second post with the same mark is a duplicate, the same mark elsewhere is none', () => {
  const [first] = posts
  if (!first) throw new Error('nothing was posted')
  expect(kinds({ posts: [...posts, { ...first, message: 'again' }] })).toEqual(['duplicate'])
  expect(kinds({ posts: [...posts, { ...first, channel: '3' }] })).toEqual([])
})

test('what was owed and never came is missing, unless nobody was up', () => {
  for (const lacking of owed.filter(({ kind }) => kind !== 'quiz')) {
    expect(kinds({ posts: posts.filter(({ message }) => message !== idOf(lacking)) })).toEqual([
      'missing',
    ])
  }
  const [first] = quizzes
  const none = { posts: [], owed: quizzes }
  expect(missingOf({ ...none, isExcused: () => false })).toEqual(quizzes)
  expect(missingOf({ ...none, isExcused: (each) => each === first })).toEqual(quizzes.slice(1))
})

test('a post of which the store knows nothing is lost', () => {
  const [first] = rounds
  if (!first) throw new Error('there are no rounds')
  expect(kinds({}, { rounds: rounds.with(0, { ...first, message: 'another' }) })).toEqual(['lost'])
  expect(kinds({}, { rounds: rounds.slice(1), ballots: ballots.slice(2) })).toEqual(['lost'])
})

test('a vote not stored and a ballot nobody holds are told apart from what agrees', () => {
  expect(kinds({}, { ballots: ballots.slice(1) })).toEqual(['votes'])
  const round = rounds[0]?.id ?? ''
  const more = [...ballots, { round, member: 'cid', option: 'c' }]
  expect(kinds({}, { ballots: more })).toEqual(['votes'])
})

test('private answers that are not what members were told are miscounted, both of two possible ones are not', () => {
  const closed = rounds.map((round) => ({ ...round, mode: 'private' as const }))
  const told = (ana: readonly string[]) => ({
    mayHold: () =>
      new Map([
        ['ana', new Set(ana)],
        ['ben', new Set(['B'])],
        ['cid', new Set(['', 'C'])], // pressed, and nobody answered
      ]),
  })
  expect(kinds(told(['A']), { rounds: closed })).toEqual([])
  expect(kinds(told(['', 'A']), { rounds: closed })).toEqual([])
  expect(
    kinds(told(['C']), { rounds: closed.slice(0, 1), ballots: ballots.slice(0, 2) }),
  ).toContain('votes')
  expect(kinds({}, { rounds: closed.slice(0, 1) })).toContain('votes') // told by nobody
})

test('a round that stands otherwise than its owner was told is lost', () => {
  const id = rounds[0]?.id ?? ''
  const told = (...may: readonly string[]) => ({ mayStand: new Map([[id, new Set(may)]]) })
  expect(kinds(told('a'))).toEqual([])
  expect(kinds(told('counts', 'void'))).toEqual([])
  expect(kinds(told('void'))).toEqual(['lost'])
  expect(kinds(told('b', 'c'))).toEqual(['lost'])
})

test('totals and boards that are not what the facts say are differences', () => {
  expect(kinds({}, { differences: ['total …'] })).toEqual(['difference'])
  expect(kinds({}, { totals: [{ ...total, points: 29, right: 3, answered: 3 }] })).toEqual([
    'difference',
  ])
})

test('a claim, an overdue round, slot or job that is under way for ever is hanging', () => {
  const [first] = rounds
  if (!first) throw new Error('there are no rounds')
  for (const state of ['claimed', 'open'] as const) {
    expect(kinds({}, { rounds: rounds.with(0, { ...first, state }) })).toContain('hanging')
  }
  const slot = {
    guild: '700',
    kind: 'quiz',
    localDate: first.localDate,
    subject: '',
    due: first.opens,
    until: null,
    closes: null,
    attempts: 3,
    reason: null,
    message: null,
    channel: null,
  }
  for (const state of ['planned', 'sent', 'failed'] as const) {
    expect(kinds({}, { slots: [{ ...slot, state }] })).toEqual(['hanging'])
  }
  expect(kinds({}, { slots: [{ ...slot, state: 'done' }] })).toEqual([])
  expect(kinds({}, { jobs: [{ name: 'slot', state: 'retry', data: {} }] })).toEqual(['hanging'])
})

test('marks are read from content and from every text of a panel', () => {
  expect(marksOf({ content: '-# ends soon · #ABC123' })).toEqual(['#ABC123'])
  const components = [{ components: [{ content: 'why\nsee #L1 · #ABC123-A' }] }]
  expect(marksOf({ content: '', components: components as never })).toEqual(['#ABC123-A'])
})
