// Concept versions in Postgres: what the notes said whenever they were read.

import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '#core/deps.ts'
import type { Concept } from './concept.ts'
import { concepts, conceptVersions } from './tables.ts'

export type ConceptVersion = typeof conceptVersions.$inferSelect

/** Rows of one statement: PostgreSQL takes 65,535 parameters, a version has ten. */
const rowsAtOnce = 1000

const slicesOf = <Row>(rows: readonly Row[]): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, at) =>
    rows.slice(at * rowsAtOnce, (at + 1) * rowsAtOnce),
  )

/** The anchor inside its course: a library puts the course before it where two courses share one. */
export const anchorOf = ({ id, course }: Pick<Concept, 'id' | 'course'>): string =>
  id.startsWith(`${course}:`) ? id.slice(course.length + 1) : id

const keyOf = (course: string, anchor: string): string => `${course}:${anchor}`

/**
 * Writes down the concepts as they stand: new versions are appended, a concept whose anchor is gone is
 * retired, one that came back is active again. Nothing is ever overwritten or deleted. Doing it again
 * changes nothing, so it may follow every change of the notes.
 */
export async function syncConcepts(
  db: Db,
  library: { readonly concepts: ReadonlyMap<string, Concept> },
  now: Temporal.Instant,
): Promise<void> {
  await db.transaction(async (tx) => {
    const stored = await tx.select().from(concepts)
    const before = new Map(stored.map((row) => [keyOf(row.course, row.anchor), row]))
    const changed = [...library.concepts.values()].filter((concept) => {
      const row = before.get(keyOf(concept.course, anchorOf(concept)))
      before.delete(keyOf(concept.course, anchorOf(concept)))
      const isSame =
        row?.ko === (concept.texts.ko?.hash ?? null) && row?.en === (concept.texts.en?.hash ?? null)
      return !isSame || row?.state !== 'active'
    })
    const versions = changed.flatMap((concept) =>
      Object.values(concept.texts).map(
        ({ language, hash, title, text, file, lines: [from, to] }) => {
          const place = { course: concept.course, anchor: anchorOf(concept), language, hash }
          return { ...place, title, text, file, from, to, added: now }
        },
      ),
    )
    for (const some of slicesOf(versions)) {
      await tx.insert(conceptVersions).values(some).onConflictDoNothing()
    }
    const rows = changed.map((concept) => ({
      course: concept.course,
      anchor: anchorOf(concept),
      ko: concept.texts.ko?.hash ?? null,
      en: concept.texts.en?.hash ?? null,
      state: 'active' as const,
    }))
    const newest = { ko: sql`excluded.ko`, en: sql`excluded.en`, state: sql`excluded.state` }
    for (const some of slicesOf(rows)) {
      await tx
        .insert(concepts)
        .values(some)
        .onConflictDoUpdate({ target: [concepts.course, concepts.anchor], set: newest })
    }
    for (const { course, anchor, state } of before.values()) {
      if (state === 'retired') continue
      await tx
        .update(concepts)
        .set({ state: 'retired' })
        .where(and(eq(concepts.course, course), eq(concepts.anchor, anchor)))
    }
  })
}

/** The versions of a concept, oldest first. */
export function versionsOf(db: Db, course: string, anchor: string): Promise<ConceptVersion[]> {
  return db
    .select()
    .from(conceptVersions)
    .where(and(eq(conceptVersions.course, course), eq(conceptVersions.anchor, anchor)))
    .orderBy(asc(conceptVersions.added), asc(conceptVersions.language))
}

/** What was cited: a version of a text, by its hash. */
export type Cited = { readonly course: string; readonly anchor: string; readonly hash: string }

export type Outdated = Cited & { readonly since: 'changed' | 'gone' }

/**
 * Which of these citations no longer stand in the notes as they were cited: `changed` when the text
 * was edited since, `gone` when its concept was. A hash no version has counts as changed.
 */
export async function changedSince(db: Db, cited: readonly Cited[]): Promise<readonly Outdated[]> {
  if (cited.length === 0) return []
  const anchors = [...new Set(cited.map(({ anchor }) => anchor))]
  const found = await db.select().from(concepts).where(inArray(concepts.anchor, anchors))
  const rows = new Map(found.map((row) => [keyOf(row.course, row.anchor), row]))
  return cited.flatMap((each): Outdated[] => {
    const row = rows.get(keyOf(each.course, each.anchor))
    if (!row || row.state === 'retired') return [{ ...each, since: 'gone' }]
    const isCurrent = row.ko === each.hash || row.en === each.hash
    return isCurrent ? [] : [{ ...each, since: 'changed' }]
  })
}
