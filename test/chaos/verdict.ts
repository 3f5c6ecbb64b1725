// Verdict: what was posted and stored, against what was owed and voted: one line for each thing wrong.

import { letterOf } from '#bank/letter.ts'
import type { standingsSnapshots, totals } from '#progress/tables.ts'
import type { ballots, rounds } from '#record/tables.ts'
import type { slots } from '#schedule/tables.ts'
import { isPossible, rulingOf } from './correcting.ts'
import type { Owed } from './group.ts'
import type { Posted } from './town.ts'

/** What the store holds at the end. */
export type Kept = {
  /** Epoch milliseconds on the playground's clock. */
  readonly at: number
  readonly rounds: readonly (typeof rounds.$inferSelect)[]
  readonly ballots: readonly (typeof ballots.$inferSelect)[]
  readonly slots: readonly (typeof slots.$inferSelect)[]
  readonly jobs: readonly {
    readonly name: string
    readonly state: string
    readonly data: unknown
  }[]
  readonly totals: readonly (typeof totals.$inferSelect)[]
  readonly snapshots: readonly (typeof standingsSnapshots.$inferSelect)[]
  /** Lines of `recount`. */
  readonly differences: readonly string[]
}

/** What happened in the town. */
export type Seen = {
  readonly posts: readonly Posted[]
  readonly owed: readonly Owed[]
  /** Whether no bot was up in its window, so that it may be absent. */
  readonly isExcused: (owed: Owed) => boolean
  readonly votesOf: (message: string) => ReadonlyMap<string, readonly number[]>
  /** What members may hold under a private question by what they were told, in letters; '' for none. */
  readonly mayHold: (message: string) => ReadonlyMap<string, ReadonlySet<string>>
  /** How rounds may stand by what their owner was told. */
  readonly mayStand: ReadonlyMap<string, ReadonlySet<string>>
}

export type Kind =
  | 'duplicate'
  | 'missing'
  | 'votes'
  | 'difference'
  | 'hanging'
  | 'lost'
  | 'unproven'
  | 'fault'
export type Violation = { readonly kind: Kind; readonly line: string }

/** What was owed, in words. */
export const nameOf = ({ kind, group, day }: Owed): string => `${kind} of ${group.name} on ${day}`

/** Everything that is not as promised. */
export const violationsOf = (seen: Seen, kept: Kept): readonly Violation[] => [
  ...duplicates(seen),
  ...missing(seen),
  ...lost(seen, kept),
  ...miscounted(seen, kept),
  ...mistaken(seen, kept),
  ...misruled(seen, kept),
  ...kept.differences.map((line) => ({ kind: 'difference' as const, line })),
  ...misranked(kept),
  ...hanging(kept),
]

function duplicates({ posts }: Seen): readonly Violation[] {
  const places = new Map<string, string[]>()
  for (const { channel, message, marks } of posts) {
    for (const mark of marks) {
      const key = `${mark} in ${channel}`
      places.set(key, [...(places.get(key) ?? []), message])
    }
  }
  return [...places]
    .filter(([, messages]) => messages.length > 1)
    .map(([key, messages]) => ({ kind: 'duplicate', line: `${key}: ${messages.join(', ')}` }))
}

/** Owed while a bot was up, and not there. */
export function missingOf(seen: Pick<Seen, 'posts' | 'owed' | 'isExcused'>): readonly Owed[] {
  const shown = new Set(
    seen.posts.flatMap(({ channel, marks }) => marks.map((mark) => `${channel} ${mark}`)),
  )
  const isShown = ({ channel, mark }: Owed) => shown.has(`${channel} ${mark}`)
  const asked = seen.owed.filter((owed) => owed.kind === 'quiz' && isShown(owed))
  const isOwed = (owed: Owed): boolean => {
    if (owed.kind === 'quiz') return !seen.isExcused(owed)
    const ofGroup = asked.filter(({ group }) => group.id === owed.group.id)
    if (owed.kind === 'reveal') return ofGroup.some(({ day }) => day.equals(owed.day))
    const monday = owed.day.subtract({ days: 7 })
    return ofGroup.some(
      ({ day }) =>
        Temporal.PlainDate.compare(day, monday) >= 0 &&
        Temporal.PlainDate.compare(day, owed.day) < 0,
    )
  }
  return seen.owed.filter((owed) => !isShown(owed) && isOwed(owed))
}

const missing = (seen: Seen): readonly Violation[] =>
  missingOf(seen).map((owed) => ({ kind: 'missing', line: `${nameOf(owed)} (${owed.mark})` }))

/** A post that no round knows, or a round that knows another post. */
function lost({ posts, owed }: Seen, { rounds }: Kept): readonly Violation[] {
  return owed
    .filter(({ kind }) => kind === 'quiz')
    .flatMap((quiz) => {
      const posted = posts.filter(
        ({ channel, marks }) => channel === quiz.channel && marks.includes(quiz.mark),
      )
      const round = rounds.find(
        ({ guild, localDate }) => guild === quiz.group.id && localDate.equals(quiz.day),
      )
      const known = posted.map(({ message }) => message)
      if (known.length === 0 && round === undefined) return []
      if (round?.message && known.includes(round.message)) return []
      const line = `${nameOf(quiz)}: posted as ${known.join(', ') || 'nothing'}, stored as ${round?.message}`
      return [{ kind: 'lost' as const, line }]
    })
}

