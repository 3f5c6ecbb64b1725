// Figures: what a season went through, as a table a reader can check.

import { isLesson, isReminder } from './mark.ts'
import { phases, type Stage } from './relay.ts'
import type { Played } from './season.ts'
import { troubles } from './trouble.ts'
import type { Kind } from './verdict.ts'

const stages: readonly Stage[] = ['asked', 'done', 'told']

const sum = (counts: readonly number[]): number => counts.reduce((one, other) => one + other, 0)

/** Whether a season has killed everything it was to kill, in every phase. */
export const isWhole = ({ kills, wanted }: Played): boolean =>
  wanted.only === undefined && wanted.isWhole && sum(Object.values(kills)) >= wanted.kills

/** The figures of one season; `wanted` is how many kills it was to have. */
export function figuresOf(season: Played, wanted: number): string {
  const { engine, killsAt, struck, tally, days, posts, kept, violations } = season
  const of = (...kinds: readonly Kind[]) =>
    violations.filter(({ kind }) => kinds.includes(kind)).length
  const total = sum(Object.values(season.kills))
  const row = (name: string, counts: readonly (number | string)[]) =>
    `  ${name.padEnd(12)}${counts.map((count) => String(count).padStart(7)).join('')}`
  const marked = (is: (mark: string) => boolean) =>
    posts.filter(({ marks }) => marks.some(is)).length
  const isDirect = (mark: string) => mark.startsWith('https:')
  const corrected = kept.rounds.filter(({ voided }) => voided !== null).length
  return [
    `${engine}: ${total} kills${total < wanted ? ` of ${wanted} wanted` : ''} in ${days} days`,
    row('killed while', [...stages, 'all']),
    ...phases.map((phase) => {
      const counts = stages.map((stage) => killsAt[phase][stage])
      return row(phase, [...counts, sum(counts)])
    }),
    `  (asked: the request had left the bot; done: carried out, unknown to the bot; told: just after the answer)`,
    `  requests and sessions troubled: ${troubles.map((name) => `${name} ${struck[name]}`).join(', ')}`,
    `  ${tally.outages} outages, ${tally.longOutages} of them past a window; ${tally.expired} posts found after their nonce was forgotten`,
    `  ${posts.length} posts (${marked(isLesson)} lessons, ${marked(isDirect)} reminders in direct messages, ${marked(isReminder)} by mentions), ${kept.rounds.length} rounds, ${kept.ballots.length} ballots`,
    `  ${tally.votes} votes (${tally.lastSecond} in a last second), ${tally.presses} private presses, ${tally.corrections} corrections (${corrected} rounds void at the end)`,
    `  duplicates ${of('duplicate')}, missing ${of('missing', 'lost')}, miscounted ${of('votes')}, differences ${of('difference')}, hanging ${of('hanging')}`,
  ].join('\n')
}
