// A member's answers in Postgres, as domain scores, mastery and readiness look at them.

import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { itemVersions } from '#bank/tables.ts'
import type { Db } from '#core/deps.ts'
import { attempts, ballots, rounds } from '#record/tables.ts'
import type { Answered } from './mastery.ts'
import { isRight } from './points.ts'

type Who = { readonly guild: string; readonly member: string }

/** A member's ballots in the closed rounds that count: voided ones are left out. */
export async function ballotAnswers(db: Db, { guild, member }: Who): Promise<readonly Answered[]> {
  const rows = await db
    .select({
      round: rounds.id,
      item: rounds.item,
      concept: rounds.concept,
      topic: rounds.topic,
      domain: rounds.domain,
      keys: rounds.keys,
      mode: rounds.mode,
      at: rounds.closes,
      day: rounds.localDate,
      option: ballots.option,
    })
    .from(rounds)
    .innerJoin(ballots, and(eq(ballots.round, rounds.id), eq(ballots.member, member)))
    .where(and(eq(rounds.guild, guild), eq(rounds.state, 'closed'), isNull(rounds.voided)))
  return [...Map.groupBy(rows, ({ round }) => round).values()].flatMap((votes) => {
    const [first] = votes
    if (!first) return []
    const { item, concept, topic, domain, keys, mode, at, day } = first
    const chosen = votes.map(({ option }) => option)
    const right = isRight(keys, chosen)
    return [{ item, concept, topic, domain, isRight: right, isPublic: mode === 'poll', at, day }]
  })
}

/** A member's attempts in practice, review and exams, placed by the item as it was then. */
export async function attemptAnswers(db: Db, { guild, member }: Who): Promise<readonly Answered[]> {
  const rows = await db
    .select({
      item: attempts.item,
      revision: attempts.revision,
      isRight: attempts.isRight,
      at: attempts.attempted,
      day: attempts.localDate,
    })
    .from(attempts)
    .where(and(eq(attempts.guild, guild), eq(attempts.member, member)))
  if (rows.length === 0) return []
  const body = (field: string) => sql<string | null>`${itemVersions.body}->>${field}`
  const versions = await db
    .select({
      item: itemVersions.item,
      revision: itemVersions.revision,
      concept: body('concept'),
      topic: body('topic'),
      domain: body('domain'),
    })
    .from(itemVersions)
    .where(inArray(itemVersions.item, [...new Set(rows.map(({ item }) => item))]))
  const placed = new Map(versions.map((version) => [keyOf(version), version]))
  return rows.flatMap((row) => {
    const { concept, topic, domain } = placed.get(keyOf(row)) ?? {}
    if (!concept || !topic) return []
    // A course without domains has its topics in their place, as rounds do.
    return [{ ...row, concept, topic, domain: domain ?? topic, isPublic: false }]
  })
}

const keyOf = ({ item, revision }: { readonly item: string; readonly revision: string }): string =>
  JSON.stringify([item, revision])