/** Ballots of closed rounds that are not what Discord's voters hold. */
function miscounted({ votesOf }: Seen, { rounds, ballots }: Kept): readonly Violation[] {
  const held = Map.groupBy(ballots, ({ round }) => round)
  return rounds
    .filter(({ state, mode }) => state === 'closed' && mode === 'poll')
    .flatMap(({ id, message, shown }) => {
      const voted = [...votesOf(message ?? '')].flatMap(([member, answers]) =>
        answers.map((answer) => `${member}=${shown[answer - 1]}`),
      )
      const stored = (held.get(id) ?? []).map(({ member, option }) => `${member}=${option}`)
      const odd = [
        ...voted.filter((vote) => !stored.includes(vote)).map((vote) => `${vote} not stored`),
        ...stored.filter((vote) => !voted.includes(vote)).map((vote) => `${vote} not voted`),
      ]
      return odd.map((words) => ({ kind: 'votes' as const, line: `${id}: ${words}` }))
    })
}

/** Ballots of closed private rounds that are not what their members were told. */
function mistaken({ mayHold }: Seen, { rounds, ballots }: Kept): readonly Violation[] {
  return rounds
    .filter(({ state, mode }) => state === 'closed' && mode === 'private')
    .flatMap(({ id, message, shown }) => {
      const told = mayHold(message ?? '')
      const stored = Map.groupBy(
        ballots.filter(({ round }) => round === id),
        ({ member }) => member,
      )
      return [...new Set([...told.keys(), ...stored.keys()])].flatMap((member) => {
        const held = (stored.get(member) ?? [])
          .map(({ option }) => letterOf(shown.indexOf(option)))
          .toSorted()
          .join('')
        const may = told.get(member) ?? new Set([''])
        if (may.has(held)) return []
        const line = `${id}: ${member} holds ${held || 'none'}, told ${[...may].join(' or ')}`
        return [{ kind: 'votes' as const, line }]
      })
    })
}

/** Rounds that do not stand as their owner was told. */
function misruled({ mayStand }: Seen, { rounds }: Kept): readonly Violation[] {
  return [...mayStand].flatMap(([id, may]) => {
    const round = rounds.find((one) => one.id === id)
    const stands = round ? rulingOf(round) : 'gone'
    if (isPossible(may, stands)) return []
    return [
      { kind: 'lost' as const, line: `${id} stands as ${stands}, told ${[...may].join(' or ')}` },
    ]
  })
}

/** Rows of the newest boards that are not what the totals of their period say. */
function misranked({ snapshots, totals }: Kept): readonly Violation[] {
  const newest = new Map<string, (typeof snapshots)[number]>()
  for (const snapshot of snapshots) {
    const key = [snapshot.guild, snapshot.board, snapshot.period].join(' ')
    if ((newest.get(key)?.revision ?? 0) < snapshot.revision) newest.set(key, snapshot)
  }
  return [...newest].flatMap(([key, { guild, period, rows }]) => {
    const words = ({ points, right, answered }: (typeof rows)[number]) =>
      `${points}:${right}/${answered}`
    return rows.flatMap((row) => {
      const total = totals.find(
        (one) => one.guild === guild && one.period === period && one.member === row.member,
      )
      const counted = total ? words({ ...row, ...total }) : 'none'
      const rank = 1 + rows.filter(({ points }) => points > row.points).length
      if (counted === words(row) && rank === row.rank) return []
      const line = `board ${key}: ${row.member} rank ${row.rank} ${words(row)}, counted ${rank} ${counted}`
      return [{ kind: 'difference' as const, line }]
    })
  })
}

/** Claims, rounds, slots and jobs that are still under way though everything has settled. */
function hanging({ at, rounds, slots, jobs }: Kept): readonly Violation[] {
  const isOver = (instant: Temporal.Instant) => instant.epochMilliseconds < at - settles
  return [
    ...rounds
      .filter(({ state, closes }) => state === 'claimed' || (state === 'open' && isOver(closes)))
      .map(({ id, state, closes }) => `round ${id} is ${state}, closes ${closes}`),
    ...slots
      .filter(({ state, due }) => state !== 'done' && state !== 'missed' && isOver(due))
      .map((slot) => {
        const { guild, kind, localDate, state, attempts, reason } = slot
        return `slot ${guild} ${kind} ${localDate} is ${state} after ${attempts} attempts: ${reason}`
      }),
    ...jobs.map(({ name: job, state, data }) => `job ${job} is ${state}: ${JSON.stringify(data)}`),
  ].map((line) => ({ kind: 'hanging' as const, line }))
}

// What came due in the last minute may rightly be under way still.
const settles = 60_000
